import { beforeAll, describe, expect, test } from "vitest";
import { type Browser, browse, type Network, type Role } from "../../network.ts";
import { openStages, pathAt } from "../stages.ts";

let network: Network;
let paths: Record<string, string>;
let browsers: Map<string, Browser>;

beforeAll(async () => {
  ({ network, paths, browsers } = await openStages());
});

const at = (path: string) => pathAt(paths, path);

describe("who may open what; everyone else finds nothing there", () => {
  const all = ["coordinator", "author", "first", "second", "funder", "stranger", "nobody"];
  const entered = all.slice(0, 6);
  test.each<[string, string[]]>([
    ["/link/sent", all],
    ["/accessibility", all],
    ["/legal", all],
    ["/privacy", all],
    ["/health", all],
    ["/deliverables", ["coordinator"]],
    ["/deliverables/new", ["coordinator"]],
    ["/people", ["coordinator"]],
    ["/people/new", ["coordinator"]],
    ["{person}", ["coordinator"]],
    ["{person}/removal", ["coordinator"]],
    ["{person}/link", ["coordinator"]],
    ["{person}/link/end", ["coordinator"]],
    ["{draft}/links", ["coordinator"]],
    ["{review}/links", ["coordinator"]],
    ["{draft}", ["coordinator", "author"]],
    ["{review}", ["coordinator", "author"]],
    ["{final}", ["coordinator", "author"]],
    ["{draft}/changes", ["coordinator"]],
    ["{review}/closure", ["coordinator"]],
    ["{review}/deadline", ["coordinator"]],
    ["{review}/seminar", []],
    ["{review}/seminar/plan", []],
    ["{review}/seminar/held", []],
    ["{review}/seminar/cancellation", []],
    ["{review}/reported", ["coordinator"]],
    ["{review}/reported/none/evidence", []],
    ["{review}/delegations/none", []],
    ["{review}/contributions", ["coordinator", "author"]],
    ["{review}/contributions/none", []],
    ["{review}/redline", ["coordinator", "author", "first", "second"]],
    ["{review}/versions/none", []],
    ["{final}/dossier", ["coordinator"]],
    ["{final}/dossier/archive", []],
    ["{review}/withdrawal", ["coordinator"]],
    ["/drafts", entered],
    ["{draft}/draft", ["coordinator", "author"]],
    ["{review}/draft", ["coordinator", "author"]],
    ["{final}/draft", ["coordinator", "author"]],
    ["{draft}/submission", ["coordinator", "author"]],
    ["{upload}", ["coordinator", "author"]],
    ["/reviews", entered],
    ["{review}/review", ["coordinator", "author", "first", "second"]],
    ["{final}/review", ["coordinator", "author", "first", "second"]],
    ["{draft}/review", ["coordinator", "author", "first", "second"]],
    ["{review}/review/decision", ["first", "second"]],
    ["{review}/review/delegation", ["first", "second"]],
    ["{review}/remarks", ["coordinator", "first", "second"]],
    ["{final}/remarks", ["coordinator", "first", "second"]],
    ["{review}/copies", ["coordinator", "first", "second"]],
    ["{receipt}", ["first"]],
    ["{receipt}/copy", ["first"]],
    ["/funded", entered],
    ["{final}/final", ["coordinator", "author", "funder"]],
    ["/deliverables/nulle-part", []],
    ["{draft}/uploads/constructor", []],
    ["{draft}/images/none", []],
    ["/nulle-part", []],
    ["/outbox", []],
  ])("%s", async (path, allowed) => {
    for (const who of all) {
      const response = await browsers.get(who)?.get(at(path));
      const body = (await response?.text()) ?? "";
      expect([who, response?.status]).toEqual([who, allowed.includes(who) ? 200 : 404]);
      expect(body.replace(/ data-words="[^"]*"/g, "")).not.toMatch(/\bat .*\.ts:\d+|\{\w+\}(?!\))|undefined|\[object/);
    }
  });

  test.each<[string, string[]]>([
    ["{final}/outputs/pdf", ["coordinator", "author", "funder"]],
    ["{final}/outputs/docx", ["coordinator", "author", "funder"]],
    ["{upload}/source", ["coordinator", "author"]],
  ])("%s leads to a short-lived address, whoever funds it to the page of its button", async (path, allowed) => {
    for (const who of all) {
      const response = await browsers.get(who)?.get(at(path));
      expect([who, response?.status]).toEqual([who, allowed.includes(who) ? 302 : 404]);
      if (allowed.includes(who))
        expect(response?.headers.get("location")).toMatch(who === "funder" ? /\/final$/ : /^\/files\//);
    }
  });

  test("a format that was not made is not there", async () => {
    expect((await browsers.get("funder")?.get(at("{final}/outputs/html")))?.status).toBe(404);
  });
});

describe("a link for one thing opens that thing alone", () => {
  test.each<[Role, "draft" | "review" | "download", string, [string, number][]]>([
    [
      "author",
      "draft",
      "draft",
      [
        ["{draft}/draft", 200],
        ["{draft}", 200],
        ["{review}/draft", 404],
        ["/deliverables", 404],
      ],
    ],
    [
      "first",
      "review",
      "review",
      [
        ["{review}/review", 200],
        ["{review}/review/decision", 200],
        ["{final}/review", 404],
        ["{review}", 404],
      ],
    ],
    [
      "funder",
      "download",
      "final",
      [
        ["{final}/final", 200],
        ["{final}/outputs/pdf", 302],
        ["{draft}/final", 404],
      ],
    ],
    [
      "coordinator",
      "review",
      "review",
      [
        ["/deliverables", 404],
        ["{review}", 404],
        ["{review}/review", 404],
      ],
    ],
  ])("%s, to %s", async (role, purpose, thing, expected) => {
    const browser = await browse(network, role, purpose, paths[thing]?.replace("/deliverables/", ""));
    for (const [path, status] of expected) expect([path, (await browser.get(at(path))).status]).toEqual([path, status]);
    expect(await browser.page("/")).toContain("<h1>");
  });
});
