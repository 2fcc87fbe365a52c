import { brokenAt } from "../../chain/append.ts";
import { canonicalJson, hashOf } from "../../chain/hash.ts";
import type { Event } from "../../deliverable/event.ts";
import { versionsOf } from "../../stored/history.ts";
import { type Reference, referencesOf, versionPath } from "../../stored/references.ts";
import { type ArchiveManifest, paths } from "./manifest.ts";
import { archivedOutcome, archivedReceipts, stateOf } from "./outcome.ts";
import { type Problem, problem } from "./problem.ts";
import { isRecordOf } from "./record.ts";

/** The files that are read whole, by path. */
export type Texts = ReadonlyMap<string, Uint8Array>;

/** Checks the archive's files against its events: chain, versions, decisions, receipts, outcome, and the files that events name. */
export function checkContents(
  texts: Texts,
  manifest: ArchiveManifest,
  events: readonly Event[],
  present: ReadonlySet<string>,
): Problem[] {
  const broken = brokenAt(events);
  if (broken !== undefined) return [problem("chain-broken", { in: "event", event: broken + 1 })];
  const last = events.at(-1)!;
  const chained = last.seq === manifest.seq && hashOf(last) === manifest.head && last.at === manifest.made;
  return [
    ...(chained ? [] : [problem("chain-broken", { in: "head", event: last.seq })]),
    ...checkVersions(texts, events),
    ...checkDecisions(events),
    ...checkRegisters(texts, events),
    ...checkFiles(manifest, events, present),
  ];
}

/** Each version's manifest is the one in its event, and its hash is its name. */
function checkVersions(texts: Texts, events: readonly Event[]): Problem[] {
  return versionsOf(events).flatMap(({ hash, manifest }) => {
    const path = versionPath(hash);
    const stored = textOf(texts, path);
    return stored === canonicalJson(manifest) && hashOf(Buffer.from(stored)) === hash
      ? []
      : [problem("version-altered", path)];
  });
}

/** Each decision, and each contribution, was made on the version of its round. */
function checkDecisions(events: readonly Event[]): Problem[] {
  const versions = new Map<number, string>();
  const known = new Set(versionsOf(events).map(({ hash }) => hash));
  const problems: Problem[] = [];
  for (const { type, data, seq } of events) {
    if (type === "roundOpened") versions.set(data.round, data.version);
    const about = type === "decided" || type === "contributed" || type === "roundClosed" || type === "roundOpened";
    if (!about) continue;
    if (versions.get(data.round) !== data.version || !known.has(data.version))
      problems.push(problem("decision-elsewhere", { in: "event", event: seq }));
  }
  return problems;
}

/** Where things stand and what receipts say, worked out again from the events. */
function checkRegisters(texts: Texts, events: readonly Event[]): Problem[] {
  const same = (path: string, value: object) => textOf(texts, path) === `${canonicalJson(value)}\n`;
  try {
    const outcome = archivedOutcome(stateOf(events), events);
    const record = texts.has(paths.record) ? JSON.parse(textOf(texts, paths.record)) : undefined;
    const people = JSON.parse(textOf(texts, paths.people) || "[]");
    return [
      ...(same(paths.outcome, outcome) ? [] : [problem("outcome-other", paths.outcome)]),
      ...(same(paths.receipts, archivedReceipts(events)) ? [] : [problem("receipt-other", paths.receipts)]),
      ...(isRecordOf(record, people, events) ? [] : [problem("outcome-other", paths.record)]),
    ];
  } catch {
    return [problem("outcome-other", paths.events)];
  }
}

/** Every file that the events name is there with its hash, or is told as absent. */
function checkFiles(
  { files, absent }: ArchiveManifest,
  events: readonly Event[],
  present: ReadonlySet<string>,
): Problem[] {
  const listed = new Map(files.map(({ path, sha256 }) => [path, sha256]));
  const excused = new Map(absent.map((file) => [file.path, file]));
  const named = referencesOf(events);
  const isTold = ({ path, sha256, erasable, withdrawn }: Reference) => {
    const file = excused.get(path);
    const mayLack = file?.why === "withdrawn" ? withdrawn === true : erasable === true;
    return listed.get(path) === sha256 || (mayLack && file?.sha256 === sha256);
  };
  const known = new Set(named.map(({ path }) => path));
  const missing = named.filter((reference) => !isTold(reference)).map(({ path }) => problem("file-missing", path));
  for (const { hash } of versionsOf(events)) known.add(versionPath(hash));
  for (const path of Object.values(paths).flat()) known.add(path);
  const strange = [...present].filter((path) => !known.has(path));
  return [...missing, ...strange.map((path) => problem("file-unexplained", path))];
}

/** The text of a file of the archive, "" where it is not there. */
export function textOf(texts: Texts, path: string): string {
  return Buffer.from(texts.get(path) ?? []).toString("utf8");
}
