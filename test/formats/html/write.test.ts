import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { compose } from "../../../shared/document/compose.ts";
import type { Block, Inline } from "../../../shared/document/tree.ts";
import { eachBlock, eachInline, ownInlines } from "../../../shared/document/visit.ts";
import { htmlArticle } from "../../../shared/formats/html/article.ts";
import { writeHtml } from "../../../shared/formats/html/write.ts";
import { text, trees } from "../../document/arbitrary.ts";
import { dossier } from "../../document/dossier.ts";
import { h, inputOf, note2008, p, t, treeOf } from "../../document/sample.ts";
import { cell, sourceLine, table } from "../docx/everything.ts";
import { structure } from "./structure.ts";

const imageHref = (hash: string) => `images/${hash.slice(0, 8)}.png`;
test("a dossier of two members, whole", async () => {
  const { document } = compose(dossier);
  const html = writeHtml(document, { imageHref });
  const { ids, targets } = structure(html.replace(/^<!DOCTYPE html>/, "").replace(/<style>.*?<\/style>/s, ""));
  for (const target of targets) expect(ids).toContain(target);
  await expect(html).toMatchFileSnapshot("goldens/dossier.html");
});

describe("one block", () => {
  const plain = {
    ...note2008,
    layout: { cover: false, contents: 0, lists: false, numbered: 0, orthotypography: false },
  };
  const check = (name: string, block: Block, expected: string) =>
    test(name, () => {
      const { document } = compose(inputOf(treeOf([block]), { kind: plain }));
      const html = htmlArticle(document, { imageHref, title: false });
      expect(html.replace(/ id="[^"]*"/g, "").replace(/^.*\n.*\n|<\/div>\n<\/article>\n$/g, "")).toBe(`${expected}\n`);
    });
  const link = (href: string): Inline => ({ type: "link", href, children: [t("ici")] });

  check(
    "markup in a text is text",
    p("<script>alert('1')</script> & \"x\""),
    "<p>&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt; &amp; &quot;x&quot;</p>",
  );
  check(
    "an address that is allowed",
    p(link("mailto:oriv@reci.example")),
    '<p><a href="mailto:oriv@reci.example">ici</a></p>',
  );
  check("an address that is not", p(link("javascript:alert(1)")), "<p>ici</p>");
  check(
    "an address that closes its quotation mark",
    p(link('https://x.example/"onclick="y')),
    '<p><a href="https://x.example/&quot;onclick=&quot;y">ici</a></p>',
  );
  check(
    "a list with words around its numbers",
    {
      ...{ type: "list", id: "", ordered: true, start: 3, format: "decimal", label: "Article <V2>.%1" },
      items: [{ children: [p("Objet")] }],
    },
    '<ol class="labelled" start="3">\n<li><span class="label">Article &lt;V2&gt;.3</span> <p>Objet</p>\n</li>\n</ol>',
  );
  check("a heading", h(1, "Contexte"), "<h2>Contexte</h2>");
  check(
    "a centred paragraph",
    { type: "paragraph", id: "", align: "center", children: [t("Strasbourg")] },
    '<p class="center">Strasbourg</p>',
  );
  check(
    "a callout, named by its variant",
    { type: "callout", id: "", variant: "takeaway", children: [p("Un point.")] },
    '<div class="callout callout-takeaway" role="note" aria-label="À retenir">\n<p class="calloutTitle"><span class="label">À retenir</span></p>\n<p>Un point.</p>\n</div>',
  );
  check(
    "a callout with a title",
    { type: "callout", id: "", variant: "example", title: [t("Metz")], children: [p("Un cas.")] },
    '<div class="callout callout-example" role="note" aria-label="Exemple">\n<p class="calloutTitle">Metz</p>\n<p>Un cas.</p>\n</div>',
  );
  check(
    "a box without a title",
    { type: "callout", id: "", variant: "box", children: [p("Un texte.")] },
    '<div class="callout callout-box" role="note" aria-label="Encadré">\n<p>Un texte.</p>\n</div>',
  );
});

test("a source line stands under its table or figure: elsewhere it is a paragraph, as in PDF and Word", () => {
  const blocks = [
    ...[
      sourceLine("Source : un."),
      table([[cell("a"), cell("b")]]),
      sourceLine("Source : deux."),
      sourceLine("Champ : trois."),
    ],
    ...[p("Texte."), sourceLine("Source : quatre.")],
    { type: "quote", id: "", children: [sourceLine("Source : cinq.")] } as Block,
  ];
  const { document } = compose(inputOf(treeOf(blocks)));
  const lines = htmlArticle(document, { imageHref }).matchAll(
    /<p(?: id="[^"]*")?( class="sourceLine")?>\w+\s:\s(\w+)\./g,
  );
  expect([...lines].flatMap(([, line, words]) => (line ? words : []))).toEqual(["deux", "trois"]);
});

test("what can be remarked on is followed by what the page adds, in its place", () => {
  const { document } = compose(dossier);
  const marked: string[] = [];
  const html = htmlArticle(document, { imageHref, title: false, afterBlock: (id) => `<i>${marked.push(id)}</i>` });
  const written = document.sections.filter((section) => !section.generated).flatMap((section) => section.blocks);
  const leaves = (block: Block): Block[] =>
    block.type === "list"
      ? block.items.flatMap((item) => item.children.flatMap(leaves))
      : block.type === "quote"
        ? block.children.flatMap(leaves)
        : block.type === "callout"
          ? [...(block.title ? [block] : []), ...block.children.flatMap(leaves)]
          : [block];
  const expected = [...written, ...document.notes.flatMap((each) => each.children)].flatMap(leaves);
  expect(marked).toEqual(expected.filter((block) => block.type !== "thematicBreak").map((block) => block.id));
  expect(html).not.toContain("<h1");
});

test("a kind of node that the writer does not know is an error, not a hole", () => {
  const { document } = compose(inputOf(treeOf([{ type: "hologram", id: "x" } as never])));
  expect(() => writeHtml(document, { imageHref })).toThrow("hologram");
});

test("any tree: well-formed, no link within a link, every reference arrives, every word is there", () => {
  const folded = (value: string) => value.replace(/\s/g, "").replaceAll("\0", "");
  fc.assert(
    fc.property(trees, text, (tree, title) => {
      const { document } = compose(inputOf({ ...tree, meta: { ...tree.meta, title } }));
      const { ids, targets, text: words } = structure(htmlArticle(document, { imageHref }));
      for (const target of targets) expect(ids).toContain(target);
      const said = folded(words);
      const blocks = [...document.sections, ...document.notes.map((note) => ({ blocks: note.children }))];
      for (const block of eachBlock(blocks.flatMap((each) => each.blocks))) {
        for (const inline of eachInline(ownInlines(block))) {
          if (inline.type === "text" || inline.type === "code") expect(said).toContain(folded(inline.value));
        }
      }
    }),
  );
});
