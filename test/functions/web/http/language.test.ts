import { beforeAll, describe, expect, test } from "vitest";
import type { Browser } from "../../network.ts";
import { openStages } from "../stages.ts";

let browsers: Map<string, Browser>;

beforeAll(async () => {
  ({ browsers } = await openStages());
});

describe("the language", () => {
  test.each([
    ["the person’s", "second", {}, "en"],
    ["the browser’s, for nobody", "nobody", { "accept-language": "en-GB,en;q=0.9,fr;q=0.5" }, "en"],
    ["the browser’s, by weight", "nobody", { "accept-language": "it, en;q=0.3, fr;q=0.8" }, "fr"],
    ["the network’s where none of ours is asked for", "nobody", { "accept-language": "it" }, "fr"],
    ["the one chosen on the page", "nobody", { cookie: "livrable-language=en", "accept-language": "fr" }, "en"],
  ])("%s", async (_, who, headers, language) => {
    const body = await (await browsers.get(who)?.get("/accessibility", headers as Record<string, string>))?.text();
    expect(body).toContain(`<html lang="${language}">`);
  });

  test.each([
    ["/deliverables", "/deliverables"],
    ["//ailleurs.example/", "/"],
    ["/\\ailleurs.example", "/"],
    ["https://ailleurs.example", "/"],
    [undefined, "/"],
  ])("is changed by a link that comes back to %s", async (back, location) => {
    const response = await browsers
      .get("nobody")
      ?.get(`/language/en${back ? `?back=${encodeURIComponent(back)}` : ""}`);
    expect(response?.headers.get("location")).toBe(location);
    expect(response?.headers.get("set-cookie")).toMatch(/^livrable-language=en; .*Path=\//);
  });
});
