import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { strToU8 } from "fflate";
import { beforeAll, describe, expect, test } from "vitest";
import { outline } from "../../infra/cli/outline.ts";
import type { Block, DocumentTree } from "../../shared/document/tree.ts";
import { tries } from "../long.ts";
import { temporaryFolder } from "../temporary.ts";
import { captionAsAlternative, comparable, evenAsUntold } from "./comparable.ts";
import { fixture, type Read, readWell } from "./drafts.ts";
import { flatText, rows as libreOfficeRows } from "./programs/libreoffice.ts";
import { rows as pandocRows } from "./programs/pandoc.ts";
import {
  type Expected,
  type formats,
  formatsOf,
  installed,
  made,
  type Row,
  runLibreOffice,
  runPandoc,
} from "./programs/programs.ts";

/** Each feature of a word processor, as real programs write it: made by them now, then read. */

type Format = (typeof formats)[number];
const folder = temporaryFolder();

async function check(row: Row, format: Format, bytes: Uint8Array): Promise<void> {
  const { lines, codes = [], told = [], rejected } = { ...row, ...row[format] } satisfies Expected;
  const accepted = await readWell(`note.${format}`, bytes);
  expect(linesOf(accepted.tree)).toEqual(lines);
  expect(accepted.warnings.map(({ code }) => code)).toEqual(codes);
  expect(contributionsOf(accepted)).toEqual(told);
  const { tree } = await readWell(`note.${format}`, bytes, { changes: "reject" });
  expect(linesOf(tree), "changes rejected").toEqual(rejected ?? lines);
}

/** The tree's outline, what its meta holds before it. LibreOffice's own names for places hold a number by chance. */
function linesOf(tree: DocumentTree): string[] {
  const { title, subtitle, authors, date, keywords } = tree.meta;
  const meta = { title, subtitle, authors: authors.join(", "), date, keywords: keywords.join(", ") };
  const told = Object.entries(meta).flatMap(([name, value]) => (value ? [`${name} ${value}`] : []));
  return [...told, ...outline(tree)].map((line) => line.replace(/\b_toc\d+/g, "_toc"));
}

function contributionsOf({ contributions }: Read): string[] {
  return contributions.map(({ type, author, quote, text }) => `${type} (${author}) « ${quote} »: ${text}`);
}

const programs = [
  { program: "pandoc", rows: pandocRows, run: runPandoc },
  {
    program: "soffice",
    rows: libreOfficeRows,
    run: (rows: readonly Row[], at: string) =>
      runLibreOffice(rows, at, ({ source, header }) => flatText(source, header)),
  },
];

describe.each(programs)("as $program writes it", ({ program, rows, run }) => {
  const here = installed(program);
  const at = join(folder, program);
  beforeAll(async () => {
    if (!here) return;
    mkdirSync(at);
    await run(rows, at);
  });

  const cases = rows.flatMap((row, index) =>
    formatsOf(row, index).map((format) => ({ row, index, format, name: row.name })),
  );
  test.for(cases)("$name, in $format", async ({ row, index, format }, { skip }) => {
    skip(!here, `${program} is not on this machine`);
    await check(row, format, await made(at, index, format));
  });
});

/** Of the dossier that pandoc is given: its fixtures are of 30 and of 200. */
const pages = tries(30, 200);

describe(`${pages} pages as pandoc writes them`, () => {
  const here = installed("pandoc");
  const source = new TextDecoder().decode(gunzipSync(fixture(`dossier-${pages}-pages.md.gz`)));
  const beside = { "chart.png": fixture("chart.png") };
  const at = join(folder, "long");
  beforeAll(async () => {
    if (!here) return;
    mkdirSync(at);
    const inBoth = { docx: {}, odt: {} };
    await runPandoc([{ name: "long", source, beside, lines: [], ...inBoth, options: ["--number-sections"] }], at);
  });

  /** In OpenDocument pandoc 2.17 writes no alternatives, and no heading that has no number. */
  const plainer = (block: Block): Block => {
    if (block.type === "figure") return { ...block, alt: "" };
    return block.type === "heading" ? { ...block, numbered: true } : block;
  };

  test.for([
    ["docx", captionAsAlternative],
    ["odt", plainer],
  ] as const)("read as their Markdown, in %s", async ([format, otherwise], { skip }) => {
    skip(!here, "pandoc is not on this machine");
    const markdown = await readWell("dossier.md", strToU8(source), {
      companion: (name) => beside[name as "chart.png"],
    });
    const read = await readWell(`dossier.${format}`, await made(at, 0, format));
    expect(comparable(read.tree, evenAsUntold)).toEqual(comparable(markdown.tree, otherwise));
    expect(Object.keys(read.tree.notes).length).toBeGreaterThan(pages / 2);
  });
});
