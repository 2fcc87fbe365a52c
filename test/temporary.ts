import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** An empty folder that goes when the tests have ended: `folder.ts`. */
export function temporaryFolder(): string {
  return mkdtempSync(join(tmpdir(), "livrable-"));
}
