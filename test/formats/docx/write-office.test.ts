import { execFile, execFileSync } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";
import { titleOf } from "../../../shared/document/callouts.ts";
import { captionOf } from "../../../shared/document/number.ts";
import type { Block } from "../../../shared/document/tree.ts";
import { innerBlocks, mapInlines, mapInlinesOf, ownInlines, plainText } from "../../../shared/document/visit.ts";
import { writeDocx } from "../../../shared/formats/docx/write.ts";
import { everything, images, theme } from "./everything.ts";

/** What LibreOffice makes of our Word file, where it is installed; elsewhere this test says that it is skipped. */
const installed = (() => {
  try {
    return execFileSync("soffice", ["--version"], { stdio: "pipe" }).length > 0;
  } catch {
    return false;
  }
})();

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "livrable-office-"));
});
afterAll(() => rm(folder, { recursive: true }));

test.runIf(installed)("LibreOffice reads the text as composed, paragraph by paragraph", async () => {
  const document = everything();
  const blocks = callsAgain(document.sections.flatMap((section) => section.blocks));
  const wanted = [...blocks, ...document.notes.flatMap((note) => note.children)].flatMap(linesOf);
  const found = await openedIn("soffice", await writeDocx(document, theme, images, () => "3"));
  expect(found.toSorted()).toEqual(wanted.filter((line) => line !== "").toSorted());
});

/** The first call of a note is Word's, a later one is its number. */
function callsAgain(blocks: Block[]): Block[] {
  const called = new Set<string>();
  return mapInlinesOf(blocks, (inlines) =>
    mapInlines(inlines, (inline) => {
      if (inline.type !== "noteReference" || !called.has(inline.note)) {
        if (inline.type === "noteReference") called.add(inline.note);
        return inline;
      }
      return { type: "text", value: String(inline.number) };
    }),
  );
}

/** The paragraphs of a block as its words, without spaces at their ends. */
function linesOf(block: Block): string[] {
  if (block.type === "contents") {
    return block.entries.map(({ label, children }) => [label, plainText(children), "3"].filter(Boolean).join(" "));
  }
  const own = block.type === "table" || block.type === "figure" ? captionOf(block) : ownInlines(block);
  const said = block.type === "callout" ? (titleOf(block) ?? []) : own;
  const words = block.type === "codeBlock" ? block.value : plainText(said);
  return [oneSpaced(words), ...innerBlocks(block).flat().flatMap(linesOf)];
}

async function openedIn(program: string, bytes: Uint8Array): Promise<string[]> {
  await writeFile(join(folder, "document.docx"), bytes);
  const profile = `-env:UserInstallation=file://${join(folder, "profile")}`;
  const args = [profile, "--headless", "--convert-to", "fodt", "--outdir", folder, join(folder, "document.docx")];
  await promisify(execFile)(program, args);
  const xml = await readFile(join(folder, "document.fodt"), "utf8");
  return paragraphsOf(xml.slice(xml.indexOf("<office:text"), xml.indexOf("</office:text>")));
}

/** Paragraphs of a flat ODF text, those of its notes apart from those that call them. */
function paragraphsOf(xml: string): string[] {
  const notes: string[] = [];
  const body = xml.replace(/<text:note [^>]*>(.*?)<\/text:note>/gs, (_, note: string) => {
    notes.push(note.replace(/<text:note-citation>.*?<\/text:note-citation>/s, ""));
    return "";
  });
  return [body, ...notes]
    .flatMap((part) => [...part.matchAll(/<text:[ph] [^>]*?(?:\/>|>(.*?)<\/text:[ph]>)/gs)])
    .map(([, content = ""]) => oneSpaced(textOf(content).replace("&#x0d;", "")))
    .filter((line) => line !== "");
}

const entities: Readonly<Record<string, string>> = {
  "&lt;": "<",
  "&gt;": ">",
  "&amp;": "&",
  "&quot;": '"',
  "&apos;": "'",
};

function textOf(content: string): string {
  return content
    .replace(/<(svg:title|svg:desc|text:note-ref|office:binary-data)\b.*?<\/\1>/gs, "")
    .replace(/<text:(tab|line-break|s)[^>]*\/>/g, " ")
    .replace(/<[^>]+>/g, "")
    .replace(/&\w+;/g, (entity) => entities[entity] ?? entity);
}

function oneSpaced(text: string): string {
  return text.replace(/\s+/g, " ").trim();
}
