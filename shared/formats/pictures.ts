import type { Archive } from "./archive.ts";
import { imageFacts } from "./images.ts";

/** Bytes of an image that tell a format which is not set. */
const headBytes = 1024;

/**
 * The bytes of an image in an archive; of one whose format is not set, a bitmap or a metafile that may inflate to many
 * megabytes, only the first, by which its format is recognised. Undefined where there is none; throws what reading an entry throws.
 */
export async function readPicture(archive: Archive, name: string): Promise<Uint8Array | undefined> {
  const head = await archive.start(name, headBytes);
  return head && imageFacts(head)?.type === "unsupported" ? head : archive.read(name);
}
