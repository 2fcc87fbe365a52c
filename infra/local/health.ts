import { randomUUID } from "node:crypto";
import { rm, statfs, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { translate } from "../../shared/adapters/embedded/faults.ts";
import { privateFile } from "../../shared/adapters/embedded/modes.ts";
import { Refusal } from "../../shared/errors.ts";
import type { Network } from "./network.ts";

/** Seconds for which what was found holds; longer where looking takes long, so that it takes a thousandth of the time. */
const holds = 60;

/**
 * Whether a network can be read and written: its database is sound, a row and a file can be written, there is room for one
 * file more. However often it is asked, it looks once a minute. Throws `store-corrupt`, `store-busy`, `store-read-only`,
 * `disk-full`, `disk-failing`.
 */
export function healthOf(network: Network): () => Promise<void> {
  const { clock } = network.ports;
  let found: { until: number; outcome: Promise<void> } | undefined;
  return () => {
    const started = clock();
    if (found && started < found.until) return found.outcome;
    const looked = { until: Number.POSITIVE_INFINITY, outcome: look(network) };
    const keep = () => {
      looked.until = clock() + Math.max(holds * 1000, 1000 * (clock() - started));
    };
    looked.outcome.then(keep, keep);
    found = looked;
    return looked.outcome;
  };
}

async function look({ ports, folder, settings, check }: Network): Promise<void> {
  const gone = Math.floor(ports.clock() / 1000);
  await ports.store.commit([{ put: { pk: "PROBE", sk: "health", data: null, expires: gone } }]);
  check();
  try {
    const path = join(folder, "files", "unfinished", randomUUID());
    await writeFile(path, "probe", { mode: privateFile, flush: true });
    await rm(path);
    const { bavail, bsize } = await statfs(folder);
    if (bavail * bsize < settings.limits.uploadBytes) throw new Refusal("disk-full");
  } catch (error) {
    throw translate(error);
  }
}
