import { Refusal } from "../../../shared/errors.ts";
import type { OutboxReader, PageContext, Web } from "./context.ts";
import { coordinates } from "./rights.ts";

/** Whether the mails that did not leave may be read: they hold everyone's links. */
export function readsOutbox(c: PageContext, { outbox, isAtMachine }: Web): boolean {
  return outbox !== undefined && (coordinates(c.get("visitor")) || (isAtMachine?.(c) ?? false));
}

/** The mails that did not leave, for those who may read them. Throws `not-found`. */
export function theOutbox(c: PageContext, web: Web): OutboxReader {
  if (!web.outbox || !readsOutbox(c, web)) throw new Refusal("not-found");
  return web.outbox;
}
