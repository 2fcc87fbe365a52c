import { createReadStream, existsSync } from "node:fs";
import { Refusal } from "../../shared/errors.ts";
import { formatInstant } from "../../shared/i18n/dates.ts";
import { importNetwork } from "../../shared/line/import.ts";
import { language, say } from "../say.ts";
import type { Asked } from "./grammar.ts";
import { withNetwork } from "./network.ts";

/** Moves an exported network into the data folder. Throws `archive-invalid`, `store-not-empty`, `data-locked`. */
export async function run({ operands: [path = ""] }: Asked<"import">): Promise<void> {
  if (!existsSync(path)) throw new Refusal("file-not-found", { path });
  await withNetwork(
    async ({ ports, settings }) => {
      const { rows, files, exported } = await importNetwork(ports, () => createReadStream(path));
      const counts = { rows: say("import.rows", { count: rows }), files: say("import.files", { count: files }) };
      console.log(say("import.done", { ...counts, instant: formatInstant(language, exported, settings.timeZone) }));
    },
    { alone: true, fresh: true },
  );
}
