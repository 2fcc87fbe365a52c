import { beforeEach, describe, expect, test } from "vitest";
import { type Browser, browse, deposit, type Network, stateOf, submitDraft } from "../../network.ts";
import { openProgrammed, planned } from "../meetings/programmed.ts";

let network: Network;
let coordinator: Browser;
let here: string;
let id: string;

/** In review until the end of 9 May 2008, a Friday. */
beforeEach(async () => {
  ({ network, note: id } = await openProgrammed());
  coordinator = await browse(network, "coordinator");
  here = `/deliverables/${id}`;
  await deposit(network, id);
  await submitDraft(network, id, "2008-05-09T22:00:00.000Z");
});

const met = async () => (await stateOf(network, id)).meetings.at(-1)?.date;
const fields = (date: string) => planned(network, { date, matters: [`version:${id}`] });
const deadline = async () => (await stateOf(network, id)).rounds.at(-1)!.deadline;

describe("a day to meet on is confirmed where it is unusual", () => {
  const off = "on n’y travaille pas";
  const rows: [string, string, string | undefined][] = [
    ["an ordinary day within the review is planned at once", "2008-05-06", undefined],
    ["the day of the deadline too", "2008-05-09", undefined],
    ["a Sunday is named", "2008-05-04", `un dimanche\u00a0: ${off}`],
    ["a Saturday is named", "2008-04-26", `un samedi\u00a0: ${off}`],
    ["a holiday is named", "2008-05-08", `le 8 mai\u00a0: ${off}`],
    [
      "a day after the deadline is told with the deadline",
      "2008-05-13",
      "se termine le 9\u00a0mai 2008, avant cette rencontre",
    ],
    ["a holiday after the deadline is told as both", "2008-05-12", "le lundi de Pentecôte"],
  ];
  test.each(rows)("%s", async (_, date, warning) => {
    const asked = fields(date);
    const first = await coordinator.post("/meetings/new", asked);
    expect([first.status, await met()]).toEqual(warning ? [422, undefined] : [303, date]);
    if (warning === undefined) return;
    const page = await first.text();
    expect(page).toContain(warning);
    expect(page).toContain(`type="checkbox" value="${date}"`);
    const other = await coordinator.post("/meetings/new", { ...asked, confirmed: "2008-05-01" });
    expect([other.status, await met()]).toEqual([422, undefined]);
    const confirmed = await coordinator.post("/meetings/new", { ...asked, confirmed: date });
    expect([confirmed.status, await met()]).toEqual([303, date]);
  });

  test("a confirmed day is not asked about again when something else changes", async () => {
    const { id: meeting, ...asked } = fields("2008-05-04");
    await coordinator.post("/meetings/new", { ...asked, id: meeting!, confirmed: "2008-05-04" });
    expect((await coordinator.post(`/meetings/${meeting}/plan`, { ...asked, place: "Lyon" })).status).toBe(303);
  });

  test("as JSON it has its code, and passes once it is confirmed", async () => {
    const { lines: _, call: __, ...asked } = fields("2008-05-04");
    const refused = await coordinator.json("/meetings/new", asked);
    const problem = {
      code: "unconfirmed",
      errors: [{ field: "date", message: expect.stringContaining("un dimanche") }],
    };
    expect([refused.status, await refused.json()]).toMatchObject([422, problem]);
    expect((await coordinator.json("/meetings/new", { ...asked, confirmed: true })).status).toBe(201);
    expect(await met()).toBe("2008-05-04");
  });
});

describe("a deadline is confirmed where it comes before its meeting", () => {
  beforeEach(() => coordinator.post("/meetings/new", fields("2008-05-06")));

  test.each<[string, string, boolean]>([
    ["the day before the meeting", "2008-05-05", true],
    ["the day of the meeting", "2008-05-06", false],
    ["a later day", "2008-05-16", false],
  ])("%s", async (_, day, asks) => {
    const before = await deadline();
    const first = await coordinator.post(`${here}/deadline`, { round: "1", deadline: day });
    expect(first.status).toBe(asks ? 422 : 303);
    if (!asks) return;
    expect(await first.text()).toContain("La rencontre, prévue le 6\u00a0mai 2008, viendrait après");
    expect(await deadline()).toBe(before);
    await coordinator.post(`${here}/deadline`, { round: "1", deadline: day, confirmed: day });
    expect((await deadline()).slice(0, 10)).toBe(day);
  });
});
