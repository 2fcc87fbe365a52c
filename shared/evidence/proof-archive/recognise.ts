import type { ZipSource } from "../../archive/zip.ts";
import { paths } from "./manifest.ts";

/** Bytes of a zip's end in which its directory names the last file: the signature, which every proof archive ends with. */
const tail = 65_536;

/**
 * Whether a file is a proof archive, sound or not: it begins with a proof archive's first file, or its directory ends with the
 * signature. So one that was cut short is still known, as is one whose first bytes were altered.
 */
export async function isProofArchive({ size, read }: ZipSource): Promise<boolean> {
  const text = async (at: number, length: number) => Buffer.from(await read(at, length)).toString("latin1");
  const [head, end] = [await text(0, 100), await text(Math.max(0, size - tail), tail)];
  const begins = head.startsWith("PK\x03\x04") && paths.readmes.some((name) => head.startsWith(name, 30));
  // its entry there (APPNOTE 4.3.12): the name follows 46 bytes
  const ends = end.startsWith("PK\x01\x02", end.lastIndexOf(paths.signature) - 46);
  return begins || ends;
}
