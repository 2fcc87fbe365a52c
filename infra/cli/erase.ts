import { Refusal } from "../../shared/errors.ts";
import { erase } from "../../shared/evidence/erase.ts";
import { wrapped } from "../lines.ts";
import { misused, say } from "../say.ts";
import type { Asked } from "./grammar.ts";
import { withNetwork } from "./network.ts";

/**
 * Erases what events name by this hash, as a proof archive lists it (`texts/HASH.json`, `contributions/HASH.json`,
 * `evidence/HASH.…`), from the file store and from every dossier. Throws `usage` for a hash that no event names.
 */
export async function run({ operands: [hash = ""] }: Asked<"erase">): Promise<void> {
  if (!/^[0-9a-f]{64}$/.test(hash)) throw misused("wrong.hash");
  await withNetwork(async ({ ports, settings }) => {
    for (const page of await erase(ports, hash).catch(unknownAs(hash))) console.log(`${settings.publicUrl}${page}`);
    console.error(wrapped(say("erase.done")));
  });
}

function unknownAs(hash: string) {
  return (error: unknown): never => {
    throw error instanceof Refusal && error.code === "not-found" ? misused("wrong.hash.unknown", { hash }) : error;
  };
}
