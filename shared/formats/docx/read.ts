import { Refusal } from "../../errors.ts";
import type { Archive } from "../archive.ts";
import type { Context, Reading } from "../reading.ts";

/** Reads a Word document (ECMA-376). */
export async function readDocx(_context: Context, _archive: Archive, _main: string): Promise<Reading> {
  throw new Refusal("file-type-unknown", {});
}
