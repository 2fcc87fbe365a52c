import { issueMeeting } from "../../../shared/acts/meetings.ts";
import { issue } from "../../../shared/chain/issue.ts";
import type { EventData, NewEvent } from "../../../shared/deliverable/event.ts";
import type { Contribution } from "../../../shared/deliverable/remarks/contribution.ts";
import type { Disposition } from "../../../shared/deliverable/state.ts";
import type { Command as MeetingCommand } from "../../../shared/meeting/command.ts";
import type { Meeting, MeetingPlan } from "../../../shared/meeting/state.ts";
import { putBatch } from "../../../shared/stored/batch.ts";
import { deliverables } from "../../../shared/stored/deliverable.ts";
import { failJob, leaseJob, oweJob } from "../../../shared/stored/job.ts";
import { loadMeeting } from "../../../shared/stored/meeting.ts";
import { putText } from "../../../shared/stored/text.ts";
import { pin } from "../../../shared/stored/version.ts";
import {
  as,
  closeRound,
  completeDraft,
  createNote,
  decideAs,
  deposit,
  lastRound,
  type Network,
  type Role,
  sendMails,
  stateOf,
  submitDraft,
} from "../network.ts";

/** A note under review, until 12 May 2008. */
export async function inReview(network: Network): Promise<string> {
  return submitted(network, await createNote(network));
}

export async function submitted(network: Network, id: string): Promise<string> {
  await deposit(network, id);
  await submitDraft(network, id);
  return id;
}

/** The same, its reviewers hidden from its authors. */
export async function inAnonymousReview(network: Network): Promise<string> {
  const id = await createNote(network);
  await deposit(network, id);
  const state = await stateOf(network, id);
  const { demands, ...pinned } = await pin(network.ports, state.kind);
  await issue(deliverables, network.ports, id, {
    ...{ type: "submit", by: as(network, "author"), version: state.versions.at(-1)!.hash, ...pinned },
    ...{ deadline: "2008-05-12T22:00:00.000Z", demands: { ...demands, anonymous: true } },
  });
  return id;
}

/** What people's acts owed has left, and is forgotten. */
export async function emptyOutbox(network: Network): Promise<void> {
  await sendMails(network);
  network.sent.length = 0;
}

/** A dossier of two parts, one the author's. */
export async function dossierOfParts(network: Network): Promise<string> {
  const parts = [
    { id: "cofrimi", title: "COFRIMI", people: [network.people.author.id] },
    { id: "oriv", title: "ORIV" },
  ];
  return createNote(network, { kind: "resource-dossier", title: "Laïcité", parts });
}

/** Seven days before the end, what was owed until then having left: its reviewers are to be reminded. */
export async function reminded(network: Network, ...ids: string[]): Promise<void> {
  await emptyOutbox(network);
  network.world.set(Date.parse("2008-05-05T08:00:00.000Z"));
  for (const id of ids) await issue(deliverables, network.ports, id, { type: "remind", by: "line", round: 1, days: 7 });
}

/** Reviewed by one of two. */
export async function decided(network: Network): Promise<{ id: string; submission: string }> {
  const id = await inReview(network);
  return { id, submission: await decideAs(network, "first", id, "approve") };
}

/** Given seven days more at its deadline, by its rule. */
export async function extended(network: Network): Promise<string> {
  const { id } = await decided(network);
  network.world.set(Date.parse("2008-05-12T22:00:00.000Z"));
  const extension = "2008-05-19T22:00:00.000Z";
  await issue(deliverables, network.ports, id, { type: "passDeadline", by: "line", round: 1, extension });
  return id;
}

/** Approved. */
export async function closed(network: Network): Promise<string> {
  const { id } = await decided(network);
  await decideAs(network, "second", id, "approve");
  await closeRound(network, id);
  return id;
}

/** Approved with two remarks of the first reviewer. */
export async function toIntegrate(network: Network): Promise<string> {
  const id = await inReview(network);
  await offer(network, "first", id, [
    { id: "r1", type: "comment", text: "Dire d’où vient la notion d’<interculturalité>." },
    { id: "r2", type: "correction", text: "", proposal: "les habitants des quartiers" },
  ]);
  await decideAs(network, "first", id, "approve");
  await decideAs(network, "second", id, "approve");
  await closeRound(network, id);
  return id;
}

/** The same once a new version answers the remarks, under a confirming round until 20 May. */
export async function toConfirm(network: Network): Promise<string> {
  const id = await toIntegrate(network);
  await dispose(network, id, "r1", "integrated");
  await dispose(network, id, "r2", "declined", "Le terme est celui du programme.");
  await deposit(network, id, `${completeDraft}\nLa notion vient du Québec.\n`);
  await submitDraft(network, id, "2008-05-20T22:00:00.000Z");
  return id;
}

/** The same where changes were requested: a new version, in a new round until 20 May. */
export async function renewed(network: Network): Promise<string> {
  const id = await changed(network);
  await dispose(network, id, "r2", "declined", "Le terme est celui du programme.");
  await submitDraft(network, id, "2008-05-20T22:00:00.000Z");
  return id;
}

/** Changes were requested, and a new version is there; one of two remarks has no answer yet. */
export async function changed(network: Network): Promise<string> {
  const id = await inReview(network);
  await offer(network, "first", id, [
    { id: "r1", type: "comment", text: "Dire d’où vient la notion d’<interculturalité>." },
    { id: "r2", type: "correction", text: "", proposal: "les habitants des quartiers" },
  ]);
  await decideAs(network, "second", id, "requestChanges");
  await closeRound(network, id);
  await dispose(network, id, "r1", "integrated");
  await deposit(network, id, `${completeDraft}\nLa notion vient du Québec.\n`);
  return id;
}

export async function offer(network: Network, role: Role, id: string, contributions: Contribution[]): Promise<void> {
  const { number: round, version } = await lastRound(network, id);
  const batch = await putBatch(network.ports, contributions);
  const by = as(network, role);
  await issue(deliverables, network.ports, id, {
    type: "contribute",
    by,
    round,
    version,
    submission: `remarks-${id}`,
    offer: batch,
  });
}

export async function dispose(
  network: Network,
  id: string,
  contribution: string,
  disposition: Disposition,
  why?: string,
): Promise<void> {
  const { number: round } = await lastRound(network, id);
  const reason = why === undefined ? {} : { reason: await putText(network.ports, why) };
  const by = as(network, "author");
  await issue(deliverables, network.ports, id, {
    type: "dispose",
    by,
    round,
    contribution,
    as: disposition,
    ...reason,
  });
}

/** A meeting that discusses a document, with the first reviewer and one who reviews nothing, or others; then another plan for it. */
export async function planMeeting(
  network: Network,
  id: string,
  changes: Partial<MeetingPlan> = {},
  roles: Role[] = ["first", "stranger"],
): Promise<Meeting> {
  const meeting = meetingOf(id);
  const known = await loadMeeting(network.ports.store, meeting);
  const plan: MeetingPlan = {
    ...{ kind: "internal", title: "", actions: ["2008/interculturalite"], organiser: network.people.coordinator.id },
    ...{ date: "2008-07-03", starts: "14:00", ends: "17:30", place: "ORIV, Strasbourg" },
    invited: roles.map((role) => network.people[role].id),
    agenda: [{ id: "document", what: "version", deliverable: id }],
    ...changes,
  };
  return ofMeeting(network, id, known ? { type: "change", ...plan } : { type: "plan", id: meeting, ...plan });
}

/** What the coordinator asks of the meeting that discusses a document. */
export async function ofMeeting(network: Network, id: string, command: AskedOfMeeting): Promise<Meeting> {
  const by = as(network, "coordinator");
  return (await issueMeeting(network.ports, meetingOf(id), { ...command, by } as MeetingCommand)).state;
}
type AskedOfMeeting = MeetingCommand extends infer C ? (C extends { by: unknown } ? Omit<C, "by"> : never) : never;

/** The id of the meeting that discusses a document. */
export const meetingOf = (id: string) => `meeting-${id}`;

/** Events of a release of before, which nothing decides any more; they leave nothing owing. */
export async function happened(network: Network, id: string, ...events: NewEvent[]): Promise<void> {
  const before = { ...deliverables, decide: () => ({ events }), owed: () => [] };
  await issue(before, network.ports, id, { type: "withdraw", by: as(network, "coordinator"), reason: "" });
}

/** The seminar that a release of before kept of the round of a document, with the first reviewer and one who reviews nothing. */
export async function formerSeminar(
  network: Network,
  id: string,
  changes: Partial<EventData["seminarPlanned"]> = {},
): Promise<void> {
  const { number: round } = await lastRound(network, id);
  const invited = [network.people.first.id, network.people.stranger.id];
  const plan = { date: "2008-07-03", starts: "14:00", ends: "17:30", place: "ORIV, Strasbourg" };
  await happened(network, id, { type: "seminarPlanned", data: { round, invited, ...plan, ...changes } });
}

/** The first reviewer proposes someone else. */
export async function handOver(network: Network, id: string): Promise<string> {
  const { number: round } = await lastRound(network, id);
  const named = { name: "Documentaliste", organisation: "CREFE", address: "documentation@crefe.example" };
  const to = await putText(network.ports, JSON.stringify(named));
  const submission = "remplacement";
  await issue(deliverables, network.ports, id, { type: "delegate", by: as(network, "first"), round, submission, to });
  return submission;
}

export async function settle(network: Network, id: string, submission: string, role?: Role): Promise<void> {
  const { number: round } = await lastRound(network, id);
  const person = role ? { person: network.people[role].id } : {};
  const by = as(network, "coordinator");
  await issue(deliverables, network.ports, id, { type: "settleDelegation", by, round, submission, ...person });
}

/** The coordinator records what the first reviewer said on the telephone. */
export async function report(network: Network, id: string): Promise<string> {
  const { number: round, version } = await lastRound(network, id);
  const note = await putText(network.ports, "A rappelé le 10 : d’accord sur tout.");
  const submission = "rapport";
  await issue(deliverables, network.ports, id, {
    ...{ type: "report", by: as(network, "coordinator"), round, version, submission, choice: "approve" },
    ...{ reviewer: network.people.first.id, reported: { channel: "telephone", received: "2008-03-10", note } },
  });
  return submission;
}

/** Someone's link was refused by their mail server; its job. */
export async function refused({ ports, people }: Network, role: Role = "first"): Promise<string> {
  const id = `mail/access/${role}`;
  await oweJob(ports, { id, type: "mail", to: people[role].id, letter: "access" });
  await leaseJob(ports, id, 60);
  await failJob(ports, id, { error: "mail-refused", said: "550 5.1.1 User unknown", refused: true });
  return id;
}
