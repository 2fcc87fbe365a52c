import { entriesOf } from "../../../../shared/stored/ledger.ts";
import { agree } from "../../../ledger/agreed.ts";
import type { World } from "../../../world.ts";
import { type Browser, browse, type Network, openTestNetwork, type Role } from "../../network.ts";
import { actions, addProgramme } from "../meetings/programmed.ts";

/** What the form of an entry calls what a line is for. */
export const what = {
  days: `acse-2008/${actions.culture}/journees`,
  travel: `acse-2008/${actions.network}/transport`,
  missions: `acse-2008/${actions.network}/missions`,
  hours: `acse-2008/${actions.network}/benevolat`,
} as const;

/** A network in June 2008 whose two actions an agreement of ACSE pays: days of the one, missions, travel and hours of both. */
export async function openPaid(world?: World): Promise<Network> {
  const network = await openTestNetwork({}, world);
  network.world.set(Date.parse("2008-06-12T15:00:00.000Z"));
  await addProgramme(network);
  await pay(network);
  return network;
}

/** The agreement alone. */
export async function pay({ ports, people }: Network): Promise<void> {
  const term = (id: string, words: string, unit: "day" | "mission" | "direct-cost" | "hour", more: object) => ({
    ...{ id, words, unit, account: "64" as const },
    ...more,
  });
  await agree(ports, {
    by: { person: people.coordinator.id, coordinator: true },
    ...{ id: "acse-2008", funder: "acse", reference: "ACSE 2008-114", title: "Convention du réseau" },
    actions: [actions.network, actions.culture],
    terms: [
      term("journees", "Journées de travail", "day", { planned: 1_400, rate: 35_000, action: actions.culture }),
      term("missions", "Missions", "mission", { planned: 200, rate: 12_050 }),
      term("transport", "Déplacements", "direct-cost", { planned: 90_000 }),
      term("benevolat", "Temps bénévole", "hour", {}),
    ],
  });
}

/** The lines of that agreement, by day. */
export function entered({ ports }: Network) {
  return entriesOf(ports.store, "acse-2008");
}

/** Enters one line by its form, and says where that leads. */
export async function enter(
  network: Network,
  role: Role,
  fields: Record<string, string>,
  browser?: Browser,
): Promise<Response> {
  const by = browser ?? (await browse(network, role));
  const all = {
    id: network.ports.ids(),
    date: "2008-06-10",
    what: what.days,
    amount: "1",
    who: network.people[role].id,
  };
  return by.post("/entries/new", { ...all, ...fields });
}
