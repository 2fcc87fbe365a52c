import { promisify } from "node:util";
import { deflate } from "node:zlib";
import { type PDFContext, PDFRawStream } from "pdf-lib";

/** References and the file identifier, as the trailer writes them (ISO 32000-1, 7.5.5). */
export type Trailer = { Root: string; Info: string; ID: string };

const compress = promisify(deflate);
/** Objects of one object stream: the more, the smaller the file. */
const chunkSize = 500;

/**
 * The file's bytes (7.5): streams as they are, all other objects in object streams (7.5.7), a cross-reference stream
 * (7.5.8). The library's own writer says the same, measured twice and deflated in script.
 */
export async function serialize(context: PDFContext, trailer: Trailer): Promise<Uint8Array> {
  const plain: Numbered[] = [];
  const streams: Stream[] = [];
  for (const [{ objectNumber }, object] of context.enumerateIndirectObjects())
    if (object instanceof PDFRawStream)
      streams.push({ number: objectNumber, dictionary: object.dict.toString(), bytes: object.contents });
    else plain.push({ number: objectNumber, text: object.toString() });
  const first = context.largestObjectNumber + 1;
  const chunks = Array.from({ length: Math.ceil(plain.length / chunkSize) }, (_, i) =>
    plain.slice(i * chunkSize, (i + 1) * chunkSize),
  );
  const packed = await Promise.all(chunks.map((chunk, i) => pack(first + i, chunk)));
  return assemble([...streams, ...packed], chunks, first, trailer);
}

type Numbered = { number: number; text: string };
type Stream = { number: number; dictionary: string; bytes: Uint8Array };

async function pack(number: number, objects: Numbered[]): Promise<Stream> {
  let at = 0;
  const index: string[] = [];
  for (const object of objects) {
    index.push(`${object.number} ${at}`);
    at += object.text.length + 1;
  }
  const head = `${index.join(" ")}\n`;
  const bytes = await compress(Buffer.from(head + objects.map(({ text }) => text).join("\n"), "latin1"), { level: 9 });
  const entries = `/Type/ObjStm/N ${objects.length}/First ${head.length}/Filter/FlateDecode/Length ${bytes.length}`;
  return { number, dictionary: `<<${entries}>>`, bytes };
}

async function assemble(streams: Stream[], chunks: Numbered[][], first: number, trailer: Trailer): Promise<Uint8Array> {
  const parts: Uint8Array[] = [Buffer.from("%PDF-1.7\n%\x81\x81\x81\x81\n", "latin1")];
  let offset = parts[0]!.length;
  const size = first + chunks.length + 1;
  const rows = new DataView(new ArrayBuffer(rowSize * size));
  const write = (part: Uint8Array) => {
    parts.push(part);
    offset += part.length;
  };
  rows.setUint16(5, 0xffff);
  for (const [chunk, objects] of chunks.entries())
    for (const [i, { number }] of objects.entries()) setRow(rows, number, 2, first + chunk, i);
  for (const { number, dictionary, bytes } of streams) {
    setRow(rows, number, 1, offset, 0);
    write(Buffer.from(`${number} 0 obj\n${dictionary}\nstream\n`, "latin1"));
    write(bytes);
    write(endStream);
  }
  const start = offset;
  setRow(rows, size - 1, 1, start, 0);
  const table = await compress(new Uint8Array(rows.buffer), { level: 9 });
  const entries = `/Type/XRef/Size ${size}/W[1 4 2]/Root ${trailer.Root}/Info ${trailer.Info}/ID ${trailer.ID}`;
  write(Buffer.from(`${size - 1} 0 obj\n<<${entries}/Filter/FlateDecode/Length ${table.length}>>\nstream\n`, "latin1"));
  write(table);
  write(endStream);
  write(Buffer.from(`startxref\n${start}\n%%EOF\n`, "latin1"));
  return Buffer.concat(parts);
}

const endStream = Buffer.from("\nendstream\nendobj\n", "latin1");
/** One entry of the cross-reference stream: a type, an offset or a stream's number, a generation or an index. */
const rowSize = 7;

function setRow(rows: DataView, number: number, type: number, second: number, third: number): void {
  rows.setUint8(rowSize * number, type);
  rows.setUint32(rowSize * number + 1, second);
  rows.setUint16(rowSize * number + 5, third);
}
