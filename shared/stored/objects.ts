import type { FunctionName } from "../functions.ts";
import type { Hash } from "../values.ts";

/** A folder of the file store. `hashed`: the name of each object is the SHA-256 of its bytes. */
export type Folder = {
  hashed?: true;
  reads: readonly FunctionName[];
  writes: readonly FunctionName[];
  deletes?: readonly FunctionName[];
};

/** All that the file store holds, and which functions may touch it. Every object leaves with an export. */
export const folders = {
  /** A file as a person sends it, until it is read; swept. */
  uploads: { reads: ["web", "ingest", "tick"], writes: ["web"], deletes: ["ingest", "tick"] },
  /** What reading a draft noticed; swept. */
  readings: { reads: ["web"], writes: ["ingest"], deletes: ["tick"] },
  /** A file as it was sent, for good: drafts, annotated copies, minutes, evidence. */
  sources: { hashed: true, reads: ["web", "render"], writes: ["web", "ingest"] },
  /** A document as it was read. */
  trees: { hashed: true, reads: ["web", "ingest", "render", "notify", "tick"], writes: ["web", "ingest"] },
  /** Which passage of a translation translates which of its source. */
  pairings: { hashed: true, reads: ["web", "ingest", "render"], writes: ["web", "ingest"] },
  /** Images of documents, and logos. */
  assets: { hashed: true, reads: ["web", "render"], writes: ["web", "ingest"] },
  /** Remarks that were sent together, salted. */
  contributions: { hashed: true, reads: ["web", "ingest", "render", "notify"], writes: ["web"] },
  /** A reason, minutes, a word to someone: salted, so that it can be erased. */
  texts: { hashed: true, reads: ["web", "render", "notify"], writes: ["web"] },
  kinds: { hashed: true, reads: ["web", "ingest", "render", "notify", "tick"], writes: ["web"] },
  themes: { hashed: true, reads: ["web", "render", "tick"], writes: ["web"] },
  /** What a statement that was sent was set from. */
  statements: { hashed: true, reads: ["web", "render"], writes: ["web"] },
  /** Final documents, and versions as their reviewers download them. */
  outputs: { reads: ["web", "ingest", "render", "notify"], writes: ["render"], deletes: ["render"] },
  /** Drafts as Word files, with the remarks that wait, as their authors go on from them; swept, and made anew when asked for. */
  continued: { reads: ["web", "render"], writes: ["render"], deletes: ["tick"] },
  redlines: { reads: ["web", "render"], writes: ["render"], deletes: ["render"] },
  /** Proof archives. */
  dossiers: { reads: ["web", "render"], writes: ["render"], deletes: ["render"] },
} as const satisfies Record<string, Folder>;

export type FolderName = keyof typeof folders;

/** What begins the key of every object of a folder. */
export function prefixOf(folder: FolderName): string {
  return `${folder}/`;
}

/** The key of an object: where it is in the file store, on a disk and on S3 alike. */
export function objectKey(folder: FolderName, name: string): string {
  return `${prefixOf(folder)}${name}`;
}

/** The folder that a key is of, and the name of the object there: "trees" and "<hash>.json"; undefined for a key of none. */
export function objectIn(key: string): { folder: FolderName; name: string } | undefined {
  const folder = (Object.keys(folders) as FolderName[]).find((each) => key.startsWith(prefixOf(each)));
  return folder && { folder, name: key.slice(prefixOf(folder).length) };
}

/** A file as a person sends it, until it is read. */
export const uploadKey = (upload: string): string => objectKey("uploads", upload);
/** The upload whose file a key is, "u1" of "uploads/u1"; undefined for any other key. */
export function uploadIn(key: string): string | undefined {
  const [, upload] = /([\w-]+)/.exec(objectIn(key)?.name ?? "") ?? [];
  return upload !== undefined && uploadKey(upload) === key ? upload : undefined;
}
/** What a file was called by whoever sent it without script, until it is read: the form that it came by says it. */
export const uploadNameKey = (upload: string): string => objectKey("uploads", `${upload}.name`);
/** What reading an upload gave besides its tree: warnings and remarks. */
export const readingKey = (upload: string): string => objectKey("readings", `${upload}.json`);
/** A file as it was sent, kept for good. */
export const sourceKey = (hash: Hash): string => objectKey("sources", hash);
/** A document as it was read. */
export const treeKey = (hash: Hash): string => objectKey("trees", `${hash}.json`);
/** Which passage of a translation translates which of its source. */
export const pairingKey = (hash: Hash): string => objectKey("pairings", `${hash}.json`);
/** An image of a document, or a logo. */
export const assetKey = (hash: Hash): string => objectKey("assets", hash);
/** The remarks that were sent together. */
export const batchKey = (hash: Hash): string => objectKey("contributions", `${hash}.json`);
/** A reason, minutes, a word to someone. */
export const textKey = (hash: Hash): string => objectKey("texts", `${hash}.json`);
/** What a statement that was sent was set from. */
export const statementKey = (hash: Hash): string => objectKey("statements", `${hash}.json`);
/** A kind as a round pinned it. */
export const kindKey = (hash: Hash): string => objectKey("kinds", `${hash}.json`);
/** A theme as a round pinned it. */
export const themeKey = (hash: Hash): string => objectKey("themes", `${hash}.json`);

/** The SHA-256 by which a key names its content, "trees/<hash>.json"; undefined where it names it by something else. */
export function hashIn(key: string): Hash | undefined {
  const { folder, name } = objectIn(key) ?? {};
  if (folder === undefined || !("hashed" in folders[folder])) return undefined;
  return /^([0-9a-f]{64})(?:\.json)?$/.exec(name ?? "")?.[1];
}
