import { expect, test } from "vitest";
import { importProgramme, readProgramme } from "../../shared/acts/programme-file.ts";
import { addOrganisation, getOrganisation, type NewOrganisation } from "../../shared/stored/organisation.ts";
import { as, openTestNetwork } from "../functions/network.ts";
import { seedText } from "../programme/seed.ts";

const known = { short: "RNCRPV", name: "", territory: "", roles: [] } as NewOrganisation;
const name = "Réseau national des centres de ressources politique de la ville";

test.each<[string, Partial<NewOrganisation>, Partial<NewOrganisation>]>([
  ["by its short name alone gets all that the file says", {}, { name, roles: ["partner"] }],
  ["by its role too gets the rest", { roles: ["contractor"] }, { name, roles: ["contractor"] }],
  [
    "by all of it stays as it was",
    { name: "Réseau national", territory: "France", roles: ["member"] },
    { name: "Réseau national", territory: "France", roles: ["member"] },
  ],
])("an organisation that is known %s", async (_, said, expected) => {
  const network = await openTestNetwork();
  await addOrganisation(network.ports, { ...known, ...said });
  const read = await readProgramme(network.ports, seedText);
  if ("faults" in read) throw new Error("the sample has faults");
  await importProgramme(network.ports, as(network, "coordinator"), read.ok);
  expect(await getOrganisation(network.ports.store, "rncrpv")).toMatchObject({ short: "RNCRPV", ...expected });
});
