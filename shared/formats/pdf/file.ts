import { PDFContext, type PDFDict, PDFHexString, type PDFObject, PDFRawStream, type PDFRef, PDFString } from "pdf-lib";
import { deflated } from "./deflate.ts";
import { documentEncoded } from "./encoding.ts";
import { serialize } from "./save.ts";

/** A PDF file in the making: its objects, by reference (ISO 32000-1, 7.3.10). */
export type PdfFile = { context: PDFContext };
export type Ref = PDFRef;

/** An object as plain data: a string is a name, a text string is made by `text`. Undefined entries are left out. */
export type Literal = number | boolean | null | string | PDFObject | readonly Literal[] | Dictionary;
export type Dictionary = { readonly [key: string]: Literal | undefined };

/** A file without objects. */
export function newFile(): PdfFile {
  return { context: PDFContext.create() };
}

/** A reference whose object follows, by `put`. */
export function reserve(file: PdfFile): Ref {
  return file.context.nextRef();
}

/** Gives a reserved reference its object; gives the reference back. */
export function put(file: PdfFile, ref: Ref, object: Dictionary | readonly Literal[]): Ref {
  file.context.assign(ref, toPdf(file, object));
  return ref;
}

/** Adds an object; gives its reference. */
export function add(file: PdfFile, object: Dictionary | readonly Literal[]): Ref {
  return put(file, reserve(file), object);
}

/** A stream whose bytes are encoded already, as `dictionary` says. */
export function addStream(file: PdfFile, bytes: Uint8Array, dictionary: Dictionary): Ref {
  return file.context.register(PDFRawStream.of(toPdf(file, { ...dictionary, Length: bytes.length }), bytes));
}

/** A stream that is deflated here. */
export async function addDeflated(file: PdfFile, bytes: Uint8Array, dictionary: Dictionary = {}): Promise<Ref> {
  const ref = reserve(file);
  return putDeflated(file, ref, await deflated(bytes), dictionary);
}

/** A stream whose bytes are deflated already. */
export function putDeflated(file: PdfFile, ref: Ref, bytes: Uint8Array, dictionary: Dictionary = {}): Ref {
  const whole = toPdf(file, { ...dictionary, Filter: "FlateDecode", Length: bytes.length });
  file.context.assign(ref, PDFRawStream.of(whole, bytes));
  return ref;
}

/** The library's literals are ours; its type for them says less. */
function toPdf(file: PdfFile, object: Dictionary | readonly Literal[]): PDFDict {
  return file.context.obj(object as Parameters<PDFContext["obj"]>[0] & object) as unknown as PDFDict;
}

/** A text string (7.9.2.2): in PDFDocEncoding, a byte a character, where it can; else in UTF-16BE. */
export function text(value: string): PDFObject {
  const bytes = documentEncoded(value);
  if (bytes === undefined) return PDFHexString.fromText(value.toWellFormed());
  return PDFString.of(bytes.replace(/[()\\]/g, "\\$&"));
}

/** A string of ASCII characters that are neither parentheses nor backslashes. */
export function ascii(value: string): PDFObject {
  return PDFString.of(value);
}

/** A string of any bytes, written in hexadecimal. */
export function bytesOf(bytes: Uint8Array): PDFObject {
  return PDFHexString.fromBytes(bytes);
}

/** The file's bytes, and in its trailer the catalogue, the `Info` and the ID. */
export function save(
  file: PdfFile,
  trailer: { root: Ref; info: Ref; id: [Uint8Array, Uint8Array] },
): Promise<Uint8Array> {
  const [lasting, rendering] = trailer.id.map(bytesOf);
  return serialize(file.context, { Root: `${trailer.root}`, Info: `${trailer.info}`, ID: `[${lasting}${rendering}]` });
}
