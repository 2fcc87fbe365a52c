import { beforeAll, describe, expect, test } from "vitest";
import { issue } from "../../../../shared/chain/issue.ts";
import { deliverables } from "../../../../shared/stored/deliverable.ts";
import { fullName } from "../../../../shared/stored/person.ts";
import { as, browse, createNote, decideAs, type Network, openTestNetwork } from "../../network.ts";
import { wordsOf } from "../../notify/letter.ts";
import { inReview } from "../../notify/scenes.ts";

let network: Network;
let coordinator: Awaited<ReturnType<typeof browse>>;
let note: string;
let review: string;
beforeAll(async () => {
  network = await openTestNetwork();
  note = await createNote(network);
  review = await inReview(network);
  network.world.set(Date.parse("2008-03-24T09:00:00.000Z"));
  coordinator = await browse(network, "coordinator");
});

type Year = { mine: { id: string }[]; others: Record<string, { id: string; what: string }[]>; ahead: { id: string }[] };
const year = async () => (await coordinator.get("/year", { accept: "application/json" })).json() as Promise<Year>;

describe("the coordinator's year", () => {
  test("says what waits for others, by name, late first, with the way to chase them", async () => {
    const page = await coordinator.page("/year");
    expect(wordsOf(page)).toMatch(
      /Chez d’autres \(2\) Chargée de mission \(COFRIMI\) doit le brouillon de « L’interculturalité.*4 jours de retard.*Relancer/,
    );
    expect(page).toContain(`href="/deliverables/${note}#awaited"`);
    expect(wordsOf(page)).toContain("Direction (ORIV)");
  });

  test("gives the dates of what is open by action", async () => {
    expect(wordsOf(await coordinator.page("/year"))).toMatch(
      /Par action .*Mars \(1\) 20 mars – En retard L’interculturalité/,
    );
  });

  test("is what everybody finds that they owe on their own first page, and nothing else", async () => {
    const { others } = await year();
    for (const role of ["author", "first", "second", "funder"] as const) {
      const person = network.people[role];
      const browser = await browse(network, role);
      const { owed } = (await (await browser.get("/", { accept: "application/json" })).json()) as {
        owed: Year["mine"];
      };
      expect([fullName(person), owed]).toEqual([fullName(person), others[person.id] ?? []]);
    }
  });

  test("is where the coordinator lands: what waits for them is there, each with the way to do it", async () => {
    for (const role of ["first", "second"] as const) await decideAs(network, role, review, "approve");
    const page = await coordinator.page("/");
    expect(page).toContain("<h1>L’année 2008</h1>");
    expect(page).toContain(`href="/deliverables/${review}/closure"`);
    expect(wordsOf(page)).toContain("la relecture peut être close");
  });

  test("has what the coordinator's organisation owes among what is theirs, as their first page has", async () => {
    const id = network.ports.ids();
    await issue(deliverables, network.ports, id, {
      ...{ type: "create", by: as(network, "coordinator"), id, kind: "framing-note", title: "Note de capitalisation" },
      ...{ action: "Outils", language: "fr", authors: ["org:reci"], reviewers: [network.people.first.id] },
      ...{ funders: [], quorum: 1, due: { draft: "2008-04-20" }, parts: [{ id: "part-1", title: "" }] },
    });
    const home = await (await coordinator.get("/", { accept: "application/json" })).json();
    const { mine, others } = await year();
    expect(mine).toEqual((home as { owed: Year["mine"] }).owed);
    expect(mine).toMatchObject([{ id }]);
    expect(others["org:reci"]).toMatchObject([{ id }]);
  });

  test("leads to the years in which something is drawn, says how many documents these draw, and nothing of others", async () => {
    const id = network.ports.ids();
    await issue(deliverables, network.ports, id, {
      ...{ type: "create", by: as(network, "coordinator"), id, kind: "framing-note", title: "Pour 2010" },
      ...{
        action: "Outils",
        language: "fr",
        authors: [network.people.author.id],
        reviewers: [network.people.first.id],
      },
      ...{ funders: [], quorum: 1, due: { final: "2010-05-20" }, parts: [{ id: "part-1", title: "" }] },
    });
    const years = (page: string) => [...page.matchAll(/\?year=(\d{4})#actions/g)].map(([, to]) => to);
    expect(years(await coordinator.page("/year"))).toEqual(["2009"]);
    const later = await coordinator.page("/year?year=2010");
    expect([years(later), wordsOf(later)]).toEqual([["2009"], expect.stringContaining("L’année 2010 Un livrable")]);
    const empty = await coordinator.page("/year?year=2011");
    expect(years(empty)).toEqual(["2010"]);
    expect(wordsOf(empty)).toMatch(/L’année 2011 Nouveau livrable.*Rien pour l’instant/);
    expect(empty).not.toContain('class="chart"');
  });

  test("is the coordinator's alone", async () => {
    expect((await (await browse(network, "author")).get("/year")).status).toBe(404);
  });
});
