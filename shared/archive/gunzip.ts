import { pipeline, Readable } from "node:stream";
import { createGunzip } from "node:zlib";

/** What an honest archive stays far below: gzip reaches 1,030 on zeros, texts and rows some 10 to 30. */
const ratio = 200;
/** Bytes that may come of any archive, however small. */
const letOff = 16 * 1024 * 1024;

/** Inflates gzip as it comes, a piece at a time. Throws an Error for what is no gzip, or grows over 200 times its size. */
export async function* gunzip(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let [packed, inflated] = [0, 0];
  async function* counted() {
    for await (const chunk of chunks) {
      packed += chunk.length;
      yield chunk;
    }
  }
  const pieces: AsyncIterable<Uint8Array> = pipeline(Readable.from(counted()), createGunzip(), () => undefined);
  for await (const piece of pieces) {
    inflated += piece.length;
    if (inflated > letOff + ratio * packed) throw new Error(`it inflates to more than ${ratio} times its size`);
    yield piece;
  }
}
