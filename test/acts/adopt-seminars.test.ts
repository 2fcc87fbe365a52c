import { beforeEach, expect, test } from "vitest";
import { notifySteps } from "../../functions/notify/steps.ts";
import { adoptAll, adoptSeminars } from "../../shared/acts/adopt-seminars.ts";
import { attachAll } from "../../shared/acts/attach-actions.ts";
import { checkNetwork } from "../../shared/moving/check.ts";
import { loadEvents } from "../../shared/stored/deliverable.ts";
import { loadMeeting, plannedMeetings } from "../../shared/stored/meeting.ts";
import { putText } from "../../shared/stored/text.ts";
import { type Network, openTestNetwork, pass, sendMails, stateOf } from "../functions/network.ts";
import { mailJob } from "../functions/notify/letter.ts";
import * as scene from "../functions/notify/scenes.ts";

let network: Network;
let id: string;
const meetingId = () => `seminar-${id}-1`;
const adopted = async () => (await loadMeeting(network.ports.store, meetingId()))?.state;

beforeEach(async () => {
  network = await openTestNetwork();
  id = await scene.inReview(network);
});

async function adopt(): Promise<void> {
  await attachAll(network.ports, "fr");
  await adoptAll(network.ports);
}

test("a seminar that is planned is a meeting with its people, its agenda and its place in calendars, once", async () => {
  const agenda = await putText(network.ports, "Les notions.");
  await scene.formerSeminar(network, id, { agenda });
  await scene.formerSeminar(network, id, { agenda, date: "2008-07-10" });
  await sendMails(network);
  network.sent.length = 0;
  await adopt();
  const { seq } = await stateOf(network, id);
  expect(await adoptSeminars(network.ports)).toBe(true);
  expect((await stateOf(network, id)).seq).toBe(seq);
  expect(await adopted()).toMatchObject({
    ...{
      kind: "internal",
      stage: "planned",
      date: "2008-07-10",
      sequence: 1,
      organiser: network.people.coordinator.id,
    },
    agenda: [
      { what: "version", deliverable: id },
      { what: "words", words: agenda },
    ],
  });
  expect((await plannedMeetings(network.ports.store)).map((meeting) => meeting.id)).toEqual([meetingId()]);
  const { meetings, rounds } = await stateOf(network, id);
  expect(meetings).toMatchObject([{ meeting: meetingId(), round: 1, version: rounds[0]!.version, stage: "planned" }]);
  expect(meetings[0]).not.toHaveProperty("seminar");
  await sendMails(network);
  expect(network.sent).toEqual([]);
  expect((await checkNetwork(network.ports)).flaws).toEqual([]);
});

test("one that was held brings who was there and its minutes, which stay those of the deliverable", async () => {
  await scene.formerSeminar(network, id, { date: "2008-02-26" });
  const minutes = await putText(network.ports, "Deux points restent.");
  const present = [network.people.first.id];
  await scene.happened(network, id, { type: "seminarHeld", data: { round: 1, present, minutes } });
  await adopt();
  expect(await adopted()).toMatchObject({ stage: "held", record: { present, outsiders: 0, minutes } });
  expect((await stateOf(network, id)).meetings).toMatchObject([{ round: 1, stage: "held", present, minutes }]);
});

test("one that was called off is cancelled, with its reason", async () => {
  await scene.formerSeminar(network, id);
  const reason = await putText(network.ports, "La salle est prise.");
  await scene.happened(network, id, { type: "seminarCancelled", data: { round: 1, reason } });
  await adopt();
  expect(await adopted()).toMatchObject({ stage: "cancelled", sequence: 1, reason });
});

test("a letter that was owed about it is written as one about the meeting", async () => {
  await scene.formerSeminar(network, id);
  const owed = (["first", "stranger"] as const).map((role) =>
    mailJob(network, "seminarInvited", role, { id: `mail/${role}`, deliverable: id, seq: 5, sequence: 0 }),
  );
  const steps = notifySteps(network.ports, network.settings);
  network.sent.length = 0;
  // while it is to become one, the letter waits
  for (const job of owed) expect(await steps.mail(job)).toMatchObject({ until: expect.any(String) });
  await adopt();
  expect(network.sent).toEqual([]);
  // nor does it wait longer for the invitation to the round
  pass(network, 31);
  for (const job of owed) await steps.mail(job);
  const subjects = network.sent.map(({ subject }) => subject.replace(/[\u00a0\u202f]/g, " "));
  expect(subjects).toEqual(Array(2).fill("Séminaire interne du 3 juillet : invitation"));
  for (const { calendar } of network.sent) expect(calendar!.text).toContain(`UID:${meetingId()}@`);
});

test("its old events stay as they were", async () => {
  await scene.formerSeminar(network, id);
  const before = await Array.fromAsync(loadEvents(network.ports.store, id));
  await adopt();
  const after = await Array.fromAsync(loadEvents(network.ports.store, id));
  expect(after.slice(0, before.length)).toEqual(before);
});
