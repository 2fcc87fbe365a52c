import { promisify } from "node:util";
import { deflate } from "node:zlib";

const compress = promisify(deflate);

/** How many work at once: as many as Node has threads for them. Each holds some 300 KB meanwhile (zlib's deflateInit2). */
const hands = 4;

/** Bytes deflated as FlateDecode reads them (ISO 32000-1, 7.4.4). */
export function deflated(bytes: Uint8Array): Promise<Uint8Array> {
  return compress(bytes, { level: 6 });
}

/** Each of `all` deflated, in order; they are asked for as hands come free, so that they can be made as they are needed. */
export async function deflateEach(all: Iterable<Uint8Array>): Promise<Uint8Array[]> {
  const packed: Uint8Array[] = [];
  const queue = Iterator.from(all)
    .map((bytes, index) => ({ bytes, index }))
    [Symbol.iterator]();
  const work = async () => {
    for (const { bytes, index } of queue) packed[index] = await deflated(bytes);
  };
  await Promise.all(Array.from({ length: hands }, work));
  return packed;
}
