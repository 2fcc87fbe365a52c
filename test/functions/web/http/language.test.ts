import { beforeAll, describe, expect, test } from "vitest";
import type { Browser } from "../../network.ts";
import { openStages } from "../stages.ts";

const token = `k1.${"a".repeat(24)}.${"b".repeat(43)}`;
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
    [
      "/search?q=dialogue+d%E2%80%99%C3%A9t%C3%A9&before=2008",
      "/search?q=dialogue+d%E2%80%99%C3%A9t%C3%A9&before=2008",
    ],
    ["/people/org%3Acofrimi", "/people/org%3Acofrimi"],
    ["/?//ailleurs.example", "/?//ailleurs.example"],
    ["/search?q=deux mots", "/"],
    ["/search?q=a\r\nset-cookie: a=b", "/"],
    ["/\t/ailleurs.example", "/"],
    ["?//ailleurs.example", "/"],
    ["//ailleurs.example/", "/"],
    ["//ailleurs.example/?q=a", "/"],
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

  const leadsBackTo = (page: string): string | undefined => {
    const [, back] = /href="\/language\/en\?back=([^"]*)"/.exec(page) ?? [];
    return back && decodeURIComponent(back);
  };

  test.each([
    ["/year?stage=review", "/year?stage=review"],
    ["/search?q=dialogue%20d%E2%80%99%C3%A9t%C3%A9", "/search?q=dialogue%20d%E2%80%99%C3%A9t%C3%A9"],
    ["/nulle-part", "/nulle-part"],
    [`/l/${token}`, "/"],
    [`/search?q=${token}`, "/"],
  ])("is changed on the page %s by a link that comes back to %s", async (path, back) => {
    const answer = await browsers.get("coordinator")!.get(path);
    expect(leadsBackTo(await answer.text())).toBe(back);
  });

  test.each<[string, string, string | undefined, string]>([
    ["is on a page of its own address", "/people/new", undefined, "/people/new"],
    ["is on a page of its own address, with a query", "/people/new?for=plan", undefined, "/people/new?for=plan"],
    ["is on a page that the browser names", "/link", "/help/author?from=mail", "/help/author?from=mail"],
    ["is on a page that nothing names", "/link", undefined, "/"],
    ["comes from another site", "/link", "https://ailleurs.example/x", "/"],
    ["is on the page of a link", "/link", `http://localhost/l/${token}`, "/"],
  ])("is changed, where a form was refused that %s", async (_, address, referer, back) => {
    const from = referer?.startsWith("/") ? `http://localhost${referer}` : referer;
    const answer = await browsers.get("coordinator")!.post(address, { address: "x" }, from ? { referer: from } : {});
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(leadsBackTo(await answer.text())).toBe(back);
  });
});
