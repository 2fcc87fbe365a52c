import { gunzipSync } from "node:zlib";
import { beforeAll, describe, expect, test } from "vitest";
import { version } from "../../../../shared/version.ts";
import { type Browser, createNote, deposit, type Network, stateOf, submitDraft } from "../../network.ts";
import { openStages, pathAt } from "../stages.ts";

let network: Network;
let paths: Record<string, string>;
let browsers: Map<string, Browser>;

beforeAll(async () => {
  ({ network, paths, browsers } = await openStages());
});

const at = (path: string) => pathAt(paths, path);

describe("what pages say", () => {
  test.each<[string, string, RegExp[]]>([
    [
      "coordinator",
      "/deliverables",
      [/Terminés en 2008/, /La règle est remplie|relecture peut être close/, /Note de cadrage/],
    ],
    [
      "coordinator",
      "{review}",
      [
        /Changements demandés/,
        /Préciser la notion &lt;d’interculturalité&gt;\./,
        /Direction \(ORIV\)/,
        /Historique/,
        /3\u00a0mars 2008 à 10\u00a0h/,
      ],
    ],
    ["coordinator", "{final}", [/12\u00a0pages, 332\u00a0Ko, français/, /Les documents finaux sont prêts/]],
    ["author", "{draft}/draft", [/Brouillon attendu le<\/dt><dd>20\u00a0mars 2008/, /Word \(\.docx\)/, /25\u00a0Mo/]],
    ["author", "{upload}", [/Ce que nous avons lu/, /Contexte/, /Soumettre à relecture/, /Télécharger l’original/]],
    ["author", "{draft}/submission", [/Jusqu’au 12\u00a0mai 2008/, /Direction \(ORIV\), Research officer \(IREV\)/]],
    [
      "first",
      "{review}/review",
      [/Relecture nᵒ\u00a01 · jusqu’au 12\u00a0mai \(70 jours\)/, /Changer mon avis/, /id="/],
    ],
    ["second", "{review}/review", [/Round\s1 · until 12\u00a0May \(70\sdays\)/, /Give my decision/]],
    ["second", "{final}/review", [/This review was closed on 3\u00a0March 2008 at 10:00/, /You approved on/]],
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
    [
      "funder",
      "/funded",
      [/Ce que vous téléchargez est noté comme reçu/, /Document final attendu le 1er\u00a0juillet 2008/],
    ],
    ["stranger", "/", [/Rien ne vous attend/]],
    ["nobody", "/", [/Recevoir mon lien/]],
  ])("%s at %s", async (who, path, expected) => {
    const body = (await browsers.get(who)?.page(at(path))) ?? "";
    for (const words of expected) expect(body).toMatch(words);
  });

  test("every page has one title, one first heading, a language, a way past the banner and the release at its foot", async () => {
    for (const path of ["/deliverables", "/people", "{review}", "{draft}/draft", "{upload}", "/deliverables/new"].map(
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
    const list = await (await browsers.get("coordinator")?.get("/deliverables", json))?.json();
    expect(list).toMatchObject({ deliverables: { length: 3 } });
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
    const linked = [...body.toString().matchAll(/"(\/assets\/(?!livrable-serif)[^"]+)"/g)].map(
      ([, address = ""]) => address,
    );
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
    for (const path of ["/deliverables", "/deliverables/new", "{review}", "{draft}/draft"].map(at)) {
      expect(await weigh("coordinator", path)).toBeLessThan(90_000);
    }
  });
});
