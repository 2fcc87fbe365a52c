import { beforeEach, describe, expect, test } from "vitest";
import { issue } from "../../../../shared/chain/issue.ts";
import type { Command } from "../../../../shared/deliverable/command.ts";
import { seminarOf } from "../../../../shared/deliverable/round/sittings.ts";
import { deliverables } from "../../../../shared/stored/deliverable.ts";
import { uploadKey } from "../../../../shared/stored/objects.ts";
import { arrives } from "../../colleagues.ts";
import { as, type Browser, browse, lastRound, stateOf } from "../../network.ts";
import { offerAs } from "../../offering.ts";
import { wrongIn } from "../refused.ts";
import { openReview, type UnderReview } from "../under-review.ts";

let { network, id, here } = {} as UnderReview;
let coordinator: Browser;

beforeEach(async () => {
  ({ network, id, here } = await openReview());
  coordinator = await browse(network, "coordinator");
});

const seminarHeld = async () => seminarOf(await stateOf(network, id), await lastRound(network, id));

describe("a seminar", () => {
  type View = { seminar: { held: boolean; cancelled: boolean } };
  const page = () => `${here}/seminar`;
  const plan = (changes: object = {}) => ({
    ...{ round: "1", date: "2008-04-03", starts: "14:00", ends: "16:30", place: "Strasbourg, ORIV" },
    ...{ call: "https://reunion.example/42?a=1,2", agenda: "Le plan\nLa bibliographie" },
    invited: [network.people.first.id, network.people.stranger.id, network.people.author.id],
    ...changes,
  });
  const ics = async (reader: Browser) =>
    (await (await reader.get(`${page()}/invitation.ics`)).text()).replace(/\r\n /g, "");

  beforeEach(() =>
    offerAs(network, "first", id, { id: "plan", type: "comment", words: "Des échanges", text: "Lesquels ?" }),
  );

  test("is offered to the people of an organisation that writes, but to none who was shut out", async () => {
    const { author, first, second, coordinator: office, stranger } = network.people;
    const colleague = await arrives(network, "CREFE");
    const shutOut = await arrives(network, "CREFE");
    const asked = { by: as(network, "coordinator") };
    const ask = (command: object) => issue(deliverables, network.ports, id, { ...asked, ...command } as Command);
    await ask({ type: "amend", authors: [author.id, "org:crefe"] });
    await ask({ type: "endAccess", person: shutOut.id, through: "org:crefe" });
    const form = await coordinator.page(`${page()}/plan`);
    const ticked = [...form.matchAll(/name="invited"[^>]* value="([^"]*)" checked/g)].map(([, value]) => value);
    expect(ticked.sort()).toEqual(
      [author, first, second, office, stranger, colleague].map((person) => person.id).sort(),
    );
  });

  test("is read by those invited, with the document and who comes; it changes and is called off", async () => {
    await coordinator.post(`${page()}/plan`, plan());
    await coordinator.post(`${page()}/plan`, plan());
    expect(await seminarHeld()).toMatchObject({ sequence: 0, invited: { length: 3 } });
    const invited = await browse(network, "stranger", "seminar", id);
    const agenda = await invited.page(page());
    expect(agenda).toMatch(/3\u00a0avril 2008, de 14\u00a0h à 16\u00a0h\u00a030[\s\S]*Strasbourg, ORIV/);
    expect(agenda).toMatch(
      /<a href="https:\/\/reunion[\s\S]*Documentaliste \(CREFE\)[\s\S]*La bibliographie[\s\S]*paraissent ici la veille/,
    );
    expect((await invited.get(`${here}/review`)).status).toBe(200);
    expect((await invited.get(here)).status).toBe(404);
    expect((await invited.get(`${here}/review/decision`)).status).toBe(404);
    expect((await (await browse(network, "funder")).get(page())).status).toBe(404);
    expect(await ics(invited)).toMatch(
      /METHOD:REQUEST[\s\S]*SEQUENCE:0[\s\S]*DTSTART:20080403T120000Z[\s\S]*mailto:documentation@crefe\.example/i,
    );

    await coordinator.post(`${page()}/plan`, plan({ date: "2008-04-04" }));
    expect(await ics(invited)).toMatch(/SEQUENCE:1[\s\S]*DTSTART:20080404T120000Z/);
    expect(await wrongIn(await coordinator.post(`${page()}/cancellation`, { round: "1" }))).toEqual([
      422,
      ["confirmed", "reason"],
    ]);
    const off = { round: "1", reason: "Grève des trains.", confirmed: "true" };
    for (let times = 0; times < 2; times++) await coordinator.post(`${page()}/cancellation`, off);
    expect(await seminarHeld()).toMatchObject({ cancelled: true, sequence: 2 });
    expect(await invited.page(page())).toMatch(/Ce séminaire est annulé[\s\S]*Grève des trains/);
    expect(await ics(invited)).toMatch(/METHOD:CANCEL[\s\S]*SEQUENCE:2/);
  });

  test("is planned anew after it was called off: its day is asked for, its place and who comes are kept", async () => {
    const day = async () => /name="date"[^>]* value="([^"]*)"/.exec(await coordinator.page(`${page()}/plan`))?.[1];
    await coordinator.post(`${page()}/plan`, plan());
    expect(await day()).toBe("2008-04-03");
    await coordinator.post(`${page()}/cancellation`, { round: "1", reason: "Grève des trains.", confirmed: "true" });
    expect(await day()).toBe("");
    expect(await coordinator.page(`${page()}/plan`)).toMatch(/name="place"[^>]* value="Strasbourg, ORIV"/);
  });

  test("is off when its round closes before it, as its mails say", async () => {
    await coordinator.post(`${page()}/plan`, plan());
    await coordinator.post(`${here}/closure`, { round: "1", outcome: "unresolved" });
    expect(await coordinator.page(page())).toMatch(/<p>Annulé<\/p>[\s\S]*Ce séminaire est annulé/);
    expect(await coordinator.page(here)).toMatch(/Annulé \(il était prévu le 3\u00a0avril 2008/);
    expect(await ics(coordinator)).toMatch(/METHOD:CANCEL[\s\S]*SEQUENCE:1[\s\S]*STATUS:CANCELLED/);
    expect((await coordinator.get(`${page()}/held`)).status).toBe(404);
    const { seminar } = (await (await coordinator.get(page(), { accept: "application/json" })).json()) as View;
    expect(seminar).toMatchObject({ held: false, cancelled: true });
  });

  test("is not held before its day, at the network's place", async () => {
    await coordinator.post(`${page()}/plan`, plan({ date: "2008-03-04" }));
    const held = { round: "1", minutes: "Deux points restent.", confirmed: "true" };
    network.world.set(Date.parse("2008-03-03T22:59:00.000Z"));
    const early = await coordinator.post(`${page()}/held`, held);
    expect(await wrongIn(early.clone())).toEqual([422, ["confirmed"]]);
    expect(await early.text()).toMatch(/prévu le 4\u00a0mars 2008[\s\S]*Deux points restent\./);
    expect((await coordinator.json(`${page()}/held`, { round: 1 })).status).toBe(400);
    expect(await seminarHeld()).toMatchObject({ held: false });
    network.world.set(Date.parse("2008-03-03T23:00:00.000Z"));
    expect((await coordinator.post(`${page()}/held`, held)).status).toBe(303);
    expect(await seminarHeld()).toMatchObject({ held: true });
  });

  test.each<[string, object]>([
    ["as they are sent", { confirmed: "true" }],
    ["not confirmed", {}],
  ])("whose round closed before its day gives the minutes back: %s", async (_, more) => {
    await coordinator.post(`${page()}/plan`, plan({ date: "2008-03-04" }));
    await coordinator.post(`${here}/closure`, { round: "1", outcome: "unresolved" });
    network.world.set(Date.parse("2008-03-04T12:00:00.000Z"));
    const late = await coordinator.post(`${page()}/held`, { round: "1", minutes: "Deux points <restent>.", ...more });
    expect([late.status, await late.text()]).toEqual([
      409,
      expect.stringMatching(/Cette relecture est close[\s\S]*Deux points &lt;restent&gt;\./),
    ]);
    const told = await coordinator.json(`${page()}/held`, { round: 1, minutes: "Deux points restent." });
    expect([told.status, await told.json()]).toMatchObject([409, { code: "round-closed" }]);
  });

  test("has its attendance and its minutes, a text or a file, also once the round is closed", async () => {
    await coordinator.post(`${page()}/plan`, plan({ date: "2008-03-03" }));
    const held = { round: "1", present: [network.people.first.id], confirmed: "true" };
    await coordinator.post(`${page()}/held`, held);
    expect(await seminarHeld()).toMatchObject({ held: true, present: [network.people.first.id] });
    await coordinator.post(`${here}/closure`, { round: "1", outcome: "unresolved" });
    await network.ports.files.put(
      uploadKey("cr"),
      Buffer.from("PK\u0003\u0004[Content_Types].xml word/"),
      "application/zip",
    );
    expect(await coordinator.page(`${page()}/held/cr`)).toContain('name="upload" value="cr"');
    const told = { round: "1", present: [network.people.first.id], minutes: "Deux points restent.", upload: "cr" };
    for (let times = 0; times < 2; times++) expect((await coordinator.post(`${page()}/held`, told)).status).toBe(303);
    const reader = await browse(network, "first");
    expect(await reader.page(page())).toMatch(
      /Étaient là[\s\S]*Direction \(ORIV\)[\s\S]*Deux points restent[\s\S]*compte-rendu-2008-03-03\.docx/,
    );
    expect((await reader.get(`${page()}/minutes`)).status).toBe(302);
    expect((await stateOf(network, id)).seq).toBe(9);
  });
});
