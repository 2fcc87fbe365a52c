import { strToU8 } from "fflate";
import { expect, test } from "vitest";
import { eachBlock, ownInlines, plainText } from "../../../shared/document/visit.ts";
import { openDocumentFile, reading, readOpenDocument } from "../drafts.ts";
import { automatic, checkRows, h, list, p, styles } from "./opendocument.ts";

checkRows("margins", [
  [
    "headers and footers",
    {
      body: p("a"),
      masters: `<style:master-page style:name="Standard"><style:header><text:p>Réseau<text:s/>RECI<text:tab/>2008</text:p></style:header>
        <style:header-left><text:p>Réseau RECI 2008</text:p></style:header-left><style:footer><text:p>Page <text:page-number>3</text:page-number> sur 7</text:p></style:footer></style:master-page>
        <style:master-page style:name="Paysage"><style:footer><text:p>Diffusion interne</text:p></style:footer><style:header style:display="false"><text:p>Ancien</text:p></style:header></style:master-page>`,
    },
    ["p a"],
    ["margin-dropped", "margin-dropped"],
  ],
]);

test.each<[string, (contents: string) => string, string | undefined]>([
  ["before a heading", (contents) => p("a") + contents + h(1, "b"), "b"],
  ["before a page", (contents) => p("a") + contents + p("b", "P2"), "b"],
  ["before an item", (contents) => contents + list('text:style-name="L1"', p("b")), "b"],
  ["at the end", (contents) => p("a") + p("b") + contents, "b"],
  ["alone", (contents) => contents, undefined],
])("OpenDocument: contents are told where they stood, %s", async (_, body, words) => {
  const contents = `<text:table-of-content><text:index-body>${p("Cadre<text:tab/>3")}</text:index-body></text:table-of-content>`;
  const { tree, warnings } = await readOpenDocument({ styles, automatic, body: body(contents) });
  const blocks = new Map([...eachBlock(tree.blocks)].map((block) => [block.id, plainText(ownInlines(block))]));
  expect(warnings.map(({ code, at }) => [code, at && blocks.get(at)])).toEqual([["contents-dropped", words]]);
});

test("OpenDocument: what an author wrote in the contents is told, and where; entries and the title are not", async () => {
  const entries = `${p("Cadre<text:tab/>3")}${p('<text:a xlink:href="#_Toc1">Budget</text:a>')}${p("1. Moyens")}`;
  const own = `${p("Cette note complète celle de 2007.")}${p("Voir<text:s/>l’annexe.")}`;
  const contents = `<text:table-of-content><text:table-of-content-source><text:index-title-template>Sommaire</text:index-title-template></text:table-of-content-source><text:index-body><text:index-title text:name="t">${p("Sommaire")}</text:index-title>${entries}${own}</text:index-body></text:table-of-content>`;
  const { tree, warnings } = await readOpenDocument({ styles, automatic, body: p("a") + contents + h(1, "Moyens") });
  const text = "Cette note complète celle de 2007. / Voir l’annexe.";
  const at = tree.blocks[1]!.id;
  expect(warnings).toEqual([
    { code: "contents-dropped", details: {}, at },
    { code: "contents-words-dropped", details: { count: 8, text }, at },
  ]);
});

test("OpenDocument under a password", async () => {
  const manifest =
    "<manifest:manifest><manifest:file-entry><manifest:encryption-data/></manifest:file-entry></manifest:manifest>";
  const read = await reading(
    "note.odt",
    openDocumentFile({ body: "", files: { "META-INF/manifest.xml": strToU8(manifest) } }),
  );
  expect(read).toEqual({
    refused: { code: "file-encrypted", details: { name: "note.odt", found: "OpenDocument (.odt)" } },
  });
});
