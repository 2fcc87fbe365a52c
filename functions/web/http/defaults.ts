import type { MiddlewareHandler } from "hono";
import { openStaticFiles } from "./assets.ts";
import type { Variables, Web } from "./context.ts";

/** What a page needs before anything is known of who asks: the files that it links, read once, and the network's language. */
export function withDefaults({ ports, settings }: Web): MiddlewareHandler<{ Variables: Variables }> {
  return async (c, next) => {
    c.set("staticFiles", await openStaticFiles(ports.assets));
    c.set("language", settings.language);
    await next();
  };
}
