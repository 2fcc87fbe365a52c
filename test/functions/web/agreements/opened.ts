import { issue } from "../../../../shared/chain/issue.ts";
import { changeOrganisation, getOrganisation } from "../../../../shared/stored/organisation.ts";
import { programmes } from "../../../../shared/stored/programme.ts";
import { action, plan } from "../../../programme/sample.ts";
import { as, type Network, openTestNetwork } from "../../network.ts";

/** A network on 3 March 2009, with an action that COFRIMI steers and ACSE pays, and one that neither has to do with. */
export async function openPaid(): Promise<Network> {
  const network = await openTestNetwork();
  network.world.set(Date.parse("2009-03-03T09:00:00.000Z"));
  const { ports } = network;
  const roles = [
    ["acse", "funder"],
    ["cofrimi", "member"],
  ] as const;
  for (const [id, role] of roles)
    await changeOrganisation(ports, id, { ...(await getOrganisation(ports.store, id))!, roles: [role] });
  const payment = [
    { words: "Coût jour", unit: "day", planned: 1400 },
    { words: "Impression ; envoi", unit: "direct-cost", planned: 120_050 },
    { words: "Selon facture" },
  ] as const;
  const actions = [
    action("portail", {
      ...{ title: "Portail européen", steering: { organisations: ["cofrimi"] } },
      ...{ funding: { by: ["acse"] }, payment: [...payment] },
    }),
    action("veille", { title: "Veille", steering: { organisations: ["crefe"] } }),
  ];
  const by = as(network, "coordinator");
  await issue(programmes, ports, "2008", { ...{ type: "replace", by, id: "2008", ...plan }, actions });
  return network;
}

/** The form of an agreement with ACSE, filled. */
export const filled = {
  ...{ funder: "acse", reference: "ACSE 2008-114", title: "Portail européen 2008", actions: "2008/portail" },
  ...{ from: "2008-01-01", until: "31/12/2008", currency: "EUR", reportDue: "", stage: "signed", on: "20/02/2008" },
  lines: "Jours de travail ; jours ; 14 ; 350,00\r\nImpression ; frais directs ; 1 200,50\r\nForfait",
};
/** Where it is, once it was sent. */
export const at = "/agreements/acse-2008-114";
