import { appendEvents } from "../../shared/chain/append.ts";
import type { Asker } from "../../shared/chain/event.ts";
import type { Command } from "../../shared/deliverable/command.ts";
import { decide } from "../../shared/deliverable/decide.ts";
import type { CommandOf } from "../../shared/deliverable/decided.ts";
import type { Event, EventData, NewEvent } from "../../shared/deliverable/event.ts";
import { evolve } from "../../shared/deliverable/evolve.ts";
import type { SourceRef } from "../../shared/deliverable/origins/translated.ts";
import type { Choice, Disposition, PartCheck, State, Version } from "../../shared/deliverable/state.ts";
import type { RoundDemands } from "../../shared/kinds/kind.ts";

export const now = Date.parse("2008-03-03T09:00:00.000Z");
export const day = 86_400_000;
export const deadline = "2008-04-01T22:00:00.000Z";

export const coordinator: Asker = { person: "coordination", coordinator: true };
export const author: Asker = { person: "redaction-oriv", coordinator: false };
export const reviewer: Asker = { person: "relecture-crefe", coordinator: false };
export const second: Asker = { person: "relecture-epi", coordinator: false };
export const stranger: Asker = { person: "passant", coordinator: false };

type Overrides<T extends Command["type"]> = Partial<CommandOf<T>>;

export const create = (changes: Overrides<"create"> = {}): Command => ({
  type: "create",
  by: coordinator,
  id: "interculturalite",
  kind: "framing-note",
  title: "L’interculturalité : note de cadrage",
  action: "Interculturalité",
  language: "fr-FR",
  authors: ["redaction-oriv"],
  reviewers: ["relecture-crefe", "relecture-epi"],
  funders: ["acse"],
  quorum: 2,
  due: { draft: "2008-03-10", review: "2008-04-01", final: "2008-04-30" },
  parts: [{ id: "main", title: "" }],
  ...changes,
});

export const upload = (id: string, changes: Overrides<"requestUpload"> = {}): Command => ({
  type: "requestUpload",
  by: author,
  upload: id,
  part: "main",
  name: "cadrage.docx",
  ...changes,
});

/** `text` stands for the content: the same text is the same tree. */
export const accept = (id: string, text = id, check: Partial<PartCheck> = {}, part = "main"): Command => ({
  type: "acceptDraft",
  by: "line",
  upload: id,
  part: { part, source: `source of ${text}`, tree: `tree of ${text}`, reader: "docx/1", reading: {}, assets: [] },
  check: { missing: [], withoutAlternative: 0, warnings: 0, ...check },
});

/** Made of what the network knows, and read in the same breath. */
export const made = (id: string, by: Asker = coordinator): Command => ({
  ...{ ...(accept(id) as Extract<Command, { type: "acceptDraft" }>), type: "makeDraft", by },
  name: "Programme de travail 2008, état n° 9.yaml",
});

export const refusal = (id: string): Command => ({
  type: "refuseDraft",
  by: "line",
  upload: id,
  code: "file-encrypted",
  details: {},
});

/** A command made of the state it meets: one that names the current version. */
export type Move = Command | ((state: State) => Command);
/** An event of the coordinator's that nothing decides any more. */
export type Former = { happened: NewEvent };

export const current = (state: State): Version => state.versions.at(-1)!;

/** What a kind demands of a round, at its simplest: nothing to confirm. */
export const demands: RoundDemands = {
  ...{ quorum: 2, veto: 1, days: 21, reminders: [7, 2], anonymous: false },
  atDeadline: { do: "escalate" },
};

export const submit =
  (changes: Overrides<"submit"> = {}) =>
  (state: State): Command => ({
    type: "submit",
    by: author,
    version: current(state).hash,
    deadline,
    kind: "kind",
    theme: "theme",
    demands,
    ...changes,
  });

export const verdict =
  (by: Asker, choice: Choice, changes: Overrides<"decide"> = {}) =>
  (state: State): Command => {
    const round = state.rounds.at(-1)!;
    const reason = ["requestChanges", "approveWithReservations"].includes(choice) ? { reason: "motif" } : {};
    const submission = `${by === "line" ? by : by.person}-${round.number}-${round.decisions.length}`;
    return {
      type: "decide",
      by,
      round: round.number,
      version: round.version,
      submission,
      choice,
      ...reason,
      ...changes,
    };
  };

export const close =
  (unresolved = false, by: Asker = coordinator) =>
  (state: State): Command => ({
    type: "closeRound",
    by,
    round: state.rounds.at(-1)?.number ?? 1,
    unresolved,
  });

export const ready =
  (changes: Overrides<"outputsReady"> = {}) =>
  (state: State): Command => ({
    type: "outputsReady",
    by: "line",
    version: state.final?.version ?? "none",
    edition: 1,
    outputs: [{ format: "pdf", key: "outputs/v/1/note.pdf", sha256: "hash", bytes: 1, pages: 3 }],
    ...changes,
  });

const lastRound = (state: State): number => state.rounds.at(-1)?.number ?? 1;

export const amend = (changes: object, by: Asker = coordinator): Move => ({ type: "amend", by, ...changes });

/** Remarks by their ids, of one reviewer, in the round there is. */
export const offer =
  (...contributions: string[]) =>
  (state: State): Command => ({
    ...{ type: "contribute", by: reviewer, round: lastRound(state), version: state.rounds.at(-1)!.version },
    ...{ submission: `remarques-${contributions.join("-")}`, offer: { file: "batch", contributions } },
  });

export const dispose =
  (contribution: string, as: Disposition = "integrated", changes: Overrides<"dispose"> = {}) =>
  (state: State): Command => ({
    ...{ type: "dispose", by: author, round: lastRound(state), contribution, as },
    ...(as !== "integrated" && { reason: "motif" }),
    ...changes,
  });

/** Corrections applied to the one part of the draft there is; `text` stands for the tree that they make. */
export const apply =
  (contributions: string[], changes: Overrides<"applyCorrections"> = {}, text = contributions.join()) =>
  (state: State): CommandOf<"applyCorrections"> => {
    const draft = current(state);
    const [part] = draft.manifest.parts;
    const corrections = [...(part!.corrections ?? []), ...contributions];
    const check = { missing: [], withoutAlternative: 0, warnings: 0 };
    return {
      ...{ type: "applyCorrections", by: author, round: 1, contributions, base: draft.hash },
      parts: [{ part: { ...part!, tree: `tree of ${text}`, corrections }, check }],
      ...changes,
    };
  };

export const reported =
  (choice: Choice, changes: Overrides<"report"> = {}) =>
  (state: State): Command => {
    const round = state.rounds.at(-1)!;
    return {
      ...{ type: "report", by: coordinator, round: round.number, version: round.version, submission: "rapport" },
      ...{ reviewer: "relecture-crefe", choice, reason: "motif" },
      reported: { channel: "telephone", received: "2008-03-12", note: "note" },
      ...changes,
    };
  };

export const handOver =
  (by: Asker = reviewer, submission = "remplacement") =>
  (state: State): Command => ({ type: "delegate", by, round: lastRound(state), submission, to: "collègue" });

export const settle =
  (person?: string, submission = "remplacement") =>
  (state: State): Command => ({
    ...{ type: "settleDelegation", by: coordinator, round: lastRound(state), submission },
    ...(person !== undefined && { person }),
  });

/** A meeting on whose agenda the document is, on 20 March 2008 in Strasbourg; then what becomes of it. */
export const meets =
  (changes: Partial<Noted> = {}, meeting = "mars") =>
  ({ meetings }: State): Command => {
    const known = meetings.find((each) => each.meeting === meeting);
    const { date = "2008-03-20", place = "Strasbourg", invited = ["relecture-crefe"], sequence = 0 } = known ?? {};
    const sitting: Noted = {
      ...{ of: (known?.of ?? 0) + 1, date, place, invited, sequence, stage: "planned" },
      ...changes,
    };
    return { type: "noteMeeting", by: "line", meeting, sitting };
  };
type Noted = NonNullable<CommandOf<"noteMeeting">["sitting"]>;

/** The seminar of round 1 as releases of before kept it, on 20 March 2008; then what became of it. */
export const seminar = (changes: Partial<EventData["seminarPlanned"]> = {}): Former => ({
  happened: {
    type: "seminarPlanned",
    data: { round: 1, date: "2008-03-20", place: "Strasbourg", invited: ["relecture-crefe"], ...changes },
  },
});
export const seminarHeld = (changes: Partial<EventData["seminarHeld"]> = {}): Former => ({
  happened: { type: "seminarHeld", data: { round: 1, ...changes } },
});
export const seminarOff: Former = { happened: { type: "seminarCancelled", data: { round: 1 } } };

/** Versions of the note that a translation has as its source, of March and of May 2008. */
export const march: SourceRef = { version: "a".repeat(64), dated: "2008-03-03T09:00:00.000Z" };
export const may: SourceRef = { version: "b".repeat(64), dated: "2008-05-05T09:00:00.000Z" };

/** Its draft, paired with the version of March: `stale` passages do not follow it. */
export const translated = (stale: number): Move[] => [
  create({ language: "en", translates: { deliverable: "note", language: "fr", from: march } }),
  ...[upload("u1", { by: coordinator }), accept("u1")],
  ({ versions }) => ({
    ...{ type: "pair", by: "line", version: versions.at(-1)!.hash, file: "pairing", how: "drafted" },
    ...{ from: march, newest: march, standing: { missing: 0, stale, orphan: 0 } },
  }),
];
/** What a version of the source leaves stale in it. */
export const sourceOf = (newest: SourceRef, stale: number): Move => ({
  ...{ type: "noteSource", by: "line", newest, standing: { missing: 0, stale, orphan: 0 } },
});

/** Its source was withdrawn in June 2008. */
export const sourceGone: Move = {
  ...{ type: "noteSourceWithdrawn", by: "line", withdrawn: "2008-06-02T09:00:00.000Z" },
};

/** A kind whose approved versions are confirmed once their remarks are integrated. */
export const confirmed: RoundDemands = { ...demands, confirming: { quorum: 1, days: 7 } };

export const drafted: Move[] = [create(), upload("u1"), accept("u1")];
export const inReview: Move[] = [...drafted, submit()];
export const approved: Move[] = [...inReview, verdict(reviewer, "approve"), verdict(second, "approve"), close()];
export const finished: Move[] = [...approved, ready()];

/** Approved with a remark, integrated in a new draft: what is left is to confirm it. */
export const toConfirm: Move[] = [
  ...[...drafted, submit({ demands: confirmed }), offer("c1")],
  ...[verdict(reviewer, "approve"), verdict(second, "approve"), close(), dispose("c1"), upload("u2"), accept("u2")],
];
export const confirm = () => submit({ demands: confirmed, deadline: "2008-04-20T22:00:00.000Z" });

export type Played = { state?: State; events: Event[]; refused?: string; last: Event[] };

/** Plays moves one after another, all at one instant; a refusal stops. */
export function play(moves: readonly (Move | Former)[], at = now): Played {
  return moves.reduce<Played>((played, move) => (played.refused ? played : step(played, move, at)), {
    events: [],
    last: [],
  });
}

/** One more move. */
export function step(played: Played, move: Move | Former, at = now): Played {
  if ("happened" in move) return followed(played, [move.happened], coordinator, at);
  const command = typeof move === "function" ? move(played.state!) : move;
  const decision = decide(played.state, command, at);
  if ("refused" in decision) return { ...played, refused: decision.refused.code, last: [] };
  if (decision.events.length === 0) return { ...played, last: [] };
  return followed(played, decision.events, command.by, at);
}

function followed(played: Played, happened: readonly NewEvent[], by: Asker, at: number): Played {
  const { state, events } = appendEvents(evolve, played.state, happened, by, at);
  return { state, events: [...played.events, ...events], last: events };
}
