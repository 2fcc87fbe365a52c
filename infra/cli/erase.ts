import { erase } from "../../shared/line/erase.ts";
import { wrapped } from "../lines.ts";
import { misused, say } from "../say.ts";
import type { Asked } from "./grammar.ts";
import { withNetwork } from "./network.ts";

/**
 * Erases what events name by this hash, as a dossier lists it (`texts/HASH.json`, `contributions/HASH.json`,
 * `evidence/HASH.…`), from the file store and from every dossier. Throws `not-found`.
 */
export async function run({ operands: [hash = ""] }: Asked<"erase">): Promise<void> {
  if (!/^[0-9a-f]{64}$/.test(hash)) throw misused("wrong.hash");
  await withNetwork(async ({ ports, settings }) => {
    for (const id of await erase(ports, hash)) console.log(`${settings.publicUrl}/deliverables/${id}`);
    console.error(wrapped(say("erase.done")));
  });
}
