import { beforeEach, describe, expect, test } from "vitest";
import { tick } from "../../../../functions/tick/tick.ts";
import { issue } from "../../../../shared/chain/issue.ts";
import { deliverables } from "../../../../shared/stored/deliverable.ts";
import { seedText } from "../../../programme/seed.ts";
import {
  as,
  type Browser,
  browse,
  closeRound,
  createNote,
  decideAs,
  type Network,
  openTestNetwork,
  sendMails,
} from "../../network.ts";
import { words, wordsOf } from "../../notify/letter.ts";
import { inReview } from "../../notify/scenes.ts";

let network: Network;
let coordinator: Browser;
beforeEach(async () => {
  network = await openTestNetwork();
  coordinator = await browse(network, "coordinator");
});

const at = (instant: string) => network.world.set(Date.parse(instant));
const chase = (id: string, role: "author" | "first" | "second", by = coordinator) =>
  by.post(`/deliverables/${id}/chases`, { person: network.people[role].id, confirmed: "true" });

/** What left: to whom, and what about. */
async function left(): Promise<string[]> {
  await sendMails(network);
  return network.sent.splice(0).map(({ to, subject }) => `${to.address.split("@")[0]} ${words(subject)}`);
}

describe("who owes something is chased by name", () => {
  test("an author by one click on the page of the deliverable, at any hour", async () => {
    const id = await createNote(network);
    await left();
    at("2008-03-23T21:00:00.000Z");
    const page = await coordinator.page(`/deliverables/${id}`);
    expect(wordsOf(page)).toContain(
      "Chargée de mission (COFRIMI) En retard brouillon, pour le 20 mars 2008, en retard de 3 jours",
    );
    expect(page).toContain(`action="/deliverables/${id}/chases"`);
    const answer = await chase(id, "author");
    expect(answer.status).toBe(303);
    expect(await left()).toEqual(["redaction « L’interculturalité : note de cadrage » : Coordination vous relance"]);
    const after = wordsOf(await coordinator.page(answer.headers.get("location")!.replace(/#.*/, "")));
    expect(after).toContain("Relance envoyée : Chargée de mission (COFRIMI).");
    expect(after).toContain("Relancé aujourd’hui.");
  });

  test("once a day each", async () => {
    const id = await inReview(network);
    await left();
    expect((await chase(id, "first")).status).toBe(303);
    const again = await chase(id, "first");
    expect([again.status, wordsOf(await again.text())]).toEqual([
      409,
      expect.stringContaining("Direction (ORIV) : déjà relancé ou rappelé aujourd’hui."),
    ]);
    expect((await chase(id, "second")).status).toBe(303);
    expect((await left()).map((line) => line.split(" ")[0]).sort()).toEqual(["direction", "etudes"]);
    at("2008-03-04T09:00:00.000Z");
    await chase(id, "first");
    expect(await left()).toHaveLength(1);
  });

  test("of what comes of a closing, once that cannot be taken back: the page says when", async () => {
    const id = await inReview(network);
    await decideAs(network, "first", id, "requestChanges");
    await closeRound(network, id);
    await left();
    const answer = await chase(id, "author");
    const after = wordsOf(await coordinator.page(answer.headers.get("location")!.replace(/#.*/, "")));
    expect(after).toMatch(
      /La relance partira à \d+ h \d+, une fois la clôture devenue définitive : Chargée de mission/,
    );
    expect(after).not.toContain("Relance envoyée");
  });

  test("all at once, each once a day, with two lines of the coordinator's own, which the history has", async () => {
    const id = await inReview(network);
    await left();
    await chase(id, "first");
    await left();
    const { first, second } = network.people;
    const page = await coordinator.page(`/deliverables/${id}`);
    expect(page).not.toContain("Relancer tout le monde");
    at("2008-03-04T09:00:00.000Z");
    expect(await coordinator.page(`/deliverables/${id}`)).toContain("Relancer tout le monde");
    const note = "Le comité se réunit vendredi.";
    const all = { people: [first.id, second.id], note, confirmed: "true" };
    const answer = await coordinator.post(`/deliverables/${id}/chases`, all);
    await sendMails(network);
    const sent = network.sent.splice(0);
    expect(sent.map(({ to }) => to.address).sort()).toEqual([first.address, second.address].sort());
    expect(sent.every(({ text, html }) => text.includes(note) && html.includes(note))).toBe(true);
    const after = wordsOf(await coordinator.page(answer.headers.get("location")!.replace(/#.*/, "")));
    expect(after).toContain("2 relances sont parties.");
    expect(after).toMatch(/Coordination \(RECI\) a relancé [\s\S]*Le comité se réunit vendredi\./);
    expect((await coordinator.post(`/deliverables/${id}/chases`, all)).status).toBe(409);
    expect(await left()).toEqual([]);
  });

  test("of several, who owes nothing any more is neither chased nor counted", async () => {
    const id = await inReview(network);
    const { first, second } = network.people;
    await decideAs(network, "second", id, "approve");
    at("2008-03-04T09:00:00.000Z");
    const all = { people: [first.id, second.id], confirmed: "true" };
    const answer = await coordinator.post(`/deliverables/${id}/chases`, all);
    const after = wordsOf(await coordinator.page(answer.headers.get("location")!.replace(/#.*/, "")));
    expect(after).toContain("Relance envoyée : Direction");
  });

  test("not on the day on which the clock reminded them of it", async () => {
    const id = await createNote(network);
    const other = await createNote(network, { title: "Note de synthèse" });
    await left();
    at("2008-03-17T08:00:00.000Z");
    await chase(other, "author");
    await left();
    await tick(network.ports, network.settings);
    expect(await left()).toContain("redaction Il reste 3 jours pour « L’interculturalité : note de cadrage »");
    const page = wordsOf(await coordinator.page(`/deliverables/${id}`));
    expect(page).toContain("Rappelé aujourd’hui par le calendrier.");
    expect(page).not.toContain("Envoyer une relance");
    expect((await chase(id, "author")).status).toBe(409);
    at("2008-03-18T08:00:00.000Z");
    expect((await chase(id, "author")).status).toBe(303);
  });

  test("from the year and from the page of an action too, which say that it is done", async () => {
    await coordinator.post("/programmes/import", { file: seedText });
    const id = await createNote(network);
    const named = { type: "amend", by: as(network, "coordinator"), action: "2008/interculturalite" } as const;
    await issue(deliverables, network.ports, id, named);
    const { id: person } = network.people.author;
    const action = "/programmes/2008/actions/interculturalite";
    for (const [day, page, from] of [
      ["18", "/year", "year"],
      ["19", action, "2008/interculturalite"],
    ] as const) {
      at(`2008-03-${day}T08:00:00.000Z`);
      const shown = await coordinator.page(page);
      expect(shown).toContain(`name="from" value="${from}"`);
      const answer = await coordinator.post(`/deliverables/${id}/chases`, { person, from, confirmed: "true" });
      expect(answer.headers.get("location")).toBe(`${page}#awaited`);
      const after = wordsOf(await coordinator.page(answer.headers.get("location")!.replace(/#.*/, "")));
      expect(after).toMatch(/Relance envoyée : Chargée de mission \(COFRIMI\)\..*Relancé aujourd’hui\./);
    }
    const author = await browse(network, "author");
    expect(await author.page(action)).not.toContain("/chases");
  });

  test("and not reminded of the same then, nor the day after", async () => {
    const id = await createNote(network);
    await left();
    at("2008-03-17T06:00:00.000Z");
    await chase(id, "author");
    expect(await left()).toHaveLength(1);
    at("2008-03-17T08:00:00.000Z");
    await tick(network.ports, network.settings);
    expect(await left()).toEqual(["coordination Semaine du 17 mars : une échéance"]);
    at("2008-03-18T08:00:00.000Z");
    await tick(network.ports, network.settings);
    expect(await left()).toEqual([]);
    at("2008-03-25T08:00:00.000Z");
    await tick(network.ports, network.settings);
    expect(await left()).toContain("redaction « L’interculturalité : note de cadrage » : en retard de 5 jours");
  });

  test("but not who owes nothing any more, nor by anyone else", async () => {
    const id = await inReview(network);
    await decideAs(network, "first", id, "approve");
    await left();
    expect((await chase(id, "first")).status).toBe(404);
    expect((await chase(id, "author")).status).toBe(404);
    const author = await browse(network, "author");
    expect((await chase(id, "second", author)).status).toBe(404);
    expect(await author.page(`/deliverables/${id}`)).not.toContain("/chases");
    const unsure = { person: network.people.second.id };
    expect((await coordinator.post(`/deliverables/${id}/chases`, unsure)).status).toBe(400);
    expect(await left()).toEqual([]);
  });
});

test("everyone finds what they owe on their first page, and the coordinator what is late", async () => {
  const id = await createNote(network);
  const review = await inReview(network);
  at("2008-03-23T21:00:00.000Z");
  const author = await (await browse(network, "author")).page("/");
  expect(author).toContain(`href="/deliverables/${id}/draft"`);
  expect(wordsOf(author)).toContain("Ce que vous devez");
  const reviewer = await (await browse(network, "first")).get("/");
  expect([reviewer.status, reviewer.headers.get("location")]).toEqual([302, `/deliverables/${review}/review`]);
  expect(wordsOf(await coordinator.page("/"))).toMatch(/L’année 2008 .* doit le brouillon de .* 3 jours de retard/);
  expect(await (await browse(network, "stranger")).page("/")).toContain("Rien ne vous attend pour l’instant.");
});
