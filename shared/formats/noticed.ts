import type { Warning } from "../errors.ts";
import type { Contribution } from "./reading.ts";

/** What a reading noticed beside its tree, kept in `readings/<upload>.json`; `version`: see `Reading`. */
export type Noticed = { warnings: Warning[]; contributions: Contribution[]; version?: string };

/** As it is kept. */
export function writeNoticed({ warnings, contributions, version }: Noticed): Uint8Array {
  return Buffer.from(JSON.stringify({ warnings, contributions, ...(version !== undefined && { version }) }));
}

/** What `writeNoticed` wrote, or the bare warnings that were kept before contributions were. */
export function readNoticed(bytes: Uint8Array): Noticed {
  const kept = JSON.parse(Buffer.from(bytes).toString("utf8")) as Noticed | Warning[];
  return Array.isArray(kept) ? { warnings: kept, contributions: [] } : kept;
}
