import { createHash } from "node:crypto";
import { href } from "../../addresses.ts";
import type { Entry } from "../../archive/tar.ts";
import { writeZip } from "../../archive/zip.ts";
import { canonicalJson, hashOf } from "../../chain/hash.ts";
import type { Event } from "../../deliverable/event.ts";
import { delivered } from "../../deliverable/final/editions.ts";
import type { State } from "../../deliverable/state.ts";
import { standingEvents } from "../../deliverable/undoing/undoing.ts";
import { Refusal } from "../../errors.ts";
import { languageRecord, languages } from "../../i18n/languages.ts";
import type { Files, Keyring, Ports } from "../../ports.ts";
import type { Settings } from "../../settings.ts";
import { getBatch } from "../../stored/batch.ts";
import { intact } from "../../stored/content.ts";
import { loadEvents } from "../../stored/deliverable.ts";
import { versionsOf } from "../../stored/history.ts";
import { listMails } from "../../stored/mailing.ts";
import { proofArchiveKey } from "../../stored/outputs.ts";
import type { PublicKey } from "../../stored/proof-archive.ts";
import { keepProofArchive, type ProofArchive, publishKey } from "../../stored/proof-archive.ts";
import { type Reference, referencesOf, versionPath } from "../../stored/references.ts";
import { localDate } from "../../time/calendar.ts";
import { approvalOf } from "../approval.ts";
import { loadRecordData } from "../record-data.ts";
import { signBytes, signingKey } from "./key.ts";
import { type AbsentFile, type ArchiveManifest, type ListedFile, paths } from "./manifest.ts";
import { archivedOutcome, archivedReceipts, stateOf } from "./outcome.ts";
import { archivedPeople } from "./people.ts";
import { readme } from "./readme.ts";
import { recordSchema } from "./record.ts";

type Context = Pick<Ports, "store" | "files" | "clock">;

/**
 * Gathers all that proves a deliverable up to the event `seq` into one signed archive in the file store, a file at a
 * time in memory. The same facts are the same bytes, under the same key. Throws `object-missing` where a file is missing
 * that nobody may erase, `object-damaged`. None is made of what stood before a withdrawal.
 */
export async function makeProofArchive(
  ports: Context,
  { deliverable, seq }: { deliverable: string; seq: number },
  keyring: Keyring,
  settings: Settings,
): Promise<ProofArchive | undefined> {
  const all = await Array.fromAsync(loadEvents(ports.store, deliverable));
  const events = all.slice(0, seq);
  if (events.length < seq || isOutlived(all, seq)) return undefined;
  const state = stateOf(events);
  const references = referencesOf(events);
  const absent = await absentOf(ports.files, references);
  const mails = await listMails(ports.store, deliverable);
  const { key, publicKey } = signingKey(keyring);
  const made = events.at(-1)!.at;

  const cover = {
    outcome: archivedOutcome(state, events),
    network: settings.network,
    made,
    timeZone: settings.timeZone,
  };
  const address = `${settings.publicUrl}${href("proofKeys")}`;
  const pages = { ...cover, publicKey, address, absent };
  const own = [
    ...languages.map((language) => text(languageRecord(language).readMe, readme(pages, language))),
    ...(await registers(ports, state, events, settings)),
    text(paths.mails, json(mails)),
    text(paths.key, publicKey.pem),
    ...versionsOf(events).map(({ hash, manifest }) => text(versionPath(hash), canonicalJson(manifest))),
  ];
  const present = references.filter(({ path }) => !absent.some((file) => file.path === path));
  const head = {
    deliverable,
    seq,
    head: state.head,
    made,
    key: { id: publicKey.id, fingerprint: publicKey.fingerprint },
  };
  const signed = (bytes: Uint8Array) => signBytes(key, bytes);
  const entries = entriesOf(ports.files, own, present, { schema: 1, ...head, absent }, signed);
  const place = proofArchiveKey(deliverable, seq, digestOf(own, publicKey));
  const archive = await store(ports.files, place, writeZip(entries, localDate(made, "UTC")));
  if (isOutlived(await Array.fromAsync(loadEvents(ports.store, deliverable)), seq)) {
    await ports.files.delete(place);
    return undefined;
  }
  await publishKey(ports, publicKey);
  const kept: ProofArchive = { key: place, seq, ...archive, made, signed: publicKey.id };
  await keepProofArchive(ports.store, deliverable, kept, standingEdition(state));
  return kept;
}

/** Whether a document was withdrawn after the event `seq`: an archive of before would hold the files that went. */
function isOutlived(events: readonly Event[], seq: number): boolean {
  return standingEvents(events).some((event) => event.seq > seq && event.type === "withdrawn");
}

/** The edition that is the newest, and none being made. */
function standingEdition(state: State): number | undefined {
  return state.stage === "final" ? delivered(state)?.edition : undefined;
}

/** The files made from the events: the events themselves, outcome, approval record, people, receipts. */
async function registers(
  ports: Context,
  state: State,
  events: readonly Event[],
  { timeZone }: Settings,
): Promise<Entry[]> {
  const recordData = await loadRecordData(ports, events);
  const record = approvalOf(state, events, recordData, timeZone);
  return [
    text(paths.events, events.map((event) => `${canonicalJson(event)}\n`).join("")),
    text(paths.outcome, json(archivedOutcome(state, events))),
    ...(record ? [text(paths.record, json({ ...record, schema: recordSchema }))] : []),
    text(paths.people, json(archivedPeople(state, events, recordData.people))),
    text(paths.receipts, json(archivedReceipts(events))),
  ];
}

/** Files that events name and the archive leaves out: erased, withheld because they name a person, or of a final that was withdrawn. */
async function absentOf(files: Files, references: readonly Reference[]): Promise<AbsentFile[]> {
  const absent: AbsentFile[] = [];
  for (const { path, key, sha256, erasable, personal, offered, withdrawn } of references) {
    const file = { path, sha256 };
    if (withdrawn) absent.push({ ...file, why: "withdrawn" });
    else if (erasable && !(await files.head(key))) absent.push({ ...file, why: "erased" });
    else if (personal || (offered && (await namesAuthors(files, sha256)))) absent.push({ ...file, why: "withheld" });
  }
  return absent;
}

/** Contributions that came in a file carry the names that the file gave to their authors. */
async function namesAuthors(files: Files, batch: string): Promise<boolean> {
  return (await getBatch(files, batch)).some(({ file }) => file !== undefined);
}

type Head = Omit<ArchiveManifest, "files">;

/** The archive's entries: what is ours, what the events name, the sums of both, the manifest and its signature. */
async function* entriesOf(
  files: Files,
  own: readonly Entry[],
  references: readonly Reference[],
  head: Head,
  signed: (bytes: Uint8Array) => Uint8Array,
): AsyncGenerator<Entry> {
  const listed: ListedFile[] = [];
  const list = (entry: Entry): Entry => {
    listed.push({ path: entry.name, bytes: entry.bytes.length, sha256: hashOf(entry.bytes) });
    return entry;
  };
  for (const entry of own) yield list(entry);
  for (const reference of references) yield list(await load(files, reference));
  yield list(text(paths.sums, listed.map(({ path, sha256 }) => `${sha256}  ${path}\n`).join("")));
  const manifest = text(paths.manifest, json({ ...head, files: listed }));
  yield manifest;
  yield { name: paths.signature, bytes: signed(manifest.bytes) };
}

async function load(files: Files, { path, key, sha256 }: Reference): Promise<Entry> {
  const bytes = await files.get(key);
  if (!bytes) throw new Refusal("object-missing", { key });
  return { name: path, bytes: intact(key, bytes, { sha256 }) };
}

/** Tells apart archives that end at the same event: other mails or names, another key, something erased since. */
function digestOf(own: readonly Entry[], { fingerprint }: PublicKey): string {
  return hashOf({ fingerprint, files: own.map(({ name, bytes }) => [name, hashOf(bytes)]) });
}

/** Puts an archive unless it is there already, and says what it is. */
async function store(
  files: Files,
  key: string,
  chunks: AsyncIterable<Uint8Array>,
): Promise<{ bytes: number; sha256: string }> {
  const hash = createHash("sha256");
  let bytes = 0;
  const counted = async function* () {
    for await (const chunk of chunks) {
      hash.update(chunk);
      bytes += chunk.length;
      yield chunk;
    }
  };
  if (await files.head(key)) for await (const _ of counted());
  else await files.putChunks(key, counted(), "application/zip");
  return { bytes, sha256: hash.digest("hex") };
}

function text(name: string, words: string): Entry {
  return { name, bytes: Buffer.from(words) };
}

/** Canonical JSON laid out for the eye would not be canonical: a line, with its end. */
function json(value: object): string {
  return `${canonicalJson(value)}\n`;
}
