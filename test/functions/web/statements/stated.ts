import { enterLines, type Line } from "../../../../shared/acts/entering.ts";
import type { Term } from "../../../../shared/agreement/state.ts";
import { issue } from "../../../../shared/chain/issue.ts";
import type { ActionRef } from "../../../../shared/programme/state.ts";
import { agreements } from "../../../../shared/stored/agreement.ts";
import { changeOrganisation, getOrganisation } from "../../../../shared/stored/organisation.ts";
import { programmes } from "../../../../shared/stored/programme.ts";
import { putText } from "../../../../shared/stored/text.ts";
import { action, plan } from "../../../programme/sample.ts";
import { arrives, browserOf, type Visit } from "../../colleagues.ts";
import { as, type Browser, browse, type Network, openTestNetwork } from "../../network.ts";

/** Two agreements of ACSE and one of DAIC pay one action; what was entered on each is of another day. */
export type Stated = { network: Network; office: Browser; acse: Browser; daic: Visit };

export const portail = "2008/portail";
const terms: Term[] = [
  { id: "jours", words: "Jours de travail", unit: "day", planned: 1400, rate: 35_000, account: "64" },
  { id: "salles", words: "Salles", unit: "running-cost", planned: 120_000, account: "61" },
];

/** The network on 3 March 2009. */
export async function openStated(): Promise<Stated> {
  const network = await openTestNetwork();
  network.world.set(Date.parse("2009-03-03T09:00:00.000Z"));
  const { ports } = network;
  const funded = { funding: { by: ["acse", "daic"] }, steering: { organisations: ["cofrimi"] } };
  const daic = await arrives(network, "DAIC", "Chargée de suivi");
  for (const id of ["acse", "daic"])
    await changeOrganisation(ports, id, { ...(await getOrganisation(ports.store, id))!, roles: ["funder"] });
  const cofrimi = (await getOrganisation(ports.store, "cofrimi"))!;
  await changeOrganisation(ports, "cofrimi", { ...cofrimi, roles: ["member"] });
  const by = as(network, "coordinator");
  const actions = [action("portail", { title: "Portail européen", ...funded }), action("veille", { title: "Veille" })];
  await issue(programmes, ports, "2008", { ...{ type: "replace", by, id: "2008", ...plan }, actions });
  await open(network, "acse-2008", "acse", "Convention ACSE");
  await open(network, "acse-suite", "acse", "Avenant ACSE");
  await open(network, "daic-2008", "daic", "Convention DAIC");
  await enter(network, { ...line, agreement: "acse-2008", id: "a1" });
  await enter(network, { ...line, agreement: "acse-suite", id: "a2", quantity: 50, date: "2008-03-13" });
  await enter(network, { ...line, agreement: "daic-2008", id: "d1", quantity: 1500, date: "2008-03-14" });
  return {
    network,
    office: await browse(network, "coordinator"),
    acse: await browse(network, "funder"),
    daic: await browserOf(network, daic),
  };
}

/** A day of work of COFRIMI. */
export const line = {
  ...{ id: "", agreement: "", holder: "org:cofrimi" as const, date: "2008-03-12", action: portail as ActionRef },
  ...{ term: "jours", quantity: 100 },
};

async function open({ ports, ...network }: Network, id: string, funder: string, title: string): Promise<void> {
  const by = as({ ports, ...network }, "coordinator");
  await issue(agreements, ports, id, {
    ...{ type: "open", by, id, funder, title, reference: "", currency: "EUR", stage: "signed", terms },
    ...{ on: "2008-01-15", today: "2009-03-03", actions: [portail], from: "2008-01-01", until: "2008-12-31" },
  });
}

/** Enters a line, with a note that no statement has. */
export async function enter(network: Network, entered: Line): Promise<void> {
  const ref = await putText(network.ports, "Entre nous");
  await enterLines(network.ports, as(network, "coordinator"), [{ ...entered, note: ref }], "2009-03-03");
}
