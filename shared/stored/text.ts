import { canonicalJson, hashOf } from "../chain/hash.ts";
import type { Files, Ports } from "../ports.ts";
import type { TextRef } from "../values.ts";
import { textKey } from "./objects.ts";

/**
 * Keeps a text (a reason, minutes) under its salted hash: the events hold the hash, so that the text can be erased
 * without breaking their chain, and cannot be guessed from it.
 */
export async function putText(ports: Pick<Ports, "files" | "ids">, text: string): Promise<TextRef> {
  const bytes = Buffer.from(canonicalJson({ salt: ports.ids(), text: text.toWellFormed() }));
  const ref = hashOf(bytes);
  await ports.files.put(textKey(ref), bytes, "application/json");
  return ref;
}

/** Keeps a text unless it says what `before` says, whose reference stays, so that nothing changed. */
export async function putChangedText(
  ports: Pick<Ports, "files" | "ids">,
  text: string,
  before: TextRef | undefined,
): Promise<TextRef> {
  const known = before && (await getText(ports.files, before));
  return before !== undefined && known === text ? before : putText(ports, text);
}

/** Undefined once erased. */
export async function getText(files: Files, ref: TextRef): Promise<string | undefined> {
  const bytes = await files.get(textKey(ref));
  return bytes && (JSON.parse(Buffer.from(bytes).toString("utf8")) as { text: string }).text;
}
