import { beforeEach, describe, expect, test } from "vitest";
import { loadEvents } from "../../../../shared/stored/deliverable.ts";
import { everySummary } from "../../../../shared/stored/lists.ts";
import { type Browser, browse, type Network, openTestNetwork, stateOf } from "../../network.ts";
import { answersFor } from "../planned.ts";
import { refused } from "../refused.ts";

type Problem = { title: string; errors: { field: string }[] };

let network: Network;
let coordinator: Browser;
let plan: Record<string, string | string[]>;

beforeEach(async () => {
  network = await openTestNetwork();
  coordinator = await browse(network, "coordinator");
  plan = answersFor(network);
});

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

  test("is called as its cover says it, whatever the signs that were typed", async () => {
    const typed = { ...plan, title: 'L\'accueil : "où" ?' };
    const set = "L’accueil\u00a0: «\u202foù\u202f»\u202f?";
    expect(await (await coordinator.post("/deliverables/new", typed)).text()).toContain(set);
    for (let times = 0; times < 2; times++) expect((await coordinator.post("/deliverables", typed)).status).toBe(303);
    expect(await stateOf(network, "note-1")).toMatchObject({ title: set });
  });

  test("asks for no approvals out of none while nobody is to review", async () => {
    const checked = async (more: object) =>
      (await (await coordinator.post("/deliverables/new", { ...plan, reviewers: [], ...more })).text()).replaceAll(
        /[\u00a0\u202f]/g,
        " ",
      );
    const page = await checked({});
    expect(page).toContain("Selon la règle du type de livrable, une fois les relecteurs choisis");
    expect(page).not.toContain("sur 0");
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

  test("what is wrong is listed in the order of the page", async () => {
    const nothing = { title: "", action: "", kind: "", authors: [], quorum: "0", dueFinal: "2008-02-30" };
    const page = await (await coordinator.post("/deliverables/new", { ...plan, ...nothing })).text();
    const listed = [.../role="alert"[\s\S]*?<\/ul>/.exec(page)![0].matchAll(/href="#([\w-]+)"/g)].map(([, id]) => id!);
    expect(listed).toHaveLength(6);
    const places = listed.map((id) => page.indexOf(`id="${id}"`));
    expect(places).toEqual(places.toSorted((a, b) => a - b));
    expect(places).not.toContain(-1);
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
      ...["capitalisation-note", "final-note", "financial-report", "framing-note", "intermediate-note", "minutes"],
      ...["point-of-view", "resource-dossier", "statement", "synthesis-note", "watch-note", "work-programme", "plain"],
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
