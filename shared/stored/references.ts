import type { Event } from "../deliverable/event.ts";
import type { CarriedBatch } from "../deliverable/origins/origin.ts";
import type { Manifest } from "../deliverable/state.ts";
import { standingEvents } from "../deliverable/undoing/undoing.ts";
import type { FileRef, Hash, TextRef } from "../values.ts";
import { versionsOf } from "./history.ts";
import { assetKey, type FolderName, objectIn, objectKey, sourceKey, treeKey } from "./objects.ts";

/**
 * A file that events name: its place in a proof archive, its key in the file store, the SHA-256 of its bytes. `erasable`: it
 * may be gone, at someone's request; `personal`: it tells where someone is reached, or who an anonymous reviewer is;
 * `offered`: contributions of an anonymous round, which tell it where they came in a file; `copies`: the files that it copies,
 * whose erasure erases it.
 */
export type Reference = {
  path: string;
  key: string;
  sha256: Hash;
  erasable?: true;
  personal?: true;
  offered?: true;
  copies?: Hash[];
  /** Of a final that was withdrawn: it is gone, or goes. */
  withdrawn?: true;
};

/** The files that events name, each once, by path. Pure: a verifier asks for the same. */
export function referencesOf(events: readonly Event[]): Reference[] {
  const names = new Map(
    events.flatMap(({ type, data }) => (type === "uploadRequested" ? [[data.upload, data.name] as const] : [])),
  );
  const anonymous = new Set(
    events.flatMap(({ type, data }) => (type === "roundOpened" && data.rule?.anonymous ? [data.round] : [])),
  );
  const endings = endingsOf(events, names);
  const isGone = standingEvents(events).some(({ type }) => type === "withdrawn");
  const all = [
    ...versionsOf(events).flatMap(({ manifest }) => versionFiles(manifest, endings)),
    ...events.flatMap((event) => filesOf(event, anonymous)),
    ...events.flatMap((event) => outputsOf(event, isGone)),
  ];
  return [...new Map(all.map((reference) => [reference.path, reference])).values()].sort(byPath);
}

/** The place of a version's manifest: its canonical JSON. */
export function versionPath(hash: Hash): string {
  return `versions/${hash}.json`;
}

function byPath(a: Reference, b: Reference): number {
  return a.path < b.path ? -1 : 1;
}

/** The ending of each source's name, as it was first sent. */
function endingsOf(events: readonly Event[], names: ReadonlyMap<string, string>): Map<Hash, string> {
  const endings = new Map<Hash, string>();
  for (const { type, data } of events) {
    if (type !== "draftAccepted" && type !== "partProposed") continue;
    const known = new Set(endings.keys());
    const fresh = data.manifest.parts.filter(({ source }) => !known.has(source));
    for (const { source } of fresh) endings.set(source, endingOf(names.get(data.upload) ?? ""));
  }
  return endings;
}

function endingOf(name: string): string {
  return /\.[a-z0-9]{1,8}$/.exec(name.toLowerCase())?.[0] ?? "";
}

function versionFiles({ parts }: Manifest, endings: ReadonlyMap<Hash, string>): Reference[] {
  return parts.flatMap(({ source, tree, assets }) => [
    {
      path: `sources/${source}${endings.get(source) ?? ""}`,
      key: sourceKey(source),
      ...{ sha256: source, erasable: true as const },
    },
    { path: `trees/${tree}.json`, key: treeKey(tree), sha256: tree },
    ...assets.map((asset) => ({ path: `assets/${asset}`, key: assetKey(asset), sha256: asset })),
  ]);
}

function filesOf({ type, data }: Event, anonymous: ReadonlySet<number>): Reference[] {
  switch (type) {
    case "roundOpened":
      return [json("kinds", data.kind), json("themes", data.theme), ...texts(data.unchanged), ...texts(data.note)];
    case "seminarPlanned":
      return texts(data.agenda);
    case "seminarCancelled":
      return texts(data.reason);
    case "seminarHeld":
      return [...texts(data.minutes), ...evidence(data.minutesFile)];
    case "meetingNoted":
      return [...texts(data.sitting?.minutes), ...evidence(data.sitting?.minutesFile)];
    case "decided": {
      const { note, file } = data.reported ?? {};
      const evidenceFiles = [...texts(note), ...evidence(file)];
      return [...texts(data.reason), ...(anonymous.has(data.round) ? evidenceFiles.map(personal) : evidenceFiles)];
    }
    case "delegationProposed":
      return texts(data.to).map(personal);
    case "contributed": {
      const batch = { ...json("contributions", data.file), erasable: true as const };
      return [anonymous.has(data.round) ? { ...batch, offered: true } : batch];
    }
    case "chased":
      return texts(data.note);
    case "shared":
      return texts(data.label).map(personal);
    case "remarksCarried":
      return data.batches.map(carriedBatch);
    case "sourceAdded":
      return evidence(data.source.what === "file" ? data.source.file : undefined);
    case "paired":
      return [json("pairings", data.file)];
    case "carriedAnswered":
    case "disposed":
    case "withdrawn":
    case "editionOpened":
    case "editionAbandoned":
    case "proposalDeclined":
      return texts(data.reason);
    default:
      return [];
  }
}

function outputsOf({ type, data }: Event, isGone: boolean): Reference[] {
  const outputs = type === "outputsReady" ? data.outputs : [];
  return outputs.map(({ key, sha256 }) => ({
    ...{ path: outputPath(key), key, sha256 },
    ...(isGone && { withdrawn: true as const }),
  }));
}

/** The place of a final document in an archive, wherever its key puts it in the file store. */
function outputPath(key: string): string {
  const { folder, name } = objectIn(key) ?? {};
  return folder === "outputs" ? `${folder}/${name}` : key;
}

function json(folder: FolderName, sha256: Hash): Reference {
  const name = `${sha256}.json`;
  return { path: `${folder}/${name}`, key: objectKey(folder, name), sha256 };
}

function texts(ref: TextRef | undefined): Reference[] {
  return ref === undefined ? [] : [{ ...json("texts", ref), erasable: true }];
}

/** Remarks that came along: what they copy is named, so that what is erased there is erased here. */
function carriedBatch({ file, copies }: CarriedBatch): Reference {
  return { ...json("contributions", file), erasable: true, copies };
}

/** A file that proves something, beside the sources of drafts. */
function evidence(file: FileRef | undefined): Reference[] {
  if (!file) return [];
  const { hash, name } = file;
  return [{ path: `evidence/${hash}${endingOf(name)}`, key: sourceKey(hash), sha256: hash, erasable: true }];
}

function personal(reference: Reference): Reference {
  return { ...reference, personal: true };
}
