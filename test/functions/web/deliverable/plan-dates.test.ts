import { beforeEach, describe, expect, test } from "vitest";
import {
  type Browser,
  browse,
  closeRound,
  createNote,
  decideAs,
  deposit,
  type Network,
  openTestNetwork,
  sendMails,
  stateOf,
  submitDraft,
} from "../../network.ts";
import { addProgramme, planned } from "../meetings/programmed.ts";
import { plan } from "../planned.ts";

let network: Network;
let coordinator: Browser;
let id: string;
let here: string;

/** 3 March 2008; a note in review until the end of 12 May. */
beforeEach(async () => {
  network = await openTestNetwork();
  coordinator = await browse(network, "coordinator");
  id = await createNote(network);
  here = `/deliverables/${id}`;
  await deposit(network, id);
  await submitDraft(network, id, "2008-05-12T22:00:00.000Z");
  await sendMails(network);
  network.sent.length = 0;
});

/** Who is told what, by the words of the letter that hold days. */
const told = () =>
  network.sent
    .splice(0)
    .map(
      ({ to, text }) => `${to.address.split("@")[0]}: ${text.match(/\d+(?:er)?[ \u00a0][a-zéû]+ 2008/gi)?.join(", ")}`,
    )
    .map((line) => line.replaceAll("\u00a0", " "))
    .sort();

describe("the review’s date and the open round’s deadline are one", () => {
  type Row = [what: string, changes: object, letters: string[], after: { review: string; deadline: string }];
  const kept = { review: "2008-05-12", deadline: "2008-05-12T22:00:00.000Z" };
  const rows: Row[] = [
    [
      "a new review date moves the round, in one letter a person",
      { dueReview: "2008-04-15" },
      ["direction: 15 avril 2008", "etudes: 15 April 2008", "redaction: 15 avril 2008"],
      { review: "2008-04-15", deadline: "2008-04-15T22:00:00.000Z" },
    ],
    [
      "with another date, authors are told of both in one letter",
      { dueReview: "2008-04-15", dueFinal: "2008-08-01" },
      ["direction: 15 avril 2008", "etudes: 15 April 2008", "redaction: 20 mars 2008, 15 avril 2008, 1er août 2008"],
      { review: "2008-04-15", deadline: "2008-04-15T22:00:00.000Z" },
    ],
    [
      "another date alone leaves the round as it was",
      { dueFinal: "2008-08-01" },
      ["redaction: 20 mars 2008, 12 mai 2008, 1er août 2008"],
      kept,
    ],
    ["the same review date changes nothing", {}, [], kept],
  ];
  test.each(rows)("%s", async (_, changes, letters, after) => {
    const sent = await coordinator.post(`${here}/changes`, { ...plan(network), ...changes });
    expect(sent.status).toBe(303);
    await sendMails(network);
    expect(told()).toEqual(letters);
    const { due, rounds } = await stateOf(network, id);
    expect({ review: due.review, deadline: rounds.at(-1)?.deadline }).toEqual(after);
  });

  test("a date that is past is refused, and nothing changes", async () => {
    const sent = await coordinator.post(`${here}/changes`, {
      ...{ ...plan(network), dueDraft: "", dueReview: "2008-02-01", confirmed: "– 2008-02-01 2008-07-01" },
    });
    expect([sent.status, (await stateOf(network, id)).due.review]).toEqual([422, "2008-05-12"]);
  });

  test.each([
    ["approve", [/Relecture close le[\s\S]{0,60}>4\smars\s2008/], /12\smai\s2008/],
    [
      "requestChanges",
      [/>Relecture close le[\s\S]{0,60}>4\smars\s2008/, /Prochaine relecture close le[\s\S]{0,60}>12\smai\s2008/],
      /Relecture close le[^>]*>\s*<dd>12/,
    ],
  ] as const)(
    "once closed by %s, the page says the day it closed, and the day planned only of a round to come",
    async (choice, says, not) => {
      for (const reviewer of ["first", "second"] as const) await decideAs(network, reviewer, id, choice);
      network.world.set(Date.parse("2008-03-03T23:30:00.000Z"));
      await closeRound(network, id);
      const plan = (await coordinator.page(here)).split('id="dates"')[1]?.split("</section>")[0];
      for (const said of says) expect(plan).toMatch(said);
      expect(plan).not.toMatch(not);
    },
  );

  test("the form shows the deadline that the round has, and says what changing it does", async () => {
    await coordinator.post(`${here}/deadline`, { round: "1", deadline: "2008-05-20" });
    const form = await coordinator.page(`${here}/changes`);
    expect(form).toMatch(/c’est son échéance[\s\S]*name="dueReview" type="date" value="2008-05-20"/);
    await sendMails(network);
    network.sent.length = 0;
    await coordinator.post(`${here}/changes`, { ...plan(network), dueReview: "2008-05-20" });
    await sendMails(network);
    expect(told()).toEqual([]);
    await coordinator.post(`${here}/changes`, { ...plan(network), dueReview: "2008-05-20", dueFinal: "2008-08-01" });
    await sendMails(network);
    expect(told()).toEqual(["redaction: 20 mars 2008, 20 mai 2008, 1er août 2008"]);
  });
});

describe("a day is read as it is written", () => {
  test.each<[string, string | undefined]>([
    ["31/12/2008", "2008-12-31"],
    ["31 décembre 2008", "2008-12-31"],
    ["31 DECEMBRE 2008", "2008-12-31"],
    ["31 December 2008", "2008-12-31"],
    ["1/7/2008", "2008-07-01"],
    ["31.12.2008", "2008-12-31"],
    ["2008-12-31", "2008-12-31"],
    ["31/02/2008", undefined],
    ["12/31/2008", undefined],
    ["demain", undefined],
  ])("%s is %s", async (written, day) => {
    const sent = await coordinator.post(`${here}/changes`, { ...plan(network), dueFinal: written });
    expect(sent.status).toBe(day ? 303 : 422);
    if (day) expect((await stateOf(network, id)).due.final).toBe(day);
    else
      expect(await sent.text()).toContain(
        "Donnez une date qui existe, son année en quatre chiffres, comme 12/05/2008.",
      );
  });
});

describe("an unlikely date is confirmed", () => {
  const past = "ce jour est passé";
  const far = "ce jour est dans plus de 3 ans";
  test.each<[string, object, string]>([
    ["a due date of 1900", { dueDraft: "01/03/1900" }, `Brouillon attendu le 1er\u00a0mars 1900\u00a0: ${past}`],
    ["a due date of 2080", { dueFinal: "2080-07-01" }, far],
  ])("%s, of a new deliverable and of one there is", async (_, changes, words) => {
    const asked = { ...plan(network), kind: "framing-note", language: "fr", ...changes };
    const first = await coordinator.post("/deliverables/new", asked);
    const page = await first.text();
    expect([first.status, page]).toEqual([422, expect.stringContaining(words)]);
    const [, confirmed = ""] = /name="confirmed" type="checkbox" value="([^"]+)"/.exec(page) ?? [];
    expect((await coordinator.post("/deliverables/new", { ...asked, confirmed })).status).toBe(200);
    expect((await coordinator.post("/deliverables", asked)).status).toBe(422);
    expect((await coordinator.post("/deliverables", { ...asked, confirmed })).status).toBe(303);

    const change = { ...plan(network), ...changes };
    expect((await coordinator.post(`${here}/changes`, change)).status).toBe(422);
    expect((await coordinator.post(`${here}/changes`, { ...change, confirmed })).status).toBe(303);
    expect((await coordinator.post(`${here}/changes`, { ...change, title: "Un autre titre" })).status).toBe(303);
  });

  test.each<[string, string, string]>([
    ["a meeting in 2002", "20/03/2002", past],
    ["a meeting in 2020", "2020-03-20", far],
  ])("%s: no invitation leaves before", async (_, date, words) => {
    await addProgramme(network);
    const asked = planned(network, { date, matters: [`version:${id}`] });
    const first = await coordinator.post("/meetings/new", asked);
    expect([first.status, await first.text()]).toEqual([422, expect.stringContaining(words)]);
    await sendMails(network);
    expect(network.sent).toEqual([]);
    expect((await coordinator.post("/meetings/new", { ...asked, confirmed: date })).status).toBe(303);
  });

  test("a deadline years ahead", async () => {
    const asked = { round: "1", deadline: "12/05/2018" };
    const first = await coordinator.post(`${here}/deadline`, asked);
    expect([first.status, await first.text()]).toEqual([422, expect.stringContaining(far)]);
    expect((await coordinator.post(`${here}/deadline`, { ...asked, confirmed: "2018-05-12" })).status).toBe(303);
  });

  test("as JSON it has its code", async () => {
    const asked = {
      ...plan(network),
      kind: "framing-note",
      language: "fr",
      dueDraft: "1900-03-01",
    };
    const refused = await coordinator.json("/deliverables", { ...asked, quorum: 2 });
    expect([refused.status, await refused.json()]).toMatchObject([
      422,
      { code: "unconfirmed", errors: [{ field: "dueDraft" }] },
    ]);
    expect((await coordinator.json("/deliverables", { ...asked, quorum: 2, confirmed: true })).status).toBe(201);
  });
});
