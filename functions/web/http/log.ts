import type { MiddlewareHandler } from "hono";
import { routePath } from "hono/route";
import type { Variables, Web } from "./context.ts";

/** A request as a log may have it: the template of its route, never its path, which may hold a link. */
export type RequestLine = { method: string; route: string; status: number; milliseconds: number };

/** Logs every request with how long its answer took. */
export function logRequests(
  { ports }: Web,
  log: (line: RequestLine) => void,
): MiddlewareHandler<{ Variables: Variables }> {
  return async (c, next) => {
    const started = ports.clock();
    await next();
    const { method } = c.req;
    log({ method, route: routePath(c), status: c.res.status, milliseconds: ports.clock() - started });
  };
}
