import { createReadStream, existsSync } from "node:fs";
import { parseArgs } from "node:util";
import { Refusal } from "../../shared/errors.ts";
import { commandTexts } from "../../shared/i18n/commands.ts";
import { translate } from "../../shared/i18n/translate.ts";
import { importNetwork } from "../../shared/line/import.ts";
import { language } from "./language.ts";
import { withNetwork } from "./network.ts";

export const usage = "  import FILE                                    an exported network, into an empty data folder";

/** Moves an exported network into the data folder. Throws `archive-invalid`, `store-not-empty`, `data-locked`. */
export async function run(args: string[]): Promise<void> {
  const { positionals } = parseArgs({ args, allowPositionals: true, options: {} });
  const [path] = positionals;
  if (!path || positionals.length > 1) throw new Refusal("usage", { usage: "some arguments are missing or wrong" });
  if (!existsSync(path)) throw new Refusal("file-not-found", { path });
  await withNetwork(
    async ({ ports }) => {
      const { rows, files, exported } = await importNetwork(ports, () => createReadStream(path));
      console.log(translate(language, commandTexts, "import.done", { rows, files, exported }));
    },
    { alone: true, fresh: true },
  );
}
