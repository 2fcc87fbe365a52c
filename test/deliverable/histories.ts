import fc from "fast-check";
import type { Asker } from "../../shared/chain/event.ts";
import type { Command } from "../../shared/deliverable/command.ts";
import type { CommandOf } from "../../shared/deliverable/decided.ts";
import type { Choice, Disposition, State } from "../../shared/deliverable/state.ts";
import type { RoundDemands } from "../../shared/kinds/kind.ts";
import { create, demands } from "./scenario.ts";

export const hour = 3_600_000;

/** One thing that someone tries, `wait` hours after the one before. */
export type Attempt = { wait: number; command: (state: State | undefined, now: number) => Command };

const by = fc.constantFrom<Asker[]>(
  { person: "coordination", coordinator: true },
  { person: "a", coordinator: false },
  { person: "r1", coordinator: false },
  { person: "r2", coordinator: false },
  { person: "r3", coordinator: false },
  { person: "passant", coordinator: false },
  "line",
);
const names = fc.constantFrom("r1", "r2", "r3");
const reviewer = fc.constantFrom<Asker[]>(
  ...["r1", "r2", "r3", "r1", "r2", "r3", "d1", "d2"].map((person) => ({ person, coordinator: false })),
);
/** "m" belongs to the organisation that writes, or has left it; "r3" reviews while they belong to it. */
const author = fc.oneof(
  { weight: 3, arbitrary: fc.constant<Asker>({ person: "a", coordinator: false }) },
  {
    weight: 2,
    arbitrary: fc.constantFrom<Asker[]>(
      { person: "m", coordinator: false, organisation: "org:o" },
      { person: "m", coordinator: false },
      { person: "r3", coordinator: false, organisation: "org:o" },
    ),
  },
);
const office = fc.oneof(
  { weight: 4, arbitrary: fc.constant<Asker>({ person: "coordination", coordinator: true }) },
  { weight: 1, arbitrary: by },
);
/** Who may come to review instead. */
const substitute = fc.constantFrom("d1", "d2");
const upload = fc.constantFrom("u1", "u2", "u3", "u4", "u5", "u6");
const content = fc.constantFrom("A", "B", "C");
const round = fc.oneof({ weight: 5, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: fc.constantFrom(-1, 1) });
const wrong = fc.oneof({ weight: 6, arbitrary: fc.constant(false) }, { weight: 1, arbitrary: fc.constant(true) });
const days = fc.integer({ min: -2, max: 30 });
const submission = fc.stringMatching(/^[a-f]{2}$/);
const remarks = fc.uniqueArray(fc.constantFrom("c1", "c2", "c3", "c4", "c5", "c6"), { maxLength: 3 });
const choice = fc.oneof(
  { weight: 8, arbitrary: fc.constant<Choice>("approve") },
  {
    weight: 4,
    arbitrary: fc.constantFrom<Choice[]>("approveWithReservations", "requestChanges", "abstain", "decline"),
  },
);

const at = (now: number, days: number) => new Date(now + days * 24 * hour).toISOString();
/** The last round's number, or one beside it. */
const numberOf = (state: State | undefined, offset: number) => (state?.rounds.at(-1)?.number ?? 1) + offset;

type Make = Attempt["command"];

/** Kinds of rounds: the simplest, one that is confirmed, one that closes with those present, one of members. */
const demanded: RoundDemands[] = [
  demands,
  { ...demands, confirming: { quorum: 1, days: 7 } },
  { ...demands, veto: 2, atDeadline: { do: "close" }, confirming: { quorum: "all", days: 7 } },
  {
    ...{ ...demands, quorum: { members: 2 }, confirming: { quorum: { members: 2 }, days: 7 } },
    atDeadline: { do: "extend", days: 7 },
  },
];
const members: Record<string, string> = { r1: "ORIV", r2: "ORIV", r3: "CREFE", d1: "CREFE", d2: "ORIV" };
const check = { missing: [], withoutAlternative: 0, warnings: 0 };

const creating = by.map(
  (asker): Make =>
    () => ({ ...plan, by: asker }),
);
const amending = fc
  .record({
    asker: office,
    reviewers: fc.option(fc.uniqueArray(fc.oneof(names, substitute), { minLength: 1, maxLength: 4 })),
    quorum: fc.option(fc.constantFrom(1, 2, 3)),
  })
  .map(
    ({ asker, reviewers, quorum }): Make =>
      () => ({
        ...{ type: "amend", by: asker, members },
        ...(reviewers && { reviewers }),
        ...(quorum && { quorum }),
      }),
  );
const authoring = fc.record({ asker: office, organisation: fc.boolean() }).map(
  ({ asker, organisation }): Make =>
    () => ({ type: "amend", by: asker, authors: organisation ? ["a", "org:o"] : ["a"] }),
);
const choices = fc.option(fc.record({ changes: fc.constantFrom("accepted" as const, "rejected" as const) }));
const asking = fc.record({ asker: fc.oneof(author, by), upload, choices }).map(
  ({ asker, upload, choices }): Make =>
    () => ({
      type: "requestUpload",
      by: asker,
      upload,
      part: "main",
      name: `${upload}.docx`,
      ...(choices && { reading: choices }),
    }),
);
const making = fc.record({ asker: by, upload, content }).map(
  ({ asker, upload, content }): Make =>
    () => ({ ...accepted(upload, content), type: "makeDraft", by: asker, name: `${upload}.yaml` }),
);
/** Whether the sender still belongs to the organisation that writes. */
const belongs = fc.oneof({ weight: 3, arbitrary: fc.constant(true) }, { weight: 1, arbitrary: fc.constant(false) });
const reading = fc.record({ upload, content, belongs }).map(
  ({ upload, content, belongs }): Make =>
    (state) =>
      accepted(awaited(state) ?? upload, content, belongs),
);
const readingAgain = fc.record({ upload, content, belongs }).map(
  ({ upload, content, belongs }): Make =>
    () =>
      accepted(upload, content, belongs),
);
const notReading = upload.map(
  (upload): Make =>
    () => ({ type: "refuseDraft", by: "line", upload, code: "file-damaged", details: {} }),
);
const submitting = fc
  .record({
    ...{ asker: fc.oneof(office, author), days, wrong, demands: fc.constantFrom(...demanded) },
    ...{ all: fc.boolean(), said: fc.boolean() },
  })
  .map(
    ({ asker, days, wrong, demands, all, said }): Make =>
      (state, now) => ({
        ...{ type: "submit", by: asker, kind: "kind", theme: "theme", demands, members, undisposed: all },
        ...(said && { unchanged: "motif" }),
        version: wrong ? "wrong" : (state?.versions.at(-1)?.hash ?? "none"),
        deadline: at(now, days),
      }),
  );
const correcting = fc.record({ asker: fc.oneof(author, by), round, wrong, picked: remarks, known: fc.boolean() }).map(
  ({ asker, round, wrong, picked, known }): Make =>
    (state) => {
      const remarks = known ? Object.keys(state?.rounds.at(-1)?.contributions ?? {}).slice(0, picked.length) : picked;
      const draft = state?.versions.at(-1);
      const [part] = draft?.manifest.parts ?? [];
      const corrections = [...(part?.corrections ?? []), ...remarks];
      const tree = `${part?.tree}+${remarks.join("+")}`;
      return {
        ...{ type: "applyCorrections", by: asker, round: numberOf(state, round), contributions: remarks },
        base: wrong ? "wrong" : (draft?.hash ?? "none"),
        parts: part ? [{ part: { ...part, tree, corrections }, check }] : [],
      };
    },
);
const deciding = fc
  .record({
    asker: fc.oneof({ weight: 8, arbitrary: reviewer }, { weight: 1, arbitrary: by }),
    round,
    wrong,
    submission,
    choice,
    reason: fc.integer({ min: 0, max: 3 }),
    remarks: fc.oneof(fc.constant<string[]>([]), remarks),
  })
  .map(
    ({ asker, round, wrong, submission, choice, reason, remarks }): Make =>
      (state) => ({
        type: "decide",
        by: asker,
        round: numberOf(state, round),
        version: wrong ? "wrong" : (state?.rounds.at(-1)?.version ?? "none"),
        submission: `${asker === "line" ? asker : asker.person}-${submission}`,
        choice,
        ...(reason > 0 && { reason: "motif" }),
        ...(remarks.length > 0 && { offer: { file: "batch", contributions: remarks } }),
      }),
  );
const reporting = fc
  .record({ asker: office, round, wrong, submission, choice, reviewer: fc.oneof(names, substitute) })
  .map(
    ({ asker, round, wrong, submission, choice, reviewer }): Make =>
      (state) => ({
        ...{ type: "report", by: asker, round: numberOf(state, round), reviewer, choice, reason: "motif" },
        version: wrong ? "wrong" : (state?.rounds.at(-1)?.version ?? "none"),
        submission: `rapport-${submission}`,
        reported: { channel: "telephone", received: "2008-03-12", note: "note" },
      }),
  );
const offering = fc.record({ asker: fc.oneof(reviewer, by), round, wrong, submission, remarks }).map(
  ({ asker, round, wrong, submission, remarks }): Make =>
    (state) => ({
      ...{
        type: "contribute",
        by: asker,
        round: numberOf(state, round),
        offer: { file: "batch", contributions: remarks },
      },
      version: wrong ? "wrong" : (state?.rounds.at(-1)?.version ?? "none"),
      submission: `${asker === "line" ? asker : asker.person}-lot-${submission}`,
    }),
);
const disposing = fc
  .record({
    ...{ asker: fc.oneof(author, by), round, reason: fc.boolean(), known: fc.boolean() },
    contribution: fc.constantFrom("c1", "c2", "c3", "c4", "c5", "c6"),
    as: fc.constantFrom<Disposition[]>("integrated", "integrated", "partly", "declined"),
  })
  .map(
    ({ asker, round, reason, contribution, known, as }): Make =>
      (state) => ({
        ...{ type: "dispose", by: asker, round: numberOf(state, round), as },
        contribution: (known && Object.keys(state?.rounds.at(-1)?.contributions ?? {})[0]) || contribution,
        ...(reason && { reason: "motif" }),
      }),
  );
const handing = fc.record({ asker: fc.oneof(reviewer, by), round }).map(
  ({ asker, round }): Make =>
    (state) => ({
      ...{ type: "delegate", by: asker, round: numberOf(state, round), to: "collègue" },
      submission: handover(state, asker === "line" ? asker : asker.person),
    }),
);
const settling = fc.record({ asker: office, round, person: fc.option(fc.oneof(substitute, names)), from: names }).map(
  ({ asker, round, person, from }): Make =>
    (state) => ({
      ...{ type: "settleDelegation", by: asker, round: numberOf(state, round) },
      submission: state?.rounds.at(-1)?.delegations.at(-1)?.submission ?? handover(state, from),
      ...(person && { person, member: members[person] ?? "Z" }),
    }),
);
const quarter = fc.integer({ min: 0, max: 3 }).map((dice) => dice === 0);
/** A meeting of the last round: planned while the round is open, then cancelled, planned again, or held for good. */
const meeting = fc
  .record({
    asker: fc.oneof(office, fc.constant<Asker>("line")),
    day: fc.integer({ min: 10, max: 28 }),
    stage: fc.constantFrom("planned", "planned", "cancelled", "held", "held"),
  })
  .map(
    ({ asker, day, stage }): Make =>
      (state) => {
        const number = numberOf(state, 0);
        const known = state?.meetings.findLast(({ round }) => round === number);
        const id = known?.meeting ?? `m${number}`;
        const open = state?.stage === "review";
        if (!open && known?.stage !== "planned") return { type: "noteMeeting", by: asker, meeting: "none" };
        const now =
          known === undefined
            ? "planned"
            : known.stage === "held"
              ? "held"
              : open || stage !== "planned"
                ? stage
                : "held";
        return {
          ...{ type: "noteMeeting", by: asker, meeting: id },
          sitting: {
            ...{ of: (known?.of ?? 0) + 1, date: `2008-03-${day}`, place: "Strasbourg" },
            ...{ invited: ["r1", "r2"], sequence: 0, stage: now },
          },
        };
      },
  );
const closing = fc
  .record({ asker: office, round, ...{ unresolved: quarter, asIs: quarter, whateverMeets: quarter } })
  .map(
    ({ asker, round, ...how }): Make =>
      (state) => ({ ...{ type: "closeRound", by: asker, round: numberOf(state, round) }, ...how }),
  );
const passing = fc.record({ round, days }).map(
  ({ round, days }): Make =>
    (state, now) => ({ type: "passDeadline", by: "line", round: numberOf(state, round), extension: at(now, days) }),
);
const reminding = fc.record({ round, days }).map(
  ({ round, days }): Make =>
    (state) => ({ type: "remind", by: "line", round: numberOf(state, round), days }),
);
const moving = fc.record({ asker: office, round, days }).map(
  ({ asker, round, days }): Make =>
    (state, now) => ({ type: "moveDeadline", by: asker, round: numberOf(state, round), deadline: at(now, days) }),
);
const rendering = wrong.map(
  (wrong): Make =>
    (state) => ({ ...rendered, version: wrong ? "wrong" : (state?.final?.version ?? "none") }),
);
const withdrawing = office.map(
  (asker): Make =>
    () => ({ type: "withdraw", by: asker, reason: "motif" }),
);

const shutting = fc
  .record({
    asker: office,
    person: fc.constantFrom("a", "r1", "r2", "r3", "d1", "m", "org:o", "passant"),
    back: fc.boolean(),
  })
  .map(
    ({ asker, person, back }): Make =>
      () =>
        back
          ? { type: "restoreAccess", by: asker, person }
          : { type: "endAccess", by: asker, person, ...(person === "m" && { through: "org:o" }) },
  );

const chasing = fc
  .record({
    asker: office,
    people: fc.subarray(["a", "org:o", "r1", "r2", "r3", "passant"]),
    day: fc.constantFrom("2008-03-03", "2008-03-04"),
  })
  .map(
    ({ asker, people, day }): Make =>
      () => ({ type: "chase", by: asker, people, day }),
  );

const downloading = fc
  .record({
    asker: fc.oneof({ weight: 3, arbitrary: fc.constant<Asker>({ person: "acse", coordinator: false }) }, by),
    what: fc.constantFrom("pdf" as const, "docx" as const, "archive" as const),
    day: fc.constantFrom("2008-05-02", "2008-05-03"),
  })
  .map(
    ({ asker, what, day }): Make =>
      () => ({ type: "download", by: asker, edition: 1, what, day }),
  );

const sharing = fc
  .record({ asker: office, share: fc.constantFrom("s1", "s2"), days: fc.integer({ min: -1, max: 90 }) })
  .map(
    ({ asker, share, days }): Make =>
      (_, now) => ({ type: "share", by: asker, share, label: "pour", expires: at(now, days) }),
  );
const endingShare = fc.record({ asker: office, share: fc.constantFrom("s1", "s2") }).map(
  ({ asker, share }): Make =>
    () => ({ type: "endShare", by: asker, share }),
);
const downloadingShared = fc
  .record({
    asker: fc.oneof({ weight: 4, arbitrary: fc.constant<Asker>("line") }, by),
    share: fc.constantFrom("s1", "s2"),
    what: fc.constantFrom("pdf" as const, "docx" as const),
  })
  .map(
    ({ asker, share, what }): Make =>
      () => ({ type: "downloadShared", by: asker, share, edition: 1, what, day: "2008-05-02" }),
  );

/** By who did it, or another; the last thing that can be taken back, or what cannot. */
const undoing = fc.record({ asker: fc.option(fc.oneof(office, reviewer, author)), wrong }).map(
  ({ asker, wrong }): Make =>
    (state) => {
      const last = state?.undoable?.at(-1);
      const own: Asker = last ? { person: last.by, coordinator: last.by === "coordination" } : "line";
      return { type: "undo", by: asker ?? own, of: wrong ? 0 : (last?.of ?? state?.seq ?? 1) };
    },
);

const weights: [number, fc.Arbitrary<Make>][] = [
  [1, creating],
  [4, amending],
  [2, authoring],
  [6, asking],
  [1, making],
  [3, chasing],
  [8, reading],
  [2, readingAgain],
  [2, notReading],
  [14, submitting],
  [40, deciding],
  [4, reporting],
  [10, offering],
  [10, disposing],
  [6, correcting],
  [4, handing],
  [4, settling],
  [8, meeting],
  [8, closing],
  [4, passing],
  [3, reminding],
  [3, moving],
  [10, rendering],
  [1, withdrawing],
  [6, downloading],
  [6, sharing],
  [2, endingShare],
  [6, downloadingShared],
  [2, shutting],
  [8, undoing],
];
const command = fc.oneof(...weights.map(([weight, arbitrary]) => ({ weight, arbitrary })));
/** Hours; machines' clocks differ, so that time may seem to go back. */
const wait = fc.oneof(
  fc.constant(0),
  fc.constant(1),
  fc.integer({ min: 0, max: 400 }),
  fc.integer({ min: -30, max: 0 }),
);

/** Who sends the first draft, and whether they still belong to the organisation that writes when it is read. */
const first = fc.oneof(
  { weight: 4, arbitrary: fc.constant({ by: { person: "a", coordinator: false } as Asker, belongs: false }) },
  {
    weight: 1,
    arbitrary: fc.record({
      by: fc.constant<Asker>({ person: "m", coordinator: false, organisation: "org:o" }),
      belongs: fc.boolean(),
    }),
  },
);

const once = fc.record({ wait, command }).map((attempt) => [attempt]);
/** Something that can be taken back, and that it is at once. */
const twice = fc
  .tuple(fc.oneof(disposing, correcting, offering, closing, withdrawing), undoing)
  .map((both): Attempt[] => both.map((command) => ({ wait: 0, command })));

/** A round that is open at first, with remarks: none, or by which rule. */
const opened = fc.option(fc.constantFrom(...demanded));

/** Histories that begin with a deliverable and a draft, under review or not. */
export const histories: fc.Arbitrary<Attempt[]> = fc
  .tuple(
    first,
    opened,
    fc.array(fc.oneof({ weight: 9, arbitrary: once }, { weight: 1, arbitrary: twice }), { maxLength: 60, size: "max" }),
  )
  .map(([{ by, belongs }, demands, attempts]) => [
    ...begin(by, belongs),
    ...(demands ? remarked(demands) : []),
    ...attempts.flat(),
  ]);

function remarked(demands: RoundDemands): Attempt[] {
  const asked = { version: "", kind: "kind", theme: "theme", demands, members };
  const office: Asker = { person: "coordination", coordinator: true };
  const submit: Make = (state, now) => ({
    ...{ type: "submit", by: office, ...asked, deadline: at(now, 20) },
    version: state?.versions.at(-1)?.hash ?? "none",
  });
  const offer: Make = (state) => ({
    ...{ type: "contribute", by: office, round: 1, version: state?.rounds.at(-1)?.version ?? "none" },
    ...{ submission: "coordination-lot", offer: { file: "batch", contributions: ["c1", "c2"] } },
  });
  return [submit, offer].map((command) => ({ wait: 1, command }));
}

function begin(by: Asker, belongs: boolean): Attempt[] {
  const upload: Command = { type: "requestUpload", by, upload: "u0", part: "main", name: "u0.docx" };
  return [plan, upload, accepted("u0", "A", belongs)].map((command) => ({ wait: 0, command: () => command }));
}

const plan = create({ authors: ["a", "org:o"], reviewers: ["r1", "r2", "r3"], quorum: 2 });
const rendered = {
  type: "outputsReady",
  by: "line",
  edition: 1,
  outputs: [{ format: "pdf", key: "outputs/note.pdf", sha256: "hash", bytes: 1 }],
} satisfies Partial<Command>;

/** One delegation a person and a round at a time: another may follow one that was settled. */
function handover(state: State | undefined, person: string): string {
  return `remplacement-${person}-${state?.rounds.at(-1)?.number}-${state?.rounds.at(-1)?.delegations.length}`;
}

function awaited(state: State | undefined): string | undefined {
  return Object.entries(state?.uploads ?? {}).find(([, { status }]) => status === "awaited")?.[0];
}

function accepted(upload: string, content: string, belongs = false): CommandOf<"acceptDraft"> {
  const part = { part: "main", source: content, tree: content, reader: "docx/1", reading: {}, assets: [] };
  return { type: "acceptDraft", by: "line", upload, part, check, ...(belongs && { organisation: "org:o" }) };
}
