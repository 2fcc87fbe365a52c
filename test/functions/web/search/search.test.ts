import { beforeAll, describe, expect, test } from "vitest";
import { issue } from "../../../../shared/chain/issue.ts";
import type { ManifestPart, Version } from "../../../../shared/deliverable/state.ts";
import { deliverables } from "../../../../shared/stored/deliverable.ts";
import { treeKey } from "../../../../shared/stored/objects.ts";
import { addPerson } from "../../../../shared/stored/person.ts";
import {
  as,
  type Browser,
  browse,
  completeDraft,
  createNote,
  deposit,
  type Network,
  type Role as OfNetwork,
  openTestNetwork,
  pass,
  stateOf,
} from "../../network.ts";
import { wordsOf } from "../../notify/letter.ts";
import { type Everyone, openEveryone, type Role, roles, titles } from "../everyone.ts";
import { openStages } from "../stages.ts";

let everyone: Everyone;
beforeAll(async () => {
  everyone = await openEveryone();
}, 120_000);

type Hits = Record<string, { title: string; page: string }[]>;

const ask = (role: Role, path: string, accept = "application/json") =>
  everyone.app.request(path, { headers: { cookie: everyone.cookies[role], accept } });
const find = async (role: Role, words: string): Promise<Hits> => {
  const answer = await ask(role, `/search?q=${encodeURIComponent(words)}`);
  return answer.status === 200 ? ((await answer.json()) as Hits) : {};
};
const pagesOf = (hits: Hits) => Object.values(hits).flatMap((each) => each.map(({ page }) => page));
const all = Object.keys(roles) as Role[];
/** Words of everything that there is: deliverables, actions, agreements, meetings, people. */
const words = [
  "paragraph",
  "livrable",
  "remanié",
  "interculturalite",
  "réunion",
  "seminaire",
  "avril",
  "convention",
  "e",
];

describe("whoever searches", () => {
  test.each(all)("%s opens all that is found, and nothing is found of what does not open", async (role) => {
    for (const each of words)
      for (const page of pagesOf(await find(role, each))) {
        const { status } = await ask(role, page.replace(/#.*/, ""), "text/html");
        expect([role, each, page, status]).toEqual([role, each, page, 200]);
      }
  });

  const isDraft = (name: string) => name === "derived" || name === "parted";
  const named = ["note", "done", "again", "gone", "veiled", "parted", "derived"] as const;
  test.each(named)("finds « %s » by its title where they may open it, and nobody else does", async (name) => {
    const { id } = everyone.facts[name];
    for (const role of all) {
      const opened = await Promise.all(
        [`/deliverables/${id}`, `/deliverables/${id}/review`, `/deliverables/${id}/final`].map(
          async (path) => (await ask(role, path, "text/html")).status === 200,
        ),
      );
      const found = pagesOf(await find(role, titles[name])).some((page) => page.startsWith(`/deliverables/${id}`));
      if (found) expect([role, name, opened.some(Boolean)]).toEqual([role, name, true]);
      const entered = (await ask(role, "/search")).status === 200;
      // who is to review a draft has nothing of it yet
      if (entered && (opened[0] || (opened[1] && !isDraft(name))))
        expect([role, name, found]).toEqual([role, name, true]);
    }
  });

  test("finds it by the title that it had when they were last given something of it", async () => {
    const { id } = everyone.facts.note;
    const finds = async (role: Role, title: string) =>
      pagesOf(await find(role, title)).some((page) => page.startsWith(`/deliverables/${id}`));
    for (const role of ["aut", "rev"] as const) expect([role, await finds(role, "remanié")]).toEqual([role, true]);
    for (const role of ["xau", "xre", "xgu"] as const) {
      expect([role, await finds(role, "remanié")]).toEqual([role, false]);
      expect([role, await finds(role, titles.note)]).toEqual([role, true]);
    }
  });

  test("finds people and organisations where they coordinate, and there alone", async () => {
    for (const role of all) {
      const { people = [], organisations = [] } = await find(role, "e");
      expect([role, people.length + organisations.length > 0]).toEqual([role, role === "coo"]);
    }
  });

  test.each(["any", "lnk", "rem", "rvl", "mel"] as const)("%s, who did not enter, does not", async (role) => {
    expect((await ask(role, "/search?q=livrable")).status).toBeGreaterThanOrEqual(400);
    expect(await (await ask(role, "/meetings", "text/html")).text()).not.toContain('role="search"');
  });
});

describe("the page", () => {
  const page = async (role: Role, path: string) => (await ask(role, path, "text/html")).text();

  test("marks the words in titles however they are accented, and says how many there are", async () => {
    const found = await page("coo", `/search?q=${encodeURIComponent("l'interculturalité")}`);
    expect(found).toContain("<mark>Interculturalité</mark>");
    expect(found).toMatch(/\d+ résultats? pour/);
  });

  test("says where nothing is found, and asks nothing of the store without words", async () => {
    expect(await page("coo", "/search?q=introuvable")).toContain("0 résultat pour");
    expect(await page("coo", "/search?q=introuvable")).toMatch(
      /titres, les noms et le texte.*<a href="\/deliverables">Voir tous/,
    );
    expect(await page("aut", "/search?q=introuvable")).toMatch(
      /titres, les noms et le texte.*<a href="\/">Voir vos documents/,
    );
    expect(await page("coo", "/search")).not.toContain("résultat");
  });

  test("is asked from every page, by a form that works without script", async () => {
    for (const role of ["coo", "aut", "fun"] as const)
      expect(await page(role, "/meetings")).toMatch(
        /<form method="get" action="\/search" role="search"><input type="search" name="q"/,
      );
  });

  test("shows the first of many, with the way to all of them", async () => {
    const { ports } = everyone.network;
    for (let index = 0; index < 20; index++)
      await addPerson(ports, {
        ...{ name: `Chargée d’études ${index}`, address: `etudes-${index}@epi.example`, organisation: "EPI" },
        ...{ language: "fr", coordinator: false },
      });
    const found = await page("coo", "/search?q=e");
    expect(found).toMatch(/href="\/people\?q=e"/);
    expect(found.match(/<li><div><a href="\/people\//g)!.length).toBe(20);
  });
});

describe("the texts of documents", () => {
  let network: Network;
  let browsers: Map<string, Browser>;
  let paths: Record<string, string>;
  beforeAll(async () => {
    ({ network, browsers, paths } = await openStages());
  }, 120_000);
  type Text = { title: string; page: string };
  const texts = async (role: string, words: string): Promise<Text[]> => {
    const answer = await browsers
      .get(role)!
      .get(`/search?q=${encodeURIComponent(words)}`, { accept: "application/json" });
    return ((await answer.json()) as { texts?: Text[] }).texts ?? [];
  };
  /** The deliverables that somebody finds by their text, by stage and page: "review/review". */
  const found = async (role: string, words: string) => {
    const stages = Object.entries(paths);
    return (await texts(role, words))
      .map(({ page }) => {
        const [stage, path] = stages.find(([, each]) => page.startsWith(`${each}/`))!;
        return `${stage}/${page.slice(path.length).split(/[/?#]/)[1]}`;
      })
      .toSorted();
  };

  test.each([
    ["coordinator", ["draft/versions", "final/versions", "review/versions"]],
    ["author", ["draft/versions", "final/versions", "review/versions"]],
    ["first", ["final/review", "review/review"]],
    ["funder", ["final/final"]],
    ["stranger", []],
  ])("%s finds words in those that they may read, on the page where these are", async (role, pages) => {
    expect(await found(role, "annee européenne")).toEqual(pages);
  });

  test("a page that has the files of a document, not its text, is named so", async () => {
    const listed = async (role: string) => wordsOf(await browsers.get(role)!.page("/search?q=europeenne"));
    expect(await listed("funder")).toContain("dans ses fichiers");
    expect(await listed("first")).not.toContain("dans ses fichiers");
  });

  test("a word of each of two paragraphs is found, one that is nowhere is not", async () => {
    expect(await found("first", "européenne échanges")).toHaveLength(2);
    expect(await found("first", "européenne introuvable")).toEqual([]);
  });

  test("a link leads to the paragraph, which the page has, and shows the passage with the words marked", async () => {
    const first = browsers.get("first")!;
    const [{ page }] = (await texts("first", "interculturel europeenne")) as [Text];
    const [, block] = page.split("#");
    expect(await first.page(page.replace(/#.*/, ""))).toContain(`id="${block}"`);
    const listed = await first.page("/search?q=europeenne");
    expect(listed).toMatch(/Dans le texte \(2\)/);
    expect(listed).toContain("L’année <mark>européenne</mark> du dialogue interculturel.");
  });

  test("each link of each role leads to a page that has the paragraph", async () => {
    for (const role of ["coordinator", "author", "first"]) {
      for (const { page } of await texts(role, "annee européenne")) {
        const [address, block] = page.split("#");
        expect(await browsers.get(role)!.page(address!)).toContain(`id="${block}"`);
      }
    }
  });

  test("words are found as they are shown, and a program has the passage", async () => {
    const answer = await browsers
      .get("first")!
      .get(`/search?q=${encodeURIComponent("de quoi parle-t-on\u202f?")}`, { accept: "application/json" });
    const { texts: hits } = (await answer.json()) as { texts: { passage: string }[] };
    expect(hits.map(({ passage }) => passage)).toEqual(["De quoi parle-t-on\u202f?", "De quoi parle-t-on\u202f?"]);
  });

  test("a document that is found by its title is not found by its text too", async () => {
    expect(await texts("coordinator", "interculturalité")).toEqual([]);
  });

  test("what a draft said before is found no more by who reads its newer version", async () => {
    const { draft } = paths;
    await deposit(network, draft!.split("/").at(-1)!, completeDraft.replace("européenne", "mondiale"));
    expect(await found("author", "année européenne")).not.toContain("draft/versions");
    expect(await found("author", "année mondiale")).toEqual(["draft/versions"]);
  });

  test("a text that is gone is not found, and hides no other", async () => {
    const { versions } = await stateOf(network, paths.review!.split("/").at(-1)!);
    expect(await found("author", "dialogue interculturel")).toHaveLength(3);
    await network.ports.files.delete(treeKey(versions.at(-1)!.manifest.parts[0]!.tree));
    // the final has the same text, the draft has a newer one
    expect(await found("author", "dialogue interculturel")).toEqual(["draft/versions"]);
  });
});

describe("the texts of many documents", () => {
  type Found = { texts?: { title: string }[]; unread?: number; next?: string };
  const path = "/search?q=europeenne";
  let network: Network;
  let old: string;
  beforeAll(async () => {
    network = await openTestNetwork();
    old = await createNote(network, { title: "Une note ancienne" });
    await deposit(network, old);
    pass(network);
    for (let index = 1; index <= 60; index++) await createNote(network, { title: `Une note à écrire ${index}` });
  }, 120_000);

  const find = async (role: OfNetwork, at = path): Promise<Found> => {
    const answer = await (await browse(network, role)).get(at, { accept: "application/json" });
    return (await answer.json()) as Found;
  };
  const nobodyElse = async () => {
    for (const role of ["first", "funder"] as const) expect([role, await find(role)]).toEqual([role, {}]);
  };
  /** Sixty more notes with the text of another, as if it were sent for each. */
  const copied = async (id: string) => {
    const [{ manifest, checks }] = (await stateOf(network, id)).versions as [Version];
    const [part] = manifest.parts as [ManifestPart];
    const { ports } = network;
    for (let index = 1; index <= 60; index++) {
      const made = { upload: ports.ids(), name: "note.md", part, check: checks[part.part]! };
      const copy = await createNote(network, { title: `Une note écrite ${index}` });
      await issue(deliverables, ports, copy, { type: "makeDraft", by: as(network, "coordinator"), ...made });
    }
  };

  test("are found behind sixty newer drafts that have none, and nobody is told of what they may not read", async () => {
    for (const role of ["coordinator", "author"] as const) {
      const { texts, unread } = await find(role);
      expect([role, texts?.map(({ title }) => title), unread]).toEqual([role, ["Une note ancienne"], undefined]);
    }
    await nobodyElse();
  });

  test("are read sixty at a time, with the way on to those after them", { timeout: 120_000 }, async () => {
    await copied(old);
    const first = await find("author");
    expect([first.texts?.length, first.unread, first.next]).toEqual([60, 1, `${path}&texts=60`]);
    const author = await browse(network, "author");
    const page = await author.page(path);
    expect(wordsOf(page)).toContain("Le texte d’un document plus ancien n’a pas encore été lu.");
    expect(page).toContain(`<a class="button second" href="${path}&amp;texts=60">`);
    expect(await find("author", first.next)).toEqual({
      texts: [expect.objectContaining({ title: "Une note ancienne" })],
    });
    const next = wordsOf(await author.page(first.next!));
    expect(next).toMatch(/1 résultat pour «\s?europeenne\s?» dans la suite des textes/);
    expect(next).not.toMatch(/n’a pas encore été lu|Une note écrite/);
    await nobodyElse();
  });

  test("are as many as those that are not found by their title", async () => {
    expect((await find("author", "/search?q=ancienne")).unread).toBeUndefined();
  });
});
