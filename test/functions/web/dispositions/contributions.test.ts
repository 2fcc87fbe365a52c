import { beforeEach, describe, expect, test } from "vitest";
import { textOf } from "../../../../shared/document/visit.ts";
import { erase } from "../../../../shared/evidence/erase.ts";
import { loadVersion } from "../../../../shared/stored/version.ts";
import {
  type Browser,
  browse,
  closeRound,
  completeDraft,
  createNote,
  decideAs,
  deposit,
  stateOf,
  submitDraft,
} from "../../network.ts";
import { wordsOf } from "../../notify/letter.ts";
import { dispose } from "../../notify/scenes.ts";
import { offerAs } from "../../offering.ts";
import { openReview, type UnderReview } from "../under-review.ts";

let { network, id, here } = {} as UnderReview;
let author: Browser;

/** A note approved with six remarks to integrate: two corrections, an addition, a reference, two comments. */
beforeEach(async () => {
  ({ network, id, here } = await openReview());
  await offerAs(
    network,
    "first",
    id,
    { id: "whole", type: "comment", text: "Un plan plus court serait plus clair." },
    { id: "fix", type: "correction", words: "Des échanges", proposal: "Des échanges entre membres" },
    { id: "more", type: "addition", words: "Mars, puis juillet", text: "", proposal: "Restitution en octobre." },
  );
  await offerAs(
    network,
    "second",
    id,
    { id: "year", type: "correction", words: "interculturel", proposal: "entre cultures", text: "Dire le sens." },
    { id: "source", type: "reference", words: "Un cadre", proposal: "Noël, 2014." },
    { id: "what", type: "comment", words: "De quoi parle-t-on", text: "Préciser la question <ici>." },
  );
  await decideAs(network, "first", id, "approve");
  await decideAs(network, "second", id, "approve");
  await closeRound(network, id);
  author = await browse(network, "author");
});

/** The remarks that a page of them shows, in its order. */
function shown(page: string): string[] {
  return [...page.matchAll(/<li id="(\w+)"><a /g)].map(([, remark = ""]) => remark);
}

async function words(version?: string): Promise<string> {
  const state = await stateOf(network, id);
  const parts = await loadVersion(network.ports.files, state, version ?? state.versions.at(-1)!.hash);
  return parts.flatMap(({ tree }) => tree.blocks.map(textOf)).join("\n");
}

/** The page of all remarks with one of them to treat. */
function treat(remark: string, who = author): Promise<string> {
  return who.page(`${here}/contributions?remark=${remark}`);
}

/** What a form tells that it showed. */
function seenOn(page: string): string {
  return /<form[^>]*data-answer>\s*<input type="hidden" name="seen" value="([0-9a-f]{64})"/.exec(page)?.[1] ?? "";
}

describe("the remarks of a round", () => {
  test("stand by their place in the text, with their passage, who made them and what is left", async () => {
    const page = await author.page(`${here}/contributions`);
    expect(shown(page)).toEqual(["whole", "year", "what", "source", "fix", "more"]);
    expect(page).toContain("0 sur 6 traitées");
    expect(page).toContain("Il en reste 6 avant de soumettre");
    expect(page).toMatch(/À traiter \(6\)[\s\S]*Toutes \(6\)[\s\S]*Direction \(ORIV\) \(3\)/);
    expect(wordsOf(page)).toContain("Remarque nᵒ 6 Préciser la question <ici>. Research officer (IREV) À traiter");
    expect(await treat("what")).toMatch(/<p id="\w+"><mark id="passage">De quoi parle-t-on<\/mark>/);
    const year = await treat("year");
    expect(year).toMatch(/dialogue <del id="passage">.*interculturel.*<\/del><ins>.*entre cultures.*<\/ins>/);
    expect(await author.page(here)).toContain("6 remarques attendent une suite de Chargée de mission (COFRIMI).");
    expect(await author.page("/drafts")).toContain("6 remarques attendent une suite de Chargée de mission (COFRIMI).");
  });

  test("are said to have their dispositions where those to treat are asked for and none is left", async () => {
    for (const remark of ["whole", "year", "what", "source", "fix", "more"])
      await dispose(network, id, remark, "declined", "Le terme est celui du programme.");
    const page = await author.page(`${here}/contributions?suite=open`);
    expect(wordsOf(page)).toContain("Toutes les remarques ont reçu leur suite. Voir les remarques");
  });

  test.each<[string, string[]]>([
    ["suite=open", ["whole", "year", "what", "source", "fix", "more"]],
    ["suite=declined", []],
    ["type=correction", ["year", "fix"]],
    ["type=comment&suite=", ["whole", "what"]],
    ["who=Direction+(ORIV)", ["whole", "fix", "more"]],
    ["who=Direction+(ORIV)&type=addition", ["more"]],
    ["round=1", ["whole", "year", "what", "source", "fix", "more"]],
  ])("are filtered by %s", async (query, expected) => {
    expect(shown(await author.page(`${here}/contributions?${query}`))).toEqual(expected);
  });

  test("of one reviewer are a link away from their opinion", async () => {
    const coordinator = await browse(network, "coordinator");
    const page = await coordinator.page(here);
    const [, link = ""] = /href="([^"]+who=Direction[^"]+)">3\sremarques/.exec(page) ?? [];
    expect(shown(await author.page(link.replace("&amp;", "&")))).toEqual(["whole", "fix", "more"]);
  });

  test("are shown by fifty", async () => {
    const other = await createNote(network);
    await deposit(network, other);
    await submitDraft(network, other);
    const many = Array.from({ length: 60 }, (_, index) => ({
      id: `r${index + 1}`,
      type: "comment" as const,
      text: "Oui.",
    }));
    await offerAs(network, "first", other, ...many);
    const page = await author.page(`/deliverables/${other}/contributions`);
    expect([shown(page).length, shown(page).at(-1)]).toEqual([50, "r50"]);
    const [, after = ""] = /<a href="[^"?]*(\?[^"#]*from=50[^"#]*)#remarks">Suivantes \(51 à 60\)/.exec(page) ?? [];
    expect(shown(await author.page(`/deliverables/${other}/contributions${after.replace("&amp;", "&")}`)).length).toBe(
      10,
    );
    expect(shown(await author.page(`/deliverables/${other}/contributions?remark=r55`))[0]).toBe("r51");
    expect(page.length).toBeLessThan(90 * 1024);
  });

  test("are told as JSON, without the ids of people", async () => {
    const answer = await author.get(`${here}/contributions`, { accept: "application/json" });
    const { contributions } = (await answer.json()) as { contributions: Record<string, unknown>[] };
    expect(contributions.map((each) => each.id)).toEqual(["whole", "year", "what", "source", "fix", "more"]);
    expect(contributions[1]).toMatchObject({ who: "Research officer (IREV)", number: 4, disposition: "open" });
    expect(JSON.stringify(contributions)).not.toContain(network.people.second.id);
  });

  test("are answered one after another, each with its reason unless it is taken in", async () => {
    const page = `${here}/contributions/whole`;
    for (const [fields, wrong] of [
      [{}, "disposition"],
      [{ disposition: "declined" }, "reason"],
      [{ disposition: "partly", reason: " " }, "reason"],
    ] as const) {
      const refused = await author.post(page, fields);
      expect([refused.status, await refused.text()]).toEqual([422, expect.stringContaining(`href="#${wrong}"`)]);
    }
    for (let times = 0; times < 2; times++) {
      const saved = await author.post(page, { disposition: "declined", reason: "Le plan vient du réseau." });
      expect([saved.status, saved.headers.get("location")]).toEqual([303, `${here}/contributions?remark=year#passage`]);
    }
    await author.post(`${here}/contributions/year`, { disposition: "integrated" });
    const { rounds, seq } = await stateOf(network, id);
    expect(rounds[0]?.contributions).toMatchObject({ whole: "declined", year: "integrated", fix: "open" });
    await author.post(`${here}/contributions/year`, { disposition: "integrated" });
    expect((await stateOf(network, id)).seq).toBe(seq);
    const old = await author.get(page);
    expect([old.status, old.headers.get("location")]).toEqual([303, `${here}/contributions?remark=whole#passage`]);
    const again = await treat("whole");
    expect(again).toContain("Le plan vient du réseau.");
    expect(again).toMatch(/value="declined" checked/);
    expect(await author.page(here)).toMatch(/n’a pas retenu une remarque[\s\S]*Le plan vient du réseau/);
  });

  test("are answered by two at once: the later sees both, loses nothing, and has the last word once they saved it anew", async () => {
    const page = `${here}/contributions/whole`;
    const coordinator = await browse(network, "coordinator");
    const seen = seenOn(await treat("whole"));
    expect(seen).toMatch(/^[0-9a-f]{64}$/);
    expect(seenOn(await treat("whole", coordinator))).toBe(seen);
    await author.post(page, { disposition: "declined", reason: "Le plan vient du réseau.", seen });
    const typed = { disposition: "partly", reason: "Le plan a <un> niveau de moins.", seen };
    const refused = await coordinator.post(page, typed);
    const both = await refused.text();
    expect([refused.status, both]).toEqual([422, expect.stringContaining('href="#disposition"')]);
    expect(wordsOf(both)).toMatch(
      /Quelqu’un d’autre a donné une suite[\s\S]*Non retenue Intégrée en partie[\s\S]*Le plan vient du réseau\. Le plan a <un> niveau de moins\./,
    );
    expect(both).toMatch(/value="partly" checked[\s\S]*Le plan a &lt;un&gt; niveau de moins\.<\/textarea>/);
    expect((await stateOf(network, id)).rounds[0]?.contributions.whole).toBe("declined");
    const json = await coordinator.json(page, typed);
    expect([json.status, await json.json()]).toEqual([409, expect.objectContaining({ code: "disposition-changed" })]);
    expect((await coordinator.post(page, { ...typed, seen: seenOn(both) })).status).toBe(303);
    expect((await stateOf(network, id)).rounds[0]?.contributions.whole).toBe("partly");
  });

  test("are answered alike by two at once: it is one answer", async () => {
    const page = `${here}/contributions/whole`;
    const seen = seenOn(await treat("whole"));
    const { seq } = await stateOf(network, id);
    const sent = { disposition: "declined", reason: "Le plan vient du réseau.", seen };
    const answers = await Promise.all([author.post(page, sent), author.post(page, sent), author.post(page, sent)]);
    expect(answers.map(({ status }) => status)).toEqual([303, 303, 303]);
    expect((await stateOf(network, id)).seq).toBe(seq + 1);
  });

  test("offer to go on to the next while one waits for its disposition, and only to save the last", async () => {
    const buttons = async (remark: string) =>
      [
        ...(await author.page(`${there}/contributions?remark=${remark}`)).matchAll(
          /<button>(Enregistrer[^<]+)<\/button>/g,
        ),
      ].map(([, said]) => said);
    const other = await createNote(network);
    const there = `/deliverables/${other}`;
    await deposit(network, other);
    await submitDraft(network, other);
    const remarks = ["clair", "court"].map((each) => ({ id: each, type: "comment" as const, text: `Plus ${each}.` }));
    await offerAs(network, "first", other, ...remarks);
    expect([await buttons("clair"), await buttons("court")]).toEqual([
      ["Enregistrer et suivante"],
      ["Enregistrer et suivante"],
    ]);
    await author.post(`${there}/contributions/clair`, { disposition: "integrated" });
    expect([await buttons("clair"), await buttons("court")]).toEqual([
      ["Enregistrer et suivante"],
      ["Enregistrer la suite donnée"],
    ]);
  });

  test("a remark that is not there", async () => {
    expect((await author.get(`${here}/contributions/nulle-part`)).status).toBe(404);
    expect((await (await browse(network, "first")).get(`${here}/contributions`)).status).toBe(404);
  });
});

describe("a correction is applied in one click", () => {
  test("not over what somebody answered since it was shown", async () => {
    const seen = seenOn(await treat("fix"));
    await author.post(`${here}/contributions/fix`, { disposition: "declined", reason: "Entre membres : non." });
    const sent = { base: await base(), round: "1", remark: "fix", seen, confirmed: "true" };
    const old = await author.post(`${here}/corrections`, sent);
    expect([old.status, await old.text()]).toEqual([
      422,
      expect.stringContaining("Quelqu’un d’autre a donné une suite"),
    ]);
    const { confirmed: _, round, ...asJson } = sent;
    expect((await author.json(`${here}/corrections`, { ...asJson, round: Number(round) })).status).toBe(409);
    const both = await author.post(`${here}/contributions/fix`, { disposition: "applied", base: await base(), seen });
    expect([both.status, await both.text()]).toEqual([
      422,
      expect.stringMatching(/Quelqu’un d’autre[\s\S]*Entre membres/),
    ]);
    expect((await stateOf(network, id)).rounds[0]?.contributions.fix).toBe("declined");
  });

  const base = async () => (await stateOf(network, id)).versions.at(-1)!.hash;

  test("and makes a new draft, once however often it is sent", async () => {
    expect(await treat("fix")).toContain("L’appliquer au texte");
    const before = await base();
    for (let times = 0; times < 2; times++) {
      const sent = await author.post(`${here}/corrections`, {
        base: before,
        round: "1",
        remark: "fix",
        confirmed: "true",
      });
      expect([sent.status, sent.headers.get("location")]).toEqual([303, `${here}/contributions?remark=more#passage`]);
    }
    const state = await stateOf(network, id);
    expect(await words()).toContain("Des échanges entre membres.");
    expect(await words(before)).toContain("Des échanges.");
    expect(state.versions.at(-1)?.manifest.parts[0]?.corrections).toEqual(["fix"]);
    expect(state.rounds[0]?.contributions.fix).toBe("integrated");
    const read = await author.page(`${here}/versions/${state.versions.at(-1)?.hash}`);
    expect(read).toMatch(/Ce que nous avons lu[\s\S]*Une correction proposée en relecture[\s\S]*entre membres/);
    expect(read).toContain(`${here}/redline?from=${before}&amp;to=${state.versions.at(-1)?.hash}`);
    const applied = await treat("fix");
    expect(applied).toContain("Appliquée au brouillon");
    expect(applied).not.toMatch(/value="(applied|declined)"/);
    expect(applied).toContain('<mark id="passage">Des échanges entre membres</mark>');
  });

  test("and is declined no more, while the draft has its words", async () => {
    await author.post(`${here}/corrections`, { base: await base(), round: "1", remark: "fix", confirmed: "true" });
    const reason = "Le mot <membres> est de trop.";
    const refused = await author.post(`${here}/contributions/fix`, { disposition: "declined", reason });
    expect([refused.status, await refused.text()]).toEqual([
      422,
      expect.stringMatching(
        /href="#disposition"[\s\S]*sont dans le brouillon[\s\S]*Le mot &lt;membres&gt; est de trop/,
      ),
    ]);
    expect((await stateOf(network, id)).rounds[0]?.contributions.fix).toBe("integrated");
  });

  test("and stays applied when a file from before is sent, until its author says that they want that one", async () => {
    await author.post(`${here}/corrections`, { base: await base(), round: "1", remark: "fix", confirmed: "true" });
    const upload = await deposit(network, id, completeDraft.replace("Des échanges", "Des rencontres"));
    expect((await stateOf(network, id)).rounds[0]?.contributions.fix).toBe("integrated");
    expect(await author.page(`${here}/uploads/${upload}`)).toContain("Ce fichier déferait des corrections");
    expect(await author.page(`${here}/draft`)).toContain("À décider");
  });

  test("or all that still apply, together", async () => {
    expect(await author.page(`${here}/contributions`)).toMatch(
      /3 corrections sans conflit[\s\S]*Voir, puis appliquer les 3/,
    );
    await author.post(`${here}/corrections`, { base: await base(), round: "1", confirmed: "true" });
    expect(await words()).toMatch(
      /dialogue entre cultures[\s\S]*échanges entre membres[\s\S]*juillet\. Restitution en octobre\.$/,
    );
    const { rounds } = await stateOf(network, id);
    expect(rounds[0]?.contributions).toMatchObject({ fix: "integrated", year: "integrated", more: "integrated" });
    expect(rounds[0]?.contributions).toMatchObject({ whole: "open", source: "open", what: "open" });
  });

  test("as many as are promised: of two for the same words none is offered with the others, and the second no more once one is applied", async () => {
    id = await createNote(network);
    here = `/deliverables/${id}`;
    await deposit(network, id);
    await submitDraft(network, id);
    for (const [who, proposal] of [
      ["first", "entre cultures"],
      ["second", "des cultures"],
    ] as const)
      await offerAs(
        network,
        who,
        id,
        { id: `year-${who}`, type: "correction", words: "interculturel", proposal },
        { id: `fix-${who}`, type: "addition", words: "Des échanges", text: "", proposal: `Ajout de ${who}.` },
      );
    for (const who of ["first", "second"] as const) await decideAs(network, who, id, "approve");
    await closeRound(network, id);
    expect(await author.page(`${here}/contributions`)).toContain("Voir, puis appliquer les 2");
    expect(wordsOf(await treat("year-first"))).toContain(
      "autre chose pour les mêmes mots : nᵒ 3, Research officer (IREV)",
    );
    await author.post(`${here}/corrections`, { base: await base(), round: "1", confirmed: "true" });
    const { rounds } = await stateOf(network, id);
    const open = Object.entries(rounds[0]!.contributions).flatMap(([remark, is]) => (is === "open" ? remark : []));
    expect(open).toHaveLength(1);
    expect(await treat(open[0]!)).not.toContain("L’appliquer au texte");
  });

  test("on a draft that came since, where its words still stand; else it says so", async () => {
    await deposit(network, id, completeDraft.replace("dialogue interculturel", "dialogue des cultures"));
    const page = await treat("year");
    expect(wordsOf(page)).toMatch(/n’est plus dans le texte. Il disait :[\s\S]*européenne du dialogue interculturel/);
    const lost = { base: await base(), round: "1", remark: "year", confirmed: "true" };
    const refused = await author.post(`${here}/corrections`, lost);
    expect([refused.status, await refused.text()]).toEqual([
      422,
      expect.stringMatching(/ne sont plus tels quels[\s\S]*id="remark" tabindex="-1">Remarque nᵒ\s4/),
    ]);
    const asked = await author.post(`${here}/contributions/year`, { disposition: "applied", base: await base() });
    expect([asked.status, await asked.text()]).toEqual([422, expect.stringContaining("ne sont plus tels quels")]);
    expect(
      (await author.post(`${here}/corrections`, { base: await base(), round: "1", remark: "fix", confirmed: "true" }))
        .status,
    ).toBe(303);
    expect(await words()).toMatch(/dialogue des cultures[\s\S]*échanges entre membres/);
  });

  test("not on a draft that another took the place of", async () => {
    const before = await base();
    await deposit(network, id, completeDraft.replace("Mars, puis", "Avril, puis"));
    const sent = await author.post(`${here}/corrections`, {
      base: before,
      round: "1",
      remark: "fix",
      confirmed: "true",
    });
    expect([sent.status, await sent.text()]).toEqual([422, expect.stringContaining('name="base"')]);
    const asked = await author.post(`${here}/contributions/fix`, { disposition: "applied", base: before });
    expect([asked.status, await asked.text()]).toEqual([
      422,
      expect.stringMatching(/role="alert"[\s\S]*href="#disposition"/),
    ]);
    expect((await stateOf(network, id)).rounds[0]?.contributions.fix).toBe("open");
  });
});

describe("a confirming round", () => {
  const version = async () => (await stateOf(network, id)).versions.at(-1)!.hash;
  const submission = () => `${here}/submission`;

  test("waits for every answer, unless the coordinator says otherwise, on record", async () => {
    expect(await author.page(submission())).toMatch(
      /Une relecture de confirmation s’ouvrira[\s\S]*6 remarques sont encore sans suite/,
    );
    expect(await author.page(submission())).not.toContain("Soumettre et inviter");
    const refused = await author.post(submission(), { version: await version(), confirmed: "true" });
    expect([refused.status, await refused.text()]).toEqual([422, expect.stringContaining('href="#confirmed"')]);
    const coordinator = await browse(network, "coordinator");
    await deposit(network, id, completeDraft.replace("Mars, puis", "Avril, puis"));
    const sent = { version: await version(), confirmed: "true" };
    expect((await coordinator.post(submission(), sent)).status).toBe(422);
    for (let times = 0; times < 2; times++) {
      const opened = await coordinator.post(submission(), { ...sent, undisposed: "true" });
      expect([opened.status, opened.headers.get("location")]).toEqual([303, here]);
    }
    expect((await stateOf(network, id)).rounds).toMatchObject([{}, { confirms: 1, rule: { quorum: 1 } }]);
    const told = await coordinator.page(here);
    expect(told).toMatch(/relecture de confirmation nᵒ\u00a02[\s\S]*6 remarques restaient sans suite/);
  });

  test("opens once all are answered; a form sent as it is opens nothing", async () => {
    for (const remark of ["whole", "fix", "more", "year", "source", "what"])
      await author.post(`${here}/contributions/${remark}`, { disposition: "declined", reason: "Hors du sujet." });
    expect(await author.page(here)).toContain("Toutes les remarques ont reçu leur suite");
    await deposit(network, id, completeDraft.replace("Mars, puis", "Avril, puis"));
    expect((await author.post(submission(), { version: await version() })).status).toBe(422);
    expect((await author.post(submission(), { version: await version(), confirmed: "true" })).status).toBe(303);
    expect((await stateOf(network, id)).rounds[1]).toMatchObject({ confirms: 1 });
  });

  test.each<[string, (draft: string) => string]>([
    ["two spaces", (draft) => draft.replace("Mars, puis", "Mars,  puis")],
    ["another apostrophe", (draft) => draft.replace("’", "'")],
    ["a no-break space", (draft) => draft.replace("Mars, puis", "Mars,\u00a0puis")],
    ["a space that has no width", (draft) => draft.replace("Mars, puis", "Mars, \u200bpuis")],
    ["a name for a heading", (draft) => draft.replace("# Contexte", "# Contexte {#ctx}")],
    ["keywords", (draft) => draft.replace("lang: fr", "lang: fr\nkeywords: [x]")],
  ])("opens on a text that differs in %s only with a reason", async (_, change) => {
    for (const remark of ["whole", "fix", "more", "year", "source", "what"])
      await author.post(`${here}/contributions/${remark}`, { disposition: "integrated" });
    const before = await version();
    await deposit(network, id, change(completeDraft));
    expect(await version()).not.toBe(before);
    expect(await author.page(submission())).toContain("Confirmer sans changement, parce que…");
    const asked = await author.json(submission(), { version: await version() });
    expect([asked.status, await asked.json()]).toMatchObject([409, { code: "version-unchanged" }]);
    const unchanged = "Les remarques demandent ce que la note dit déjà.";
    const sent = { version: await version(), confirmed: "true", unchanged };
    expect((await author.post(submission(), sent)).status).toBe(303);
    expect((await stateOf(network, id)).rounds[1]).toMatchObject({ confirms: 1, unchanged: expect.any(String) });
  });

  test("opens on the same text only with a reason, which reviewers read and the history keeps", async () => {
    for (const remark of ["whole", "fix", "more", "year", "source", "what"])
      await author.post(`${here}/contributions/${remark}`, { disposition: "integrated" });
    const sent = { version: await version(), confirmed: "true" };
    expect(await author.page(submission())).toMatch(/Confirmer sans changement, parce que…[\s\S]*relecture nᵒ\s1/);
    const refused = await author.post(submission(), sent);
    expect([refused.status, await refused.text()]).toEqual([422, expect.stringContaining('href="#unchanged"')]);
    const asked = await author.json(submission(), { version: sent.version });
    expect([asked.status, await asked.json()]).toMatchObject([409, { code: "version-unchanged" }]);
    const unchanged = "Les remarques demandent ce que la note dit déjà.";
    expect((await author.post(submission(), { ...sent, unchanged })).status).toBe(303);
    expect(await author.page(here)).toMatch(
      /Le texte est celui de la relecture précédente[\s\S]*ce que la note dit déjà/,
    );
    const reviewer = await browse(network, "first");
    expect(await reviewer.page(`${here}/review`)).toMatch(
      /n’a pas changé depuis la relecture nᵒ\s1[\s\S]*la note dit déjà/,
    );
  });
});

test("remarks whose text was erased are still given their disposition, and the confirming round opens then", async () => {
  const { file } = (await stateOf(network, id)).rounds[0]!.batches[0]!;
  await erase(network.ports, file);
  const page = await author.page(`${here}/contributions`);
  expect(shown(page)).toEqual(["year", "what", "source", "whole", "fix", "more"]);
  expect(page).toMatch(
    /Remarques dont le texte a été effacé<\/h3>[\s\S]*Remarque nᵒ\u00a0<\/span>1<\/strong>\s*<\/div>\s*<div class="words">Texte effacé<[\s\S]*Direction \(ORIV\)/,
  );
  expect(shown(await author.page(`${here}/contributions?type=comment`))).toEqual(["what"]);
  const told = await author.get(`${here}/contributions`, { accept: "application/json" });
  const { contributions } = (await told.json()) as { contributions: { id: string }[] };
  expect(contributions.find((each) => each.id === "fix")).toMatchObject({ number: 2, text: "", erased: true });
  expect(contributions.find((each) => each.id === "fix")).not.toHaveProperty("type");

  for (const remark of ["year", "what", "source"])
    await author.post(`${here}/contributions/${remark}`, { disposition: "integrated" });
  expect(await treat("fix")).toMatch(/a été effacé à la demande[\s\S]*dites que son texte/);
  const declined = { disposition: "declined", reason: "Son texte a été effacé." };
  const answered = await author.post(`${here}/contributions/whole`, declined);
  expect(answered.headers.get("location")).toBe(`${here}/contributions?remark=fix#passage`);
  await author.post(`${here}/contributions/fix`, { disposition: "integrated" });
  await author.post(`${here}/contributions/more`, declined);
  expect((await stateOf(network, id)).rounds[0]!.contributions).toMatchObject({ fix: "integrated", more: "declined" });
  expect(await treat("more")).toContain("Son texte a été effacé.");

  await deposit(network, id, completeDraft.replace("Mars, puis", "Avril, puis"));
  const version = (await stateOf(network, id)).versions.at(-1)!.hash;
  expect((await author.post(`${here}/submission`, { version, confirmed: "true" })).status).toBe(303);
});

test("an author finds the remarks from the page of drafts while the review is open, and no date that is past once it answers them", async () => {
  const note = await createNote(network);
  await deposit(network, note);
  await submitDraft(network, note);
  await offerAs(network, "first", note, { id: "early", type: "comment", text: "À préciser." });
  const draftPage = async () => (await author.get(`/deliverables/${note}/draft`)).text();
  expect(await draftPage()).toContain(`href="/deliverables/${note}/contributions"`);
  await decideAs(network, "first", note, "approve");
  await decideAs(network, "second", note, "approve");
  await closeRound(network, note);
  expect(await draftPage()).not.toContain("20 mars 2008");
});
