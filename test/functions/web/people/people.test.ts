import { beforeEach, describe, expect, test } from "vitest";
import { findPerson, getPerson } from "../../../../shared/stored/person.ts";
import { type Browser, browse, createNote, type Network, openTestNetwork } from "../../network.ts";
import { wordsOf } from "../../notify/letter.ts";
import { refused } from "../refused.ts";

let network: Network;
let coordinator: Browser;

beforeEach(async () => {
  network = await openTestNetwork();
  coordinator = await browse(network, "coordinator");
});

describe("the directory", () => {
  const entry = { name: "Directrice adjointe", address: "adjointe@epi.example", organisation: "EPI", language: "fr" };

  test("lets who coordinates do without the letter of the week, and have it again", async () => {
    const { id, ...person } = network.people.coordinator;
    const form = { ...entry, name: person.name, address: person.address, organisation: "RECI", coordinator: "true" };
    const box = async () => /<input[^>]*name="withoutWeekly"[^>]*>/.exec(await coordinator.page(`/people/${id}`))?.[0];
    expect(await box()).not.toContain("checked");
    expect((await coordinator.post(`/people/${id}`, { ...form, withoutWeekly: "true" })).status).toBe(303);
    expect(await getPerson(network.ports.store, id)).toMatchObject({ coordinator: true, withoutWeekly: true });
    expect(await box()).toContain("checked");
    await coordinator.post(`/people/${id}`, form);
    expect(await box()).not.toContain("checked");
    const other = await coordinator.page(`/people/${network.people.author.id}`);
    expect(other).not.toContain("withoutWeekly");
  });

  test.each<[string, "coordinator" | "first", Record<string, string>, Record<string, string>, string]>([
    ["ends", "coordinator", {}, { withoutWeekly: "true" }, "Vous ne recevrez plus la lettre de la semaine."],
    ["ends for another", "first", {}, { withoutWeekly: "true" }, "Direction ne recevra plus la lettre de la semaine."],
    [
      "is there again",
      "coordinator",
      { withoutWeekly: "true" },
      {},
      "Vous recevrez de nouveau la lettre de la semaine.",
    ],
    [
      "is there again for another",
      "first",
      { withoutWeekly: "true" },
      {},
      "Direction recevra de nouveau la lettre de la semaine.",
    ],
    ["stays", "coordinator", {}, { organisation: "ORIV" }, "La fiche est changée."],
  ])("says that the letter of the week %s", async (_, role, before, after, sentence) => {
    const { id, name, address } = network.people[role];
    const form = { ...entry, name, address, coordinator: "true" };
    await coordinator.post(`/people/${id}`, { ...form, ...before });
    await coordinator.page(`/people/${id}`);
    await coordinator.post(`/people/${id}`, { ...form, ...after });
    const [said = ""] =
      /<div class="note done" role="status">.*?<\/div>/s.exec(await coordinator.page(`/people/${id}`)) ?? [];
    expect(wordsOf(said)).toBe(sentence);
  });

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

  test("has people of one name by the name of their organisation", async () => {
    for (const organisation of ["ODTI", "CREFE", "EPI"])
      await coordinator.post("/people", {
        ...entry,
        name: "Direction",
        address: `d@${organisation}.example`,
        organisation,
      });
    const answer = await coordinator.get("/people", { accept: "application/json" });
    const { people } = (await answer.json()) as { people: { name: string; organisation: string }[] };
    const named = people.filter(({ name }) => name === "Direction");
    expect(named.map(({ organisation }) => organisation)).toEqual(["CREFE", "EPI", "ODTI", "ORIV"]);
  });

  test("has somebody's page say what is awaited of them, from where they are chased, and what they write and review", async () => {
    const id = await createNote(network);
    const of = `/people/${network.people.author.id}`;
    const page = wordsOf(await coordinator.page(of));
    expect(page).toMatch(
      /Ce qui est attendu L’interculturalité : note de cadrage brouillon, pour le [\s\S]*Ses livrables L’interculturalité : note de cadrage écrit Brouillon attendu/,
    );
    expect(wordsOf(await coordinator.page(`/people/${network.people.first.id}`))).toMatch(
      /Rien n’est attendu pour l’instant[\s\S]*note de cadrage relit/,
    );
    const chased = { person: network.people.author.id, from: `person:${network.people.author.id}`, confirmed: "true" };
    const answer = await coordinator.post(`/deliverables/${id}/chases`, chased);
    expect([answer.status, answer.headers.get("location")]).toEqual([303, `${of}#awaited`]);
    const after = await coordinator.page(of);
    expect(wordsOf(after)).toMatch(/Relance envoyée : Chargée de mission[\s\S]*Relancé aujourd’hui/);
    expect(after).not.toContain(`action="/deliverables/${id}/chases"`);
  });

  test("offers nobody to chase themselves", async () => {
    const id = await createNote(network);
    const { author } = network.people;
    await coordinator.post(`/people/${author.id}`, {
      ...{ name: author.name, address: author.address, organisation: author.organisation },
      ...{ language: "fr", coordinator: "true" },
    });
    const page = await (await browse(network, "author")).page(`/people/${author.id}`);
    expect(wordsOf(page)).toMatch(/Ce qui est attendu L’interculturalité/);
    expect(page).not.toContain(`action="/deliverables/${id}/chases"`);
  });

  test("mails a link once it is confirmed, five times an hour at most", async () => {
    const { id } = network.people.stranger;
    await refused(await coordinator.post(`/people/${id}/link`), ["confirmed"]);
    const send = () => coordinator.post(`/people/${id}/link`, { confirmed: "true" });
    for (let times = 0; times < 5; times++) expect((await send()).headers.get("location")).toBe(`/people/${id}`);
    expect((await send()).status).toBe(429);
    expect(await coordinator.page(`/people/${id}`)).toContain("Le lien est parti par courriel");
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

  test("names what who is to leave leaves, before they do", async () => {
    const { author, stranger } = network.people;
    const id = await createNote(network);
    const page = await coordinator.page(`/people/${author.id}/removal`);
    expect(wordsOf(page)).toMatch(/reviendra à la coordination.: L’interculturalité.: note de cadrage/);
    expect(page).toContain(`href="/deliverables/${id}"`);
    expect(wordsOf(await coordinator.page(`/people/${stranger.id}/removal`))).not.toContain("reviendra");
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
