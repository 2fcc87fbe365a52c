import { Refusal, type RefusalCode } from "../errors.ts";
import type { Archive } from "./archive.ts";
import { decodeText } from "./text.ts";
import { formatOfMimetype, formatStarting, hasEnding, type UploadFormat, uploads } from "./uploads.ts";

/**
 * What a file turns out to be. `label` names it in any language; `refusal`: why it cannot be read; `main`: the entry
 * of an archive that holds the text.
 */
export type Recognised = { format: Format; label: string; refusal?: RefusalCode; main?: string };
type Format = UploadFormat | "docm" | "legacyDoc" | "encrypted" | "other";

/** A file by its first bytes; "zip" needs `recogniseArchive`. */
export function recogniseBytes(bytes: Uint8Array): Recognised {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 512)).toString("latin1");
  const started = formatStarting(head);
  if (started) return recognised(started);
  if (head.startsWith("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1")) return recogniseCompound(bytes);
  const other = signatures.find(([start]) =>
    typeof start === "string" ? head.startsWith(start) : start.test(head),
  )?.[1];
  if (other) return unknown(other);
  const text = decodeText(bytes)?.text;
  if (text === undefined) return unknown("?");
  return text.trim() === "" ? { ...unknown("?"), refusal: "file-empty" } : recognised("md");
}

/** A zip by what it holds. Throws what reading an entry throws, and `archive-several-drafts`. */
export async function recogniseArchive(archive: Archive): Promise<Recognised> {
  const types = await archive.read("[Content_Types].xml");
  if (types) return recognisePackage(archive, Buffer.from(types).toString("latin1"));
  const mimetype = Buffer.from((await archive.read("mimetype")) ?? [])
    .toString("latin1")
    .trim();
  const declared = formatOfMimetype(mimetype);
  if (declared)
    return { ...recognised(declared), ...((await isEncrypted(archive)) && { refusal: "file-encrypted" as const }) };
  if (mimetype !== "") return unknown(mimetype.slice(0, 80));
  const texts = archive.names.filter((name) => hasEnding(name, ["md"]) && !isDebris(name));
  const main = texts.sort((a, b) => a.split("/").length - b.split("/").length)[0];
  if (main === undefined) return { ...recognised("zip"), refusal: "archive-without-draft" };
  const rivals = texts.filter((name) => name.split("/").length === main.split("/").length);
  if (rivals.length > 1) throw new Refusal("archive-several-drafts", { names: rivals.slice(0, 5).join(", ") });
  return { ...recognised("zip"), main };
}

/** OpenDocument part 2, 3.4.1: the manifest says which files are encrypted; other packages have none such. */
async function isEncrypted(archive: Archive): Promise<boolean> {
  const manifest = Buffer.from((await archive.read("META-INF/manifest.xml")) ?? []).toString("latin1");
  return /<[a-z]*:?encryption-data/.test(manifest);
}

const signatures: [string | RegExp, string][] = [
  ["%PDF-", "PDF"],
  ["{\\rtf", "RTF"],
  [/^\s*(<!doctype html|<html)/i, "HTML"],
  [/^\s*<\?xml[\s\S]*<(w:wordDocument|pkg:package)/, "Word XML (.xml)"],
  [/^(\xEF\xBB\xBF)?\s*<\?xml/, "XML"],
  ["\x89PNG", "PNG"],
  ["\xFF\xD8\xFF", "JPEG"],
  ["GIF8", "GIF"],
  ["Rar!", "RAR"],
  ["7z\xBC\xAF", "7z"],
  ["\x1F\x8B", "gzip"],
];

function recognised(format: UploadFormat): Recognised {
  return { format, label: uploads[format].label };
}

function unknown(label: string): Recognised {
  return { format: "other", label, refusal: "file-type-unknown" };
}

/** [MS-CFB]: names of streams are in UTF-16 in the directory. [MS-OFFCRYPTO] 2.3.4.1 names the protected package. */
function recogniseCompound(bytes: Uint8Array): Recognised {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  const holds = (stream: string): boolean => buffer.includes(Buffer.from(stream, "utf16le"));
  if (holds("EncryptedPackage")) return { format: "encrypted", label: "Word", refusal: "file-encrypted" };
  if (holds("WordDocument")) return { format: "legacyDoc", label: "Word 97-2003 (.doc)", refusal: "file-legacy-doc" };
  return unknown("OLE");
}

/** [Content_Types].xml (ECMA-376-2, 7.2.3) tells what an Office package is; the main part's name may vary. */
async function recognisePackage(archive: Archive, types: string): Promise<Recognised> {
  if (
    /word\.(document|template)\.macroEnabled/i.test(types) ||
    archive.names.some((name) => /vbaProject\.bin$/i.test(name))
  ) {
    return { format: "docm", label: "Word (.docm)", refusal: "file-macros" };
  }
  const part = /PartName="\/([^"]+)"\s+ContentType="[^"]*wordprocessingml\.(?:document|template)\.main\+xml"/.exec(
    types,
  )?.[1];
  const swapped = /ContentType="[^"]*wordprocessingml\.(?:document|template)\.main\+xml"\s+PartName="\/([^"]+)"/.exec(
    types,
  )?.[1];
  const main = part ?? swapped ?? archive.names.find((name) => name.toLowerCase() === "word/document.xml");
  if (main) return { ...recognised("docx"), main };
  if (/spreadsheetml/.test(types)) return unknown("Excel (.xlsx)");
  if (/presentationml/.test(types)) return unknown("PowerPoint (.pptx)");
  return unknown("Office");
}

/** What file managers leave in archives. */
function isDebris(name: string): boolean {
  return name.startsWith("__MACOSX/") || /(^|\/)\._/.test(name);
}
