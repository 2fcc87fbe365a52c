import { expect, test } from "vitest";
import { settingsSchema } from "../../../../shared/settings.ts";
import { openTestNetwork } from "../../network.ts";

test.each([
  ["fr", 7, "pendant 7 jours"],
  ["fr", 1, "pendant 1 jour ;"],
  ["en", 7, "for 7 days"],
  ["en", 1, "for 1 day;"],
])("personal data, in %s, says how long a session of %i days lasts", async (language, sessions, said) => {
  const { keep } = settingsSchema.parse({ network: "RECI", publicUrl: "http://127.0.0.1:8080" });
  const { app } = await openTestNetwork({ keep: { ...keep, sessions } });
  const page = await app.request("/privacy", { headers: { "accept-language": language } });
  expect((await page.text()).replace(/[\u00a0\u202f]/g, " ")).toContain(said);
});
