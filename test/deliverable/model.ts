import type { Command } from "../../shared/deliverable/command.ts";
import type { Choice, Disposition, Outcome, Stage } from "../../shared/deliverable/state.ts";
import type { RoundDemands } from "../../shared/kinds/kind.ts";
import type { Quorum } from "../../shared/quorum/quorum.ts";
import { neededOf } from "./quorums.ts";

/**
 * A deliverable as a reader of DESIGN.md would tell it, in as few words as can be: what the real one must agree with.
 * The author "a", with the organisation "org:o" for its people at first; reviewers r1 to r3 at first, a quorum of two; versions are named by their content.
 */
export type Model = {
  stage: Stage | "none";
  draft?: string;
  /** Corrections that the draft has, and those that the version of the last round had. */
  applied: string[];
  reviewed: string[];
  uploads: Map<string, Sent>;
  authors: string[];
  reviewers: string[];
  /** Of the rounds to come. */
  quorum: Quorum;
  round: {
    number: number;
    version: string;
    deadline: number;
    overdue: boolean;
    extended: boolean;
    open: boolean;
    outcome?: Outcome;
    meeting: "none" | "planned" | "cancelled" | "held";
    /** The day of its meeting. */
    date: string;
    demands: RoundDemands;
    quorum: Quorum;
    /** Of the members that reviewers belong to. */
    byMember: boolean;
    members: Record<string, string>;
  };
  votes: Map<string, { choice: Choice; own: boolean }>;
  delegations: Map<string, { from: string; status: "proposed" | "confirmed" | "refused" | "moot" }>;
  /** Of this round and the one before. */
  remarks: Map<number, Map<string, "open" | Disposition>>;
  /** The content that each round read. */
  texts: Map<number, string>;
  /** All that were made, whatever the round. */
  submissions: Set<string>;
  outputs: boolean;
  /** What was downloaded by "acse", who funds it, or by a shared link: by whom which file, and the last day. */
  downloads: Map<string, string>;
  /** Shared links: until when each opens, "ended" once it was. */
  shares: Map<string, number | "ended">;
  /** What was done last, one thing after the other, and may be taken back. */
  acts: Act[];
  /** Who was ever asked to read a round, or wrote and does no more, and whose access was ended. */
  asked: Set<string>;
  ended: Set<string>;
};

/** `proposes`: asked for when the document was final. */
type Sent = {
  asked: number;
  sender: string;
  office: boolean;
  proposes?: boolean;
  status: "awaited" | "proposed" | "accepted" | "refused";
};

export const emptyModel = (demands: RoundDemands): Model => ({
  stage: "none",
  applied: [],
  reviewed: [],
  uploads: new Map(),
  authors: ["a", "org:o"],
  reviewers: ["r1", "r2", "r3"],
  quorum: 2,
  round: {
    ...{ number: 0, version: "", deadline: 0, overdue: false, extended: false, open: false, meeting: "none", date: "" },
    ...{ demands, quorum: 2, byMember: false, members: {} },
  },
  votes: new Map(),
  delegations: new Map(),
  remarks: new Map(),
  texts: new Map(),
  submissions: new Set(),
  outputs: false,
  downloads: new Map(),
  shares: new Map(),
  acts: [],
  asked: new Set(),
  ended: new Set(),
});

/** `back`: makes the model what it was before. */
type Act = { by: string; what: string; at: number; back: () => void };

/** What happened of what somebody tried, in the model's words. `before`: the model until then, without what can be taken back. */
export function happened(model: Model, before: Model, command: Command, types: readonly string[], now: number): void {
  const by = command.by === "line" ? "line" : command.by.person;
  for (const type of types) {
    const back = by === "line" || command.type === "decide" ? undefined : backTo(model, before, command);
    if (type === "undone") continue;
    if (back) model.acts = [...model.acts, { by, what: type, at: now, back }];
    else if (type === "outputsReady" && model.acts.at(-1)?.what === "roundClosed") continue;
    else if (!asides.includes(type) && (by !== "line" || !besides.includes(type))) model.acts = [];
  }
}

/** What is no step of the document's, whoever does it. */
const asides = ["chased", "downloaded"];
/** What the line does besides. */
const besides = ["reminded", "deadlinePassed", "deadlineMoved", "meetingNoted"];
/** What may be taken back within ten minutes alone. */
const timed = ["contributed", "roundClosed", "withdrawn"];
/** What any coordinator may take back. */
const ofOffice = ["roundClosed", "withdrawn"];

function backTo(model: Model, before: Model, command: Command): (() => void) | undefined {
  switch (command.type) {
    case "dispose":
      return () => answer(model, before, command.round, [command.contribution]);
    case "applyCorrections":
      return () => {
        Object.assign(model, { draft: before.draft, applied: before.applied });
        answer(model, before, command.round!, command.contributions);
      };
    case "contribute":
      return () => {
        for (const id of command.offer.contributions) model.remarks.get(command.round)?.delete(id);
        model.submissions.delete(command.submission);
      };
    case "closeRound":
    case "withdraw":
      return () => {
        model.stage = before.stage;
        Object.assign(model.round, { open: before.round.open, outcome: before.round.outcome });
        if (command.type !== "closeRound") return;
        model.outputs = false;
        model.downloads.clear();
      };
    default:
      return undefined;
  }
}

/** Remarks have the answers that they had. */
function answer({ remarks }: Model, before: Model, round: number, ids: readonly string[]): void {
  for (const id of ids) remarks.get(round)?.set(id, before.remarks.get(round)!.get(id)!);
}

/** The last thing that was done, by who did it, or a coordinator; in time. */
function undo(model: Model, command: Command, { person, office, now }: Asked): void {
  const last = model.acts.at(-1);
  if (command.type !== "undo" || command.of === 0 || !last) return;
  const isTimed = timed.includes(last.what);
  if (last.by !== person && !(ofOffice.includes(last.what) && office)) return;
  if (isTimed && now >= last.at + 600_000) return;
  model.acts = model.acts.slice(0, -1);
  last.back();
}

type Asked = { person: string; organisation: string | undefined; office: boolean; mine: boolean; now: number };

/** Does what the command asks of the model, if it may. */
export function act(model: Model, command: Command, now: number): void {
  const person = command.by === "line" ? "line" : command.by.person;
  const office = command.by !== "line" && command.by.coordinator;
  const mine = "round" in command && command.round === model.round.number && model.round.open;
  const organisation = command.by === "line" ? undefined : command.by.organisation;
  const asked = { person, organisation, office, mine, now };
  if (!office && model.ended.has(person)) return;
  const named = [...model.reviewers, ...model.authors];
  draft(model, command, asked);
  review(model, command, asked);
  offer(model, command, asked);
  end(model, command, asked);
  download(model, command, asked);
  shut(model, command, office);
  undo(model, command, asked);
  for (const each of [...model.reviewers, ...model.authors]) if (!named.includes(each)) model.ended.delete(each);
  if (model.round.open) for (const each of model.reviewers) model.asked.add(each);
}

/** Of someone who is named, or was asked to read; to be named anew gives it back. */
function shut({ stage, authors, reviewers, asked, ended }: Model, command: Command, office: boolean): void {
  if (!office || stage === "none") return;
  if (command.type === "restoreAccess") ended.delete(command.person);
  if (command.type !== "endAccess") return;
  const { person, through = person } = command;
  const everyone = new Set([...authors, ...reviewers, ...asked, ...ended]);
  if (everyone.has(person) || everyone.has(through)) ended.add(person);
}

/** Files of the final, until it is withdrawn; its archive stays. */
function download(
  { stage, outputs, downloads, shares }: Model,
  command: Command,
  { person, office, now }: Asked,
): void {
  const isThere = outputs && stage === "final";
  switch (command.type) {
    case "download":
      if (person === "acse" && (command.what === "archive" ? outputs : command.what === "pdf" && isThere))
        downloads.set(`acse ${command.what}`, command.day);
      return;
    case "share": {
      const expires = Date.parse(command.expires);
      if (office && isThere && !shares.has(command.share) && expires > now) shares.set(command.share, expires);
      return;
    }
    case "endShare":
      if (office && shares.has(command.share)) shares.set(command.share, "ended");
      return;
    case "downloadShared": {
      const until = shares.get(command.share);
      if (person !== "line" || command.what !== "pdf" || !isThere) return;
      if (typeof until === "number" && until > now) downloads.set(`${command.share} pdf`, command.day);
      return;
    }
    default:
  }
}

/** An author themselves; or by their organisation, unless they are to judge what it writes. */
function writes({ authors, reviewers, ended }: Model, person: string, organisation: string | undefined): boolean {
  if (ended.has(person)) return false;
  const byOrganisation = organisation !== undefined && authors.includes(organisation) && !ended.has(organisation);
  return authors.includes(person) || (byOrganisation && !reviewers.includes(person));
}

function draft(model: Model, command: Command, { person, organisation, office, now }: Asked): void {
  const mayWrite = office || writes(model, person, organisation);
  switch (command.type) {
    case "create":
      if (model.stage === "none" && office) model.stage = "draft";
      return;
    case "amend":
      if (office && command.authors) rename(model, command.authors);
      else if (office) amend(model, command);
      return;
    case "requestUpload":
      if ((model.stage === "draft" || isDelivered(model)) && mayWrite && !model.uploads.has(command.upload))
        model.uploads.set(command.upload, {
          ...{ asked: now, status: "awaited", sender: person, proposes: model.stage === "final" },
          office: !writes(model, person, organisation),
        });
      return;
    case "acceptDraft":
    case "refuseDraft": {
      const upload = model.uploads.get(command.upload);
      if (upload?.status !== "awaited") return;
      if (upload.proposes) {
        const waits = command.type === "acceptDraft" && isDelivered(model) && command.part.tree !== model.draft;
        const own =
          upload.office || (command.type === "acceptDraft" && writes(model, upload.sender, command.organisation));
        upload.status = waits && own && !readSince(model, upload.asked, "proposed") ? propose(model) : "refused";
        return;
      }
      const taken =
        command.type === "acceptDraft" &&
        model.stage === "draft" &&
        !readSince(model, upload.asked) &&
        (upload.office || writes(model, upload.sender, command.organisation));
      upload.status = taken ? "accepted" : "refused";
      if (upload.status === "accepted" && command.type === "acceptDraft") redraft(model, command.part.tree);
      return;
    }
    case "makeDraft": {
      if (model.stage !== "draft" || !office || model.uploads.has(command.upload)) return;
      const older = readSince(model, now);
      const status = older ? "refused" : "accepted";
      model.uploads.set(command.upload, { asked: now, status, sender: person, office: true });
      if (!older) redraft(model, command.part.tree);
      return;
    }
    case "applyCorrections": {
      const { contributions, base, parts } = command;
      const known = command.round === undefined ? undefined : model.remarks.get(command.round);
      if (model.stage !== "draft" || !mayWrite || base === "wrong" || contributions.length === 0) return;
      if (!contributions.every((id) => known?.has(id)) || contributions.some((id) => model.applied.includes(id)))
        return;
      model.draft = parts[0]!.part.tree;
      model.applied.push(...contributions);
      for (const id of contributions) known!.set(id, "integrated");
      return;
    }
    case "submit":
      if (model.stage === "draft" && model.draft !== undefined && mayWrite) open(model, command, office, now);
      return;
    default:
  }
}

/** A final whose documents are there: what is sent of it proposes a new edition. */
function isDelivered({ stage, outputs }: Model): boolean {
  return stage === "final" && outputs;
}

/** A proposal takes the place of the one before. */
function propose({ uploads }: Model): "proposed" {
  for (const other of uploads.values()) if (other.status === "proposed") other.status = "refused";
  return "proposed";
}

/** Whether what was asked for later was read before. */
function readSince({ uploads }: Model, asked: number, as = "accepted"): boolean {
  return [...uploads.values()].some((other) => other.status === as && other.asked > asked);
}

/** A draft that says nothing of the corrections that the one before had applied. */
function redraft(model: Model, draft: string): void {
  model.draft = draft;
  for (const id of model.applied.filter((id) => !model.reviewed.includes(id)))
    for (const remarks of model.remarks.values()) if (remarks.get(id) === "integrated") remarks.set(id, "open");
  model.applied = [];
}

/** The authors, also of a final; who writes no more keeps what they were given. */
function rename(model: Model, authors: string[]): void {
  if (model.stage === "none" || model.stage === "withdrawn") return;
  for (const each of model.authors) if (!authors.includes(each)) model.asked.add(each);
  model.authors = authors;
}

/** The reviewers, in the places they had, and the quorum: of the open round too, where nothing that counts is lost. */
function amend(model: Model, { reviewers = model.reviewers, quorum, members }: Extract<Command, { type: "amend" }>) {
  const { round, votes, delegations } = model;
  const next = [...new Set([...model.reviewers.filter((person) => reviewers.includes(person)), ...reviewers])];
  if (model.stage === "draft") model.quorum = quorum ?? model.quorum;
  if (model.stage === "review") {
    const changed = { ...round, quorum: quorum ?? round.quorum, members: { ...round.members, ...members } };
    const lost = model.reviewers.some((person) => votes.has(person) && !next.includes(person));
    if (lost || !enough(changed, next)) return;
    if (changed.quorum !== round.quorum) model.quorum = changed.quorum;
    model.round = changed;
    for (const each of delegations.values())
      if (each.status === "proposed" && !next.includes(each.from)) each.status = "moot";
  }
  if (model.stage === "draft" || model.stage === "review") model.reviewers = next;
}

function open(model: Model, command: Extract<Command, { type: "submit" }>, office: boolean, now: number): void {
  const { demands, version, deadline, members = {}, undisposed, unchanged } = command;
  if (version === "wrong" || Date.parse(deadline) <= now) return;
  const { round, remarks } = model;
  const able = askable(model);
  const confirming = round.outcome === "toIntegrate";
  const left = [...(remarks.get(round.number)?.values() ?? [])].includes("open");
  if (confirming && left && !(office && undisposed)) return;
  const answered = confirming ? round.number : [...remarks.keys()].findLast((number) => workedIn(model, number));
  if (answered !== undefined && model.texts.get(answered) === model.draft && !unchanged) return;
  const isToCome = round.meeting === "planned" && round.date >= new Date(now).toISOString().slice(0, 10);
  const opening = {
    ...{ number: round.number + 1, version: model.draft!, deadline: Date.parse(deadline) },
    ...{ overdue: false, extended: false, open: true, demands, members },
    // a meeting that is still to come discusses the version of the new round
    ...{ meeting: isToCome ? ("planned" as const) : ("none" as const), date: round.date },
    ...ruleOf(model, demands, confirming),
  };
  if (able.length === 0 || !enough(opening, able)) return;
  model.stage = "review";
  model.reviewed = [...model.applied];
  model.votes = new Map();
  model.delegations = new Map();
  model.round = opening;
  model.texts.set(opening.number, opening.version);
  remarks.set(opening.number, new Map());
  remarks.delete(opening.number - 2);
}

/** Whether remarks of a round are said to be in the text, whole or in part. */
function workedIn({ remarks }: Model, number: number): boolean {
  return [...(remarks.get(number)?.values() ?? [])].some((done) => done === "integrated" || done === "partly");
}

/** As planned, unless a confirming round asks for others, as many as there are; of people or of members. */
function ruleOf(model: Model, demands: RoundDemands, confirming: boolean) {
  const { quorum } = model;
  const own = confirming ? demands.confirming : undefined;
  const asked = own ? own.quorum : demands.quorum;
  const byMember = typeof asked === "object";
  if (!own) return { quorum, byMember };
  const count = typeof asked === "object" ? asked.members : asked;
  return { quorum: typeof count === "number" ? Math.max(1, Math.min(count, askable(model).length)) : count, byMember };
}

/** Reviewers whose access was not ended. */
function askable({ reviewers, ended }: Model): string[] {
  return reviewers.filter((person) => !ended.has(person));
}

/** Whether as many approvals can be had of them. */
function enough(round: Model["round"], reviewers: readonly string[]): boolean {
  return typeof round.quorum !== "number" || round.quorum <= voices(round, reviewers).size;
}

/** The people, or the members they belong to. */
function voices({ members, byMember }: Model["round"], people: readonly string[]): Set<string> {
  return new Set(people.map((person) => (byMember ? (members[person] ?? person) : person)));
}

function review(model: Model, command: Command, { person, office, mine }: Asked): void {
  const { round, submissions, votes, delegations, reviewers } = model;
  switch (command.type) {
    case "decide":
    case "report": {
      const reviewer = command.type === "report" ? command.reviewer : person;
      const { version, submission, choice, reason } = command;
      if (!mine || !reviewers.includes(reviewer) || version === "wrong" || submissions.has(submission)) return;
      const remarks = command.type === "decide" ? (command.offer?.contributions ?? []) : [];
      const isReasoned = reason || remarks.length > 0;
      if (["requestChanges", "approveWithReservations"].includes(choice) && !isReasoned) return;
      if (command.type === "report" && (!office || votes.get(reviewer)?.own)) return;
      if (remarks.length > 0 && !take(model, remarks)) return;
      submissions.add(submission);
      votes.set(reviewer, { choice, own: command.type === "decide" });
      if (choice === "decline") return;
      for (const each of delegations.values())
        if (each.from === reviewer && each.status === "proposed") each.status = "moot";
      return;
    }
    case "delegate": {
      const waits = [...delegations.values()].some(({ from, status }) => from === person && status === "proposed");
      if (!mine || !reviewers.includes(person) || submissions.has(command.submission) || waits) return;
      submissions.add(command.submission);
      delegations.set(command.submission, { from: person, status: "proposed" });
      return;
    }
    case "settleDelegation": {
      const delegation = delegations.get(command.submission);
      if (!mine || !office || delegation?.status !== "proposed") return;
      if (command.person === undefined) delegation.status = "refused";
      else if (!reviewers.includes(command.person)) {
        const instead = reviewers.map((each) => (each === delegation.from ? command.person! : each));
        const members = { ...round.members, ...(command.member && { [command.person]: command.member }) };
        if (!enough({ ...round, members }, instead)) return;
        delegation.status = "confirmed";
        model.reviewers = instead;
        round.members = members;
      }
      return;
    }
    case "noteMeeting": {
      const { by, sitting } = command;
      if (!sitting || (by !== "line" && !office)) return;
      if (sitting.stage !== "planned") round.meeting = sitting.stage;
      if (sitting.stage !== "planned" || !round.open) return;
      for (const each of sitting.invited) {
        if (round.meeting === "none") model.ended.delete(each);
        model.asked.add(each);
      }
      round.meeting = "planned";
      round.date = sitting.date;
      return;
    }
    default:
  }
}

function offer(model: Model, command: Command, { person, organisation, office, mine }: Asked): void {
  switch (command.type) {
    case "contribute": {
      const { version, submission, offer } = command;
      if (!mine || version === "wrong" || model.submissions.has(submission)) return;
      if ((office || model.reviewers.includes(person)) && take(model, offer.contributions))
        model.submissions.add(submission);
      return;
    }
    case "dispose": {
      const remarks = model.remarks.get(command.round);
      const may =
        (office || writes(model, person, organisation)) && (model.stage === "draft" || model.stage === "review");
      if (command.as === "declined" && model.applied.includes(command.contribution)) return;
      if (may && remarks?.has(command.contribution) && (command.as === "integrated" || command.reason))
        remarks.set(command.contribution, command.as);
      return;
    }
    default:
  }
}

function take({ remarks, round }: Model, ids: readonly string[]): boolean {
  const known = remarks.get(round.number)!;
  if (ids.length === 0 || new Set(ids).size !== ids.length || ids.some((id) => known.has(id))) return false;
  for (const id of ids) known.set(id, "open");
  return true;
}

function end(model: Model, command: Command, { office, mine, now }: Asked): void {
  const { round } = model;
  switch (command.type) {
    case "closeRound": {
      const held = command.whateverMeets ? outcome(onceHeld(model)) : undefined;
      const found = outcome(model) ?? held ?? (command.unresolved ? "unresolved" : undefined);
      if (mine && office && found) finish(model, found === "toIntegrate" && command.asIs ? "approved" : found);
      return;
    }
    case "passDeadline": {
      if (!mine || now < round.deadline || round.overdue) return;
      const { atDeadline } = round.demands;
      const found = outcome(model) ?? (atDeadline.do === "close" ? outcome(model, 1) : undefined);
      const extension = Date.parse(command.extension ?? "");
      const waits = round.meeting === "planned" && outcome(onceHeld(model)) !== undefined;
      if (found) finish(model, found);
      else if (atDeadline.do === "extend" && !waits && !round.extended && extension > now) {
        round.deadline = extension;
        round.extended = true;
      } else round.overdue = true;
      return;
    }
    case "moveDeadline": {
      const deadline = Date.parse(command.deadline);
      if (!mine || !office || deadline <= now || deadline === round.deadline) return;
      round.deadline = deadline;
      round.overdue = false;
      return;
    }
    case "outputsReady":
      if (model.stage === "final" && command.version !== "wrong") model.outputs = true;
      return;
    case "withdraw":
      if (model.stage === "none" || model.stage === "withdrawn" || !office) return;
      model.stage = "withdrawn";
      round.open = false;
      return;
    default:
  }
}

/** How the round would close, with `present` approvals or those that its rule asks for. */
export function outcome(model: Model, present?: number): Exclude<Outcome, "unresolved"> | undefined {
  const { votes, round, remarks, reviewers, ended } = model;
  const count = (...choices: Choice[]) =>
    reviewers.filter((person) => choices.includes(votes.get(person)?.choice as Choice));
  if (count("requestChanges").length >= round.demands.veto) return "changesRequested";
  const { quorum } = round;
  const voting = reviewers.filter((person) => votes.has(person) || !ended.has(person));
  const approving = voices(round, count("approve", "approveWithReservations")).size;
  const out = count("decline", "abstain");
  const still = voting.filter((person) => !out.includes(person));
  const needed = present ?? neededOf(quorum, still, round.members);
  if (approving < needed || round.meeting === "planned") return undefined;
  const offered = [...(remarks.get(round.number)?.values() ?? [])].some((disposition) => disposition !== "declined");
  const reserved = count("approveWithReservations").length > 0;
  return round.demands.confirming && (offered || reserved) ? "toIntegrate" : "approved";
}

/** As if no meeting were awaited. */
function onceHeld(model: Model): Model {
  return { ...model, round: { ...model.round, meeting: "held" } };
}

function finish(model: Model, found: Outcome): void {
  model.stage = found === "approved" ? "final" : "draft";
  model.round.open = false;
  model.round.outcome = found;
}
