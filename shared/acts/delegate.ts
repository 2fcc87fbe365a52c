import * as z from "zod";
import type { Files, Ports } from "../ports.ts";
import { getText, putText } from "../stored/text.ts";
import type { TextRef } from "../values.ts";

const delegate = z.object({
  name: z.string(),
  address: z.string(),
  organisation: z.string(),
  /** What the reviewer says to the coordinator about it. */
  word: z.string().optional(),
});
/** Whom a reviewer proposes to review instead. */
export type Delegate = z.infer<typeof delegate>;

/** Keeps who is proposed as a text, which can be erased. */
export function putDelegate(ports: Pick<Ports, "files" | "ids">, proposed: Delegate): Promise<TextRef> {
  return putText(ports, JSON.stringify(proposed));
}

/** Undefined once erased. */
export async function getDelegate(files: Files, to: TextRef): Promise<Delegate | undefined> {
  const text = await getText(files, to);
  return text === undefined ? undefined : delegate.parse(JSON.parse(text));
}
