import { Refusal } from "../errors.ts";
import type { Files } from "../ports.ts";
import type { StatementFacts } from "../statement/facts.ts";
import type { Hash } from "../values.ts";
import { objectIn, statementKey } from "./objects.ts";
import type { TypesetSource } from "./outputs.ts";
import { keep } from "./version.ts";

/** A statement as it was sent: what it states, and what its documents are set from. */
export type KeptStatement = { facts: StatementFacts; source: TypesetSource };

/** Keeps a statement that is to be sent, under its hash, which it gives: the same one is kept once. */
export async function keepStatement(files: Files, statement: KeptStatement): Promise<Hash> {
  return keep(files, "statements", statement);
}

/** A statement that was sent, by its hash. Throws `object-missing`. */
export async function loadStatement(files: Files, hash: Hash): Promise<KeptStatement> {
  const key = statementKey(hash);
  const bytes = await files.get(key);
  if (!bytes) throw new Refusal("object-missing", { key });
  return JSON.parse(Buffer.from(bytes).toString("utf8")) as KeptStatement;
}

/** Whether a key is that of a statement that was sent. */
export function isStatement(key: string): boolean {
  return objectIn(key)?.folder === "statements";
}
