import { createWriteStream } from "node:fs";
import { rename, rm } from "node:fs/promises";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { exportNetwork } from "../../shared/line/export.ts";
import type { Asked } from "./grammar.ts";
import { withNetwork } from "./network.ts";

/** Writes the network to a file, whole or not at all; a server may be running meanwhile. */
export async function run({ operands: [path = ""] }: Asked<"export">): Promise<void> {
  const unfinished = `${path}.part`;
  await withNetwork(async ({ ports }) => {
    try {
      await pipeline(Readable.from(exportNetwork(ports)), createWriteStream(unfinished, { mode: 0o600 }));
      await rename(unfinished, path);
    } catch (error) {
      const failed = error as NodeJS.ErrnoException;
      throw failed.path === unfinished ? Object.assign(failed, { path }) : failed;
    } finally {
      await rm(unfinished, { force: true });
    }
  });
  console.log(path);
}
