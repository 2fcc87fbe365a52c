import { readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, describe, expect, test } from "vitest";
import { type Remark, saveRemark } from "../../../../shared/stored/remark.ts";
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
import { offerAs } from "../../offering.ts";
import { remarkingOn } from "../remarking.ts";
import { openReview, type UnderReview } from "../under-review.ts";

let { network, id, here, version } = {} as UnderReview;
let first: Browser;

beforeEach(async () => {
  ({ network, id, here, version } = await openReview());
  first = await browse(network, "first", "review", id);
});

const { blockSaying, fieldsFor, unsent } = remarkingOn(() => ({ network, id, version }));

describe("on the reading page", () => {
  test("every block of the author's has a way to remark on it, what is ours has none", async () => {
    const page = await first.page(`${here}/review`);
    const [part] = await loadVersion(network.ports.files, await stateOf(network, id), version);
    for (const { id: block } of part!.tree.blocks) expect(page).toContain(`href="review?remark=${block}"`);
    expect(page.match(/class="plus"/g)).toHaveLength(part!.tree.blocks.length + 1);
    expect(page).toContain("celles des autres relecteurs paraîtront une fois votre avis donné");
  });

  test("the form opens in its place, and what is saved shows there", async () => {
    const block = await blockSaying("De quoi parle");
    const form = await first.page(`${here}/review?remark=${block}`);
    expect(form).toMatch(
      new RegExp(`id="${block}"[\\s\\S]*<form method="post" action="${here}/remarks"[\\s\\S]*Un cadre`),
    );
    expect(form).toContain("De quoi parle-t-on ?</textarea>");
    const saved = await first.post(`${here}/remarks`, await fieldsFor("De quoi parle", { words: "De quoi parle" }));
    expect([saved.status, saved.headers.get("location")]).toEqual([303, `${here}/review#${block}`]);
    expect(await unsent()).toMatchObject([
      {
        id: "r1",
        type: "comment",
        anchor: { part: "part-1", block, quotation: { exact: "De quoi parle" } },
        text: "À préciser.",
      },
    ]);
    const page = await first.page(`${here}/review`);
    expect(page).toMatch(
      /Une remarque<\/a>, <span class="muted">gardée à [\s\S]*<mark data-remark="r1">De quoi parle<\/mark>/,
    );
    expect(page).toMatch(
      /id="remark-r1"[^>]*data-edit[\s\S]*<strong>1<\/strong> Commentaire[\s\S]*À préciser\.[\s\S]*href="review\?edit=r1"/,
    );
    expect(await first.page(`${here}/review?edit=r1`)).toContain('value="De quoi parle"');
  });

  describe("words that the passage says twice", () => {
    const twice = { words: "o", text: "Laquelle ?" };
    const second = { quotation: { prefix: "De quoi parle-t-", suffix: "n?" } };

    test("are asked about, with what stands around them, and kept nowhere before", async () => {
      const asked = await first.post(`${here}/remarks`, await fieldsFor("De quoi parle", { ...twice, asked: "" }));
      const body = await asked.text();
      expect(asked.status).toBe(422);
      expect(body).toContain('<a href="#occurrence">Ces mots sont 2 fois dans ce passage');
      expect(body).toMatch(/type="radio" value="1\/2">\s*<label[^>]*>….De qu<mark>o<\/mark>i parle-t-on/u);
      expect(body).toMatch(/type="radio" value="2\/2">\s*<label[^>]*>….De quoi parle-t-<mark>o<\/mark>n/u);
      expect(await unsent()).toEqual([]);
      const answer = { ...twice, asked: "o", occurrence: "2/2" };
      expect((await first.post(`${here}/remarks`, await fieldsFor("De quoi parle", answer))).status).toBe(303);
      expect(await unsent()).toMatchObject([{ anchor: second }]);
      const again = await first.page(`${here}/review?edit=r1`);
      expect(again).toMatch(/name="occurrence" type="radio" value="2\/2" checked/);
    });

    test("are those selected, where the page counts as many as there are", async () => {
      const block = await blockSaying("De quoi parle");
      const form = await first.page(`${here}/review?remark=${block}&words=o&occurrence=2/2`);
      expect(form).toMatch(/name="occurrence" type="radio" value="2\/2" checked/);
      const wrong = await fieldsFor("De quoi parle", { ...twice, occurrence: "2/3" });
      expect((await first.post(`${here}/remarks`, wrong)).status).toBe(422);
      const others = await fieldsFor("De quoi parle", { words: "e", asked: "o", occurrence: "1/2" });
      expect((await first.post(`${here}/remarks`, others)).status).toBe(422);
    });

    test.each([
      ["comment", { anchor: expect.not.objectContaining({ quotation: expect.anything() }) }],
      ["correction", { text: "«\u202fo\u202f»\n\nLaquelle ?", proposal: "a" }],
    ])("are not the first of them in a %s saved while it is typed", async (type, kept) => {
      const typed = { ...twice, type, correction: "a", unfinished: "true" };
      expect((await first.post(`${here}/remarks`, await fieldsFor("De quoi parle", typed))).status).toBe(303);
      const [remark] = await unsent();
      expect(remark).toMatchObject(kept);
      if (type === "correction") expect(remark!.anchor).toBeUndefined();
    });
  });

  test.each<[string, Record<string, string>, string, string]>([
    ["nothing said", { text: " " }, "text", "Écrivez votre commentaire."],
    ["words that are not there", { words: "tout autre chose" }, "words", "Ces mots ne sont pas dans ce passage"],
    [
      "a correction that changes nothing",
      { type: "correction", correction: "De quoi parle-t-on ?" },
      "correction",
      "Changez les mots",
    ],
    ["no text to add", { type: "addition" }, "addition", "Écrivez le texte à ajouter."],
    ["no reference", { type: "reference" }, "reference", "Donnez la référence."],
  ])("%s: the form is there again, with what was typed", async (_, changes, field, message) => {
    const response = await first.post(
      `${here}/remarks`,
      await fieldsFor("De quoi parle", { text: "Tapé", ...changes }),
    );
    const body = await response.text();
    expect(response.status).toBe(422);
    expect(body).toMatch(/<title>Erreur\u00a0: /);
    expect(body).toContain(`<a href="#${field}">${message}`);
    expect(body).toContain('name="remark" value="r1"');
    if (field !== "text") expect(body).toContain(">Tapé</textarea>");
    expect(await unsent()).toEqual([]);
  });

  test.each<[string, Record<string, string>, object]>([
    [
      "a correction",
      { type: "correction", correction: "De quoi parlons-nous ?" },
      { proposal: "De quoi parlons-nous ?" },
    ],
    ["words to take out", { type: "correction", words: "De quoi", correction: "" }, { proposal: "" }],
    ["an addition", { type: "addition", addition: "Et de qui ?", text: "" }, { proposal: "Et de qui ?", text: "" }],
    ["a reference", { type: "reference", reference: "Noël, 2014." }, { proposal: "Noël, 2014." }],
    ["the whole document", { block: "", type: "comment" }, { text: "À préciser." }],
  ])("%s is kept", async (_, changes, expected) => {
    expect((await first.post(`${here}/remarks`, await fieldsFor("De quoi parle", changes))).status).toBe(303);
    const [remark] = await unsent();
    expect(remark).toMatchObject(expected);
    expect(remark?.anchor === undefined).toBe(changes.block === "");
  });

  test("saved as it is typed, it is one remark, until it is taken out", async () => {
    const json = { accept: "application/json" };
    const type = async (text: string) =>
      first.post(`${here}/remarks`, await fieldsFor("De quoi parle", { text, unfinished: "true" }), json);
    expect(await (await type("")).json()).toMatchObject({ remark: null });
    await type("À");
    expect((await type("À préciser")).status).toBe(201);
    expect(await unsent()).toMatchObject([{ text: "À préciser" }]);
    await first.post(
      `${here}/remarks`,
      await fieldsFor("De quoi parle", {
        text: "",
        type: "correction",
        correction: "De quoi parle-t-on ?",
        unfinished: "true",
      }),
      json,
    );
    expect(await first.page(`${here}/remarks`)).toContain("À compléter");
    await first.post(`${here}/remarks`, await fieldsFor("De quoi parle", { remove: "true" }));
    expect(await unsent()).toEqual([]);
  });

  test.each<[string, Record<string, string>]>([
    ["a comment on words", { words: "De quoi" }],
    ["a correction", { type: "correction", correction: "De quoi parlons-nous ?" }],
    ["a correction that is only begun", { type: "correction", correction: "De quoi parle-t-on ?", unfinished: "true" }],
    [
      "an addition to the second of the same words",
      { type: "addition", addition: "n", words: "o", asked: "o", occurrence: "2/2" },
    ],
    ["a comment on the whole document", { block: "" }],
  ])("without script %s that was taken out comes back by one click", async (_, changes) => {
    await first.post(`${here}/remarks`, await fieldsFor("De quoi parle", changes));
    const [{ created: _created, updated: _updated, ...before }] = (await unsent()) as [Remark];
    const removing = { round: "1", version, type: "comment", remove: "true", remark: "r1" };
    const removed = await first.post(`${here}/remarks`, removing);
    const page = await removed.text();
    expect([removed.status, await unsent()]).toEqual([200, []]);
    const note =
      /<div class="note done" role="status"><p>La remarque est supprimée\.<\/p>[\s\S]*?Rétablir<\/button><\/form>/.exec(
        page,
      )![0];
    const fields = [...note.matchAll(/name="(\w+)" value="([^"]*)"/g)].map(([, name = "", value = ""]) => [
      name,
      value,
    ]);
    const restored = await first.post(`${here}/remarks`, Object.fromEntries(fields));
    expect(restored.status).toBe(303);
    expect(await unsent()).toEqual([expect.objectContaining(before)]);
    // once more finds nothing to take out
    await first.post(`${here}/remarks`, removing);
    expect((await first.post(`${here}/remarks`, removing)).status).toBe(303);
  });

  test("one that came with more than a form holds is not offered back: the form would lose that", async () => {
    await first.post(`${here}/remarks`, await fieldsFor("De quoi parle"));
    const [remark] = await unsent();
    const pad = { deliverable: id, person: network.people.first.id };
    const replies = [{ author: "Camille", text: "Oui. ".repeat(60_000) }];
    await saveRemark(network.ports, pad, { ...remark!, replies });
    expect(await first.page(`${here}/review`)).toMatch(/data-edit="[^"]*" data-gone/);
    const removing = { round: "1", version, type: "comment", remove: "true", remark: "r1" };
    const page = await (await first.post(`${here}/remarks`, removing)).text();
    expect(page).toMatch(/role="status"><p>La remarque est supprimée\.<\/p><\/div>/);
    expect(await unsent()).toEqual([]);
  });

  test("links of the page that answers where one was taken out, or refused, lead to the reading page", async () => {
    for (const remark of ["r1", "r2"])
      await first.post(`${here}/remarks`, await fieldsFor("De quoi parle", { remark, text: "À suivre." }));
    const removing = { round: "1", version, type: "comment", remove: "true", remark: "r2" };
    const removed = await first.post(`${here}/remarks`, removing);
    const refused = await first.post(`${here}/remarks`, await fieldsFor("De quoi parle", { remark: "r3", text: " " }));
    const follow = (body: string, link: RegExp) => {
      const { pathname, search } = new URL(link.exec(body)![1]!, `http://localhost${here}/remarks`);
      return first.page(pathname + search);
    };
    for (const body of [await removed.text(), await refused.text()]) {
      expect(await follow(body, /href="([^"]*\?edit=r1)"/)).toContain(">À suivre.</textarea>");
      expect(await follow(body, /class="plus"[^>]*href="([^"]*)"/)).toContain('name="block"');
      expect(await follow(body, /data-whole href="([^"]*)"/)).toContain('name="block"');
    }
  });

  test("what an addition is, and where it will stand, is said beside its box", async () => {
    const form = await first.page(`${here}/review?remark=${await blockSaying("De quoi parle")}&type=addition`);
    expect(form).toMatch(
      /<div class="of-addition">[\s\S]*?<label[^>]*>Texte à ajouter<\/label>[\s\S]*?Quelques mots viendront juste après les mots choisis[\s\S]*?dans un paragraphe à la suite[\s\S]*?<textarea/,
    );
  });

  test("nobody else sees it, nor may write in its place", async () => {
    await first.post(`${here}/remarks`, await fieldsFor("De quoi parle"));
    for (const role of ["second", "author", "coordinator"] as const) {
      expect(await (await browse(network, role)).page(`${here}/review`)).not.toContain("À préciser.");
    }
    for (const role of ["author", "funder", "stranger"] as const) {
      const response = await (await browse(network, role)).post(`${here}/remarks`, await fieldsFor("De quoi parle"));
      expect(response.status).toBe(404);
    }
  });

  test("what is sent is numbered there; others see it when the round is closed", async () => {
    await first.post(`${here}/remarks`, await fieldsFor("De quoi parle"));
    await first.post(`${here}/remarks/sending`, { round: "1", version, submission: "envoi", confirmed: "true" });
    expect(await first.page(`${here}/review`)).toMatch(
      /id="remark-r1"[\s\S]*<strong>1<\/strong> Commentaire <span class="muted">envoyée, [\s\S]*En attente de suite/,
    );
    const second = await browse(network, "second");
    expect(await second.page(`${here}/review`)).not.toContain("À préciser.");
    for (const role of ["first", "second"] as const) await decideAs(network, role, id, "approve");
    await closeRound(network, id);
    expect(await second.page(`${here}/review`)).toMatch(
      /<strong>1<\/strong> Comment <span class="muted">Direction \(ORIV\), [\s\S]*À préciser\./,
    );
  });
});

describe("the contents beside the text", () => {
  const counts = async (reader: Browser) => {
    const [nav = ""] = /<nav class="toc"[\s\S]*?<\/nav>/.exec(await reader.page(`${here}/review`)) ?? [];
    const lines = [...nav.matchAll(/<li><a [^>]*>([^<]*)<\/a>(?: <span class="count">(\d+))?/g)];
    return Object.fromEntries(lines.flatMap(([, title, count]) => (count ? [[title, Number(count)]] : [])));
  };

  test("count the remarks that the margins show, those on a note where it is called", async () => {
    await offerAs(network, "second", id, { id: "theirs", type: "comment", words: "Un cadre", text: "Et ici ?" });
    await offerAs(network, "first", id, { id: "mine", type: "comment", words: "Une note", text: "Laquelle ?" });
    expect(await counts(first)).toEqual({ "3 Cadre de référence": 1 });
    await decideAs(network, "first", id, "approve");
    expect(await counts(first)).toEqual({ "3 Cadre de référence": 2 });
  });

  test("are in the language of the document, on a page in another one", async () => {
    const page = await (await browse(network, "second")).page(`${here}/review`);
    const [nav = ""] = /<nav class="toc"[\s\S]*?<\/nav>/.exec(page) ?? [];
    expect(page).toContain('<html lang="en">');
    expect(nav).toMatch(/<a href="#[^"]+" lang="fr">3 Cadre de référence<\/a>/);
  });

  test("follow how far a version is read by its name, so that the next one is read from its beginning", async () => {
    expect(await first.page(`${here}/review`)).toContain(`<div data-read="${version.slice(0, 12)}"`);
  });
});

test("a dossier's remarks find their member's part, and ours no remark", async () => {
  const parts = [
    { id: "part-1", title: "ORIV" },
    { id: "part-2", title: "CRPV Essonne" },
  ];
  id = await createNote(network, { kind: "resource-dossier", parts });
  for (const [index, name] of ["oriv.md", "crpv-essonne.md"].entries()) {
    const text = readFileSync(join(import.meta.dirname, "../../../../templates/resource-dossier/sample", name), "utf8");
    await deposit(network, id, text, name, `part-${index + 1}`);
  }
  const state = await stateOf(network, id);
  version = await submitDraft(network, id);
  here = `/deliverables/${id}`;
  first = await browse(network, "first", "review", id);
  const page = await first.page(`${here}/review`);
  const loaded = await loadVersion(network.ports.files, state, version);
  const block = loaded[1]!.tree.blocks.find((each) => JSON.stringify(each).includes("Neuf coordonnateurs"))!.id;
  expect(page).toContain(`"review?remark=p2-${block}"`);
  expect(page).not.toContain("?remark=p2-part");
  const place = { round: "1", version, block: `p2-${block}`, words: "Neuf coordonnateurs" };
  await first.post(`${here}/remarks`, { ...place, remark: "r1", type: "comment", text: "Lequel ?" });
  expect(await unsent()).toMatchObject([
    { anchor: { part: "part-2", block, quotation: { exact: "Neuf coordonnateurs" } } },
  ]);
  expect(await first.page(`${here}/review`)).toContain('<mark data-remark="r1">Neuf coordonnateurs</mark>');
});

test("words of a table's cell are remarked on beside the table", async () => {
  id = await createNote(network);
  const table = "| Qui | Quand |\n|---|---|\n| ORIV | Mars |\n| CREFE | Juillet |\n";
  await deposit(network, id, completeDraft.replace("Mars, puis juillet.", table));
  version = await submitDraft(network, id);
  here = `/deliverables/${id}`;
  first = await browse(network, "first", "review", id);
  const block = await blockSaying("Juillet");
  const place = { round: "1", version, block, words: "Juillet" };
  await first.post(`${here}/remarks`, { ...place, remark: "r1", type: "comment", text: "Trop tard ?" });
  const [remark] = await unsent();
  expect(remark?.anchor?.block).not.toBe(block);
  const page = await first.page(`${here}/review?edit=r1`);
  expect(page).toMatch(
    /<mark data-remark="r1">Juillet<\/mark>[\s\S]*<\/table>[\s\S]*<strong>1<\/strong> Commentaire[\s\S]*<form[^>]*data-remark[\s\S]*Trop tard \?/,
  );
});

test("words as the page shows them are found as their author typed them", async () => {
  id = await createNote(network);
  const cited = "Un cadre posé par l’UNESCO [@unesco2001], puis repris[^1]";
  const entry =
    "references:\n  - id: unesco2001\n    type: book\n    title: Déclaration\n    author: [{ literal: UNESCO }]\n    issued: { date-parts: [[2001]] }\n---";
  await deposit(
    network,
    id,
    completeDraft.replace("Un cadre[^1]", cited).replace("lang: fr\n---", `lang: fr\n${entry}`),
  );
  version = await submitDraft(network, id);
  here = `/deliverables/${id}`;
  first = await browse(network, "first", "review", id);
  const words = "posé par l'UNESCO (UNESCO 2001), puis repris1";
  const place = { round: "1", version, block: await blockSaying("Un cadre"), words };
  const saved = await first.post(`${here}/remarks`, {
    ...place,
    remark: "r1",
    type: "comment",
    text: "Depuis quand ?",
  });
  expect(saved.status).toBe(303);
  expect((await unsent())[0]?.anchor?.quotation?.exact).toMatch(
    /^posé par l'UNESCO unesco2001, puis repris$|posé par l'UNESCO.*puis/,
  );
});
