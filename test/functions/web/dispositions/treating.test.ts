import { beforeEach, describe, expect, test } from "vitest";
import { dispositionReasons } from "../../../../shared/stored/batch.ts";
import { getText } from "../../../../shared/stored/text.ts";
import { type Browser, browse, closeRound, completeDraft, decideAs, deposit, stateOf } from "../../network.ts";
import { wordsOf } from "../../notify/letter.ts";
import { offerAs } from "../../offering.ts";
import { openReview, type UnderReview } from "../under-review.ts";

let { network, id, here } = {} as UnderReview;
let author: Browser;

/** A note to integrate: two ask for one correction, two say one thing, two want other words for the same, one adds a paragraph. */
beforeEach(async () => {
  ({ network, id, here } = await openReview());
  await offerAs(
    network,
    "first",
    id,
    { id: "fix", type: "correction", words: "Des échanges", proposal: "Des échanges entre membres" },
    { id: "source", type: "comment", words: "Un cadre", text: "Quelle source ?" },
    { id: "july", type: "correction", words: "juillet", proposal: "septembre" },
    { id: "more", type: "addition", words: "Mars, puis juillet", text: "", proposal: "Restitution en octobre." },
  );
  await offerAs(
    network,
    "second",
    id,
    { id: "again", type: "correction", words: "échanges", proposal: "échanges entre membres", text: "Avec qui ?" },
    { id: "too", type: "comment", words: "Un cadre", text: "Quelle source" },
    { id: "august", type: "correction", words: "juillet", proposal: "août" },
    { id: "year", type: "correction", words: "interculturel", proposal: "entre cultures" },
  );
  await decideAs(network, "first", id, "approve");
  await decideAs(network, "second", id, "approve");
  await closeRound(network, id);
  author = await browse(network, "author");
});

const treat = (remark: string) => author.page(`${here}/contributions?remark=${remark}`);
const answers = async () => (await stateOf(network, id)).rounds[0]!.contributions;
const base = async () => (await stateOf(network, id)).versions.at(-1)!.hash;
const sentAs = (page: string, name: string) => new RegExp(`name="${name}" value="([^"]*)"`).exec(page)?.[1];
const answer = (remark: string, fields: Record<string, string | string[]>) =>
  author.post(`${here}/contributions/${remark}`, fields);

/** Why each remark has its disposition. */
async function reasons(): Promise<Record<string, string | undefined>> {
  const state = await stateOf(network, id);
  const all = await dispositionReasons(network.ports.store, state, state.rounds[0]!);
  const said = [...all].map(async ([remark, ref]) => [remark, await getText(network.ports.files, ref)] as const);
  return Object.fromEntries(await Promise.all(said));
}

describe("remarks that ask for one thing", () => {
  test.each(["source", "july"])("with a space between a text and the links after it: %s", async (remark) => {
    const notes = [...(await treat(remark)).matchAll(/<div class="note[^>]*>(.*?)<\/div>/gs)].map(([, note]) => note);
    expect(notes.filter((note) => note!.includes("#passage"))).toEqual([expect.not.stringMatching(/<\/p><(?:p|ul)>/)]);
  });

  test("are shown as one group, and given one answer by one act, each its own", async () => {
    const list = wordsOf(await treat("source"));
    expect(list).toContain("Remarque nᵒ 6 Même demande que la nᵒ 2 Research officer (IREV) Doublon ?");
    expect(list).toMatch(/Demande la même chose : nᵒ 6, Research officer \(IREV\) Votre suite vaut aussi pour elle\./);
    expect(sentAs(await treat("source"), "with")).toBe("too");
    expect(sentAs(await treat("too"), "with")).toBe("source");
    const declined = { disposition: "declined", reason: "La bibliographie la donne." };
    const sent = await answer("source", { ...declined, with: "too", seen: sentAs(await treat("source"), "seen")! });
    expect(sent.status).toBe(303);
    expect(await answers()).toMatchObject({ source: "declined", too: "declined" });
    expect(await reasons()).toEqual({ source: declined.reason, too: declined.reason });
    const { seq } = await stateOf(network, id);
    await answer("source", { ...declined, with: "too" });
    expect((await stateOf(network, id)).seq).toBe(seq);
  });

  test("are treated apart where their author wants to", async () => {
    const apart = await author.page(`${here}/contributions?remark=source&alone=1`);
    expect(sentAs(apart, "with")).toBeUndefined();
    expect(wordsOf(apart)).toContain("Les traiter ensemble");
    await answer("source", { disposition: "integrated" });
    expect(await answers()).toMatchObject({ source: "integrated", too: "open" });
  });

  test("and no other remark is answered along with one, whoever sends the form", async () => {
    await answer("source", { disposition: "integrated", with: ["too", "fix", "nowhere"] });
    expect(await answers()).toMatchObject({ source: "integrated", too: "integrated", fix: "open" });
  });

  test("of corrections one is applied, and what is said goes to both", async () => {
    const page = await treat("again");
    const fields = { disposition: "applied", base: await base(), seen: sentAs(page, "seen")!, with: "fix" };
    expect((await answer("again", { ...fields, reason: "Merci." })).status).toBe(303);
    expect(await answers()).toMatchObject({ again: "integrated", fix: "integrated" });
    expect(await reasons()).toEqual({ again: "Merci.", fix: "Merci." });
    expect((await stateOf(network, id)).versions.at(-1)!.manifest.parts[0]!.corrections).toEqual(["again"]);
  });

  test("one whose words are in the text by then is already done: it is not offered to be applied, and one act says so", async () => {
    await answer("fix", { disposition: "applied", base: await base() });
    expect((await answers()).again).toBe("open");
    const page = await treat("again");
    expect(wordsOf(page)).toContain("Le texte dit déjà ce qu’elle propose");
    expect(wordsOf(page)).toContain("Déjà faite : le texte le dit");
    expect(page).not.toContain('value="applied"');
    expect(page).toContain('<mark id="passage">échanges entre membres</mark>');
    // a form of before, or a program
    expect((await answer("again", { disposition: "applied", base: await base() })).status).toBe(303);
    expect((await answers()).again).toBe("integrated");
    expect((await stateOf(network, id)).versions).toHaveLength(2);
  });

  test("as is one that its author wrote in their file", async () => {
    await deposit(network, id, completeDraft.replace("Des échanges", "Des échanges entre membres"));
    for (const remark of ["fix", "again"]) {
      const page = await treat(remark);
      expect(wordsOf(page)).toContain("Le texte dit déjà ce qu’elle propose");
      expect(page).not.toContain('value="applied"');
    }
  });
});

describe("corrections are looked at, then applied in one go", () => {
  const review = () => author.page(`${here}/corrections?round=1`);
  const boxes = (page: string) =>
    [...page.matchAll(/name="remarks" id="[^"]*" value="(\w+)"( checked)?/g)].map(([, remark, checked]) => [
      remark,
      checked !== undefined,
    ]);
  const apply = async (fields: Record<string, string | string[]> = {}) =>
    author.post(`${here}/corrections`, {
      ...{ base: await base(), round: "1", chosen: "true", confirmed: "true" },
      ...fields,
    });
  /** What the next page says was done. */
  const told = (sent: Response) => {
    const cookie = sent.headers.getSetCookie().find((each) => each.startsWith("livrable-done=")) ?? "";
    return JSON.parse(decodeURIComponent(/=([^;]*)/.exec(cookie)?.[1] ?? "{}")).values?.said as string;
  };

  test("those without conflict, one of each group, each with what it makes of its sentence", async () => {
    expect(await treat("fix")).toMatch(/3 corrections sans conflit[\s\S]*Voir, puis appliquer les 3/);
    const page = await review();
    expect(boxes(page)).toEqual([
      ["year", true],
      ["fix", true],
      ["more", true],
    ]);
    const said = wordsOf(page);
    expect(said).toContain("3 corrections sans conflit");
    expect(said).toMatch(/Nᵒ 1, Direction \(ORIV\) Des échanges \[ajouté : entre membres\s?\]/);
    expect(said).toContain("La nᵒ 5 demande la même chose : elle sera dite déjà faite.");
    expect(said).toMatch(
      /2 corrections demandent autre chose pour les mêmes mots : à traiter une à une Nᵒ 3[\s\S]*Nᵒ 7/,
    );
  });

  test("and what was done of each is said, with those already done", async () => {
    const sent = await apply({ remarks: ["year", "fix", "more"] });
    expect([sent.status, sent.headers.get("location")]).toEqual([
      303,
      expect.stringContaining(`${here}/contributions?remark=`),
    ]);
    expect(wordsOf(told(sent))).toBe(
      "3 corrections appliquées (nᵒˢ 1, 4, 8) : c’est une nouvelle version du brouillon. Une déjà faite (nᵒ 5).",
    );
    // the first that waits, in the order of the text
    expect(sent.headers.get("location")).toContain("remark=source#passage");
    const open = { source: "open", too: "open", july: "open", august: "open" };
    expect(await answers()).toEqual({
      ...open,
      year: "integrated",
      fix: "integrated",
      more: "integrated",
      again: "integrated",
    });
  });

  test("one that was unticked stays to be treated", async () => {
    await apply({ remarks: ["fix"] });
    expect(await answers()).toMatchObject({ fix: "integrated", year: "open", more: "open" });
    expect(boxes(await review())).toEqual([
      ["year", true],
      ["more", true],
    ]);
  });

  test("those that could not be are named, never left out in silence", async () => {
    const sent = await apply({ remarks: ["fix", "july", "august"] });
    expect(wordsOf(told(sent))).toMatch(/^2 corrections appliquées \(nᵒˢ 1, 3\)[\s\S]*La nᵒ 7 n’est pas appliquée/);
    expect(await answers()).toMatchObject({ july: "integrated", august: "open" });
    const json = await author.json(`${here}/corrections`, {
      base: await base(),
      round: 1,
      remarks: ["august", "year"],
    });
    expect(await json.json()).toMatchObject({ applied: 1, there: [], left: ["august"] });
  });

  test("those that the text says already are ticked too, and marked by the same act", async () => {
    await deposit(network, id, completeDraft.replace("Des échanges", "Des échanges entre membres"));
    expect(wordsOf(await review())).toContain("2 autres sont déjà faites : le texte le dit");
    const sent = await apply({ remarks: ["year", "fix", "again"] });
    expect(wordsOf(told(sent))).toContain("2 déjà faites (nᵒˢ 1, 5).");
    expect(await answers()).toMatchObject({ year: "integrated", fix: "integrated", again: "integrated" });
  });

  test.each<[string, () => Promise<Record<string, string | string[]>>, RegExp]>([
    ["nobody confirmed it", async () => ({ confirmed: "false", remarks: ["fix"] }), /href="#confirmed"/],
    [
      "another draft came meanwhile",
      async () => {
        const before = await base();
        await deposit(network, id, completeDraft.replace("Mars, puis", "Avril, puis"));
        return { base: before, remarks: ["fix"] };
      },
      /Le texte a changé|brouillon/,
    ],
    [
      "the words of all of them are gone",
      async () => {
        await deposit(network, id, completeDraft.replace("Des échanges", "Des rencontres"));
        return { remarks: ["fix"] };
      },
      /ne sont plus tels quels/,
    ],
  ])("where %s, the list comes back and says so", async (_, asked, words) => {
    const sent = await apply(await asked());
    const page = await sent.text();
    expect([sent.status, page]).toEqual([422, expect.stringMatching(words)]);
    expect(page).toMatch(/role="alert"[\s\S]*Revenir aux remarques/);
    expect(sentAs(page, "base")).toBe(await base());
    expect((await answers()).fix).toBe("open");
  });

  test("none ticked is none applied", async () => {
    const sent = await apply();
    expect(sent.status).toBe(303);
    expect(Object.values(await answers()).every((as) => as === "open")).toBe(true);
  });
});

describe("whatever is refused comes back to the page of the remark, with what was typed", () => {
  test("a document that was sent to review meanwhile, one that is final", async () => {
    for (const remark of Object.keys(await answers())) await answer(remark, { disposition: "integrated" });
    await deposit(network, id, completeDraft.replace("Mars, puis", "Avril, puis"));
    await author.post(`${here}/submission`, { version: await base(), confirmed: "true" });
    const sent = await answer("july", { disposition: "applied", base: await base() });
    expect([sent.status, await sent.text()]).toEqual([422, expect.stringMatching(/role="alert"[\s\S]*id="remark"/)]);
  });

  test("a remark that is not in the address's list is shown all the same", async () => {
    const page = await author.page(`${here}/contributions?remark=fix&suite=declined`);
    expect(wordsOf(page)).toContain("Aucune remarque n’est dans cette liste.");
    expect(wordsOf(page)).toContain("Remarque nᵒ 1");
  });

  test("an answer keeps the list that it was chosen from", async () => {
    const page = await author.page(`${here}/contributions?who=Research+officer+(IREV)&suite=open`);
    const [, action = ""] = /<form method="post" action="([^"]*contributions[^"]*)"/.exec(page) ?? [];
    const sent = await author.post(action.replaceAll("&amp;", "&"), { disposition: "integrated" });
    expect(sent.headers.get("location")).toMatch(/suite=open&who=Research\+officer\+%28IREV%29&remark=\w+#passage$/);
  });
});

test("an addition to some words is shown right after them before it is applied, on its page and among those that can be, and put there", async () => {
  const shown = /Mars, puis juillet\.\s*(?:\[ajouté )?\s*Restitution en octobre\./;
  const told = (page: string) => wordsOf(page.replace(/<span class="hidden">.*?<\/span>/gs, ""));
  expect(told(await treat("more"))).toMatch(shown);
  expect(told(await author.page(`${here}/corrections?round=1`))).toMatch(shown);
  const applied = await answer("more", {
    disposition: "applied",
    base: await base(),
    seen: sentAs(await treat("more"), "seen")!,
  });
  expect(applied.status).toBe(303);
  expect(await treat("more")).toMatch(
    /<p[^>]*>Mars, puis juillet\.\s*<mark[^>]*>Restitution en octobre\.<\/mark><\/p>/,
  );
});

test("once all are treated one button alone leads on", async () => {
  const filled = (page: string) => page.match(/<p class="buttons"><button>|<a class="button"/g) ?? [];
  expect(filled(await treat("source"))).toHaveLength(1);
  for (const remark of Object.keys(await answers())) await answer(remark, { disposition: "integrated" });
  expect(filled(await treat("source"))).toEqual(['<a class="button"']);
});

test("a remark on a note stands in the chapter that calls it, after what is said of its words there", async () => {
  ({ network, id, here } = await openReview());
  await offerAs(
    network,
    "first",
    id,
    { id: "note", type: "comment", words: "Une note", text: "Laquelle ?" },
    { id: "mars", type: "comment", words: "Mars", text: "Et avril ?" },
    { id: "frame", type: "comment", words: "Un cadre", text: "Quelle source ?" },
  );
  for (const who of ["first", "second"] as const) await decideAs(network, who, id, "approve");
  await closeRound(network, id);
  author = await browse(network, "author");
  const list = /<section id="remarks"[\s\S]*?<\/section>/.exec(await author.page(`${here}/contributions`))![0];
  expect([...list.matchAll(/<h3>([^<]*)<|<li id="(\w+)"/g)].map(([, chapter, remark]) => chapter ?? remark)).toEqual([
    ...["3 Cadre de référence", "frame", "note", "5 Calendrier", "mars"],
  ]);
});
