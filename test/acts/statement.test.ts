import { join } from "node:path";
import { beforeEach, describe, expect, test } from "vitest";
import { enterLines, type Line, undoEntry } from "../../shared/acts/entering.ts";
import { sendStatement } from "../../shared/acts/statement.ts";
import { type AskedStatement, statementFacts } from "../../shared/acts/statement-facts.ts";
import { folderAssets } from "../../shared/adapters/assets.ts";
import { issue } from "../../shared/chain/issue.ts";
import type { Refusal } from "../../shared/errors.ts";
import { ledgerId } from "../../shared/ledger/state.ts";
import { statementOf } from "../../shared/statement/statement.ts";
import { agreements, loadAgreement } from "../../shared/stored/agreement.ts";
import { listJobs } from "../../shared/stored/job.ts";
import { meetings } from "../../shared/stored/meeting.ts";
import { addPerson } from "../../shared/stored/person.ts";
import { loadStatement } from "../../shared/stored/statement.ts";
import { putText } from "../../shared/stored/text.ts";
import { ask, coordination } from "../agreement/sample.ts";
import { agree } from "../ledger/agreed.ts";
import { halfDay, march, ticket } from "../ledger/sample.ts";
import { openWorld, type World } from "../world.ts";

let world: World & { assets: ReturnType<typeof folderAssets> };
const today = "2008-06-02";
const of = { agreement: march.agreement, holder: march.holder };
const year = { from: "2008-01-01", until: "2008-12-31" };
const words = {
  ...{ timeZone: "Europe/Paris", network: "RECI", language: "fr" as const },
  meetingTitle: ({ date }: { date: string }) => `Réunion du ${date}`,
};
const enter = (...lines: Line[]) => enterLines(world, coordination, lines, today);
const agreement = async (id = march.agreement) => (await loadAgreement(world.store, id))!.state;
const facts = async (asked: Partial<AskedStatement> = {}) =>
  statementFacts(world, words, { agreements: [await agreement()], ...year, ...asked });

beforeEach(async () => {
  world = { ...openWorld(), assets: folderAssets(join(import.meta.dirname, "../../templates")) };
  await agree(world);
  const member = { language: "fr", coordinator: false } as const;
  await addPerson(world, { ...member, name: "Direction", address: "direction@oriv.example", organisation: "ORIV" });
  const note = await putText(world, "Strasbourg – Bruxelles");
  await enter({ ...halfDay, ...of }, { ...ticket, ...of, note });
});

async function hold(id: string, action: string, date: string): Promise<void> {
  const by = coordination;
  await issue(meetings, world, id, {
    ...{ type: "plan", by, id, kind: "network", title: "", actions: [action as "2008/portail"] },
    ...{ organiser: by.person, date, place: "Paris", invited: [], agenda: [] },
  });
  await issue(meetings, world, id, { type: "record", by, present: ["a", "b"], outsiders: 3, today });
}

describe("what is stated of an agreement", () => {
  test("has each line without its note, and what each was called", async () => {
    const { lines, names, day } = await facts();
    expect(day).toBe("2008-03-03");
    expect(lines.map(({ id, cents }) => [id, cents])).toEqual([
      ["e1", 17_500],
      ["e2", 5420],
    ]);
    expect(JSON.stringify(lines)).not.toContain("note");
    expect(names["org:oriv"]).toBe("ORIV");
  });

  test("has the meetings of its actions that were held, and those of no other", async () => {
    await hold("mars", "2008/portail", "2008-03-04");
    await hold("ailleurs", "2008/ecole", "2008-03-05");
    expect((await facts()).meetings).toEqual([
      { meeting: "mars", title: "Réunion du 2008-03-04", date: "2008-03-04", place: "Paris", people: 2, outsiders: 3 },
    ]);
    expect((await facts({ action: "2008/veille" })).meetings).toEqual([]);
  });

  test("of one action has its lines alone; of several agreements has those of each", async () => {
    await agree(world, { id: "acse-2008", funder: "acse", reference: "ACSE 2008" });
    await enter({ ...halfDay, ...of, agreement: "acse-2008", id: "autre", term: "missions" });
    expect((await facts({ action: "2008/veille" })).lines.map(({ id }) => id)).toEqual(["e2"]);
    const both = await facts({ agreements: [await agreement(), await agreement("acse-2008")], action: "2008/portail" });
    expect(both.lines.map(({ agreement, id }) => [agreement, id])).toEqual([
      ["mpg-2008", "e1"],
      ["acse-2008", "autre"],
    ]);
    expect(statementOf(both).totals.done).toBe(17_500 + 6025);
  });
});

const send = async (id = "s1", more: object = {}) =>
  sendStatement(world, coordination, words, await agreement(), { id, ...year, ...more });

describe("a statement that is sent", () => {
  test("stays as it was, whatever is entered and undone after", async () => {
    await send();
    await undoEntry(world, coordination, { ledger: ledgerId(march), entry: "e1" });
    const [statement] = (await agreement()).statements;
    const kept = await loadStatement(world.files, statement!.facts);
    expect(statementOf(kept.facts).totals.done).toBe(22_920);
    expect(statementOf(await facts()).totals.done).toBe(5420);
  });

  test("is sent once, its letter and its documents are owed once", async () => {
    await Promise.all([send(), send()]);
    await send();
    expect((await agreement()).statements.map(({ id }) => id)).toEqual(["s1"]);
    const jobs = await listJobs(world.store);
    expect(jobs.map(({ type }) => type).sort()).toEqual(["mail", "typeset"]);
    expect(jobs.find(({ type }) => type === "mail")).toMatchObject({
      ...{ to: "org:mpg", letter: "statementSent", agreement: "mpg-2008", statement: "s1" },
    });
  });

  test("has no line of other days, nor of another action", async () => {
    await send("s2", { from: "2008-03-13" });
    await send("s3", { action: "2008/portail" });
    const kept = await Promise.all(
      (await agreement()).statements.map(({ facts }) => loadStatement(world.files, facts)),
    );
    expect(kept.map(({ facts }) => facts.lines.map(({ id }) => id))).toEqual([["e2"], ["e1"]]);
  });

  test.each([
    ["of days that its agreement has none of", { from: "2009-01-01", until: "2009-03-31" }, "statement-outside"],
    ["of days in disorder", { from: "2008-06-30", until: "2008-01-01" }, "dates-disordered"],
    ["of an action that its agreement does not pay", { action: "2008/ecole" }, "request-invalid"],
  ])("is refused %s, and nothing is sent", async (_, more, code) => {
    const refused = await send("s4", more).then(
      () => undefined,
      (error: Refusal) => error.code,
    );
    expect(refused).toBe(code);
    expect((await agreement()).statements).toEqual([]);
    expect((await listJobs(world.store)).filter(({ type }) => type === "mail")).toEqual([]);
  });
});

test("its letter is owed by its event, whoever else it tells of", async () => {
  await issue(
    agreements,
    world,
    march.agreement,
    ask({ type: "pay", payment: { id: "p", on: today, cents: 1, words: "" }, today }),
  );
  expect(await listJobs(world.store)).toEqual([]);
});
