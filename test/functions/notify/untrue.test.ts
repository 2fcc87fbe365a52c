import { beforeAll, describe, expect, test } from "vitest";
import { notify } from "../../../functions/notify/notify.ts";
import { issue } from "../../../shared/chain/issue.ts";
import type { LetterName } from "../../../shared/jobs/job.ts";
import { deliverables } from "../../../shared/stored/deliverable.ts";
import { removePerson } from "../../../shared/stored/person.ts";
import { as, closeRound, decideAs, lastRound, type Network, openTestNetwork, type Role } from "../network.ts";
import { type MailJob, mailJob } from "./letter.ts";
import * as scene from "./scenes.ts";

describe("letters that have become untrue are not sent", () => {
  let network: Network;
  let id: string;
  const job = (letter: LetterName, to: Role, changes: Partial<MailJob> = {}) =>
    mailJob(network, letter, to, { deliverable: id, ...changes });
  beforeAll(async () => {
    network = await openTestNetwork();
    id = await scene.inReview(network);
    await decideAs(network, "first", id, "requestChanges");
    await closeRound(network, id);
  });

  test.each([
    ["an invitation to a closed round", () => job("invited", "second")],
    ["a reminder of a closed round", () => job("reminder", "second")],
    ["a final that is not there", () => job("final", "funder")],
    ["about a deliverable that is not there", () => job("invited", "first", { deliverable: "nulle-part" })],
  ])("%s", async (_, make) => {
    await notify(network.ports, make(), network.settings);
    expect(network.sent).toEqual([]);
  });

  test("to someone who left", async () => {
    await removePerson(network.ports, network.people.second.id);
    await notify(network.ports, mailJob(network, "access", "second"), network.settings);
    expect(network.sent).toEqual([]);
  });

  test("a reminder to a reviewer who has decided meanwhile", async () => {
    const fresh = await openTestNetwork();
    const note = await scene.inReview(fresh);
    await decideAs(fresh, "first", note, "approve");
    await notify(fresh.ports, mailJob(fresh, "reminder", "first", { deliverable: note }), fresh.settings);
    expect(fresh.sent).toEqual([]);
  });
});

test.each<[string, LetterName, Role, (network: Network, id: string) => Promise<Partial<MailJob> | undefined>]>([
  [
    "an invitation to who handed over",
    "invited",
    "first",
    async (network, id) => {
      await scene.settle(network, id, await scene.handOver(network, id), "stranger");
    },
  ],
  [
    "a reminder to who proposed someone else",
    "reminder",
    "first",
    async (network, id) => {
      await scene.handOver(network, id);
    },
  ],
  [
    "a proposal that is settled",
    "delegationProposed",
    "coordinator",
    async (network, id) => {
      const submission = await scene.handOver(network, id);
      await scene.settle(network, id, submission);
      return { submission };
    },
  ],
  [
    "a meeting as it was changed before its last change",
    "meetingChanged",
    "first",
    async (network, id) => {
      await scene.planMeeting(network, id);
      await scene.planMeeting(network, id, { date: "2008-07-10" });
      await scene.planMeeting(network, id, { date: "2008-07-17" });
      return ofMeeting(id, 1);
    },
  ],
  [
    "an invitation to a meeting that is off",
    "meetingInvited",
    "first",
    async (network, id) => {
      await scene.planMeeting(network, id);
      await scene.ofMeeting(network, id, { type: "cancel" });
      return ofMeeting(id, 0);
    },
  ],
  [
    "a cancellation of a meeting that was called again",
    "meetingCancelled",
    "first",
    async (network, id) => {
      await scene.planMeeting(network, id);
      await scene.ofMeeting(network, id, { type: "cancel" });
      await scene.planMeeting(network, id);
      return ofMeeting(id, 1);
    },
  ],
  [
    "an invitation to a seminar of before that never became a meeting",
    "seminarInvited",
    "first",
    async () => ({ sequence: 0 }),
  ],
  ["dispositions to who offered nothing", "dispositions", "second", async () => undefined],
  [
    "a new deadline to who declined",
    "deadlineMoved",
    "first",
    async (network, id) => {
      const { number: round, version } = await lastRound(network, id);
      const by = as(network, "first");
      await issue(deliverables, network.ports, id, {
        type: "decide",
        by,
        round,
        version,
        submission: "non",
        choice: "decline",
      });
    },
  ],
  [
    "a week without anything",
    "weekly",
    "coordinator",
    async () => ({ week: "2008-01-07", deliverable: undefined as never }),
  ],
  ["the week to who coordinates nothing", "weekly", "author", async () => ({ week: "2008-05-12" })],
])("not sent: %s", async (_, letter, to, bring) => {
  const network = await openTestNetwork();
  const id = await scene.inReview(network);
  const about = (await bring(network, id)) ?? {};
  await notify(network.ports, mailJob(network, letter, to, { deliverable: id, ...about }), network.settings);
  expect(network.sent).toEqual([]);
});

/** About the meeting of a document, as it was planned then. */
function ofMeeting(id: string, sequence: number): Partial<MailJob> {
  return { deliverable: undefined as never, meeting: scene.meetingOf(id), sequence };
}
