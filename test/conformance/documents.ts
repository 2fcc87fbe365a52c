import { existsSync, readFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { gunzipSync } from "node:zlib";
import { folderAssets } from "../../shared/adapters/assets.ts";
import type { DocumentComment, RemarkComments } from "../../shared/document/commented.ts";
import { type ComposeInput, compose } from "../../shared/document/compose.ts";
import type { Part } from "../../shared/document/join.ts";
import { remarkLines, writeNames } from "../../shared/document/remark-comment.ts";
import { eachBlockOf } from "../../shared/document/visit.ts";
import { readDraft } from "../../shared/formats/read.ts";
import { type Images, inlineImages, type Rendered, render } from "../../shared/formats/render.ts";
import { loadKind, loadTheme } from "../../shared/kinds/resolve.ts";
import { openFonts } from "../../shared/layout/fonts/fonts.ts";
import type { LaidOut } from "../../shared/layout/frames.ts";
import { layOut } from "../../shared/layout/layout.ts";
import { matrixOf } from "../../shared/programme/matrix.ts";
import { matrixDocument } from "../../shared/programme/matrix-document.ts";
import { limitsSchema } from "../../shared/settings.ts";
import { type ReportWords, reportDocument, reportKind } from "../../shared/statement/report-document.ts";
import { statementOf } from "../../shared/statement/statement.ts";
import { statementDocument, statementKind } from "../../shared/statement/statement-document.ts";
import { approved } from "../document/approved.ts";
import { seed } from "../programme/seed.ts";
import { factsOf, portail, reseau } from "../statement/facts-of-2008.ts";
import { empty, torture, images as tortureImages } from "./torture.ts";

const templates = join(import.meta.dirname, "../../templates");
const fixtures = join(import.meta.dirname, "../fixtures");
const assets = folderAssets(templates);
export const { theme } = await loadTheme(assets);
export const fonts = await openFonts(assets, theme);

/** A document to set: of a kind, from files or from a tree; `name` names its outputs; `more`: as its line has it. */
export type Source = {
  name: string;
  kind: string;
  parts: () => Promise<{ parts: Part[]; images: Images }>;
  more?: Pick<ComposeInput, "approval" | "underReview" | "orientation">;
  /** Remarks in the margin of the Word file. */
  comments?: (parts: readonly Part[]) => RemarkComments;
};

const kinds = [
  ...["framing-note", "synthesis-note", "resource-dossier", "intermediate-note", "final-note", "point-of-view"],
  ...["capitalisation-note", "watch-note", "minutes"],
];
/** Kinds that documents are composed as: they have a sample as text alone. */
const composedKinds = ["statement", "financial-report"];
const samples = kinds.flatMap((kind): Source[] =>
  ["md", "docx"].map((format) => ({
    name: `${kind}-${format}`,
    kind,
    parts: () => read([join(templates, kind, `sample.${format}`)]),
  })),
);

const members = ["crefe", "crpv-essonne", "oriv"].map((name) => join(templates, `resource-dossier/sample/${name}.md`));

const composed = composedKinds.map(
  (kind): Source => ({ name: `${kind}-md`, kind, parts: () => read([join(templates, kind, "sample.md")]) }),
);

/** The samples of each kind, the reference documents of 3, 30 and 200 pages, and those that no author would write. */
export const sources: readonly Source[] = [
  ...samples,
  ...composed,
  { name: "statement-2008", kind: statementKind, parts: async () => alone(statementOf2008(), new Map()) },
  {
    name: "financial-report-2008",
    kind: reportKind,
    parts: async () => alone(await reportOf2008(), new Map()),
  },
  { ...samples[0]!, name: "under-review", more: { underReview: true } },
  { ...samples[1]!, name: "continued", comments: remarksOn },
  { ...samples[1]!, name: "approved", more: { approval: approved } },
  { name: "dossier-of-members", kind: "resource-dossier", parts: () => read(members) },
  fixture("reci-programme-2008.md", "framing-note"),
  fixture("note-de-synthese.md", "synthesis-note"),
  fixture("note-de-synthese.pandoc.docx", "synthesis-note"),
  fixture("note-de-synthese.libreoffice.docx", "synthesis-note"),
  fixture("note-de-synthese.libreoffice.odt", "synthesis-note"),
  fixture("dossier-30-pages.md.gz", "synthesis-note"),
  fixture("dossier-30-pages.pandoc.docx", "synthesis-note"),
  fixture("dossier-200-pages.md.gz", "synthesis-note"),
  { name: "torture", kind: "synthesis-note", parts: async () => alone(torture, tortureImages) },
  { name: "torture-plain", kind: "plain", parts: async () => alone(inEnglish(torture), tortureImages) },
  {
    name: "matrix-2008",
    kind: "plain",
    parts: async () => alone(matrixOf2008(), new Map()),
    more: { orientation: "landscape" },
  },
  { name: "empty", kind: "plain", parts: async () => alone(empty, new Map()) },
  { name: "empty-note", kind: "synthesis-note", parts: async () => alone(empty, new Map()) },
];

/** A document as laid out and as the three outputs have it. */
export type Made = { laidOut: LaidOut; outputs: Record<Rendered["format"], Uint8Array> };

export async function make({ name, kind, parts, more, comments }: Source): Promise<Made> {
  const loaded = await parts();
  const input = {
    ...loaded,
    ...more,
    ...(comments && { comments: comments(loaded.parts) }),
    kind: (await loadKind(assets, kind)).kind,
    theme,
    fonts,
    fileName: name,
    facts: { network: "RECI", title: "L’école face à la diversité" },
    instant: "2008-03-31T12:00:00.000Z",
    imageHref: inlineImages(loaded.images),
  };
  const { outputs } = await render(input);
  const bytes = Object.fromEntries(outputs.map((output) => [output.format, output.bytes]));
  const { laidOut } = layOut(compose(input).document, theme, fonts, loaded.images);
  return { laidOut, outputs: bytes as Made["outputs"] };
}

/** Remarks on the whole, on every third paragraph, and on some words of each fifth. */
function remarksOn([part]: readonly Part[]): RemarkComments {
  const by = { author: "Chargée de mission (CRPV)", date: "2008-04-07T09:30:00.000Z" };
  const blocks = [...eachBlockOf(part!.tree)].filter((block) => block.type === "paragraph" || block.type === "heading");
  const places = blocks.flatMap(({ id: block }, index): DocumentComment["at"][] => [
    ...(index % 3 === 0 ? [{ part: 0, block }] : []),
    ...(index % 5 === 0 ? [{ part: 0, block, start: 4, end: 24 }] : []),
  ]);
  const list = [undefined, ...places].map((at, index): DocumentComment => {
    const name = { round: 1, number: index + 1 };
    const said = { type: "correction" as const, text: "Dire pour qui.", proposal: "entre les membres du réseau" };
    const lines = remarkLines(
      "fr",
      name,
      at ? said : { type: "comment", text: "Un plan plus court serait plus clair." },
    );
    return { ...by, initials: `R1.${index + 1}`, lines, ...(at && { at }) };
  });
  return { list, named: writeNames(list.map((_, index) => ({ round: 1, number: index + 1 }))) };
}

function fixture(file: string, kind: string): Source {
  return { name: file.replace(/\.gz$/, "").replaceAll(".", "-"), kind, parts: () => read([join(fixtures, file)]) };
}

async function read(paths: readonly string[]): Promise<{ parts: Part[]; images: Images }> {
  const images: Images = new Map();
  const parts: Part[] = [];
  for (const path of paths) {
    const reading = await readDraft(fileAt(path), {
      language: "fr-FR",
      limits: limitsSchema.parse({}),
      companion: besides(path),
    });
    if ("refused" in reading) throw new Error(`${path}: ${reading.refused.code}`);
    for (const [hash, image] of reading.images) images.set(hash, image);
    parts.push({ title: "", tree: reading.tree });
  }
  return { parts, images };
}

function fileAt(path: string) {
  const bytes = readFileSync(path);
  return path.endsWith(".gz")
    ? { name: basename(path, ".gz"), bytes: gunzipSync(bytes) }
    : { name: basename(path), bytes };
}

function besides(path: string): (name: string) => Uint8Array | undefined {
  return (name) => {
    const wanted = join(dirname(path), name);
    return existsSync(wanted) ? readFileSync(wanted) : undefined;
  };
}

/** The matrix of the programme of 2008, as a network has it set. */
function matrixOf2008(): Part["tree"] {
  const { plan, actions } = seed();
  const matrix = matrixOf({ ...plan, actions }, { organisation: (id) => id, noFunding: "Pas de financement" });
  const words = { title: "Vision globale", network: "RECI", language: "fr-FR", row: (row: string) => row };
  return matrixDocument(matrix, words);
}

/** What two agreements came to in 2008, with every line on its side. */
function statementOf2008(): Part["tree"] {
  const facts = factsOf({ agreements: [reseau, portail] });
  return statementDocument(statementOf(facts), { network: "RECI", language: "fr" });
}

/** The first draft of a financial report. */
async function reportOf2008(): Promise<Part["tree"]> {
  const { sections, unwritten } = (await loadKind(assets, reportKind)).kind;
  const titles = Object.fromEntries(sections.map(({ id, title }) => [id, title.fr ?? ""])) as ReportWords["sections"];
  const words = { network: "RECI", language: "fr", sections: titles, unwritten: unwritten?.fr ?? "" } as const;
  return reportDocument({ ...factsOf(), agreement: reseau }, words);
}

function alone(tree: Part["tree"], images: Images): { parts: Part[]; images: Images } {
  return { parts: [{ title: "", tree }], images };
}

function inEnglish(tree: Part["tree"]): Part["tree"] {
  return { ...tree, meta: { ...tree.meta, language: "en-GB" } };
}
