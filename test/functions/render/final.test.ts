import { strFromU8, unzipSync } from "fflate";
import { expect, test } from "vitest";
import { openTestNetwork, stateOf } from "../network.ts";
import { approveNote } from "./approved.ts";

/** The words of the final's Word file, in the order of its text. */
async function finalWords({ anonymous }: { anonymous: boolean }): Promise<string> {
  const network = await openTestNetwork();
  const id = await approveNote(network, { anonymous });
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
