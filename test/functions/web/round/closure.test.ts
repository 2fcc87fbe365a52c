import { beforeEach, describe, expect, test } from "vitest";
import { seminarOf } from "../../../../shared/deliverable/round/sittings.ts";
import { loadEvents } from "../../../../shared/stored/deliverable.ts";
import { browse, decideAs, type Network, openTestNetwork, sendMails, stateOf } from "../../network.ts";
import { inReview, planSeminar } from "../../notify/scenes.ts";

let network: Network;
let id: string;

/** A round that somebody asks to change, its seminar on the day that is, or another; its mails are sent. */
async function bring(date: string): Promise<void> {
  id = await inReview(network);
  await planSeminar(network, id, { date });
  await decideAs(network, "first", id, "requestChanges");
  await sendMails(network);
  network.sent.length = 0;
  network.world.set(Date.parse("2008-05-07T07:00:00.000Z"));
}

const closing = { round: "1", outcome: "changesRequested" };

async function close(fields: Record<string, string>) {
  const coordinator = await browse(network, "coordinator");
  return coordinator.post(`/deliverables/${id}/closure`, { ...closing, ...fields });
}

async function told(): Promise<string[]> {
  await sendMails(network);
  return network.sent
    .splice(0)
    .map(({ to, calendar, text }) => `${to.address.split("@")[0]} ${calendar?.method ?? ""} ${text}`);
}

const invited = async () => (await stateOf(network, id)).meetings[0]!.invited;
const typesOf = async () => (await Array.fromAsync(loadEvents(network.ports.store, id))).map(({ type }) => type);

beforeEach(async () => {
  network = await openTestNetwork();
});

describe("a round that closes on the morning of its seminar", () => {
  beforeEach(() => bring("2008-05-07"));

  test("closes only when it is said whether the seminar takes place", async () => {
    const coordinator = await browse(network, "coordinator");
    expect(await coordinator.page(`/deliverables/${id}/closure`)).toMatch(/Le séminaire du [\s\S]*a-t-il lieu/);
    const answer = await close({});
    expect(answer.status).toBe(422);
    expect(await answer.text()).toMatch(/Dites si le séminaire a lieu/);
    expect((await stateOf(network, id)).rounds[0]!.closed).toBeUndefined();
  });

  test("and whose seminar is off tells each of those invited, once, to take it out of the calendar", async () => {
    expect((await close({ seminar: "off" })).status).toBe(303);
    expect((await typesOf()).slice(-2)).toEqual(["roundClosed", "seminarCancelled"]);
    const mails = await told();
    expect(mails.filter((mail) => mail.includes(" CANCEL "))).toHaveLength((await invited()).length);
    expect(mails.join("\n")).not.toMatch(/n’est pas annulé/);
    expect((await close({ seminar: "off" })).status).toBe(303);
    expect(await told()).toEqual([]);
  });

  test("and whose seminar takes place leaves it to be recorded, and says so to those who learn that the round closed", async () => {
    expect((await close({ seminar: "on" })).status).toBe(303);
    const mails = await told();
    expect(mails.filter((mail) => mail.includes(" CANCEL "))).toEqual([]);
    expect(mails).toEqual([expect.stringMatching(/^redaction [\s\S]*n’est pas annulé/)]);
    const coordinator = await browse(network, "coordinator");
    expect(await coordinator.page(`/deliverables/${id}`)).toMatch(/Enregistrer le séminaire/);
  });
});

test("a round whose seminar is on a later day closes without that question, and calls it off", async () => {
  await bring("2008-05-09");
  const coordinator = await browse(network, "coordinator");
  expect(await coordinator.page(`/deliverables/${id}/closure`)).not.toMatch(/a-t-il lieu/);
  expect((await close({})).status).toBe(303);
  expect((await told()).filter((mail) => mail.includes(" CANCEL "))).toHaveLength((await invited()).length);
});

test("a round whose seminar is past closes with word that it was not held, which nobody is mailed", async () => {
  await bring("2008-05-06");
  expect((await close({ seminar: "off" })).status).toBe(303);
  expect(seminarOf(await stateOf(network, id), { number: 1 })).toMatchObject({ held: false, cancelled: true });
  expect((await told()).join("\n")).not.toMatch(/[Ss]éminaire/);
});
