import { refuseUnfinishedImport } from "../../../shared/stored/network.ts";
import type { PageContext, Web } from "./context.ts";

/** Whether the network can be read and written and is whole, for what watches over the server. Throws what is wrong. */
export async function health(c: PageContext, web: Web): Promise<Response> {
  await refuseUnfinishedImport(web.ports.store);
  await web.health?.();
  return c.json({ ok: true });
}
