import { type PDFContext, PDFRawStream } from "pdf-lib";
import { deflated, deflateEach } from "./deflate.ts";

/** References and the file identifier, as the trailer writes them (ISO 32000-1, 7.5.5). */
export type Trailer = { Root: string; Info: string; ID: string };

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
  const bodies = chunks.map(bodyOf);
  const packed = (await deflateEach(bodies.map(({ bytes }) => bytes))).map((bytes, i) => {
    const entries = `/Type/ObjStm/N ${chunks[i]!.length}/First ${bodies[i]!.first}/Filter/FlateDecode/Length ${bytes.length}`;
    return { number: first + i, dictionary: `<<${entries}>>`, bytes };
  });
  return assemble([...streams, ...packed], chunks, first, trailer);
}

type Numbered = { number: number; text: string };
type Stream = { number: number; dictionary: string; bytes: Uint8Array };

/** What an object stream holds before it is deflated (7.5.7): the objects' numbers and places, then the objects. */
function bodyOf(objects: Numbered[]): { bytes: Uint8Array; first: number } {
  let at = 0;
  const index: string[] = [];
  for (const object of objects) {
    index.push(`${object.number} ${at}`);
    at += object.text.length + 1;
  }
  const head = `${index.join(" ")}\n`;
  const bytes = Buffer.from(head + objects.map(({ text }) => text).join("\n"), "latin1");
  return { bytes, first: head.length };
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
  const table = await deflated(new Uint8Array(rows.buffer));
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
