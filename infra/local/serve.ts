import { existsSync } from "node:fs";
import { join } from "node:path";
import { adoptAll } from "../../shared/acts/adopt-seminars.ts";
import { attachAll } from "../../shared/acts/attach-actions.ts";
import { href } from "../../shared/addresses.ts";
import { Refusal } from "../../shared/errors.ts";
import { refusalMessage } from "../../shared/i18n/refusal.ts";
import { settleEveryone } from "../../shared/stored/belonging.ts";
import { makeLink } from "../../shared/stored/link.ts";
import { refuseUnfinishedImport } from "../../shared/stored/network.ts";
import { listPeople } from "../../shared/stored/person.ts";
import { relistAll } from "../../shared/stored/relisting.ts";
import { faultSentence } from "../faults/fault.ts";
import { wrapped } from "../lines.ts";
import { language, say } from "../say.ts";
import { wrongSetting } from "../settings.ts";
import { checkExposure, exposedBy } from "./exposure.ts";
import { type Listening, locationFrom, type Network, type NetworkLocation, openNetwork } from "./network.ts";
import { outboxAddress } from "./outbox.ts";
import { loadSample, sampleRoles } from "./sample.ts";
import { startServer, stopServer } from "./server.ts";
import { startWorkers } from "./workers.ts";

/** `npm start`: the whole line in this process, until it is told to stop. */
async function main(): Promise<void> {
  const location = locationFrom(process.env);
  checkExposure(location);
  const fresh = !existsSync(join(location.folder, "store.sqlite"));
  if (fresh && !location.smtpUrl) await loadSample(location);
  const network = await openNetwork(location, { alone: true });
  const serve = async () => {
    await refuseUnfinishedImport(network.ports.store);
    await relistAll(network.ports.store, () => console.log(wrapped(say("relisting"))));
    await settleEveryone(network.ports.store);
    await attachAll(network.ports, network.settings.language);
    await adoptAll(network.ports);
    return startServer(network, location);
  };
  const server = await serve().catch((error: unknown) => {
    network.close();
    throw error;
  });
  const workers = startWorkers(network);
  stopOnSignal(async () => {
    await Promise.all([stopServer(server), workers.stop()]);
    network.close();
    console.log(say("stopped"));
  });
  await greet(network, location);
}

/** Milliseconds in which one Ctrl-C may be heard again: the terminal, npm and the launcher may each pass it on. */
const oneSignal = 500;

/** Stops at the first signal; at another one, ends at once. */
function stopOnSignal(stop: () => Promise<void>): void {
  let first: number | undefined;
  for (const signal of ["SIGINT", "SIGTERM"] as const)
    process.on(signal, () => {
      if (first !== undefined && performance.now() - first > oneSignal) process.exit(1);
      if (first === undefined) void stop();
      first ??= performance.now();
    });
}

/** Prints where to go; a fresh link for each role of the sample that is there, where nobody else could open it. */
async function greet(network: Network, location: NetworkLocation & Listening): Promise<void> {
  const { ports, settings, wrong, folder } = network;
  const local = location.smtpUrl === undefined && exposedBy(location) === undefined;
  const people = local ? (await listPeople(ports.store)).filter((person) => !person.removed) : [];
  const links = sampleRoles.flatMap(([role, address]) => {
    const person = people.find((known) => known.address === address);
    return person ? [{ role, person }] : [];
  });
  for (const each of wrong) console.error(`Livrable: ${wrongSetting(each)} ${say("setting.mend")}`);
  console.log(say("greeting", { url: settings.publicUrl, folder }));
  for (const { role, person } of links) {
    const token = await makeLink(ports, { person, purpose: "enter", days: settings.linkDays });
    console.log(`  ${say(`greeting.${role}`).padEnd(12)} ${settings.publicUrl}${href("openLink", { token })}`);
  }
  if (local) console.log(`  ${say("greeting.outbox").padEnd(12)} ${outboxAddress(network)}`);
  else console.log(`  ${say("greeting.link")}\n  ${say("link.first")}`);
}

main().catch((error: unknown) => {
  const fault = faultSentence(error, process.env);
  const refused = error instanceof Refusal ? `${refusalMessage(language, error)} (${error.code})` : undefined;
  console.error(fault || refused ? wrapped(`Livrable: ${fault ?? refused}`, 2) : error);
  process.exitCode = 1;
});
