import { isUtf8 } from "node:buffer";
import { Refusal } from "../../errors.ts";
import type { Archive } from "../archive.ts";
import type { Context } from "../reading.ts";

/**
 * The XML of a part in UTF-8, whatever encoding its byte order mark or its declaration names (XML 1.0, 4.3.3); undefined
 * where the package has none. A part in none of them is read as Windows-1252, with one warning for all such parts.
 */
export async function readXml(context: Context, archive: Archive, name: string): Promise<Uint8Array | undefined> {
  const bytes = await archive.read(name);
  if (!bytes) return undefined;
  const encoding = encodingOf(bytes);
  const text = encoding === undefined ? undefined : decode(bytes, encoding);
  if (text !== undefined) return Buffer.from(text);
  if (isUtf8(bytes)) return bytes;
  if (!context.warnings.some(({ code }) => code === "encoding-guessed")) context.warn("encoding-guessed");
  return Buffer.from(new TextDecoder("windows-1252").decode(bytes));
}

/** What `read` gives of an embedded object; undefined where the object is damaged or hostile, which costs that object alone. */
export async function unlessDamaged<T>(read: () => Promise<T>): Promise<T | undefined> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof Refusal && (error.code === "file-damaged" || error.code === "xml-hostile")) return undefined;
    throw error;
  }
}

/** The encoding that a part names; undefined for UTF-8, for none and for one that nobody knows. */
function encodingOf(bytes: Uint8Array): string | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return "utf-16le";
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return "utf-16be";
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, longestDeclaration));
  const [, label] = /^<\?xml\s[^<>]*?encoding\s*=\s*["']([\w.:-]+)["']/.exec(head.toString("latin1")) ?? [];
  // A declaration that can be read byte by byte is in no encoding of two bytes.
  return label === undefined || /^utf-?(8|16)/i.test(label) ? undefined : label;
}

/** Bytes in which the declaration of an encoding stands. */
const longestDeclaration = 200;

/** The text of bytes; undefined where they are not in this encoding, or nobody knows it. */
function decode(bytes: Uint8Array, encoding: string): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
