import type { Event } from "../deliverable/event.ts";
import { organisationIn } from "../deliverable/holder.ts";
import { peopleIn } from "../deliverable/named-people.ts";
import type { Contribution } from "../deliverable/remarks/contribution.ts";
import { foldedTextOf } from "../document/anchor.ts";
import type { DocumentTree } from "../document/tree.ts";
import { eachBlockOf } from "../document/visit.ts";
import type { Files, Store } from "../ports.ts";
import { getBatch } from "../stored/batch.ts";
import { versionsOf } from "../stored/history.ts";
import { holderName } from "../stored/holders.ts";
import { treeKey } from "../stored/objects.ts";
import { getPerson, type Person } from "../stored/person.ts";
import { getText } from "../stored/text.ts";
import type { Hash, Holder, TextRef } from "../values.ts";
import type { RecordData } from "./approval.ts";

/** Loads what an approval record says besides the events: people, reasons, contributions, the passages they are about. */
export async function loadRecordData(
  ports: { store: Store; files: Files },
  events: readonly Event[],
): Promise<RecordData> {
  const { store, files } = ports;
  const people = await mapOf(peopleIn(events), (id) => named(store, id));
  const reasons = events.flatMap((event) => reasonIn(event) ?? []);
  const sent = events.flatMap(({ type, data }) =>
    type === "contributed" ? [data.file] : type === "remarksCarried" ? data.batches.map(({ file }) => file) : [],
  );
  const batches = await mapOf(sent, (file) => getBatch(files, file));
  return {
    people: new Map([...people].flatMap(([id, person]) => (person ? [[id, person] as const] : []))),
    texts: await mapOf(reasons, (ref) => getText(files, ref)),
    batches,
    passage: await passages(files, events, [...batches.values()].flat()),
  };
}

/** A person, or an organisation by its short name. */
async function named(store: Store, holder: Holder): Promise<Pick<Person, "name" | "organisation"> | undefined> {
  if (organisationIn(holder) === undefined) return getPerson(store, holder);
  const name = await holderName(store, holder);
  return name === undefined ? undefined : { name, organisation: "" };
}

function reasonIn({ type, data }: Event): TextRef | undefined {
  if (type === "roundOpened") return data.unchanged;
  if (type === "editionOpened") return data.reason;
  return type === "disposed" || type === "decided" || type === "carriedAnswered" ? data.reason : undefined;
}

/** Words of passages: those quoted, else those of the block, from the trees that are asked for. */
async function passages(
  files: Files,
  events: readonly Event[],
  contributions: readonly Contribution[],
): Promise<RecordData["passage"]> {
  const unquoted = contributions.flatMap(({ anchor }) => (anchor && !anchor.quotation ? [anchor.part] : []));
  const reviewed = new Set(
    events.flatMap(({ type, data }) => (type === "roundOpened" || type === "remarksCarried" ? [data.version] : [])),
  );
  const versions = versionsOf(events).filter(({ hash }) => reviewed.has(hash));
  const parts = versions.flatMap(({ hash, manifest }) =>
    manifest.parts.flatMap(({ part, tree }) => (unquoted.includes(part) ? [{ place: `${hash} ${part}`, tree }] : [])),
  );
  const trees = await mapOf(
    parts.map(({ tree }) => tree),
    (tree) => loadTree(files, tree),
  );
  const byPlace = new Map(parts.map(({ place, tree }) => [place, trees.get(tree)]));
  return (version, { anchor }) => {
    if (!anchor) return undefined;
    if (anchor.quotation) return anchor.quotation.exact;
    const tree = byPlace.get(`${version} ${anchor.part}`);
    const block = tree && eachBlockOf(tree).find(({ id }) => id === anchor.block);
    return block && foldedTextOf(block);
  };
}

async function loadTree(files: Files, hash: Hash): Promise<DocumentTree | undefined> {
  const bytes = await files.get(treeKey(hash));
  return bytes && (JSON.parse(Buffer.from(bytes).toString("utf8")) as DocumentTree);
}

/** What `load` gives of each key, once. */
async function mapOf<T>(keys: readonly string[], load: (key: string) => Promise<T>): Promise<Map<string, T>> {
  const unique = [...new Set(keys)];
  return new Map(await Promise.all(unique.map(async (key) => [key, await load(key)] as const)));
}
