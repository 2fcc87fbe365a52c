import { readZip, ZipFault, type ZipSource } from "../../archive/zip.ts";
import { canonicalJson, hashOf } from "../../chain/hash.ts";
import type { Event } from "../../deliverable/event.ts";
import { versionsOf } from "../../stored/history.ts";
import type { PublicKey } from "../../stored/proof-archive.ts";
import { checkContents, type Texts, textOf } from "./contents.ts";
import { isSignedBy, publicKeyIn } from "./key.ts";
import { type ArchiveManifest, type ListedFile, manifestSchema, paths } from "./manifest.ts";
import { type Problem, problem } from "./problem.ts";

/** What checking found; without problems, what it proves. */
export type Verdict = {
  problems: Problem[];
  manifest?: ArchiveManifest;
  /** The key in the archive; `trusted`: it is the one that was given. */
  key?: PublicKey;
  trusted: boolean;
  counts?: { files: number; events: number; versions: number; decisions: number };
  title?: string;
};

/** Files that are kept in memory; of every other file only the hash is kept. */
const read = new RegExp(
  `^(${[paths.events, paths.outcome, paths.record, paths.people, paths.receipts, paths.key, paths.manifest, paths.signature, paths.sums].join("|")}|versions/.*)$`,
);

/**
 * Checks a proof archive with nothing else: the archive byte by byte, its list, its signature, and what its files say of each
 * other. `fingerprint`: of the key that should have signed, where it is known. Never throws for what an archive holds.
 */
export async function verifyProofArchive(source: ZipSource, fingerprint?: string): Promise<Verdict> {
  const archive = await open(source);
  if ("fault" in archive) return { problems: [archive.fault], trusted: false };
  const { files, texts } = archive;
  const manifest = manifestIn(texts.get(paths.manifest));
  if (!manifest) return { problems: [problem("manifest-unreadable", paths.manifest)], trusted: false };
  const pem = textOf(texts, paths.key);
  const key = publicKeyIn(pem);
  const trusted = key !== undefined && key.fingerprint === fingerprint;
  const list = [...checkList(files, manifest), ...checkDate(archive.date, manifest)];
  const problems = [...list, ...checkSignature(texts, manifest, key, fingerprint)];
  const found = { manifest, ...(key && { key }), trusted };
  const events = eventsIn(textOf(texts, paths.events));
  if (!events) return { problems: [...problems, problem("events-unreadable", paths.events)], ...found };
  try {
    const inContents = checkContents(texts, manifest, events, new Set(files.map(({ path }) => path)));
    const decisions = events.filter(({ type }) => type === "decided").length;
    const counts = { files: files.length, events: events.length, versions: versionsOf(events).length, decisions };
    return { problems: [...problems, ...inContents], ...found, counts, title: titleOf(events) };
  } catch {
    // events of shapes that no line ever had
    return { problems: [...problems, problem("events-unreadable", paths.events)], ...found };
  }
}

type Opened = { files: ListedFile[]; texts: Map<string, Uint8Array>; date: string };

/** Reads an archive through, a file at a time: of most only the hash is kept. */
async function open(source: ZipSource): Promise<Opened | { fault: Problem }> {
  const files: ListedFile[] = [];
  const texts = new Map<string, Uint8Array>();
  let date = "";
  try {
    for await (const { name, bytes, date: dated } of readZip(source)) {
      files.push({ path: name, bytes: bytes.length, sha256: hashOf(bytes) });
      if (read.test(name)) texts.set(name, Uint8Array.from(bytes));
      date = dated;
    }
  } catch (error) {
    if (!(error instanceof ZipFault)) throw error;
    const after = files.at(-1)?.path;
    const where = { in: error.part, byte: error.at, name: error.entry, ...(after !== undefined && { after }) };
    return { fault: problem("archive-altered", where) };
  }
  return { files, texts, date };
}

/** Each file listed once, in its place, with its hash, and nothing more than the manifest and its signature. */
function checkList(files: readonly ListedFile[], { files: listed }: ArchiveManifest): Problem[] {
  const wanted = [...listed.map(({ path }) => path), paths.manifest, paths.signature];
  const there = files.map(({ path }) => path);
  const known = new Map(files.map((file) => [file.path, file]));
  const altered = listed.filter(({ path, bytes, sha256 }) => {
    const file = known.get(path);
    return file && (file.sha256 !== sha256 || file.bytes !== bytes);
  });
  const missing = wanted.filter((path) => !known.has(path));
  const unlisted = there.filter((path, index) => !wanted.includes(path) || there.indexOf(path) !== index);
  const problems = [
    ...altered.map(({ path }) => problem("file-altered", path)),
    ...missing.map((path) => problem("file-missing", path)),
    ...unlisted.map((path) => problem("file-unlisted", path)),
  ];
  if (problems.length > 0 || canonicalJson(wanted) === canonicalJson(there)) return problems;
  return [problem("archive-altered", { in: "order" })];
}

/** The day that the archive's headers say is that of the last event. */
function checkDate(date: string, { made }: ArchiveManifest): Problem[] {
  return date === made.slice(0, 10) ? [] : [problem("archive-altered", { in: "date" })];
}

function checkSignature(
  texts: Texts,
  manifest: ArchiveManifest,
  key: PublicKey | undefined,
  fingerprint: string | undefined,
): Problem[] {
  const own = key?.fingerprint === manifest.key.fingerprint && key.id === manifest.key.id;
  const signature = texts.get(paths.signature) ?? new Uint8Array();
  const signed = key !== undefined && own && isSignedBy(key.pem, texts.get(paths.manifest)!, signature);
  const known = fingerprint === undefined || fingerprint === key?.fingerprint;
  return [
    ...(signed ? [] : [problem("signature-wrong", paths.signature)]),
    ...(known ? [] : [problem("key-other", { in: "key", path: paths.key, fingerprint: key?.fingerprint ?? "" })]),
  ];
}

function manifestIn(bytes: Uint8Array | undefined): ArchiveManifest | undefined {
  const parsed = manifestSchema.safeParse(parse(bytes ?? new Uint8Array()));
  return parsed.success ? parsed.data : undefined;
}

/** The events of a chain, each line being canonical; undefined where one is not. */
function eventsIn(text: string): Event[] | undefined {
  const lines = text.split("\n");
  if (lines.pop() !== "" || lines.length === 0) return undefined;
  const events = lines.map((line) => parse(Buffer.from(line)));
  const sound = events.every((event, index) => isObject(event) && canonicalJson(event) === lines[index]);
  return sound ? (events as Event[]) : undefined;
}

function titleOf(events: readonly Event[]): string {
  return events.reduce(
    (title, { type, data }) => (type === "created" || type === "amended" ? (data.title ?? title) : title),
    "",
  );
}

function parse(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch {
    return undefined;
  }
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}
