import { beforeEach, expect, test } from "vitest";
import { compare } from "../../../../shared/document/redline/compare.ts";
import { htmlRedline } from "../../../../shared/formats/html/redline.ts";
import { redlineKey } from "../../../../shared/stored/outputs.ts";
import { loadVersion } from "../../../../shared/stored/version.ts";
import { browse, closeRound, completeDraft, decideAs, deposit, stateOf } from "../../network.ts";
import { wordsOf } from "../../notify/letter.ts";
import { offerAs } from "../../offering.ts";
import { openReview, type UnderReview } from "../under-review.ts";

let { network, id, here } = {} as UnderReview;
let asked: string;

/** A note sent back with a correction, an addition and a comment. */
async function sentBack(): Promise<void> {
  ({ network, id, here } = await openReview());
  await offerAs(
    network,
    "first",
    id,
    { id: "fix", type: "correction", words: "Des échanges", proposal: "Des échanges entre membres" },
    { id: "whole", type: "comment", text: "Un plan plus court serait plus clair." },
  );
  await offerAs(network, "second", id, {
    ...{ id: "more", type: "addition", words: "Mars, puis juillet", text: "", proposal: "Restitution en octobre." },
  });
  for (const role of ["first", "second"] as const) await decideAs(network, role, id, "approve");
  await closeRound(network, id);
}

/** The same, whose author applied the correction and the addition, and compared both versions. */
beforeEach(async () => {
  await sentBack();
  const author = await browse(network, "author");
  const base = (await stateOf(network, id)).versions.at(-1)!.hash;
  await author.post(`${here}/corrections`, { base, round: "1", confirmed: "true" });
  asked = await compared(base);
});

/** The address of what changed from a version to the last one, which is worked out. */
async function compared(from: string): Promise<string> {
  const state = await stateOf(network, id);
  const pair = { from, to: state.versions.at(-1)!.hash };
  const [before, after] = await Promise.all(
    Object.values(pair).map(async (version) => (await loadVersion(network.ports.files, state, version))[0]!.tree),
  );
  const part = { title: "", redline: compare(before, after), entries: { before: [], after: [] } };
  const page = htmlRedline([part], { language: "fr", imageHref: () => "" });
  const { files } = network.ports;
  await files.put(redlineKey(pair.from, pair.to, "html"), Buffer.from(page), "text/html");
  await files.put(redlineKey(pair.from, pair.to, "json"), Buffer.from('{"changes":2}'), "application/json");
  return `${here}/redline?${new URLSearchParams(pair)}`;
}

const listOf = (page: string) => /<section id="changes"[\s\S]*?<\/section>/.exec(page)?.[0] ?? "";

test("each change is listed under its heading, with the remark that it came of, which leads to where that is treated", async () => {
  const list = listOf(await (await browse(network, "author")).page(asked));
  expect(wordsOf(list)).toMatch(
    /Méthode entre membres remarque nᵒ 1, Direction \(ORIV\) Calendrier Restitution en octobre\. remarque nᵒ 3, Research officer \(IREV\)/,
  );
  expect(list).toContain('<a href="#change-1">');
  expect(list).toContain(`href="${here}/contributions/fix"`);
  expect(list).toContain(`href="${here}/contributions/more"`);
});

test("a reviewer finds their own remark alone, where it was made", async () => {
  const author = await browse(network, "author");
  await author.post(`${here}/contributions/whole`, { disposition: "integrated" });
  const version = (await stateOf(network, id)).versions.at(-1)!.hash;
  expect((await author.post(`${here}/submission`, { version, confirmed: "true" })).status).toBe(303);
  const list = listOf(await (await browse(network, "first")).page(asked));
  expect(wordsOf(list)).toContain("remarque nᵒ 1, Direction (ORIV)");
  expect(list).toMatch(/href="[^"]*\/review\?version=[0-9a-f]{64}#remark-fix"/);
  expect(list).not.toContain("remarque nᵒ\u00a03");
});

test("the page leads on to the document, and to the decision whoever is asked for theirs", async () => {
  const author = await browse(network, "author");
  const { versions, title } = await stateOf(network, id);
  const version = versions.at(-1)!.hash;
  const ways = async (reader: typeof author) =>
    [...(await reader.page(asked)).matchAll(/<a [^>]*href="([^"]*)">([^<]*)</g)].flatMap(([, to = "", words = ""]) =>
      [title, "Donner mon avis", "Revenir au document"].includes(words) ? `${words} ${to.replace(here, "")}` : [],
    );
  expect(await ways(author)).toEqual([`${title} `, "Revenir au document "]);
  for (const remark of ["fix", "whole", "more"])
    await author.post(`${here}/contributions/${remark}`, { disposition: "integrated" });
  await author.post(`${here}/submission`, { version, confirmed: "true" });
  const first = await browse(network, "first");
  const own = [`${title} /review`, "Revenir au document /review"];
  expect(await ways(first)).toEqual([own[0], "Donner mon avis /review/decision", own[1]]);
  await decideAs(network, "first", id, "approve");
  expect(await ways(first)).toEqual(own);
});

test("both texts are beside each other, told by their versions", async () => {
  const page = await (await browse(network, "author")).page(asked);
  expect(wordsOf(page)).toMatch(/Avant : version 1, du 3 mars \(relecture nᵒ 1\) Après : version 2, du 3 mars/);
  expect(page.replace(/<span class="hidden">[^<]*<\/span>/g, "")).toMatch(
    /<div class="old" aria-hidden="true"><p>Des échanges\.<\/p><\/div><div class="new"><p id="[^"]+">Des échanges<ins id="change-1"> entre membres<\/ins>\./,
  );
});

test("without script links lead from one change to the next, and back", async () => {
  const author = await browse(network, "author");
  const steps = async (query = "") => {
    const list = listOf(await author.page(`${asked}${query}`));
    const links = [...list.matchAll(/<a rel="(\w+)" href="([^"]+)"/g)].map(([, rel, to]) => [
      rel,
      to!.split("&amp;").at(-1),
    ]);
    return [
      /Changement \d sur 2(?=<\/p>)/.exec(
        wordsOf(list).replaceAll(" Précédent", "</p>").replaceAll(" Suivant", "</p>"),
      )?.[0],
      links,
    ];
  };
  expect(await steps()).toEqual([undefined, [["next", "change=1#change-1"]]]);
  expect(await steps("&change=1")).toEqual(["Changement 1 sur 2", [["next", "change=2#change-2"]]]);
  expect(await steps("&change=2")).toEqual(["Changement 2 sur 2", [["prev", "change=1#change-1"]]]);
  expect(await steps("&change=9")).toEqual([undefined, [["next", "change=1#change-1"]]]);
});

test("what came of a remark in a file of the author's is told by its words, what came of none is not", async () => {
  await sentBack();
  const base = (await stateOf(network, id)).rounds[0]!.version;
  const author = await browse(network, "author");
  const file = completeDraft
    .replace("Des échanges", "Des échanges entre membres")
    .replace("Un cadre", "Un autre cadre")
    .replace("Mars, puis juillet.", "Mars, puis juillet.\n\nRestitution en octobre.");
  await deposit(network, id, file);
  const list = async () => wordsOf(listOf(await author.page(await compared(base))));
  expect(await list()).not.toContain("remarque nᵒ");
  for (const remark of ["fix", "more", "whole"])
    await author.post(`${here}/contributions/${remark}`, { disposition: "integrated" });
  const told = await list();
  expect(told).toMatch(/entre membres remarque nᵒ 1, .* Restitution en octobre\. Ajouté remarque nᵒ 3/);
  expect(told.match(/remarque nᵒ/g)).toHaveLength(2);
  expect(told).toContain("autre");
});

test("words that come elsewhere are not an addition's because it says them too", async () => {
  ({ network, id, here } = await openReview());
  const added = {
    id: "who",
    type: "addition",
    words: "Des échanges",
    text: "",
    proposal: "et des rencontres",
  } as const;
  await offerAs(network, "first", id, added);
  for (const role of ["first", "second"] as const) await decideAs(network, role, id, "approve");
  await closeRound(network, id);
  const base = (await stateOf(network, id)).rounds[0]!.version;
  const author = await browse(network, "author");
  const file = completeDraft
    .replace("Des échanges", "Des échanges et des rencontres")
    .replace("Un cadre", "Un cadre et");
  await deposit(network, id, file);
  await author.post(`${here}/contributions/who`, { disposition: "integrated" });
  const told = wordsOf(listOf(await author.page(await compared(base))));
  expect(told).toContain("et des rencontres remarque nᵒ 1");
  expect(told.match(/remarque nᵒ/g)).toHaveLength(1);
});
