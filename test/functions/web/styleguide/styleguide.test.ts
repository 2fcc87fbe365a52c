import { expect, test } from "vitest";
import { webApp } from "../../../../functions/web/app.ts";
import { browse, openTestNetwork } from "../../network.ts";

test("the style guide is there where mails do not leave, and nowhere else", async () => {
  const network = await openTestNetwork();
  const outbox = { list: async () => ({ letters: [], total: 0 }), read: async () => undefined };
  const app = webApp(network.ports, { settings: network.settings, outbox });
  const developing = await browse({ ...network, app }, "coordinator");
  expect(await developing.page("/styleguide")).toContain("<h1>Style guide</h1>");
  expect((await (await browse({ ...network, app }, "author")).get("/styleguide")).status).toBe(404);
  expect((await (await browse(network, "coordinator")).get("/styleguide")).status).toBe(404);
});
