/** A file in an archive, whole in memory. */
export type Entry = { name: string; bytes: Uint8Array };

const block = 512;

/** Entries as a tar archive (POSIX.1-2001, ustar), names of at most 100 ASCII characters; `seconds`: their date, epoch. */
export async function* writeTar(entries: AsyncIterable<Entry>, seconds: number): AsyncGenerator<Uint8Array> {
  for await (const { name, bytes } of entries) {
    yield headerOf(name, bytes.length, seconds);
    yield bytes;
    yield new Uint8Array(paddingOf(bytes.length));
  }
  yield new Uint8Array(2 * block);
}

/** An entry as it is read: its content comes piece by piece, once, and before the next entry. */
export type Packed = { name: string; size: number; content: AsyncIterable<Uint8Array> };

/** The entries of a tar archive that `writeTar` wrote. Throws an Error where it is damaged or cut short. */
export async function* readTar(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Packed> {
  const source = chunks[Symbol.asyncIterator]();
  const take = reader(source);
  try {
    for (;;) {
      const header = Buffer.concat(await Array.fromAsync(take(block)));
      if (header.every((byte) => byte === 0)) return;
      const { name, size } = readHeader(header);
      const content = take(size);
      yield { name, size, content };
      await skip(content);
      await skip(take(paddingOf(size)));
    }
  } finally {
    await source.return?.();
  }
}

function readHeader(header: Buffer): { name: string; size: number } {
  if (field(header, 257, 5) !== "ustar" || octal(header, 148, 8) !== sumOf(header)) throw new Error("not a tar header");
  const size = octal(header, 124, 12);
  if (!Number.isSafeInteger(size)) throw new Error("an entry has no size");
  return { name: field(header, 0, 100), size };
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

/** Takes exactly so many bytes of a stream at each call, in the pieces they come in. */
function reader(source: AsyncIterator<Uint8Array>): (size: number) => AsyncIterable<Uint8Array> {
  let kept: Uint8Array = new Uint8Array();
  return (size) => {
    let left = size;
    const next = async (): Promise<IteratorResult<Uint8Array, undefined>> => {
      if (left === 0) return { done: true, value: undefined };
      while (kept.length === 0) {
        const more = await source.next();
        if (more.done) throw new Error("the archive is cut short");
        kept = more.value;
      }
      const value = kept.subarray(0, left);
      kept = kept.subarray(value.length);
      left -= value.length;
      return { done: false, value };
    };
    // left by a reader, it goes on where it was
    return { [Symbol.asyncIterator]: () => ({ next }) };
  };
}

async function skip(content: AsyncIterable<Uint8Array>): Promise<void> {
  for await (const _ of content);
}
