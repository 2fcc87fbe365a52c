import { createWriteStream } from "node:fs";
import { rename, rm } from "node:fs/promises";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { exportNetwork } from "../../shared/moving/export.ts";
import type { Flaw } from "../../shared/moving/inventory.ts";
import { wrapped } from "../lines.ts";
import { say } from "../say.ts";
import { flawLine } from "./flaws.ts";
import type { Asked } from "./grammar.ts";
import { withNetwork } from "./network.ts";

/**
 * Writes the network to a file, whole or not at all; a server may be running meanwhile. What the network has lost is named,
 * and the exit code is 1: the archive is all that there is.
 */
export async function run({ operands: [path = ""] }: Asked<"export">): Promise<void> {
  const unfinished = `${path}.part`;
  const lacking: Flaw[] = [];
  await withNetwork(
    async ({ ports }) => {
      try {
        await pipeline(
          Readable.from(exportNetwork(ports, (flaws) => lacking.push(...flaws))),
          createWriteStream(unfinished, { mode: 0o600 }),
        );
        await rename(unfinished, path);
      } catch (error) {
        const failed = error as NodeJS.ErrnoException;
        throw failed.path === unfinished ? Object.assign(failed, { path }) : failed;
      } finally {
        await rm(unfinished, { force: true });
      }
    },
    { half: true },
  );
  console.log(path);
  if (lacking.length === 0) return;
  console.error([wrapped(say("export.lacking", { count: lacking.length })), ...lacking.map(flawLine)].join("\n"));
  process.exitCode = 1;
}
