import type { MiddlewareHandler } from "hono";
import { Refusal } from "../../../shared/errors.ts";
import type { PageContext, Variables, Web } from "./context.ts";
import { coordinates } from "./rights.ts";

/** Whether the mails that did not leave may be read: they hold everyone's links. */
export function readsOutbox(c: PageContext, { outbox, isAtMachine }: Web): boolean {
  return outbox !== undefined && (coordinates(c.get("visitor")) || (isAtMachine?.(c) ?? false));
}

/** Throws `not-found`. */
export function outboxReaders(web: Web): MiddlewareHandler<{ Variables: Variables }> {
  return async (c, next) => {
    if (!readsOutbox(c, web)) throw new Refusal("not-found");
    await next();
  };
}
