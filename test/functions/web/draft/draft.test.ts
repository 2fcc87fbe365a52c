import { beforeEach, describe, expect, test } from "vitest";
import { changeKind } from "../../../../shared/acts/kinds.ts";
import { issue } from "../../../../shared/chain/issue.ts";
import { loadKind } from "../../../../shared/kinds/resolve.ts";
import { deliverables } from "../../../../shared/stored/deliverable.ts";
import { readingKey, uploadKey } from "../../../../shared/stored/objects.ts";
import { fixture } from "../../../formats/drafts.ts";
import {
  arrive,
  as,
  type Browser,
  browse,
  closeRound,
  completeDraft,
  createNote,
  decideAs,
  deposit,
  type Network,
  openTestNetwork,
  sendMails,
  stateOf,
  submitDraft,
} from "../../network.ts";
import { words, wordsOf } from "../../notify/letter.ts";
import { changed } from "../../notify/scenes.ts";

type Problem = { title: string; errors: { field: string }[] };

let network: Network;

beforeEach(async () => {
  network = await openTestNetwork();
});

describe("a draft", () => {
  let id: string;
  let author: Browser;
  beforeEach(async () => {
    id = await createNote(network);
    author = await browse(network, "author");
  });

  test("is announced with its format, sent to the file store, and waited for", async () => {
    const begun = await author.post(`/deliverables/${id}/uploads`, { format: "docx" });
    const page = begun.headers.get("location") ?? "";
    expect(page).toMatch(new RegExp(`^/deliverables/${id}/uploads/`));
    const form = await author.page(page);
    expect(form).toMatch(
      /<form method="post" action="\/files" enctype="multipart\/form-data">[\s\S]*name="key"[\s\S]*name="file"/,
    );
    const upload = page.split("/").at(-1) ?? "";
    await network.ports.files.put(uploadKey(upload), Buffer.from("PK"), "application/octet-stream");
    expect(await author.page(page)).toMatch(
      /<noscript><meta http-equiv="refresh" content="4"><\/noscript>[\s\S]*Nous lisons votre fichier/,
    );
    expect(await (await author.get(page, { accept: "application/json" })).json()).toMatchObject({
      upload: { status: "awaited", arrived: true },
    });
  });

  test.each<[string, object, number, string]>([
    ["too large", { name: "a.docx", bytes: 30_000_000 }, 413, "file-too-large"],
    ["empty", { name: "a.docx", bytes: 0 }, 422, "file-empty"],
    ["an old Word file", { name: "a.doc", bytes: 10 }, 415, "file-legacy-doc"],
    ["a Word file with macros", { name: "a.docm", bytes: 10 }, 422, "file-macros"],
    ["of another kind", { name: "a.pdf", bytes: 10 }, 415, "file-type-unknown"],
    ["for no part", { name: "a.md", bytes: 10, part: "autre" }, 400, "request-invalid"],
    ["without a name", { bytes: 10 }, 400, "request-invalid"],
  ])("%s is refused before it is sent", async (_, asked, status, code) => {
    const response = await author.json(`/deliverables/${id}/uploads`, asked);
    expect(response.status).toBe(status);
    const problem = (await response.json()) as Problem;
    expect(problem).toMatchObject({ code });
    expect(problem.title).not.toMatch(/\{\w+\}/);
    expect((await stateOf(network, id)).uploads).toEqual({});
  });

  test("that could not be read says why, and can be sent again", async () => {
    const upload = await deposit(network, id, "du texte", "cadrage.docx");
    const page = await author.page(`/deliverables/${id}/uploads/${upload}`);
    expect(page).toMatch(/Ce fichier n’a pas pu être lu[\s\S]*cadrage\.docx[\s\S]*Déposer un fichier/);
    expect(page).not.toMatch(/\{\w+\}/);
  });

  test("that lacks a section names it and cannot be submitted", async () => {
    const upload = await deposit(network, id, completeDraft.replace("# Méthode", "# Autre chose"));
    const page = await author.page(`/deliverables/${id}/uploads/${upload}`);
    expect(page).toContain("Rubriques manquantes\u00a0: Méthode.");
    expect(page).not.toContain("/submission");
    const version = (await stateOf(network, id)).versions[0]?.hash ?? "";
    const response = await author.post(`/deliverables/${id}/submission`, { version, confirmed: "true" });
    expect(response.status).toBe(422);
    expect(await response.text()).toContain("type demande\u00a0: Méthode.");
    expect((await stateOf(network, id)).stage).toBe("draft");
  });

  test("that was read before its kind demanded a section lacks it, on every page and when it is submitted", async () => {
    const upload = await deposit(network, id, completeDraft);
    const [draft] = (await stateOf(network, id)).versions;
    const { kind } = await loadKind(network.ports.assets, "framing-note");
    const demanded = { id: "risks", title: { fr: "Risques" }, also: [], required: true, from: "heading" as const };
    await changeKind(network.ports, { ...kind, sections: [...kind.sections, demanded] });
    const coordinator = await browse(network, "coordinator");
    const pages = [`/draft`, `/submission`, `/uploads/${upload}`].map((page) => `/deliverables/${id}${page}`);
    const shown = await Promise.all([...pages.map(author.page), coordinator.page(`/deliverables/${id}`)]);
    for (const page of shown) expect(page).toContain("Rubriques manquantes\u00a0: Risques.");
    expect(shown.join("")).not.toContain('/submission"');
    const form = { version: draft!.hash, confirmed: "true" };
    const answers = await Promise.all([author, coordinator].map((who) => who.post(`${pages[1]}`, form)));
    expect(answers.map(({ status }) => status)).toEqual([422, 422]);
    expect(await answers[0]!.text()).toContain("type demande\u00a0: Risques.");
    expect((await stateOf(network, id)).stage).toBe("draft");
    await changeKind(network.ports, kind);
    expect((await author.post(`${pages[1]}`, form)).status).toBe(303);
  });

  test("is read with what was noticed in it and its sections beside it, which come first on a telephone", async () => {
    const upload = await deposit(network, id, completeDraft.replace("Un cadre", "Un cadre [@inconnu2007]"));
    const page = await author.page(`/deliverables/${id}/uploads/${upload}`);
    const [, beside = "", read = ""] = /<div class="span-5 beside stays">([\s\S]*)<div class="span-7">([\s\S]*)/.exec(
      page,
    )!;
    expect(beside).toMatch(/Télécharger l’original[\s\S]*Un point à vérifier[\s\S]*<nav aria-labelledby="contents">/);
    expect(beside).toMatch(/<nav aria-labelledby="contents">[\s\S]*<ul class="plain" lang="fr">/);
    const places = [...beside.matchAll(/<li><a href="#([\w-]+)">\d /g)].map(([, place]) => place);
    expect(places).toHaveLength(5);
    for (const place of places) expect(read).toContain(`id="${place}"`);
    expect(read).not.toContain("Sommaire");
  });

  test("with a warning leads to its place", async () => {
    const upload = await deposit(network, id, completeDraft.replace("Un cadre", "Un cadre [@inconnue]"));
    const page = await author.page(`/deliverables/${id}/uploads/${upload}`);
    const [, place] = /<li>[^<]*inconnue[^<]*<a href="#([^"]+)">Voir l’endroit/.exec(page) ?? [];
    expect(page).toContain(`id="${place}"`);
  });

  const reviewed = ["relecture.libreoffice.odt", "relecture.libreoffice.docx"];
  test.each([
    ...reviewed.map((name) => [name, {}, "accepted", "nouveau"] as const),
    ...reviewed.map((name) => [name, { changes: "rejected" }, "rejected", "vieux"] as const),
  ])("%s, %j: its changes are read as chosen, and all is shown", async (name, asked, changes, word) => {
    const begun = await author.json(`/deliverables/${id}/uploads`, { name, ...asked });
    expect(begun.status).toBe(201);
    const { upload } = (await begun.json()) as { upload: string };
    await arrive(network, id, upload, fixture(name));
    const state = await stateOf(network, id);
    expect(state.versions[0]?.manifest.parts[0]?.reading).toEqual({ changes });
    const page = await author.page(`/deliverables/${id}/uploads/${upload}`);
    const told = page.replace(/[\u00a0\u202f]/g, " ");
    expect(told).toContain("3 commentaires et modifications");
    expect(told).toMatch(/<li>Relectrice \(7 juin 2024\) ajoute « nouveau » après « Le »/);
    expect(told).toMatch(/<li>Auteur \(7 juin 2024\) supprime « vieux » après « Le( nouveau)? »/);
    const comment =
      /<li>Relectrice \(8 juin 2024\) commente « travail commun » : « À préciser. » <a href="#([^"]+)">Voir/;
    const place = comment.exec(told)?.[1];
    expect(page).toContain(`id="${place}"`);
    const paragraph = new RegExp(`id="${place}"[^>]*>([\\s\\S]*?)</p>`).exec(page)?.[1];
    expect(paragraph).toContain(word);
  });

  test.each<[string, (version: string) => object, RegExp]>([
    ["kept as bare warnings", () => [{ code: "contents-dropped", details: {} }], /<li>La table des matières/],
    [
      "of a copy of ours",
      (version) => ({ warnings: [], contributions: [], version }),
      /part du document Word de la relecture 1\./,
    ],
    [
      "of a copy of ours that this deliverable does not know",
      () => ({ warnings: [], contributions: [], version: "c0ffee".repeat(10) }),
      /part d’un document Word que Livrable a fait d’un autre texte/,
    ],
  ])("whose reading was %s says so", async (_, noticed, expected) => {
    const upload = await deposit(network, id);
    await submitDraft(network, id);
    const { version } = (await stateOf(network, id)).rounds[0]!;
    const { files } = network.ports;
    await files.delete(readingKey(upload));
    await files.put(readingKey(upload), Buffer.from(JSON.stringify(noticed(version))), "application/json");
    expect(await author.page(`/deliverables/${id}/uploads/${upload}`)).toMatch(expected);
  });

  test("has as many points to check on its page, in the history and in the mail", async () => {
    const upload = await deposit(
      network,
      id,
      `${completeDraft}\n#### Un titre trop bas\n\n![x](pas-la.png)\n\n<iframe src="https://exemple.fr"></iframe>\n`,
    );
    const page = (await author.page(`/deliverables/${id}/uploads/${upload}`)).replace(/[\u00a0\u202f]/g, " ");
    const [, count = ""] = /<h2 id="warnings">(\d+) points à vérifier/.exec(page) ?? [];
    expect(Number(count)).toBeGreaterThan(2);
    const history = await (await browse(network, "coordinator")).page(`/deliverables/${id}`);
    expect(history.replace(/[\u00a0\u202f]/g, " ")).toContain(`version 1, ${count} points à vérifier`);
    await sendMails(network);
    expect(network.sent.map(({ subject }) => subject.replace(/[\u00a0\u202f]/g, " "))).toContainEqual(
      expect.stringContaining(`lu, ${count} points à vérifier`),
    );
  });

  test("folds a round that is over, and says the day it was closed on, not the one it was to end", async () => {
    await deposit(network, id);
    await submitDraft(network, id);
    await decideAs(network, "first", id, "requestChanges");
    await decideAs(network, "second", id, "requestChanges");
    await closeRound(network, id);
    const page = await author.page(`/deliverables/${id}/draft`);
    const [, round = ""] = /<details id="round">([\s\S]*?)<\/details>/.exec(page) ?? [];
    expect(wordsOf(round)).toContain("Close le ");
    expect(wordsOf(page)).not.toContain("Échéance");
  });

  test("is submitted until the end of the day planned for its review", async () => {
    await deposit(network, id);
    const version = (await stateOf(network, id)).versions[0]?.hash ?? "";
    const response = await author.post(`/deliverables/${id}/submission`, { version, confirmed: "true" });
    expect(response.headers.get("location")).toBe(`/deliverables/${id}/draft`);
    expect((await stateOf(network, id)).rounds).toMatchObject([
      { deadline: "2008-05-12T22:00:00.000Z", rule: { quorum: 2 } },
    ]);
    expect(
      (await author.post(`/deliverables/${id}/submission`, { version, confirmed: "true" })).headers.get("location"),
    ).toBe(`/deliverables/${id}/draft`);
    expect((await stateOf(network, id)).rounds).toHaveLength(1);
  });

  test("is submitted with a word that the invitations have, and no longer than two lines", async () => {
    await deposit(network, id);
    const version = (await stateOf(network, id)).versions[0]?.hash ?? "";
    const note = "La partie sur les financements compte le plus ; l’annexe peut attendre.";
    const send = (word: string) =>
      author.post(`/deliverables/${id}/submission`, { version, confirmed: "true", note: word });
    expect((await send("Merci. ".repeat(50))).status).toBe(422);
    expect((await send(note)).status).toBe(303);
    await sendMails(network);
    const asked = [network.people.first.address, network.people.second.address];
    const invitations = network.sent.filter(({ to }) => asked.includes(to.address));
    expect(words(invitations[0]!.text)).toContain(`Un mot de Chargée de mission (COFRIMI) : « ${note} »`);
    expect(invitations.map(({ text, html }) => [words(text).includes(note), words(html).includes(note)])).toEqual([
      [true, true],
      [true, true],
    ]);
    const { first, second, stranger } = network.people;
    const reviewers = [first.id, second.id, stranger.id];
    await issue(deliverables, network.ports, id, { type: "amend", by: as(network, "coordinator"), reviewers });
    await sendMails(network);
    const late = network.sent.find(({ to }) => to.address === stranger.address);
    expect(words(late?.text ?? "")).toContain(note);
    const history = await (await browse(network, "coordinator")).page(`/deliverables/${id}`);
    expect(wordsOf(history)).toContain(note);
  });

  test("is not submitted where a reviewer whose access was ended is needed, and the page says so", async () => {
    await deposit(network, id);
    const by = as(network, "coordinator");
    await issue(deliverables, network.ports, id, { type: "endAccess", by, person: network.people.second.id });
    const page = await author.page(`/deliverables/${id}/submission`);
    expect(page).toContain("dépasse le nombre de relecteurs qui ont accès");
    expect(page).not.toContain("IREV");
    const version = (await stateOf(network, id)).versions[0]?.hash ?? "";
    const answer = await author.post(`/deliverables/${id}/submission`, { version, confirmed: "true" });
    expect([answer.status, (await stateOf(network, id)).stage]).toEqual([422, "draft"]);
  });

  test("whose planned day is past has the days its kind gives", async () => {
    await deposit(network, id);
    network.world.set(Date.parse("2008-06-02T08:00:00.000Z"));
    const version = (await stateOf(network, id)).versions[0]?.hash ?? "";
    const fresh = await browse(network, "author");
    await fresh.post(`/deliverables/${id}/submission`, { version, confirmed: "true" });
    expect((await stateOf(network, id)).rounds).toMatchObject([{ deadline: "2008-06-23T22:00:00.000Z" }]);
  });
});

test("a new version after changes were asked says which remarks have no disposition yet, where it is sent and before", async () => {
  const id = await changed(network);
  const author = await browse(network, "author");
  const page = await author.page(`/deliverables/${id}`);
  expect(wordsOf(page)).toContain("Une remarque est sans suite");
  const sending = await author.page(`/deliverables/${id}/submission`);
  expect(wordsOf(sending)).toContain("Une remarque est encore sans suite. Donner suite aux remarques");
  expect(sending).toContain("Soumettre et inviter les relecteurs");
});
