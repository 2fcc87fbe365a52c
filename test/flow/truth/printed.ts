import { strFromU8, unzipSync } from "fflate";
import { present, runOn } from "../../formats/pdf/poppler.ts";
import type { Year } from "../year.ts";
import type { Facts } from "./facts.ts";
import { linesOf, wordHtml } from "./lines.ts";
import type { Fault } from "./reader.ts";

/** Documents as they are printed: what they say, without the signs and spaces that are the typesetter's. */

/** Whether a PDF can be read on this machine. */
export const readsPdf = present("pdftotext");

/** A PDF as text, page by page, in the order in which it is read aloud. */
export function pagesIn(pdf: Uint8Array): string[] {
  return runOn(pdf, "pdftotext", "-raw", "FILE", "-").toString("utf8").split("\f").slice(0, -1);
}

const letters = (text: string) => text.normalize("NFC").replace(/[^\p{L}]+/gu, "");
const lettersAndDigits = (text: string) => text.normalize("NFC").replace(/[^\p{L}\p{N}]+/gu, "");

/**
 * The approval record and its annex in a PDF, against those of the HTML of the same document, which are read line by line:
 * the same words, in the same order, and none besides.
 */
export function readPrintedRecord(pdf: Uint8Array, html: string, title: string, where: string): Fault[] {
  const lines = linesOf(html).map(({ text }) => text);
  const from = lines.lastIndexOf("Fiche d’approbation");
  const until = lines.indexOf("Notes", from);
  const wanted = lettersAndDigits(lines.slice(from, until === -1 ? undefined : until).join(" "));
  const pages = pagesIn(pdf);
  const said = pages.map((page, index) => bodyOf(page, `${index + 1} sur ${pages.length}`, title)).join("\n");
  const record = lettersAndDigits(said.slice(said.lastIndexOf("\nFiche d’approbation\n")));
  if (record === wanted) return [];
  const at = [...record].findIndex((letter, index) => letter !== wanted[index]);
  const around = (text: string) => text.slice(Math.max(0, at - 20), at + 40);
  return [{ where, said: `…${around(record)}… instead of …${around(wanted)}…`, why: "not borne" }];
}

/** A page without its folio, which has to be so, and without the title above it. */
function bodyOf(page: string, folio: string, title: string): string {
  const lines = page.split("\n").map((line) => line.replace(/[\u00a0\u202f]/g, " ").trim());
  if (!lines.includes(folio)) return `no folio ${folio}`;
  const body = lines.filter((line) => line !== "" && line !== folio);
  return `\n${(body[0] === title ? body.slice(1) : body).join("\n")}`;
}

const mark = "Version soumise à relecture";
/** The paragraphs that an author wrote, without the signs of Markdown. */
const paragraphsOf = (source: string) =>
  source
    .replace(/^---\n[\s\S]*?\n---\n/, "")
    .split("\n")
    .map((line) => letters(line.replace(/\[\^[^\]]+\]:?/g, "").replace(/\[@[^\]]*\]|@\w+/g, "")))
    .filter(Boolean);

type Copy = { format: string; text: string; pages?: number; version?: string };

/** A stored document as text, in either format. */
async function copyOf({ ports }: Year, key: string): Promise<Copy | undefined> {
  const bytes = await ports.files.get(key);
  if (!bytes) return undefined;
  if (key.endsWith(".pdf")) {
    const pages = pagesIn(bytes);
    return { format: "pdf", text: pages.join("\n"), pages: pages.length };
  }
  const files = unzipSync(bytes);
  const parts = ["word/document.xml", "word/footnotes.xml"].map((name) => wordHtml(strFromU8(files[name]!)));
  const properties = strFromU8(files["docProps/custom.xml"]!);
  const version = /name="livrable:version"><vt:lpwstr>([0-9a-f]{64})</.exec(properties)?.[1] ?? "";
  return { format: "docx", text: parts.join("\n"), version };
}

/**
 * All that a deliverable was printed as: proof copies are marked as such, the final documents are not; each has the words
 * of the version that it is of, and as many pages as it is said to have.
 */
export async function readCopies(year: Year, facts: Facts): Promise<Fault[]> {
  const faults: Fault[] = [];
  const formats = readsPdf ? ["pdf", "docx"] : ["docx"];
  for (const version of new Set(facts.rounds.map((round) => round.version))) {
    const written = await writtenIn(year, facts, version);
    for (const format of formats) {
      const key = `outputs/${version}/proof/version.${format}`;
      const copy = await copyOf(year, key);
      faults.push(...(copy ? readCopy(copy, { written, version, where: key, proof: true }) : absent(key)));
    }
  }
  const ready = facts.rows.findLast(({ type }) => type === "outputsReady");
  if (ready?.type !== "outputsReady") return faults;
  if (facts.withdrawn) return [...faults, ...(await stillThere(year, ready.data.outputs))];
  const { version } = ready.data;
  const written = await writtenIn(year, facts, version);
  for (const { key, pages } of ready.data.outputs.filter(({ format }) => formats.includes(format))) {
    const copy = await copyOf(year, key);
    faults.push(...(copy ? readCopy(copy, { written, version, where: key, proof: false }) : absent(key)));
    if (copy?.pages !== undefined && copy.pages !== pages)
      faults.push({ where: key, said: `${pages} pages instead of ${copy.pages}`, why: "not borne" });
  }
  return faults;
}

/** Files of a final that was withdrawn, which are to be gone. */
async function stillThere({ ports }: Year, outputs: readonly { key: string }[]): Promise<Fault[]> {
  const found = await Promise.all(outputs.map(async ({ key }) => ((await ports.files.head(key)) ? [key] : [])));
  return found.flat().map((where) => ({ where, said: "is there though it was withdrawn", why: "not borne" as const }));
}

const absent = (where: string): Fault[] => [{ where, said: "is not there", why: "not borne" }];

type About = { written: string[]; version: string; where: string; proof: boolean };

/** What the authors of a version wrote, paragraph by paragraph. */
async function writtenIn({ ports }: Year, { drafts }: Facts, version: string): Promise<string[]> {
  const { sources } = drafts.findLast((draft) => draft.version === version)!;
  const files = await Promise.all(sources.map((source) => ports.files.get(`sources/${source}`)));
  return files.flatMap((file) => paragraphsOf(Buffer.from(file!).toString()));
}

function readCopy(copy: Copy, { written, version, where, proof }: About): Fault[] {
  const said = letters(copy.text);
  const marked = said.includes(letters(mark));
  return [
    ...written.flatMap((words): Fault[] => (said.includes(words) ? [] : [{ where, said: words, why: "not borne" }])),
    ...(marked === proof
      ? []
      : [{ where, said: `${marked ? "" : "not "}marked as a proof`, why: "not borne" as const }]),
    ...(copy.version === undefined || copy.version === version
      ? []
      : [{ where, said: `version ${copy.version}`, why: "not borne" as const }]),
  ];
}
