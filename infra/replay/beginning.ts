import { saveSettings } from "../../shared/stored/network.ts";
import { beginNetwork } from "../cli/init.ts";
import { linkFor } from "../cli/link.ts";
import { openNetwork } from "../local/network.ts";
import type { SimulatedClock } from "./clock.ts";
import { coordinator } from "./people/cast.ts";

/** Days that mails of 2008 are kept where the network is looked at afterwards: as many as settings allow. */
const outbox = 36_500;

/** What the commands `init`, `settings` and `link` do of an empty folder; the link of its first coordinator. */
export async function beginYear(folder: string, publicUrl: string, clock: SimulatedClock): Promise<string> {
  const network = await openNetwork({ folder, publicUrl }, { alone: true, clock: clock.now, durable: false });
  try {
    await beginNetwork({ ...network, where: folder }, "Réseau RECI");
    const settings = { ...network.settings, network: "Réseau RECI", keep: { ...network.settings.keep, outbox } };
    await saveSettings(network.ports, settings);
    const { name, address: email, organisation } = coordinator;
    return (await linkFor({ ...network, settings }, { role: "coordinator", email, name, organisation })).link;
  } finally {
    network.close();
  }
}
