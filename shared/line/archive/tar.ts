/** A file in an archive, whole in memory. */
export type Entry = { name: string; bytes: Uint8Array };

const block = 512;
const maxEntryBytes = 1024 ** 3;

/** Entries as a tar archive (POSIX.1-2001, ustar), names of at most 100 ASCII characters; `seconds`: their date, epoch. */
export async function* writeTar(entries: AsyncIterable<Entry>, seconds: number): AsyncGenerator<Uint8Array> {
  for await (const { name, bytes } of entries) {
    yield headerOf(name, bytes.length, seconds);
    yield bytes;
    yield new Uint8Array(paddingOf(bytes.length));
  }
  yield new Uint8Array(2 * block);
}

/** The entries of a tar archive that `writeTar` wrote. Throws an Error where it is damaged or cut short. */
export async function* readTar(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Entry> {
  const take = reader(chunks);
  for (;;) {
    const header = Buffer.from(await take(block));
    if (header.every((byte) => byte === 0)) return;
    if (field(header, 257, 5) !== "ustar" || octal(header, 148, 8) !== sumOf(header))
      throw new Error("not a tar header");
    const size = octal(header, 124, 12);
    if (!(size <= maxEntryBytes)) throw new Error("an entry is too large");
    const bytes = await take(size);
    await take(paddingOf(size));
    yield { name: field(header, 0, 100), bytes };
  }
}

function headerOf(name: string, size: number, seconds: number): Buffer {
  const header = Buffer.alloc(block);
  if (Buffer.byteLength(name) > 100) throw new Error(`a name is too long: ${name}`);
  const write = (text: string, at: number) => header.write(text, at, "ascii");
  write(name, 0);
  write("0000644\0", 100);
  write("0000000\0", 108);
  write("0000000\0", 116);
  write(`${size.toString(8).padStart(11, "0")}\0`, 124);
  write(`${seconds.toString(8).padStart(11, "0")}\0`, 136);
  write("0", 156);
  write("ustar\x0000", 257);
  write(`${sumOf(header).toString(8).padStart(6, "0")}\0 `, 148);
  return header;
}

/** The sum of a header's bytes, its checksum field taken for spaces. */
function sumOf(header: Uint8Array): number {
  return header.reduce((sum, byte, index) => sum + (index >= 148 && index < 156 ? 0x20 : byte), 0);
}

function field(header: Buffer, at: number, length: number): string {
  const text = header.toString("latin1", at, at + length);
  return text.includes("\0") ? text.slice(0, text.indexOf("\0")) : text;
}

function octal(header: Buffer, at: number, length: number): number {
  return Number.parseInt(field(header, at, length).trim(), 8);
}

function paddingOf(size: number): number {
  return (block - (size % block)) % block;
}

/** Takes exactly so many bytes of a stream at each call. */
function reader(chunks: AsyncIterable<Uint8Array>): (size: number) => Promise<Uint8Array> {
  const source = chunks[Symbol.asyncIterator]();
  let kept: Uint8Array[] = [];
  let length = 0;
  return async (size) => {
    while (length < size) {
      const next = await source.next();
      if (next.done) throw new Error("the archive is cut short");
      kept.push(next.value);
      length += next.value.length;
    }
    const all = kept.length === 1 ? kept[0]! : Buffer.concat(kept);
    kept = [all.subarray(size)];
    length -= size;
    return all.subarray(0, size);
  };
}
