import { expect, test } from "vitest";
import { approvalBlocks } from "../../shared/document/approval.ts";
import { eachBlock, textOf } from "../../shared/document/visit.ts";
import { approvalOf } from "../../shared/evidence/approval.ts";
import { archivedPeople } from "../../shared/evidence/proof-archive/people.ts";
import { isRecordOf } from "../../shared/evidence/proof-archive/record.ts";
import { loadRecordData } from "../../shared/evidence/record-data.ts";
import type { MeetingPlan } from "../../shared/meeting/state.ts";
import { loadEvents } from "../../shared/stored/deliverable.ts";
import {
  closeRound,
  createNote,
  decideAs,
  deposit,
  openTestNetwork,
  stateOf,
  submitDraft,
} from "../functions/network.ts";
import { ofMeeting, planMeeting } from "../functions/notify/scenes.ts";

const hours = { starts: "14:00", ends: "12:00" };

/** An approval after a meeting of 3 April 2008 of which this was said besides. */
async function approvedAfter(said: Partial<MeetingPlan>) {
  const network = await openTestNetwork();
  const id = await createNote(network);
  await deposit(network, id);
  await submitDraft(network, id);
  await planMeeting(network, id, { date: "2008-04-03", place: "Paris", ...said }, ["first"]);
  await ofMeeting(network, id, { type: "record", present: [], outsiders: 2, today: "2008-04-04" });
  for (const role of ["first", "second"] as const) await decideAs(network, role, id, "approve");
  await closeRound(network, id);
  const events = await Array.fromAsync(loadEvents(network.ports.store, id));
  const recordData = await loadRecordData(network.ports, events);
  const state = await stateOf(network, id);
  const approval = approvalOf(state, events, recordData, "Europe/Paris")!;
  return { approval, events, people: archivedPeople(state, events, recordData.people) };
}

test.each([
  [
    "of several days, the first and the last",
    { until: "2008-04-04", ...hours },
    "3 avril 2008 – 4 avril 2008, de 14 h à 12 h",
  ],
  ["of one day, that day", { starts: "14:00", ends: "16:30" }, "3 avril 2008, de 14 h à 16 h 30"],
])("the approval record says of a meeting %s, with its hours", async (_, said, when) => {
  const { approval } = await approvedAfter(said);
  const lines = [...eachBlock(approvalBlocks(approval, "fr"))].map(textOf).join("\n");
  expect(lines.replaceAll("\u00a0", " ")).toContain(`Rencontre tenue le ${when}, Paris.`);
});

test.each([
  ["the one that tells it", 3, {}, true],
  ["of before 3, one that does not tell it", 2, { until: undefined }, true],
  ["of 3, one that does not tell it", 3, { until: undefined }, false],
])(
  "of a meeting's last day, the record of an archive is what the events make of it: %s",
  async (_, schema, other, is) => {
    const { approval, events, people } = await approvedAfter({ until: "2008-04-04", ...hours });
    const rounds = approval.rounds.map((round) => ({ ...round, seminar: { ...round.seminar!, ...other } }));
    expect(isRecordOf({ ...approval, rounds, schema }, people, events)).toBe(is);
  },
);
