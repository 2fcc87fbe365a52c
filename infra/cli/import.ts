import { createReadStream, statSync } from "node:fs";
import { Refusal } from "../../shared/errors.ts";
import { formatInstant } from "../../shared/i18n/dates.ts";
import { checkArchive, moveIn } from "../../shared/moving/import.ts";
import { wrapped } from "../lines.ts";
import { language, say } from "../say.ts";
import type { Asked } from "./grammar.ts";
import { withNetwork } from "./network.ts";

/** Moves an exported network into the data folder, once it was checked. Throws `archive-invalid`, `store-not-empty`, `import-unfinished`, `data-locked`. */
export async function run({ operands: [path = ""] }: Asked<"import">): Promise<void> {
  const found = statSync(path, { throwIfNoEntry: false });
  if (found?.isDirectory()) throw new Refusal("file-is-folder", { path });
  if (!found?.isFile()) throw new Refusal("file-not-found", { path });
  const open = () => createReadStream(path);
  const checked = await checkArchive(open);
  await withNetwork(
    async ({ ports, settings }) => {
      const { rows, files, exported } = await moveIn(ports, open, checked);
      const counts = { rows: say("import.rows", { count: rows }), files: say("import.files", { count: files }) };
      const instant = formatInstant(language, exported, settings.timeZone);
      console.log(wrapped(say("import.done", { ...counts, instant })));
      const { count, key } = checked.unknown;
      if (count > 0) console.error(wrapped(say("import.unknown", { count, key })));
    },
    { alone: true, fresh: true },
  );
}
