import { strToU8 } from "fflate";
import { expect, test } from "vitest";
import { field, p, t } from "../docx/wordprocessing.ts";
import { namespaces, readOpenDocument, readWord } from "../drafts.ts";

/** A footer, in which "{3}" is a field that counts pages. */
const pieces = (footer: string) => footer.split(/(\{\d+\})/);
const isField = (piece: string) => piece.startsWith("{");

async function told(footer: string): Promise<unknown[]> {
  const runs = pieces(footer).map((one) =>
    isField(one) ? field("PAGE \\* MERGEFORMAT", t(one.slice(1, -1))) : t(one),
  );
  const fields = pieces(footer).map((one) =>
    isField(one) ? `<text:page-number>${one.slice(1, -1)}</text:page-number>` : one,
  );
  const word = await readWord({
    body: `${p(t("a"))}<w:sectPr><w:footerReference r:id="rId1"/></w:sectPr>`,
    related: { rId1: ["footer", "footer1.xml"] },
    files: { "word/footer1.xml": strToU8(`<w:ftr ${namespaces}>${p(runs.join(""))}</w:ftr>`) },
  });
  const odt = await readOpenDocument({
    body: "<text:p>a</text:p>",
    masters: `<style:master-page style:name="Standard"><style:footer><text:p>${fields.join("")}</text:p></style:footer></style:master-page>`,
  });
  expect(word.warnings).toEqual(odt.warnings);
  return word.warnings.map(({ code, details }) => [code, details.text]);
}

test.each([
  "V3 – 040426",
  "2008",
  "DC",
  "Civil",
  "{3} mars",
  "Version {3}",
  "3.2",
  "Réseau RECI – page {3} sur {12}",
  `Note de cadrage ${"du réseau ".repeat(60)}`.trim(),
])("a header or footer is told whole: %j", async (footer) => {
  expect(await told(footer)).toEqual([["margin-dropped", footer.replace(/[{}]/g, "")]]);
});

test.each([
  "{3}",
  "Page {3} sur {12}",
  "– {3} –",
  "p. {3}/{12}",
  "Page 3 sur 12",
  "3",
  "– 3 –",
  "page iv",
  "{3} | P a g e",
  "–",
])("a header or footer that only counts pages is not told: %j", async (footer) => {
  expect(await told(footer)).toEqual([]);
});
