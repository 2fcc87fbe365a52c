import { beforeEach, describe, expect, test } from "vitest";
import { issue } from "../../../../shared/chain/issue.ts";
import type { Round } from "../../../../shared/deliverable/state.ts";
import { contributionsOf, putBatch } from "../../../../shared/stored/batch.ts";
import { deliverables, loadEvents } from "../../../../shared/stored/deliverable.ts";
import { saveRemark } from "../../../../shared/stored/remark.ts";
import { putText } from "../../../../shared/stored/text.ts";
import {
  as,
  type Browser,
  browse,
  closeRound,
  completeDraft,
  decideAs,
  deposit,
  stateOf,
  submitDraft,
} from "../../network.ts";
import { wordsOf } from "../../notify/letter.ts";
import { remarkingOn } from "../remarking.ts";
import { openReview, type UnderReview } from "../under-review.ts";

let { network, id, here, version } = {} as UnderReview;
let first: Browser;

beforeEach(async () => {
  ({ network, id, here, version } = await openReview());
  first = await browse(network, "first", "review", id);
});

const { blockSaying, fieldsFor, unsent } = remarkingOn(() => ({ network, id, version }));

async function roundOf(number = 1): Promise<Round> {
  return (await stateOf(network, id)).rounds.find((round) => round.number === number)!;
}

/** The first reviewer approves the version under review, what they remarked along with it. */
async function sendAlong(submission: string): Promise<void> {
  const approval = { round: "1", version, submission, choice: "approve", reason: "" };
  expect((await first.post(`${here}/review/decision`, approval)).status).toBe(303);
}

/** So many remarks of the second reviewer's, sent. */
async function sendOthers(count: number): Promise<void> {
  const others = Array.from({ length: count }, (_, index) => ({
    id: `other${index}`,
    type: "comment" as const,
    text: "À voir.",
  }));
  const offer = await putBatch(network.ports, others);
  const by = as(network, "second");
  await issue(deliverables, network.ports, id, {
    type: "contribute",
    by,
    round: 1,
    version,
    submission: "autres",
    offer,
  });
}

/** The author takes no remark of the first round up. */
async function declined(contribution: string): Promise<void> {
  const reason = await putText(network.ports, "Le terme est celui du programme.");
  const by = as(network, "author");
  await issue(deliverables, network.ports, id, { type: "dispose", by, round: 1, contribution, as: "declined", reason });
}

/** A new version comes under review, its question in other words. */
async function renew(words: string): Promise<void> {
  await deposit(network, id, completeDraft.replace("De quoi parle-t-on", words));
  version = await submitDraft(network, id);
}

describe("sent", () => {
  const decision = (changes: object = {}) => ({
    round: "1",
    version,
    submission: "avis-1",
    choice: "approve",
    reason: "",
    ...changes,
  });

  test("with the decision, in one commit, and never twice", async () => {
    await first.post(`${here}/remarks`, await fieldsFor("De quoi parle"));
    await first.post(
      `${here}/remarks`,
      await fieldsFor("Un cadre", { remark: "r2", type: "addition", addition: "Et une carte.", text: "" }),
    );
    expect(await first.page(`${here}/review/decision`)).toMatch(
      /2 remarques partiront avec votre avis[\s\S]*Et une carte\./,
    );
    for (let times = 0; times < 2; times++) {
      expect((await first.post(`${here}/review/decision`, decision())).headers.get("location")).toBe(
        `${here}/receipts/avis-1`,
      );
    }
    const events = (await Array.fromAsync(loadEvents(network.ports.store, id))).slice(-2);
    expect(events.map(({ type, seq }) => [type, seq])).toEqual([
      ["contributed", 5],
      ["decided", 6],
    ]);
    expect(await contributionsOf(network.ports.files, await roundOf())).toMatchObject([
      { id: "r1", number: 1, submission: "avis-1" },
      { id: "r2", number: 2 },
    ]);
    expect(await unsent()).toEqual([]);
    const receipt = await first.page(`${here}/receipts/avis-1`);
    expect(receipt).toMatch(/2 remarques envoyées avec cet avis[\s\S]*Remarque 1<\/strong>[\s\S]*En attente de suite/);
    const copy = await first.page(`${here}/receipts/avis-1/copy`);
    expect(copy.replace(/[\u00a0\u202f]/g, " ")).toMatch(
      /Remarque 2 \(En attente de suite\)\nAprès « Un cadre\. », ajouter « Et une carte\. »/,
    );
  });

  test("an addition says where it goes: a few words after those chosen, a sentence after the paragraph that has them", async () => {
    const add = async (remark: string, addition: string) =>
      first.post(
        `${here}/remarks`,
        await fieldsFor("Un cadre", { remark, type: "addition", addition, text: "", words: "Un" }),
      );
    await add("r1", "vrai");
    await add("r2", "Le calendrier est revu chaque mois.");
    const said = [
      "Après « Un », ajouter « vrai »",
      "Après le paragraphe qui contient « Un », ajouter « Le calendrier est revu chaque mois. »",
    ];
    const told = (page: string) => said.filter((each) => wordsOf(page).includes(each));
    expect(told(await first.page(`${here}/remarks`))).toEqual(said);
    await first.post(`${here}/review/decision`, decision());
    const treated = async (remark: string) =>
      told(await (await browse(network, "author")).page(`${here}/contributions?round=1&remark=${remark}`));
    expect([await treated("r1"), await treated("r2")]).toEqual([[said[0]], [said[1]]]);
  });

  describe("are numbered by themselves, and once sent after those of others", () => {
    /** The numbers of remarks on a page, each once, by their ids. */
    const numbers = (page: string, pattern: RegExp) =>
      Object.fromEntries([...page.matchAll(pattern)].map(([, remark = "", number = ""]) => [remark, Number(number)]));
    const inMargin = async () =>
      numbers(await first.page(`${here}/review`), /id="remark-(\w+)"(?:(?!id="remark-).)*?<strong>(\d+)<\/strong>/gs);
    const unsentOn = async (path: string) =>
      numbers(await first.page(here + path), /<li id="remark-(\w+)" value="(\d+)"/g);
    const sentOn = async (path: string) =>
      numbers(await first.page(here + path), /<li id="remark-(\w+)">(?:(?!<li ).)*?Remarque (\d+)/gs);

    test.each<[string, number, Record<string, number>]>([
      ["when nobody else sent any", 0, { whole: 1, question: 2, frame: 3 }],
      ["after those of another", 2, { whole: 3, question: 4, frame: 5 }],
    ])("%s", async (_, others, expected) => {
      if (others > 0) await sendOthers(others);
      const write = async (words: string, remark: string, changes: object = {}) =>
        first.post(`${here}/remarks`, await fieldsFor(words, { remark, ...changes }));
      await write("Un cadre", "frame");
      await write("De quoi parle", "question");
      await write("De quoi parle", "lacking", { type: "addition", text: "Où ?", unfinished: "true" });
      await write("", "whole", { block: "" });
      const own = { whole: 1, question: 2, lacking: 3, frame: 4 };
      for (const page of [inMargin(), unsentOn("/remarks"), unsentOn("/review/decision")])
        expect(await page).toEqual(own);
      await first.post(`${here}/review/decision`, decision());
      expect(await inMargin()).toMatchObject({ ...expected, lacking: 1 });
      expect(await sentOn("/remarks")).toEqual(expected);
      expect(await sentOn("/receipts/avis-1")).toEqual(expected);
    });
  });

  test("alone, when it is said that they were checked", async () => {
    await first.post(`${here}/remarks`, await fieldsFor("De quoi parle"));
    const sending = { round: "1", version, submission: "envoi-1" };
    const refused = await first.post(`${here}/remarks/sending`, sending);
    expect([refused.status, (await roundOf()).batches]).toEqual([422, []]);
    for (let times = 0; times < 2; times++) {
      const sent = await first.post(`${here}/remarks/sending`, { ...sending, confirmed: "true" });
      expect(sent.headers.get("location")).toBe(`${here}/remarks`);
    }
    expect((await roundOf()).batches).toMatchObject([{ submission: "envoi-1", count: 1 }]);
    expect(await first.page(`${here}/remarks`)).toContain("Votre remarque est envoyée");
  });

  test("a decision counts where the round takes no more remarks, which stay unsent", async () => {
    const contributions = Array.from({ length: 1000 }, (_, index) => `autre-${index}`);
    const offer = { file: "0".repeat(64), contributions };
    await issue(deliverables, network.ports, id, {
      ...{ type: "contribute", by: as(network, "second"), round: 1, version, submission: "tout", offer },
    });
    await first.post(`${here}/remarks`, await fieldsFor("De quoi parle"));
    expect((await first.post(`${here}/review/decision`, decision())).status).toBe(303);
    expect((await roundOf()).decisions).toHaveLength(1);
    expect(await unsent()).toHaveLength(1);
  });

  test("what a crash left behind is not sent again", async () => {
    await first.post(`${here}/remarks`, await fieldsFor("De quoi parle"));
    const [left] = await unsent();
    await first.post(`${here}/review/decision`, decision());
    const pad = { deliverable: id, person: network.people.first.id };
    await saveRemark(network.ports, pad, left!);
    expect(await unsent()).toEqual([]);
    await first.post(`${here}/review/decision`, decision({ submission: "avis-2" }));
    expect((await roundOf()).batches).toHaveLength(1);
    const again = await first.post(`${here}/remarks`, await fieldsFor("De quoi parle"), { accept: "application/json" });
    expect(await again.json()).toMatchObject({ remark: { sent: true } });
  });

  test("more than a commit has room for go all the same", async () => {
    const pad = { deliverable: id, person: network.people.first.id };
    for (let index = 0; index < 120; index++) {
      const remark = { id: `r${index}`, type: "comment", text: `Remarque ${index}`, round: 1, version } as const;
      await saveRemark(network.ports, pad, remark);
    }
    await first.post(`${here}/review/decision`, decision());
    expect(Object.keys((await roundOf()).contributions)).toHaveLength(120);
    expect(await unsent()).toEqual([]);
  });

  test("two windows at once send each remark once", async () => {
    for (const remark of ["r1", "r2"])
      await first.post(`${here}/remarks`, await fieldsFor("De quoi parle", { remark }));
    await Promise.all([
      first.post(`${here}/review/decision`, decision()),
      first.post(`${here}/remarks/sending`, { round: "1", version, submission: "envoi-1", confirmed: "true" }),
    ]);
    expect(Object.keys((await roundOf()).contributions).toSorted()).toEqual(["r1", "r2"]);
    expect((await roundOf()).decisions).toHaveLength(1);
  });

  test("what was done of them comes back with its reason", async () => {
    await first.post(`${here}/remarks`, await fieldsFor("De quoi parle"));
    await first.post(`${here}/review/decision`, decision());
    const reason = await putText(network.ports, "Hors du sujet de la note.");
    const dispose = { type: "dispose", round: 1, contribution: "r1", as: "declined", reason } as const;
    await issue(deliverables, network.ports, id, { ...dispose, by: as(network, "author") });
    for (const page of [`${here}/remarks`, `${here}/receipts/avis-1`])
      expect(await first.page(page)).toMatch(/Non retenue[\s\S]*Motif\u00a0: Hors du sujet/);
  });
});

test("what is typed while the round closes is kept, and so is the reason that came too late", async () => {
  await first.post(`${here}/remarks`, await fieldsFor("De quoi parle"));
  await closeRound(network, id, true);
  const late = await fieldsFor("De quoi parle", { text: "Une idée de plus", words: "des mots d’ailleurs" });
  expect((await first.post(`${here}/remarks`, late)).headers.get("location")).toBe(`${here}/remarks`);
  const typed = await fieldsFor("Un cadre", { remark: "r2", text: "Encore une", unfinished: "true" });
  expect((await first.post(`${here}/remarks`, typed, { accept: "application/json" })).status).toBe(201);
  expect((await unsent()).map(({ text }) => text).toSorted()).toEqual(["Encore une", "Une idée de plus"]);
  const page = await first.page(`${here}/remarks`);
  expect(page).toMatch(/2 remarques non envoyées[\s\S]*La relecture est close/);
  expect(page).not.toContain("remarks/sending");
  const decided = await first.post(`${here}/review/decision`, {
    ...{ round: "1", version, submission: "avis-1", choice: "requestChanges", reason: "Il manque une carte." },
  });
  expect([decided.status, (await decided.text()).includes("Il manque une carte.")]).toEqual([409, true]);
  expect(await unsent()).toHaveLength(2);
});

describe("of a version that was replaced", () => {
  /** Closes the round with remarks unsent, and opens one on another text. */
  async function replaceVersion(text: string): Promise<void> {
    for (const role of ["first", "second"] as const) await decideAs(network, role, id, "requestChanges");
    await closeRound(network, id);
    expect(await first.page(`${here}/remarks`)).toContain("La relecture est close");
    await deposit(network, id, text);
    version = await submitDraft(network, id);
  }

  beforeEach(async () => {
    await first.post(`${here}/remarks`, await fieldsFor("De quoi parle", { words: "De quoi parle" }));
    await first.post(`${here}/remarks`, await fieldsFor("Un cadre", { remark: "r2", text: "Lequel ?" }));
    await first.post(
      `${here}/remarks`,
      await fieldsFor("européenne", { remark: "r3", words: "dialogue interculturel" }),
    );
    await replaceVersion(
      completeDraft
        .replace("L’année européenne du dialogue interculturel.", "Rien de tel.")
        .replace("Un cadre", "Un cadre commun"),
    );
  });

  test("they stay, and say what became of their passages", async () => {
    expect(await first.page(`${here}/review`)).toContain("3 remarques écrites sur une version précédente");
    const page = await first.page(`${here}/remarks`);
    expect(page).toMatch(/passage est inchangé[\s\S]*a été modifié[\s\S]*n’est plus dans le texte/);
  });

  test("they are carried over when that is chosen, those without a passage quoting it", async () => {
    const carry = { round: "2", version };
    expect((await first.post(`${here}/remarks/carrying`, carry)).status).toBe(422);
    expect((await first.post(`${here}/remarks/carrying`, { ...carry, fate: "carry" })).status).toBe(303);
    const carried = (await unsent()).toSorted((a, b) => (a.id < b.id ? -1 : 1));
    expect(carried).toMatchObject([
      { id: "r1", round: 2, version, anchor: { quotation: { exact: "De quoi parle" } } },
      { id: "r2", round: 2, version, anchor: { part: "part-1" } },
      { id: "r3", round: 2, version, text: "«\u202fdialogue interculturel\u202f»\n\nÀ préciser." },
    ]);
    expect(carried[2]?.anchor).toBeUndefined();
    expect(await first.page(`${here}/review`)).toContain("3 remarques</a>, ");
  });

  test("or erased", async () => {
    await first.post(`${here}/remarks/carrying`, { round: "2", version, fate: "erase" });
    expect(await unsent()).toEqual([]);
  });

  test("they go with no decision on the new one unless they were carried", async () => {
    await first.post(`${here}/review/decision`, {
      round: "2",
      version,
      submission: "avis-2",
      choice: "approve",
      reason: "",
    });
    expect((await roundOf(2)).batches).toEqual([]);
    expect(await unsent()).toHaveLength(3);
  });
});

test.each(["approveWithReservations", "requestChanges"])(
  "remarks that go along are the reason of %s; without any, words are asked for",
  async (choice) => {
    const decision = { round: "1", version, submission: "avis-1", choice, reason: "" };
    const refused = await first.post(`${here}/review/decision`, decision);
    expect([refused.status, (await refused.text()).includes('href="#reason"')]).toEqual([422, true]);
    await first.post(`${here}/remarks`, await fieldsFor("De quoi parle"));
    expect((await first.post(`${here}/review/decision`, decision)).status).toBe(303);
    expect((await roundOf(1)).decisions).toMatchObject([{ choice }]);
  },
);

test("forty remarks: what sends them comes first, and they are folded by the section they are on", async () => {
  for (let index = 0; index < 10; index++)
    await first.post(
      `${here}/remarks`,
      await fieldsFor(index < 6 ? "De quoi parle" : "Un cadre", { remark: `r${index}` }),
    );
  await first.post(`${here}/remarks`, await fieldsFor("De quoi parle", { remark: "tout", block: "" }));
  for (const page of [`${here}/remarks`, `${here}/review/decision`])
    expect(await first.page(page)).toMatch(
      /<button[^>]*>Envoyer m[\s\S]*<summary>Sur le document entier \(1\)[\s\S]*<summary>2 Enjeux et questions \(6\)[\s\S]*<summary>3 Cadre de référence \(4\)/,
    );
});

test("a confirming round says what it confirms, and what was done of each remark", async () => {
  await first.post(`${here}/remarks`, await fieldsFor("De quoi parle"));
  await first.post(`${here}/review/decision`, {
    round: "1",
    version,
    submission: "avis-1",
    choice: "approve",
    reason: "",
  });
  await decideAs(network, "second", id, "approve");
  await closeRound(network, id);
  expect(await roundOf()).toMatchObject({ outcome: "toIntegrate" });
  await issue(deliverables, network.ports, id, {
    type: "dispose",
    by: as(network, "author"),
    round: 1,
    contribution: "r1",
    as: "integrated",
  });
  const before = version;
  await deposit(network, id, completeDraft.replace("De quoi parle-t-on", "De qui parle-t-on"));
  version = await submitDraft(network, id);
  expect(await roundOf(2)).toMatchObject({ confirms: 1 });
  const page = await first.page(`${here}/review`);
  expect(page).toContain("confirme la version qui intègre les remarques de la relecture nᵒ\u00a01");
  expect(page).toContain(`href="${here}/redline?from=${before}&amp;to=${version}"`);
  expect(page).toMatch(/Ce qui a été fait de ma remarque[\s\S]*Intégrée/);
  expect(await first.page(`${here}/remarks`)).toMatch(/Relecture nᵒ\u00a01[\s\S]*Remarque 1<\/strong>[\s\S]*Intégrée/);
  expect(await first.page(`${here}/review/decision`)).toContain("Relecture de confirmation");
});

test("a round of a new version says so, with what changed and what was done of one's remarks alone", async () => {
  await first.post(`${here}/remarks`, await fieldsFor("De quoi parle"));
  await sendAlong("avis-1");
  await decideAs(network, "second", id, "requestChanges");
  await closeRound(network, id);
  expect(await roundOf()).toMatchObject({ outcome: "changesRequested" });
  await declined("r1");
  const before = version;
  await renew("De qui parle-t-on");
  const redline = `href="${here}/redline?from=${before}&amp;to=${version}"`;
  const page = await first.page(`${here}/review`);
  expect(page).toContain("elle remplace celle de la relecture nᵒ\u00a01.");
  expect(page).toContain(redline);
  expect(page).toMatch(/Ce qui a été fait de ma remarque[\s\S]*Non retenue[\s\S]*Le terme est celui du programme/);
  const deciding = await first.page(`${here}/review/decision`);
  expect(deciding).toContain("une nouvelle version, qui remplace celle de la relecture nᵒ\u00a01.");
  expect(deciding).toContain(redline);
  const other = await (await browse(network, "second", "review", id)).page(`${here}/review`);
  expect(other).toContain(redline);
  expect(other).not.toContain("How my");
});

test("a round of the same version again has nothing to compare", async () => {
  await closeRound(network, id, true);
  version = await submitDraft(network, id);
  expect(await roundOf(2)).toMatchObject({ number: 2 });
  for (const page of ["review", "review/decision"]) {
    expect(await first.page(`${here}/${page}`)).not.toMatch(/\/redline|remplace celle/);
  }
});

test("however many rounds came since, what a round was offered is told, and what was done of it", async () => {
  await first.post(`${here}/remarks`, await fieldsFor("De quoi parle"));
  await sendAlong("avis-1");
  const old = version;
  await decideAs(network, "second", id, "requestChanges");
  await closeRound(network, id);
  await declined("r1");
  for (const words of ["De qui parle-t-on", "D’où parle-t-on"]) {
    if ((await stateOf(network, id)).stage === "review") await closeRound(network, id, true);
    await renew(words);
  }
  expect(await roundOf(3)).toMatchObject({ number: 3 });
  const told = /Remarque 1<\/strong>[\s\S]*Non retenue[\s\S]*À préciser\.[\s\S]*Le terme est celui du programme/;
  expect(await first.page(`${here}/receipts/avis-1`)).toMatch(told);
  expect(await (await first.get(`${here}/receipts/avis-1/copy`)).text()).toContain("Le terme est celui du programme.");
  expect(await first.page(`${here}/remarks`)).toMatch(told);
  expect(await first.page(`${here}/review?version=${old}`)).toMatch(
    /<strong>1<\/strong> Commentaire[\s\S]*À préciser\.[\s\S]*Non retenue[\s\S]*Le terme est celui du programme/,
  );
  expect(await first.page(`${here}/review`)).toContain(`href="${here}/remarks"`);
  for (let number = 4; number <= 8; number++) {
    await closeRound(network, id, true);
    await renew(`Question ${number}`);
  }
  expect(await roundOf()).toBeUndefined();
  const asJson = await first.get(`${here}/receipts/avis-1`, { accept: "application/json" });
  expect(await asJson.json()).toMatchObject({
    receipt: { round: 1, choice: "approve", remarks: [{ id: "r1", disposition: "declined" }] },
  });
  expect(await first.page(`${here}/remarks`)).toMatch(/Non retenue[\s\S]*Le terme est celui du programme/);
});

test("the same is there as JSON", async () => {
  const block = await blockSaying("De quoi parle");
  const asked = { remark: "r1", round: 1, version, block, type: "correction", correction: "De qui parle-t-on ?" };
  const saved = await first.json(`${here}/remarks`, asked);
  expect([saved.status, await saved.json()]).toMatchObject([
    201,
    { remark: { id: "r1", proposal: "De qui parle-t-on ?" } },
  ]);
  expect((await first.json(`${here}/remarks`, { ...asked, correction: undefined })).status).toBe(400);
  const json = async (path: string) => (await first.get(path, { accept: "application/json" })).json();
  expect(await json(`${here}/review`)).toMatchObject({
    round: { number: 1 },
    remarks: { unsent: [{ id: "r1" }], sent: [] },
    files: [],
  });
  expect((await first.json(`${here}/remarks/sending`, { round: 1, version, submission: "envoi-1" })).status).toBe(201);
  expect(await json(`${here}/remarks`)).toMatchObject({
    unsent: [],
    sent: [{ id: "r1", number: 1, disposition: "open" }],
  });
  const decided = await first.json(`${here}/review/decision`, {
    round: 1,
    version,
    submission: "avis-1",
    choice: "abstain",
  });
  expect(decided.status).toBe(201);
  expect(await json(`${here}/receipts/avis-1`)).toMatchObject({ receipt: { choice: "abstain", version, remarks: [] } });
});

test("a remark that moves a passage says so, and goes on until something else is proposed", async () => {
  const [block, goal] = [await blockSaying("Des échanges"), await blockSaying("Mars")];
  const elsewhere = { type: "addition", anchor: { part: "part-1", block: goal }, proposal: "Des échanges." } as const;
  const pad = { deliverable: id, person: network.people.first.id };
  const remark = {
    id: "r1",
    round: 1,
    version,
    type: "correction",
    text: "Après le calendrier.",
    proposal: "",
  } as const;
  await saveRemark(network.ports, pad, { ...remark, anchor: { part: "part-1", block }, elsewhere });
  expect(await first.page(`${here}/remarks`)).toMatch(/Déplacer «\sDes échanges\.\s»[\s\S]*Après le calendrier\./);
  const asked = { remark: "r1", round: 1, version, block, type: "correction", correction: "", text: "Plutôt après." };
  expect((await first.json(`${here}/remarks`, asked)).status).toBe(201);
  expect(await unsent()).toMatchObject([{ text: "Plutôt après.", proposal: "", elsewhere }]);
  expect((await first.json(`${here}/remarks`, { ...asked, correction: "Des visites." })).status).toBe(201);
  expect((await unsent())[0]).toMatchObject({ proposal: "Des visites." });
  expect((await unsent())[0]?.elsewhere).toBeUndefined();
});
