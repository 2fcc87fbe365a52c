import { beforeEach, describe, expect, test } from "vitest";
import { issue } from "../../../../shared/chain/issue.ts";
import { deliverables, loadEvents } from "../../../../shared/stored/deliverable.ts";
import { listJobs } from "../../../../shared/stored/job.ts";
import { everySummary } from "../../../../shared/stored/lists.ts";
import { findPerson, getPerson } from "../../../../shared/stored/person.ts";
import { fixture } from "../../../formats/drafts.ts";
import {
  arrive,
  as,
  type Browser,
  browse,
  completeDraft,
  createNote,
  decideAs,
  deposit,
  type Network,
  openTestNetwork,
  type Role,
  sendMails,
  stateOf,
  submitDraft,
} from "../../network.ts";

type Problem = { title: string; errors: { field: string }[] };

let network: Network;
let coordinator: Browser;
let plan: Record<string, string | string[]>;

beforeEach(async () => {
  network = await openTestNetwork();
  coordinator = await browse(network, "coordinator");
  const { author, first, second, funder } = network.people;
  plan = {
    id: "note-1",
    kind: "framing-note",
    title: "L’interculturalité : note de cadrage",
    action: "Interculturalité",
    language: "fr",
    parts: "",
    authors: [author.id],
    reviewers: [first.id, second.id],
    funders: [funder.id],
    quorum: "",
    dueDraft: "2008-03-20",
    dueReview: "2008-05-12",
    dueFinal: "2008-07-01",
  };
});

/** A refused form: the page again, with its summary, its fields in error, and what was typed. */
async function refused(response: Response, fields: string[], typed: string[] = []): Promise<string> {
  const body = await response.text();
  expect(response.status).toBe(422);
  expect(body).toMatch(/<title>(Erreur\u00a0: |Error: )/);
  expect(body).toMatch(/<div class="errors" role="alert"[^>]* autofocus/);
  const linked = [...body.matchAll(/<li><a href="#([\w-]+)">/g)].map(([, field]) => field ?? "");
  expect(linked.sort()).toEqual([...fields].sort());
  for (const field of linked) expect(body).toContain(`id="${field}"`);
  for (const text of typed) expect(body).toContain(text);
  expect(body).not.toMatch(/\{\w+\}|undefined/);
  return body;
}

describe("a new deliverable", () => {
  test("is checked, then made, once however often it is sent", async () => {
    const checked = await coordinator.post("/deliverables/new", plan);
    const page = await checked.text();
    expect(checked.status).toBe(200);
    expect(page).toMatch(
      /Vérifiez les réponses[\s\S]*Direction \(ORIV\), Research officer \(IREV\)[\s\S]*2 sur 2[\s\S]*12\u00a0mai 2008/,
    );
    expect(await everySummary(network.ports.store)).toEqual([]);
    for (let times = 0; times < 2; times++) {
      const made = await coordinator.post("/deliverables", plan);
      expect([made.status, made.headers.get("location")]).toEqual([303, "/deliverables/note-1"]);
    }
    const state = await stateOf(network, "note-1");
    expect(state).toMatchObject({
      title: "L’interculturalité\u00a0: note de cadrage",
      quorum: 2,
      due: { review: "2008-05-12" },
      parts: [{ title: "" }],
    });
    expect(await Array.fromAsync(loadEvents(network.ports.store, "note-1"))).toHaveLength(1);
  });

  test("may be changed while it is checked", async () => {
    const page = await (await coordinator.post("/deliverables/new/change", plan)).text();
    expect(page).toContain('value="L’interculturalité');
    expect(page).toContain(`value="${network.people.first.id}" checked`);
  });

  test.each<[string, Record<string, string | string[]>, string[]]>([
    ["nothing said", { title: "", action: "", kind: "", authors: [] }, ["title", "action", "kind", "authors"]],
    ["a kind that is not there", { kind: "rapport" }, ["kind"]],
    ["people who are not there", { reviewers: ["personne"] }, ["reviewers"]],
    ["a quorum out of reach", { quorum: "3" }, ["quorum"]],
    ["a quorum that is no number", { quorum: "deux" }, ["quorum"]],
    ["a quorum of nothing", { quorum: "0" }, ["quorum"]],
    ["a date that is not", { dueReview: "2008-02-30" }, ["dueReview"]],
    ["dates out of order", { dueReview: "2008-03-01" }, ["dueReview"]],
    ["a dossier without members", { kind: "resource-dossier", parts: " \n " }, ["parts"]],
    ["a title without end", { title: "long ".repeat(100) }, ["title"]],
  ])("%s", async (_, changes, fields) => {
    for (const path of ["/deliverables/new", "/deliverables"]) {
      await refused(await coordinator.post(path, { ...plan, ...changes }), fields, ['value="2008-07-01"']);
    }
    expect(await everySummary(network.ports.store)).toEqual([]);
  });

  test("a dossier has a part a member", async () => {
    await coordinator.post("/deliverables", {
      ...plan,
      kind: "resource-dossier",
      parts: "ORIV\r\n\r\nCRPV Essonne\r\n",
    });
    expect((await stateOf(network, "note-1")).parts).toEqual([
      { id: "part-1", title: "ORIV" },
      { id: "part-2", title: "CRPV Essonne" },
    ]);
  });

  test("who writes each part is asked before it is made, the member's own authors being ticked", async () => {
    const { author, stranger } = network.people;
    const dossier = { ...plan, kind: "resource-dossier", parts: "ORIV\nCREFE", authors: [author.id, stranger.id] };
    const checked = await (await coordinator.post("/deliverables/new", dossier)).text();
    const ticked = [...checked.matchAll(/name="owners" type="checkbox" value="([\w.-]+)" checked/g)].map(
      ([, box]) => box,
    );
    expect(ticked).toEqual([`2.${stranger.id}`]);
    await coordinator.post("/deliverables", { ...dossier, owners: [`1.${author.id}`, `2.${stranger.id}`] });
    expect((await stateOf(network, "note-1")).parts).toEqual([
      { id: "part-1", title: "ORIV", people: [author.id] },
      { id: "part-2", title: "CREFE", people: [stranger.id] },
    ]);
  });

  test.each<[string, (people: Network["people"]) => object, number]>([
    ["authors owe parts", ({ author }) => ({ title: "ORIV", people: [author.id] }), 201],
    ["nobody else does", ({ first }) => ({ title: "ORIV", people: [first.id] }), 400],
  ])("as JSON: %s", async (_, part, status) => {
    const { author } = network.people;
    const body = { kind: "resource-dossier", title: "D", action: "A", language: "fr", authors: [author.id] };
    const response = await coordinator.json("/deliverables", { ...body, parts: [part(network.people)] });
    expect(response.status).toBe(status);
  });

  test.each<[string, unknown, string[]]>([
    ["an unknown field", { title: "T", couleur: "rouge" }, ["couleur"]],
    ["a wrong type", { title: 12 }, ["title"]],
    ["not an object", [], ["JSON"]],
    ["nothing", null, ["JSON"]],
  ])("as JSON: %s is a problem with its fields", async (_, body, fields) => {
    const response = await coordinator.json("/deliverables", body);
    expect([response.status, response.headers.get("content-type")]).toEqual([400, "application/problem+json"]);
    const problem = (await response.json()) as Problem;
    expect(problem).toMatchObject({
      type: "urn:livrable:problem:request-invalid",
      status: 400,
      code: "request-invalid",
    });
    const named = problem.errors.map(({ field }) => field);
    expect(named).toEqual(expect.arrayContaining(fields));
    expect(JSON.stringify(problem)).not.toMatch(/\.ts|stack/);
  });

  test.each<[string, object, number, string]>([
    ["the same answers sent again are the same deliverable", {}, 200, ""],
    ["another title under the same id is refused", { title: "Une autre note" }, 409, "deliverable-differs"],
    ["other authors under the same id are refused", { authors: ["first"] }, 409, "deliverable-differs"],
  ])("as JSON: %s", async (_, changes, status, code) => {
    const { people } = network;
    const { quorum: _q, parts: _p, ...answers } = plan;
    const asked = { ...answers, ...changes } as typeof answers;
    const named = asked.authors === answers.authors ? asked : { ...asked, authors: [people.first.id] };
    expect((await coordinator.json("/deliverables", answers)).status).toBe(201);
    const again = await coordinator.json("/deliverables", named);
    expect([again.status, ((await again.json()) as { code?: string }).code ?? ""]).toEqual([status, code]);
    expect(await stateOf(network, "note-1")).toMatchObject({ authors: plan.authors, seq: 1 });
  });

  test("a plain document is a kind like the others, last in the list", async () => {
    const page = await coordinator.page("/deliverables/new");
    expect([...page.matchAll(/name="kind" type="radio" value="([\w-]+)"/g)].map(([, kind]) => kind)).toEqual([
      ...["framing-note", "resource-dossier", "synthesis-note", "plain"],
    ]);
    expect((await coordinator.post("/deliverables", { ...plan, kind: "plain" })).status).toBe(303);
    expect((await stateOf(network, "note-1")).kind).toBe("plain");
  });

  test("as JSON it is made, and told where", async () => {
    const { author, first } = network.people;
    const body = {
      kind: "framing-note",
      title: "Note",
      action: "A",
      language: "en",
      authors: [author.id],
      reviewers: [first.id],
      quorum: 1,
    };
    const response = await coordinator.json("/deliverables", body);
    const { id, location } = (await response.json()) as { id: string; location: string };
    expect([response.status, location]).toEqual([201, `/deliverables/${id}`]);
    expect(await stateOf(network, id)).toMatchObject({ language: "en", quorum: 1, funders: [], due: {} });
  });
});

describe("names are taken as they are kept", () => {
  const person = { address: "nouvelle@oriv.example", language: "fr" };
  test.each<[string, string, (bad: string) => object]>([
    ["a deliverable's title", "/deliverables", (title) => ({ ...json(), title })],
    ["an action", "/deliverables", (action) => ({ ...json(), action })],
    ["a member of a dossier", "/deliverables", (member) => ({ ...json(), kind: "resource-dossier", parts: [member] })],
    ["a person's name", "/people", (name) => ({ ...person, name, organisation: "ORIV" })],
    ["an organisation", "/people", (organisation) => ({ ...person, name: "Direction", organisation })],
  ])("%s", async (_, path, body) => {
    const half = await coordinator.json(path, body("Nom \ud800"));
    expect([half.status, await half.text()]).toEqual([400, expect.stringContaining("coupé en deux")]);
    expect((await coordinator.json(path, body("\u202e\u0000"))).status).toBe(400);
    expect((await coordinator.json(path, body("\u202eE\u0301cole\u0000"))).status).toBe(201);
    const [summary] = await everySummary(network.ports.store);
    const found = await findPerson(network.ports.store, person.address);
    const state = summary && (await stateOf(network, summary.id));
    expect([state?.title, state?.action, state?.parts[0]?.title, found?.name, found?.organisation]).toContain("École");
  });

  function json(): object {
    const { quorum: _q, parts: _p, ...answers } = plan;
    return answers;
  }
});

describe("forms refuse what no page of ours sends", () => {
  test.each<[string, Record<string, string>, Record<string, string>, number]>([
    ["an unknown field", { couleur: "rouge" }, {}, 400],
    ["another content type", {}, { "content-type": "text/plain" }, 400],
    ["a body too large", { title: "x".repeat(300_000) }, {}, 413],
  ])("%s", async (_, fields, headers, status) => {
    const response = await coordinator.post("/deliverables", { ...plan, ...fields }, headers);
    expect(response.status).toBe(status);
    expect(await response.text()).toContain("<h1>Cela n’a pas pu se faire</h1>");
    expect(await everySummary(network.ports.store)).toEqual([]);
  });

  test("broken JSON", async () => {
    const headers = { "content-type": "application/json" };
    const response = await network.app.request("/link", { method: "POST", headers, body: "{" });
    expect(response.status).toBe(400);
  });

  test("a method that is not known", async () => {
    const response = await network.app.request("/programme", { method: "DELETE" });
    expect([response.status, response.headers.get("allow")]).toEqual([405, "GET, HEAD, POST"]);
  });
});

describe("where a form comes from", () => {
  test.each<[string, Record<string, string>, number]>([
    ["our page", { "sec-fetch-site": "same-origin" }, 303],
    ["the address bar", { "sec-fetch-site": "none" }, 303],
    ["another site", { "sec-fetch-site": "cross-site" }, 403],
    ["a neighbour of ours", { "sec-fetch-site": "same-site" }, 403],
    ["our origin, from an older browser", { "sec-fetch-site": "", origin: "http://127.0.0.1:8080" }, 303],
    ["our host", { "sec-fetch-site": "", origin: "http://reseau.example", host: "reseau.example" }, 303],
    ["another origin", { "sec-fetch-site": "", origin: "https://ailleurs.example" }, 403],
    ["no origin at all", { "sec-fetch-site": "", origin: "null" }, 403],
    ["no browser", { "sec-fetch-site": "" }, 303],
  ])("%s", async (_, headers, status) => {
    expect((await coordinator.post("/leave", {}, headers)).status).toBe(status);
  });

  test.each<[string, Record<string, string>, number]>([
    ["the page of a link, in an older browser", { "sec-fetch-site": "", origin: "null" }, 303],
    ["another site, told of nowhere", { "sec-fetch-site": "cross-site", origin: "null" }, 403],
    ["another origin", { "sec-fetch-site": "", origin: "https://ailleurs.example" }, 403],
  ])("a link asked for: %s", async (_, headers, status) => {
    const response = await coordinator.post("/link", { address: "personne@reseau.example" }, headers);
    expect(response.status).toBe(status);
  });
});

describe("the directory", () => {
  const entry = { name: "Directrice adjointe", address: "adjointe@epi.example", organisation: "EPI", language: "fr" };

  test("takes a person in, once by address", async () => {
    expect((await coordinator.post("/people", entry)).headers.get("location")).toBe("/people");
    expect(await findPerson(network.ports.store, "ADJOINTE@epi.example")).toMatchObject({
      ...entry,
      coordinator: false,
    });
    const body = await refused(
      await coordinator.post("/people", { ...entry, name: "Une autre" }),
      ["address"],
      ['value="Une autre"'],
    );
    expect(body).toContain("adjointe@epi.example appartient déjà");
  });

  test.each<[string, Record<string, string>, string[]]>([
    [
      "nothing",
      { name: "", address: "", organisation: "", language: "" },
      ["name", "address", "organisation", "language"],
    ],
    ["an address without domain", { address: "adjointe" }, ["address"]],
    ["a name of two lines", { name: "Une\r\nBcc: autre@x.example" }, ["name"]],
  ])("refuses %s", async (_, changes, fields) => {
    await refused(await coordinator.post("/people", { ...entry, ...changes }), fields);
  });

  test("mails a link once it is confirmed, five times an hour at most", async () => {
    const { id } = network.people.stranger;
    await refused(await coordinator.post(`/people/${id}/link`), ["confirmed"]);
    const send = () => coordinator.post(`/people/${id}/link`, { confirmed: "true" });
    for (let times = 0; times < 5; times++) expect((await send()).headers.get("location")).toBe(`/people/${id}?sent`);
    expect((await send()).status).toBe(429);
    expect(await coordinator.page(`/people/${id}?sent`)).toContain("Le lien est parti par courriel");
  });

  test("ends all the links of a person, once it is confirmed", async () => {
    const { id } = network.people.stranger;
    const theirs = await browse(network, "stranger");
    await refused(await coordinator.post(`/people/${id}/link/end`), ["confirmed"]);
    expect((await theirs.get("/drafts")).status).toBe(200);
    const ended = await coordinator.post(`/people/${id}/link/end`, { confirmed: "true" });
    expect(await coordinator.page(ended.headers.get("location") ?? "")).toContain("Il a été mis fin à ces liens");
    expect(await (await theirs.get("/drafts")).text()).toContain("ne vaut plus");
    expect((await (await browse(network, "stranger")).get("/drafts")).status).toBe(200);
  });

  test("ends the links to an old address, and of who leaves", async () => {
    const { id } = network.people.stranger;
    const theirs = await browse(network, "stranger");
    await coordinator.post(`/people/${id}`, { ...entry, name: "Documentaliste" });
    expect((await theirs.get("/drafts")).status).toBe(403);
    await refused(await coordinator.post(`/people/${id}/removal`), ["confirmed"]);
    expect((await coordinator.post(`/people/${id}/removal`, { confirmed: "true" })).status).toBe(303);
    expect(await getPerson(network.ports.store, id)).toMatchObject({ removed: true });
    expect((await coordinator.get(`/people/${id}`)).status).toBe(404);
  });

  test("does not let the coordinator out by mistake", async () => {
    const { id, name, address, organisation } = network.people.coordinator;
    const alone = "Vous ne pouvez pas vous retirer vous-même";
    expect(await coordinator.page(`/people/${id}`)).toContain(alone);
    expect(await coordinator.page(`/people/${id}`)).not.toContain(`/people/${id}/removal`);
    const page = await coordinator.get(`/people/${id}/removal`);
    expect([page.status, await page.text()]).toEqual([403, expect.stringContaining(alone)]);
    const sent = await coordinator.post(`/people/${id}/removal`, { confirmed: "true" });
    expect([sent.status, await sent.text()]).toEqual([403, expect.stringContaining(alone)]);
    const changed = { name, address, organisation, language: "fr" };
    await refused(await coordinator.post(`/people/${id}`, changed), ["coordinator"], [alone]);
    expect(await (await coordinator.json(`/people/${id}`, changed)).json()).toMatchObject({ code: "self-removal" });
    expect((await coordinator.post(`/people/${id}`, { ...changed, coordinator: "true" })).status).toBe(303);
  });
});

describe("a link asked again", () => {
  test("says the same whether or not the address is known, and mails who is", async () => {
    const nobody = await browse(network);
    const answers: string[] = [];
    for (const address of ["Redaction@cofrimi.example", "inconnue@ailleurs.example"]) {
      const sent = await nobody.post("/link", { address });
      answers.push(`${sent.status} ${sent.headers.get("location")} ${await sent.text()}`);
    }
    expect(answers[0]).toBe(answers[1]);
    const jobs = await listJobs(network.ports.store);
    expect(jobs.map((job) => "letter" in job && [job.letter, job.to]).sort()).toEqual(
      [
        ["access", network.people.author.id],
        ["access", "nobody"],
      ].sort(),
    );
    await sendMails(network);
    expect(network.sent.map(({ to }) => to.address)).toEqual(["redaction@cofrimi.example"]);
  });

  test("is mailed five times an hour at most, without a word", async () => {
    const nobody = await browse(network);
    for (let times = 0; times < 8; times++) {
      expect((await nobody.post("/link", { address: "redaction@cofrimi.example" })).status).toBe(303);
    }
    expect(await listJobs(network.ports.store)).toHaveLength(5);
  });

  test("needs an address", async () => {
    await refused(
      await (await browse(network)).post("/link", { address: "redaction" }),
      ["address"],
      ['value="redaction"'],
    );
  });

  test("is sent by the coordinator to those of the deliverable only", async () => {
    const id = await createNote(network);
    const send = (role: Role) =>
      coordinator.post(`/deliverables/${id}/invitations`, { person: network.people[role].id });
    expect((await send("author")).headers.get("location")).toBe(`/deliverables/${id}/links?sent`);
    expect((await send("stranger")).status).toBe(404);
    const links = (await listJobs(network.ports.store)).filter((job) => "letter" in job && job.letter === "access");
    expect(links).toMatchObject([{ to: network.people.author.id }]);
    expect(await (await coordinator.get(`/deliverables/${id}/links?sent`)).text()).toContain(
      "Le lien est parti par courriel",
    );
  });
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
    await network.ports.files.put(`uploads/${upload}`, Buffer.from("PK"), "application/octet-stream");
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
      /annotée, du document de la relecture 1\./,
    ],
    [
      "of a copy of ours that this deliverable does not know",
      () => ({ warnings: [], contributions: [], version: "c0ffee".repeat(10) }),
      /de la version c0ffeec0ffee\./,
    ],
  ])("whose reading was %s says so", async (_, noticed, expected) => {
    const upload = await deposit(network, id);
    await submitDraft(network, id);
    const { version } = (await stateOf(network, id)).rounds[0]!;
    const { files } = network.ports;
    await files.delete(`readings/${upload}.json`);
    await files.put(`readings/${upload}.json`, Buffer.from(JSON.stringify(noticed(version))), "application/json");
    expect(await author.page(`/deliverables/${id}/uploads/${upload}`)).toMatch(expected);
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

  test("is changed in title, people and dates by the coordinator", async () => {
    const { first, second, author } = network.people;
    const changes = {
      title: "Autre titre",
      action: "Interculturalité",
      authors: [author.id],
      reviewers: [first.id, second.id],
      quorum: "1",
      dueFinal: "2008-08-01",
    };
    expect((await coordinator.post(`/deliverables/${id}/changes`, changes)).status).toBe(303);
    expect(await stateOf(network, id)).toMatchObject({
      title: "Autre titre",
      quorum: 1,
      funders: [],
      due: { final: "2008-08-01" },
    });
    await refused(
      await coordinator.post(`/deliverables/${id}/changes`, { ...changes, quorum: "9" }),
      ["quorum"],
      ['value="9"'],
    );
    expect(await coordinator.page(`/deliverables/${id}`)).toMatch(/a modifié\u00a0: (titre|Titre)/i);
  });
});

describe("a round", () => {
  let id: string;
  let version: string;
  let first: Browser;
  const decision = (changes: object = {}) => ({
    round: "1",
    version,
    submission: "envoi-1",
    choice: "approve",
    reason: "",
    ...changes,
  });

  beforeEach(async () => {
    id = await createNote(network);
    await deposit(network, id);
    version = await submitDraft(network, id);
    first = await browse(network, "first", "review", id);
  });

  test("is decided in two pages, without typing, once however often it is sent", async () => {
    const form = await first.page(`/deliverables/${id}/review/decision`);
    expect(form).not.toContain("checked");
    const hidden = Object.fromEntries(
      [...form.matchAll(/type="hidden" name="(\w+)" value="([^"]*)"/g)].map(([, name = "", value = ""]) => [
        name,
        value,
      ]),
    );
    expect(hidden).toMatchObject({ round: "1", version });
    for (let times = 0; times < 2; times++) {
      const sent = await first.post(`/deliverables/${id}/review/decision`, {
        ...hidden,
        choice: "approve",
        reason: "",
      });
      expect(sent.status).toBe(303);
      expect(await first.page(sent.headers.get("location") ?? "")).toMatch(/Avis bien reçu[\s\S]*Reçu nᵒ/);
    }
    expect((await stateOf(network, id)).rounds[0]?.decisions).toHaveLength(1);
  });

  test.each<[string, object, string[]]>([
    ["nothing chosen", { choice: "" }, ["choice"]],
    ["changes without a reason", { choice: "requestChanges", reason: "  " }, ["reason"]],
    ["another choice", { choice: "peut-être" }, ["choice"]],
  ])("%s", async (_, changes, fields) => {
    const body = await refused(await first.post(`/deliverables/${id}/review/decision`, decision(changes)), fields);
    expect(body).toContain('value="envoi-1"');
    expect((await stateOf(network, id)).rounds[0]?.decisions).toEqual([]);
  });

  test("closed meanwhile says where things stand, and keeps what was", async () => {
    await decideAs(network, "first", id, "approve");
    await decideAs(network, "second", id, "requestChanges");
    const closed = await coordinator.post(`/deliverables/${id}/closure`, {
      round: "1",
      outcome: "changesRequested",
    });
    expect(closed.headers.get("location")).toBe(`/deliverables/${id}`);
    const late = await first.post(`/deliverables/${id}/review/decision`, decision());
    expect(late.status).toBe(409);
    expect(await late.text()).toMatch(/Cette relecture est close[\s\S]*Changements demandés/);
    await deposit(network, id, completeDraft.replace("Des échanges.", "Des échanges entre membres."));
    await submitDraft(network, id);
    const replaced = await first.post(`/deliverables/${id}/review/decision`, decision({ round: "2" }));
    expect(replaced.status).toBe(409);
    expect(await replaced.text()).toContain("Une nouvelle version est arrivée");
    expect((await stateOf(network, id)).rounds[1]?.decisions).toEqual([]);
    expect(await first.page(`/deliverables/${id}/review?version=${version}`)).toContain(
      "Cette version a été remplacée",
    );
  });

  test("is not closed before its rule holds, unless without agreement", async () => {
    const closure = `/deliverables/${id}/closure`;
    expect(await coordinator.page(closure)).toContain("Clore sans accord");
    await refused(await coordinator.post(closure, { round: "1" }), ["outcome"]);
    await refused(await coordinator.post(closure, { round: "1", outcome: "approved" }), ["outcome"]);
    for (let times = 0; times < 2; times++) {
      expect((await coordinator.post(closure, { round: "1", outcome: "unresolved" })).status).toBe(303);
    }
    expect((await stateOf(network, id)).rounds[0]).toMatchObject({ outcome: "unresolved" });
  });

  test("has its deadline moved to the end of a day to come", async () => {
    const page = `/deliverables/${id}/deadline`;
    await refused(
      await coordinator.post(page, { round: "1", deadline: "2008-01-01" }),
      ["deadline"],
      ['value="2008-01-01"'],
    );
    expect((await coordinator.post(page, { round: "1", deadline: "2008-10-26" })).status).toBe(303);
    expect((await stateOf(network, id)).rounds[0]).toMatchObject({ deadline: "2008-10-26T23:00:00.000Z" });
  });

  test("has a seminar planned, held and told", async () => {
    const page = `/deliverables/${id}/seminar`;
    const plan = { round: "1", date: "2008-03-03", starts: "14:00", ends: "16:30", place: "Strasbourg, ORIV" };
    await refused(await coordinator.post(`${page}/plan`, { round: "1", date: "", place: "" }), ["date"]);
    await refused(await coordinator.post(`${page}/plan`, { ...plan, place: "" }), ["place"]);
    await refused(await coordinator.post(`${page}/plan`, { ...plan, ends: "13:00" }), ["ends"]);
    await coordinator.post(`${page}/plan`, plan);
    await refused(await coordinator.post(`${page}/held`, { round: "1" }), ["confirmed"]);
    const minutes = "On a discuté.\n\nDeux points restent.";
    for (let times = 0; times < 2; times++)
      await coordinator.post(`${page}/held`, { round: "1", minutes, ...(times === 0 && { confirmed: "true" }) });
    expect((await stateOf(network, id)).rounds[0]?.seminar).toMatchObject({
      ...{ date: "2008-03-03", place: "Strasbourg, ORIV", sequence: 0, held: true },
    });
    const told = await coordinator.page(`/deliverables/${id}`);
    expect(told).toMatch(
      /Tenu le 3\u00a0mars 2008, de 14\u00a0h à 16\u00a0h\u00a030, Strasbourg, ORIV[\s\S]*Deux points restent\./,
    );
  });

  test("is withdrawn with a reason", async () => {
    await refused(await coordinator.post(`/deliverables/${id}/withdrawal`, { reason: "" }), ["reason"]);
    await coordinator.post(`/deliverables/${id}/withdrawal`, { reason: "Action reportée." });
    expect(await coordinator.page(`/deliverables/${id}`)).toMatch(/a retiré le livrable[\s\S]*Action reportée\./);
    expect((await first.get(`/deliverables/${id}/review/decision`)).status).toBe(409);
  });

  test.each<[Role, string, Record<string, string>]>([
    ["author", "closure", { round: "1", outcome: "unresolved" }],
    ["first", "closure", { round: "1", outcome: "unresolved" }],
    ["author", "withdrawal", { reason: "Non" }],
    ["funder", "review/decision", { round: "1", submission: "x", choice: "approve" }],
    ["author", "review/decision", { round: "1", submission: "x", choice: "approve" }],
    ["coordinator", "review/decision", { round: "1", submission: "x", choice: "approve" }],
    ["stranger", "submission", {}],
    ["first", "uploads", { format: "md" }],
    ["author", "invitations", { person: "x" }],
  ])("%s has no right to %s", async (role, path, fields) => {
    const response = await (await browse(network, role)).post(`/deliverables/${id}/${path}`, fields);
    expect(response.status).toBe(404);
    expect((await stateOf(network, id)).seq).toBe(4);
  });
});
