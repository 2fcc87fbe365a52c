import { createWriteStream } from "node:fs";
import { rename, rm } from "node:fs/promises";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { parseArgs } from "node:util";
import { exportNetwork } from "../../shared/line/export.ts";
import { misused } from "../say.ts";
import { withNetwork } from "./network.ts";

/** Writes the network to a file, whole or not at all; a server may be running meanwhile. */
export async function run(args: string[]): Promise<void> {
  const { positionals } = parseArgs({ args, allowPositionals: true, options: {} });
  const [path] = positionals;
  if (!path || positionals.length > 1) throw misused("wrong.arguments");
  const unfinished = `${path}.part`;
  await withNetwork(async ({ ports }) => {
    try {
      await pipeline(Readable.from(exportNetwork(ports)), createWriteStream(unfinished, { mode: 0o600 }));
      await rename(unfinished, path);
    } finally {
      await rm(unfinished, { force: true });
    }
  });
  console.log(path);
}
