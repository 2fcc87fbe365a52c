import { strFromU8, unzipSync } from "fflate";
import { expect, test } from "vitest";
import { issue } from "../../../shared/chain/issue.ts";
import { checkNetwork } from "../../../shared/moving/check.ts";
import { deliverables } from "../../../shared/stored/deliverable.ts";
import { as, closeRound, type Network, openTestNetwork, pass, stateOf } from "../network.ts";
import { approveNote, produceAll } from "./approved.ts";

/** The words of the final's Word file, in the order of its text. */
async function finalWords({ anonymous }: { anonymous: boolean }): Promise<string> {
  const network = await openTestNetwork();
  return wordsOf(network, await approveNote(network, { anonymous }));
}

async function wordsOf(network: Network, id: string): Promise<string> {
  const { final } = await stateOf(network, id);
  const key = final!.outputs.find(({ format }) => format === "docx")!.key;
  const files = unzipSync((await network.ports.files.get(key))!);
  const xml = strFromU8(files["word/document.xml"]!);
  return xml.replace(/<\/w:p>/g, "\n").replace(/<[^>]+>/g, "");
}

const check = (name: string, anonymous: boolean, has: string[], hasNot: string[] = []) =>
  test(name, async () => {
    const words = await finalWords({ anonymous });
    for (const expected of has) expect(words).toContain(expected);
    for (const unexpected of hasNot) expect(words).not.toContain(unexpected);
  });

check("a final tells who approved it, the meeting, and what was done of the remarks", false, [
  "Fiche d’approbation",
  "relecture close par Coordination.",
  "Direction, ORIV\nFavorable",
  "Motif écrit\n1\nDirection, ORIV\nIntégrer les remarques de la rencontre.",
  "Rencontre tenue le 7\u00a0mai 2008, de 14\u00a0h à 17\u00a0h, Strasbourg.",
  "Étaient présents\u00a0: Direction, Chargée de mission et Coordination.",
  "«\u202fDe quoi parle-t-on\u202f»\nTrop familier.\nRemplacer par\u00a0: «\u202fDe quoi est-il question\u202f»\nIntégrée",
  "Intégrée en partie\nUne phrase a été ajoutée.",
  "«\u202fMars, puis juillet.\u202f»\nAjouter\u00a0: «\u202fUn bilan d’étape est remis en septembre.\u202f»\nNon retenue",
]);
check(
  "of an anonymous review it names no reviewer, nor their organisations",
  true,
  [
    "Relecteur 1\nFavorable",
    "Relecteur 2\nFavorable",
    "1\nRelecteur 1\nIntégrer les remarques",
    "Étaient présents\u00a0: Relecteur 1, Chargée de mission",
  ],
  ["Direction", "ORIV\n", "IREV", "Research officer"],
);

test("an approval that was taken back and given anew has documents of its own, which tell of the second one", async () => {
  const network = await openTestNetwork();
  const id = await approveNote(network);
  const first = await stateOf(network, id);
  const by = as(network, "coordinator");
  await issue(deliverables, network.ports, id, { type: "undo", by, of: first.undoable!.at(-1)!.of });
  pass(network, 90);
  await closeRound(network, id);
  await produceAll(network, "render", "dossier");
  const second = await stateOf(network, id);
  expect([second.final!.outputs.length, second.final!.edition]).toEqual([3, 1]);
  const keys = [first, second].flatMap(({ final }) => final!.outputs.map(({ key }) => key));
  expect(new Set(keys).size).toBe(6);
  expect(await wordsOf(network, id)).toContain("le 3\u00a0mars 2008 à 11\u00a0h\u00a030");
  expect((await checkNetwork(network.ports)).flaws).toEqual([]);
});
