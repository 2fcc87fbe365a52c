import { existsSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { makeFolder, privateFile } from "../../shared/adapters/embedded/modes.ts";
import { Refusal } from "../../shared/errors.ts";

/** Stands in a folder from before the first step until the year is whole: a replay that was interrupted leaves it. */
const mark = (folder: string) => join(folder, "replay-unfinished");

/**
 * Makes the folder of a year that is to be played, with its mark. Throws `replay-unfinished` where one was interrupted there,
 * `folder-taken` where there is a network, `folder-not-empty` where there is anything else.
 */
export function beginFolder(folder: string): void {
  if (existsSync(mark(folder))) throw new Refusal("replay-unfinished", { folder });
  if (existsSync(join(folder, "store.sqlite"))) throw new Refusal("folder-taken", { folder });
  const [name] = existsSync(folder) ? readdirSync(folder) : [];
  if (name !== undefined) throw new Refusal("folder-not-empty", { folder, name });
  makeFolder(folder);
  writeFileSync(mark(folder), "", { mode: privateFile });
}

/** The year is whole. */
export function endFolder(folder: string): void {
  rmSync(mark(folder));
}
