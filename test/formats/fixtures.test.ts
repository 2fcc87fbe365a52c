import { gunzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { outline } from "../../infra/cli/outline.ts";
import type { Block } from "../../shared/document/tree.ts";
import { captionAsAlternative, comparable, evenAsUntold } from "./comparable.ts";
import { fixture, type Read, readWell } from "./drafts.ts";

async function readFixture(name: string): Promise<Read> {
  return readWell(name, fixture(name), { companion: (image) => fixture(image) });
}

describe("one note by three programs", () => {
  test("pandoc's Word file reads as the Markdown it was made from", async () => {
    const [markdown, word] = await Promise.all([
      readFixture("note-de-synthese.md"),
      readFixture("note-de-synthese.pandoc.docx"),
    ]);
    expect(comparable(word.tree, evenAsUntold)).toEqual(comparable(markdown.tree, captionAsAlternative));
    expect([...word.images.keys()]).toEqual([...markdown.images.keys()]);
    expect(word.warnings.map(({ code }) => code)).toEqual(["contents-dropped"]);
    expect(markdown.warnings).toEqual([]);
  });

  test("and so do thirty pages of it, tables, notes and captions included", async () => {
    const markdown = await readWell("dossier.md", gunzipSync(fixture("dossier-30-pages.md.gz")), {
      companion: fixture,
    });
    const word = await readFixture("dossier-30-pages.pandoc.docx");
    expect(comparable(word.tree, evenAsUntold)).toEqual(comparable(markdown.tree, captionAsAlternative));
    expect([...word.images.keys()]).toEqual([...markdown.images.keys()]);
    expect(Object.keys(word.tree.notes).length).toBeGreaterThan(20);
  });

  test("LibreOffice's, but for an anchor that it loses", async () => {
    const [pandoc, office] = await Promise.all([
      readFixture("note-de-synthese.pandoc.docx"),
      readFixture("note-de-synthese.libreoffice.docx"),
    ]);
    const withoutAnchor = ({ anchor, ...block }: Block): Block =>
      ({ ...block, ...(anchor !== "s8" && { anchor }) }) as Block;
    expect(comparable(office.tree)).toEqual(comparable(pandoc.tree, withoutAnchor));
  });
});

describe("one note by three programs, more", () => {
  test("LibreOffice's OpenDocument reads as its Word file", async () => {
    const [word, open] = await Promise.all([
      readFixture("note-de-synthese.libreoffice.docx"),
      readFixture("note-de-synthese.libreoffice.odt"),
    ]);
    expect(comparable(open.tree)).toEqual(comparable(word.tree));
    expect([...open.images.keys()]).toEqual([...word.images.keys()]);
  });

  test.each(["relecture.pandoc.docx", "relecture.libreoffice.docx", "relecture.libreoffice.odt"])(
    "what others wrote on %s",
    async (name) => {
      const { tree, contributions } = await readFixture(name);
      expect(outline(tree)).toEqual(["h1 #cadre Cadre", "p Le nouveaucadre de travail commun est posé.", "p Fin."]);
      const at = tree.blocks[1]?.id;
      const told = contributions.map(({ date, ...one }) => ({ ...one, day: date?.slice(0, 10) }));
      expect(told).toEqual([
        { type: "insertion", author: "Relectrice", day: "2024-06-07", at, quote: "Le ", text: "nouveau" },
        { type: "deletion", author: "Auteur", day: "2024-06-07", at, quote: "Le nouveau", text: "vieux" },
        { type: "comment", author: "Relectrice", day: "2024-06-08", at, quote: "travail commun", text: "À préciser." },
      ]);
    },
  );
});

describe("the network's programme", () => {
  test("reads as its author meant it", async () => {
    const { tree, warnings } = await readFixture("reci-programme-2008.md");
    expect(tree.meta.title).toBe("Réseau Ressources pour l'Égalité des Chances et l'Intégration (RECI)");
    await expect(`${outline(tree).join("\n")}\n`).toMatchFileSnapshot("goldens/reci-programme-2008.txt");
    const codes = new Set(warnings.map(({ code }) => code));
    expect(codes).toEqual(new Set(["title-from-heading", "bullet-typed", "list-typed", "rows-typed"]));
  });
});
