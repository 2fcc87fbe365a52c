import { gunzipSync } from "node:zlib";
import { beforeAll, describe, expect, test } from "vitest";
import { version } from "../../../../shared/version.ts";
import {
  type Browser,
  browse,
  closeRound,
  createNote,
  decideAs,
  deposit,
  type Network,
  openTestNetwork,
  putOutputs,
  type Role,
  stateOf,
  submitDraft,
} from "../../network.ts";

let network: Network;
const paths: Record<string, string> = {};
const browsers = new Map<string, Browser>();

/** A network with a note at each stage: every page has something to show. */
beforeAll(async () => {
  network = await openTestNetwork();
  const [draft, review, final] = [await createNote(network), await createNote(network), await createNote(network)];
  for (const id of [draft, review, final]) paths[`${id}-upload`] = await deposit(network, id);
  for (const id of [review, final]) await submitDraft(network, id);
  for (const role of ["first", "second"] as const) await decideAs(network, role, final, "approve");
  await closeRound(network, final);
  await putOutputs(network, final);
  const submission = await decideAs(network, "first", review, "requestChanges");
  Object.assign(paths, {
    draft: `/deliverables/${draft}`,
    review: `/deliverables/${review}`,
    final: `/deliverables/${final}`,
    upload: `/deliverables/${draft}/uploads/${paths[`${draft}-upload`]}`,
    receipt: `/deliverables/${review}/receipts/${submission}`,
    person: `/people/${network.people.stranger.id}`,
  });
  for (const role of ["coordinator", "author", "first", "second", "funder", "stranger"] as const) {
    browsers.set(role, await browse(network, role));
  }
  browsers.set("nobody", await browse(network));
});

const at = (path: string) => path.replace(/^\{(\w+)\}/, (_, name) => paths[name] ?? "");

describe("who may open what; everyone else finds nothing there", () => {
  const all = ["coordinator", "author", "first", "second", "funder", "stranger", "nobody"];
  const entered = all.slice(0, 6);
  test.each<[string, string[]]>([
    ["/", all],
    ["/link/sent", all],
    ["/accessibility", all],
    ["/legal", all],
    ["/privacy", all],
    ["/health", all],
    ["/programme", ["coordinator"]],
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
    ["{review}/seminar/plan", ["coordinator"]],
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
      expect(body).not.toMatch(/\bat .*\.ts:\d+|\{\w+\}(?!\))|undefined|\[object/);
    }
  });

  test.each<[string, string[]]>([
    ["{final}/outputs/pdf", ["coordinator", "author", "funder"]],
    ["{final}/outputs/docx", ["coordinator", "author", "funder"]],
    ["{upload}/source", ["coordinator", "author"]],
  ])("%s leads to a short-lived address", async (path, allowed) => {
    for (const who of all) {
      const response = await browsers.get(who)?.get(at(path));
      expect([who, response?.status]).toEqual([who, allowed.includes(who) ? 302 : 404]);
      if (allowed.includes(who)) expect(response?.headers.get("location")).toMatch(/^\/files\//);
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
        ["/programme", 404],
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
        ["/programme", 404],
        ["{review}", 404],
        ["{review}/review", 404],
      ],
    ],
  ])("%s, to %s", async (role, purpose, thing, expected) => {
    const browser = await browse(network, role, purpose, paths[thing]?.replace("/deliverables/", ""));
    for (const [path, status] of expected) expect([path, (await browser.get(at(path))).status]).toEqual([path, status]);
    expect((await browser.get("/")).status).toBe(200);
  });
});

describe("what pages say", () => {
  test.each<[string, string, RegExp[]]>([
    [
      "coordinator",
      "/programme",
      [/À traiter d’abord/, /La règle est remplie|relecture peut être close/, /Note de cadrage/],
    ],
    [
      "coordinator",
      "{review}",
      [
        /Changements demandés/,
        /Préciser la notion &lt;d’interculturalité&gt;\./,
        /Direction \(ORIV\)/,
        /Historique/,
        /3\u00a0mars 2008, 10\u00a0h/,
      ],
    ],
    ["coordinator", "{final}", [/12 pages, 332\u00a0Ko, français/, /Les documents finaux sont prêts/]],
    ["author", "{draft}/draft", [/Jusqu’au 20\u00a0mars 2008/, /Word \(\.docx\)/, /25\u00a0Mo/]],
    ["author", "{upload}", [/Ce que nous avons lu/, /Contexte/, /Soumettre à relecture/, /Télécharger l’original/]],
    ["author", "{draft}/submission", [/Jusqu’au 12\u00a0mai 2008/, /Direction \(ORIV\), Research officer \(IREV\)/]],
    ["first", "{review}/review", [/Relecture ouverte jusqu’au 12\u00a0mai 2008/, /Changer mon avis/, /id="/]],
    ["second", "{review}/review", [/Your decision is expected by 12\u00a0May 2008/, /Give my decision/]],
    ["second", "{final}/review", [/This review was closed on 3\u00a0March 2008, 10:00/, /You approved on/]],
    [
      "first",
      "{receipt}",
      [/Reçu nᵒ\u00a0[0-9A-F]{4}-[0-9A-F]{4}/, /Vous avez demandé des changements le 3\u00a0mars 2008/],
    ],
    [
      "first",
      "{receipt}/copy",
      [/^Avis bien reçu\nReçu nᵒ/, /Motif\u00a0: Préciser la notion <d’interculturalité>\./, /[0-9a-f]{64}/],
    ],
    ["funder", "/funded", [/Télécharger le PDF/, /Document final attendu le 1er\u00a0juillet 2008/]],
    ["stranger", "/", [/Rien ne vous attend/]],
    ["nobody", "/", [/Recevoir mon lien/]],
  ])("%s at %s", async (who, path, expected) => {
    const body = (await browsers.get(who)?.page(at(path))) ?? "";
    for (const words of expected) expect(body).toMatch(words);
  });

  test("every page has one title, one first heading, a language, a way past the banner and the release at its foot", async () => {
    for (const path of ["/programme", "/people", "{review}", "{draft}/draft", "{upload}", "/deliverables/new"].map(
      at,
    )) {
      const body = (await browsers.get("coordinator")?.page(path)) ?? "";
      expect(body.match(/<h1[ >]/g)).toHaveLength(1);
      expect(body).toMatch(/<html lang="fr">[\s\S]*<title>.+ – RECI<\/title>[\s\S]*<a class="skip" href="#main">/);
      expect(body).toContain(`Livrable ${version}</li>\n</ul>`);
      expect(body).not.toMatch(/<script>|<style|\sstyle="|\son\w+="/);
      const ids = [...body.matchAll(/\sid="([^"]*)"/g)].map(([, id]) => id);
      expect(ids).toEqual([...new Set(ids)]);
    }
  });

  test("as JSON for who asks for it", async () => {
    const json = { accept: "application/json" };
    const programme = await (await browsers.get("coordinator")?.get("/programme", json))?.json();
    expect(programme).toMatchObject({ deliverables: { length: 3 } });
    const state = await stateOf(network, paths.draft?.replace("/deliverables/", "") ?? "");
    expect(await (await browsers.get("author")?.get(at("{draft}"), json))?.json()).toEqual({ deliverable: state });
    const people = await (await browsers.get("coordinator")?.get("/people", json))?.text();
    expect(people).not.toContain("epoch");
    const missing = await browsers.get("stranger")?.get(at("{draft}"), json);
    expect(missing?.headers.get("content-type")).toBe("application/problem+json");
    expect(await missing?.json()).toMatchObject({
      type: "urn:livrable:problem:not-found",
      status: 404,
      code: "not-found",
    });
  });
});

describe("the weight of a page with its style and fonts, as it travels", () => {
  const weigh = async (who: string, path: string) => {
    const browser = browsers.get(who);
    const page = await browser?.get(path, { "accept-encoding": "gzip" });
    const body = gunzipSync(Buffer.from((await page?.clone().arrayBuffer()) ?? new ArrayBuffer()));
    const linked = [...body.toString().matchAll(/"(\/assets\/[^"]+)"/g)].map(([, address = ""]) => address);
    const fonts = linked.some((address) => address.includes("document"))
      ? ["regular", "italic", "semibold"]
      : ["semibold"];
    const files = await Promise.all(
      linked.map(async (address) => browser?.get(address, { "accept-encoding": "gzip" })),
    );
    const bytes = await Promise.all([page, ...files].map(async (each) => (await each?.arrayBuffer())?.byteLength ?? 0));
    const woff2 = await Promise.all(
      fonts.map((font) => network.ports.assets.read(`fonts/web/livrable-serif-${font}.woff2`)),
    );
    return [...bytes, ...woff2.map(({ length }) => length)].reduce((sum, each) => sum + each, 0);
  };

  test("is under 120 KB where some fifteen pages are read", async () => {
    const id = await createNote(network);
    const words = await network.ports.assets.read("framing-note/sample.md");
    const text = Buffer.from(words).toString("utf8");
    const body = text.slice(text.indexOf("\n---", 4) + 4).replace(/^!\[.*$/gm, "");
    await deposit(
      network,
      id,
      `${text.replace(/^!\[.*$/gm, "")}\n\n${body.replaceAll("interculturalité", "diversité")}`,
    );
    await submitDraft(network, id);
    expect(await weigh("first", `/deliverables/${id}/review`)).toBeLessThan(120_000);
  });

  test("is under 90 KB elsewhere", async () => {
    for (const path of ["/programme", "/deliverables/new", "{review}", "{draft}/draft"].map(at)) {
      expect(await weigh("coordinator", path)).toBeLessThan(90_000);
    }
  });
});

describe("the language", () => {
  test.each([
    ["the person’s", "second", {}, "en"],
    ["the browser’s, for nobody", "nobody", { "accept-language": "en-GB,en;q=0.9,fr;q=0.5" }, "en"],
    ["the browser’s, by weight", "nobody", { "accept-language": "de, en;q=0.3, fr;q=0.8" }, "fr"],
    ["the network’s where none of ours is asked for", "nobody", { "accept-language": "de" }, "fr"],
    ["the one chosen on the page", "nobody", { cookie: "livrable-language=en", "accept-language": "fr" }, "en"],
  ])("%s", async (_, who, headers, language) => {
    const body = await (await browsers.get(who)?.get("/", headers as Record<string, string>))?.text();
    expect(body).toContain(`<html lang="${language}">`);
  });

  test.each([
    ["/programme", "/programme"],
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
