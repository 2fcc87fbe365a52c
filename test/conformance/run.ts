import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { validatorErrors } from "../formats/docx/validator.ts";
import { wordsOfDocx } from "../formats/words/docx.ts";
import { wordsOfHtml } from "../formats/words/html.ts";
import { wordsOfOffice } from "../formats/words/office.ts";
import { wordsOfPdf } from "../formats/words/pdf.ts";
import { difference, withoutAlternatives } from "../formats/words/words.ts";
import { type Made, make, sources } from "./documents.ts";
import { fetchVeraPdf, lacking, openedInOffice, veraPdf } from "./programs.ts";
import { type Replayed, replayedFiles } from "./replayed.ts";

/**
 * `npm run conformance`: holds the samples, the reference documents, those of torture and all that the replay of 2008 makes to the
 * programs of others. veraPDF on PDF/UA-1 and PDF/A-2a, Microsoft's validator on the Word file; of documents that are set here,
 * LibreOffice opening it on the same text, and the three outputs to one another. An argument sets only the documents whose names hold
 * it; "2008" plays the year alone. Exits with 1 where a document
 * fails, with 75 (sysexits, EX_TEMPFAIL) where a program cannot be had.
 */
const out = join(import.meta.dirname, "../../out/conformance");
const documents = join(out, "documents");

/** What is held: `made`, where it was set here; `remarked`, with remarks in the margin. */
type Document = Replayed & { made?: Made; remarked?: boolean; faults: string[] };

const jars = openPrograms();
const [wanted = ""] = process.argv.slice(2);
const all: Document[] = [];
for (const folder of [documents, join(out, "replay")]) rmSync(folder, { recursive: true, force: true });
mkdirSync(documents, { recursive: true });
for (const source of sources.filter(({ name }) => name.includes(wanted)))
  all.push({ ...written(source.name, await make(source)), remarked: source.comments !== undefined });
if ("2008".includes(wanted)) {
  const played = await replayedFiles(join(out, "replay"), documents);
  all.push(...played.map((file) => ({ ...file, faults: [] })));
}
for (const document of all) await compare(document);
await Promise.all([askVeraPdf("PDF/UA-1", "ua1"), askVeraPdf("PDF/A-2a", "2a")]);
await askOffice();
report();

/** Where veraPDF is. Says what is not here, and exits. */
function openPrograms(): string {
  const missing = lacking();
  if (missing.length > 0) unavailable(`${missing.join(", ")}: not on this machine`);
  return fetchVeraPdf(join(out, "verapdf")) ?? unavailable("veraPDF: Maven could not fetch it");
}

function unavailable(what: string): never {
  console.error(`conformance was not checked. ${what}.`);
  process.exit(75);
}

function written(name: string, made: Made): Document {
  const path = (format: string) => join(documents, `${name}.${format}`);
  for (const [format, bytes] of Object.entries(made.outputs)) writeFileSync(path(format), bytes);
  return { made, name, docx: path("docx"), pdf: path("pdf"), faults: [] };
}

/** The three outputs with one another, and the Word file with what Microsoft says one is. */
async function compare({ made, docx, pdf, faults }: Document): Promise<void> {
  if (made && pdf) faults.push(...parted(made.outputs, pdf));
  if (docx) faults.push(...(await validatorErrors(docx)).map((error) => `Word file: ${JSON.stringify(error)}`));
}

/** Words in which the outputs of a document differ. */
function parted(outputs: Made["outputs"], pdf: string): string[] {
  const words = wordsOfDocx(outputs.docx);
  const inPdf = difference(withoutAlternatives(words), wordsOfPdf(pdf));
  const inHtml = difference(words, wordsOfHtml(new TextDecoder().decode(outputs.html)));
  return [
    ...inPdf.map((fault) => `PDF and Word file: ${fault}`),
    ...inHtml.map((fault) => `HTML and Word file: ${fault}`),
  ];
}

async function askVeraPdf(name: string, profile: string): Promise<void> {
  const broken = await veraPdf(
    jars,
    profile,
    all.flatMap(({ pdf }) => pdf ?? []),
  );
  for (const { pdf, faults } of all) if (pdf) faults.push(...broken.get(pdf)!.map((rule) => `${name}: ${rule}`));
}

async function askOffice(): Promise<void> {
  const set = all.flatMap(({ docx, made, ...more }) => (made && docx ? [{ docx, made, ...more }] : []));
  if (set.length === 0) return;
  const opened = await openedInOffice(
    set.map(({ docx }) => docx),
    documents,
  );
  for (const { docx, made, remarked, faults } of set) {
    const fodt = opened.get(docx);
    const { notes, ...words } = wordsOfDocx(made.outputs.docx, { counted: false });
    // LibreOffice 7.4 gives a note the text of another where a remark stands between the first two notes of any Word file.
    const wanted = remarked ? words : { ...words, notes };
    const found = fodt === undefined ? ["did not open it"] : difference(wanted, wordsOfOffice(fodt));
    faults.push(...found.map((fault) => `LibreOffice: ${fault}`));
  }
}

function report(): void {
  for (const { name, made, faults } of all) {
    const pages = made?.laidOut.pages.length;
    const counted = pages === undefined ? "" : `, ${pages} ${pages === 1 ? "page" : "pages"}`;
    console.log(`${faults.length === 0 ? "ok  " : "FAIL"} ${name}${counted}`);
    for (const fault of faults) console.log(`     ${fault}`);
  }
  const failed = all.filter(({ faults }) => faults.length > 0).length;
  console.log(`${all.length - failed} passed, ${failed} failed`);
  process.exitCode = failed > 0 ? 1 : 0;
}
