import type { Format, Picture } from "../deliverable/final/final.ts";
import { slug } from "../name.ts";
import type { Content, Files } from "../ports.ts";
import type { Hash } from "../values.ts";
import { objectKey } from "./objects.ts";

/**
 * A final document, named for its reader; the title is the one it had when it was set. `again`: how many approvals were taken back
 * before this one.
 */
export function outputKey(version: Hash, edition: number, again: number, title: string, format: Format): string {
  return `${editionOutputs(version, edition)}${again > 0 ? `${again}/` : ""}${fileTitle(title)}.${format}`;
}

/** What begins the keys of all final documents of an edition, whatever it was called. */
export function editionOutputs(version: Hash, edition: number): string {
  return objectKey("outputs", `${version}/${edition}/`);
}

/** The first page of an edition as a picture; `again` as above. */
export function pictureKey(version: Hash, edition: number, again: number): string {
  return `${editionOutputs(version, edition)}${again > 0 ? `${again}/` : ""}page.svg`;
}

/**
 * A proof copy: a version as its reviewers may download it, and its first page as a picture, `svg`. Its name is given at the download
 * (`fileName`): titles change. The last file, `json`, tells of the others (`ProofFile[]`).
 */
export function proofCopyKey(version: Hash, format: "docx" | "pdf" | "svg" | "json"): string {
  return objectKey("outputs", `${version}/proof/version.${format}`);
}

/** A draft as a Word file, for its authors to go on from. */
export function draftCopyKey(version: Hash): string {
  return objectKey("outputs", `${version}/text/version.docx`);
}

/** A part of a draft as a Word file for its authors to go on from, with the remarks that wait; `made`: of what (`draftAndWaiting`). */
export function continuedKey(deliverable: string, made: Hash): string {
  return `${continuedOf(deliverable)}${made}.docx`;
}

/** What begins the keys of all these files of a deliverable. */
export function continuedOf(deliverable: string): string {
  return objectKey("continued", `${deliverable}/`);
}

/** The version whose proof copies a key tells of (`ProofFile[]`); undefined for any other key. */
export function proofFactsIn(key: string): Hash | undefined {
  const [version = ""] = hashes(key);
  return proofCopyKey(version, "json") === key ? version : undefined;
}

/** A file of a proof copy: size in bytes, pages where they are known; the first ones had no hash. */
export type ProofCopy = { format: "docx" | "pdf"; bytes: number; sha256?: Hash; pages?: number };
/** The first page of a version under review as a picture; `width`, `height` in points. */
export type ProofPicture = { format: "svg" } & Omit<Picture, "key">;
export type ProofFile = ProofCopy | ProofPicture;

/** The pages of a version as it was set for its reviewers; undefined where it is not, or nobody counted them. */
export async function proofPages(files: Pick<Files, "get">, version: Hash): Promise<number | undefined> {
  const bytes = await files.get(proofCopyKey(version, "json"));
  const copies = bytes ? (JSON.parse(Buffer.from(bytes).toString("utf8")) as ProofCopy[]) : [];
  return copies.find(({ format }) => format === "pdf")?.pages;
}

/**
 * What a document that no deliverable is was set from: the hashes of its tree and of a theme, and of the kind that it is set as; without
 * a kind, it is one wide table on its side, as the matrix of a programme.
 */
export type TypesetSource = { tree: Hash; theme: Hash; kind?: Hash };
/** A file of such a document, as `ProofCopy` says. */
export type TypesetFile = ProofCopy & { sha256: Hash };

/** Such a document as a file; the last file, `json`, tells of the others (`TypesetFile[]`). */
export function typesetKey({ tree, theme, kind }: TypesetSource, format: "docx" | "pdf" | "json"): string {
  const name = kind === undefined ? `matrices/${tree}-${theme}` : `typeset/${tree}-${theme}-${kind}`;
  return objectKey("outputs", `${name}.${format}`);
}

/** The document whose files a key tells of (`TypesetFile[]`); undefined for any other key. */
export function typesetFactsIn(key: string): TypesetSource | undefined {
  const [tree = "", theme = "", kind] = hashes(key);
  const source = { tree, theme, ...(kind !== undefined && { kind }) };
  return typesetKey(source, "json") === key ? source : undefined;
}

/** What is known of a comparison: how many changes, and what its Word file and its page are (not told of the first ones). */
export type RedlineFacts = { changes: number; docx?: Content; html?: Content };

/** What changed between two versions: a page, a Word file, and what is known of them (`RedlineFacts`). */
export function redlineKey(from: Hash, to: Hash, format: "html" | "docx" | "json"): string {
  return objectKey("redlines", `${from}-${to}.${format}`);
}

/** The versions that a file of a comparison is about, and which of its files it is; undefined for any other key. */
export function redlineIn(key: string): { from: Hash; to: Hash; format: "html" | "docx" | "json" } | undefined {
  const [from = "", to = ""] = hashes(key);
  const format = (["html", "docx", "json"] as const).find((each) => redlineKey(from, to, each) === key);
  return format && { from, to, format };
}

function hashes(key: string): Hash[] {
  return key.match(/[0-9a-f]{64}/g) ?? [];
}

/** What an image is called in the stored page of a comparison, which holds no address: whoever shows it says where it is. */
export function redlinedImage(hash: Hash): string {
  return `images/${hash}`;
}

/** The stored page with its images where `address` has them; the first ones named them by their address of then. */
export function withRedlinedImages(page: string, address: (image: Hash) => string): string {
  const images = /(?<=<img src=")(?:\/deliverables\/[\w-]+\/)?images\/([0-9a-f]{64})(?=")/g;
  return page.replace(images, (_, image: Hash) => address(image));
}

/** All that proves a deliverable, up to the event `seq`; `digest` tells apart what may differ at one event: mails, erasures. */
export function proofArchiveKey(deliverable: string, seq: number, digest: Hash): string {
  return `${proofArchivesOf(deliverable)}${seq}-${digest.slice(0, 12)}.zip`;
}

/** The event up to which a proof archive goes, by its key. */
export function proofArchiveSeq(key: string): number | undefined {
  const [, seq] = /\/(\d+)-[0-9a-f]+\.zip$/.exec(key) ?? [];
  return seq === undefined ? undefined : Number(seq);
}

/** What begins the keys of all proof archives of a deliverable. */
export function proofArchivesOf(deliverable: string): string {
  return objectKey("dossiers", `${deliverable}/`);
}

/** Puts a document, unless its key has one: then that stays, whatever made it. Returns what is kept. */
export async function keepFirst(files: Files, key: string, bytes: Uint8Array, mediaType: string): Promise<Uint8Array> {
  const before = await files.get(key);
  if (!before) await files.put(key, bytes, mediaType);
  return before ?? bytes;
}

/** The name of a download: "l-interculturalite-note-de-cadrage.pdf", "…-relecture.docx". */
export function fileName(title: string, ending: string): string {
  return `${fileTitle(title)}${ending}`;
}

/** Characters of a title in the name of a file. */
const longestTitle = 60;
/** Small words with which no name ends: "note-de". */
const dangling = /(?:-(?:[a-z]{1,3}|avec|dans|entre|pour|sous|from|with))+$/;

/**
 * A title as a file is called by: whole where it is short; else without what follows its last colon, as far as that suffices; else cut after a word
 that may end a name.
 */
function fileTitle(title: string): string {
  const parts = title.split(/\s*[:–—]\s+/u);
  const wholes = parts.map((_, at) => slug(parts.slice(0, parts.length - at).join(" "), title.length * 2));
  const whole = wholes.find((each) => each.length <= longestTitle);
  if (whole !== undefined) return whole || "document";
  const first = wholes.at(-1) ?? "";
  const cut = first.slice(0, longestTitle + 1).replace(/-[^-]*$/, "");
  return cut.length > longestTitle ? cut.slice(0, longestTitle) : cut.replace(dangling, "");
}
