import type { PageContext, Web } from "./context.ts";

/** Whether the network can be read and written, for what watches over the server. Throws what is wrong. */
export async function health(c: PageContext, web: Web): Promise<Response> {
  await (web.health ?? (() => web.ports.store.get({ pk: "NETWORK", sk: "settings" })))();
  return c.json({ ok: true });
}
