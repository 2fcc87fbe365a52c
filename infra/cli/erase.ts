import { parseArgs } from "node:util";
import { Refusal } from "../../shared/errors.ts";
import { erase } from "../../shared/line/erase.ts";
import { withNetwork } from "./network.ts";

export const usage =
  "  erase HASH                                     erase a reason, remarks, minutes or evidence for good; its hash stays";

/**
 * Erases what events name by this hash, as a dossier lists it (`texts/HASH.json`, `contributions/HASH.json`,
 * `evidence/HASH.…`), from the file store and from every dossier. Throws `not-found`.
 */
export async function run(args: string[]): Promise<void> {
  const { positionals } = parseArgs({ args, allowPositionals: true, options: {} });
  const [hash = ""] = positionals;
  if (!/^[0-9a-f]{64}$/.test(hash) || positionals.length > 1)
    throw new Refusal("usage", { usage: "a hash is 64 hexadecimal digits" });
  await withNetwork(async ({ ports, settings }) => {
    for (const id of await erase(ports, hash)) console.log(`${settings.publicUrl}/deliverables/${id}`);
    console.error("Erased. Final documents that quote it stay as they are: their hashes are in the chain.");
  });
}
