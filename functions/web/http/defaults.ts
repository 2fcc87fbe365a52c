import type { MiddlewareHandler } from "hono";
import { openStaticFiles, type StaticFiles } from "./assets.ts";
import type { Variables, Web } from "./context.ts";

/** What a page needs before anything is known of who asks: the files that it links, read once, and the network's language. */
export function withDefaults({ ports, settings }: Web): MiddlewareHandler<{ Variables: Variables }> {
  let files: Promise<StaticFiles> | undefined;
  return async (c, next) => {
    files ??= openStaticFiles(ports.assets);
    c.set("staticFiles", await files);
    c.set("language", settings.language);
    await next();
  };
}
