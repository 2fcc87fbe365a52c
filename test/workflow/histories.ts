import fc from "fast-check";
import type { Asker, Command } from "../../shared/workflow/command.ts";
import type { State } from "../../shared/workflow/state.ts";
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
const reviewer = fc.constantFrom<Asker[]>(...["r1", "r2", "r3"].map((person) => ({ person, coordinator: false })));
const author = fc.constant<Asker>({ person: "a", coordinator: false });
const office = fc.oneof(
  { weight: 4, arbitrary: fc.constant<Asker>({ person: "coordination", coordinator: true }) },
  { weight: 1, arbitrary: by },
);
const upload = fc.constantFrom("u1", "u2", "u3", "u4", "u5", "u6");
const content = fc.constantFrom("A", "B", "C");
const round = fc.oneof({ weight: 5, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: fc.constantFrom(-1, 1) });
const wrong = fc.oneof({ weight: 6, arbitrary: fc.constant(false) }, { weight: 1, arbitrary: fc.constant(true) });
const days = fc.integer({ min: -2, max: 30 });
const submission = fc.stringMatching(/^[a-f]{2}$/);

const at = (now: number, days: number) => new Date(now + days * 24 * hour).toISOString();
/** The last round's number, or one beside it. */
const numberOf = (state: State | undefined, offset: number) => (state?.rounds.at(-1)?.number ?? 1) + offset;

type Make = Attempt["command"];

const creating = by.map(
  (asker): Make =>
    () => ({ ...plan, by: asker }),
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
const reading = fc.record({ upload, content }).map(
  ({ upload, content }): Make =>
    (state) =>
      accepted(awaited(state) ?? upload, content),
);
const readingAgain = fc.record({ upload, content }).map(
  ({ upload, content }): Make =>
    () =>
      accepted(upload, content),
);
const notReading = upload.map(
  (upload): Make =>
    () => ({ type: "refuseDraft", by: "line", upload, code: "file-damaged", details: {} }),
);
const submitting = fc.record({ asker: fc.oneof(office, author), days, wrong }).map(
  ({ asker, days, wrong }): Make =>
    (state, now) => ({
      ...opening,
      by: asker,
      version: wrong ? "wrong" : (state?.versions.at(-1)?.hash ?? "none"),
      deadline: at(now, days),
    }),
);
const deciding = fc
  .record({
    asker: fc.oneof({ weight: 8, arbitrary: reviewer }, { weight: 1, arbitrary: by }),
    round,
    wrong,
    submission,
    favour: fc.integer({ min: 0, max: 5 }),
    reason: fc.boolean(),
  })
  .map(
    ({ asker, round, wrong, submission, favour, reason }): Make =>
      (state) => ({
        type: "decide",
        by: asker,
        round: numberOf(state, round),
        version: wrong ? "wrong" : (state?.rounds.at(-1)?.version ?? "none"),
        submission: `${asker === "line" ? asker : asker.person}-${submission}`,
        choice: favour > 0 ? "approve" : "requestChanges",
        ...(reason && { reason: "motif" }),
      }),
  );
const planning = fc.record({ asker: office, round, day: fc.integer({ min: 10, max: 28 }) }).map(
  ({ asker, round, day }): Make =>
    (state) => ({
      type: "planSeminar",
      by: asker,
      round: numberOf(state, round),
      date: `2008-03-${day}`,
      place: "Strasbourg",
      invited: ["r1", "r2"],
    }),
);
const holding = fc.record({ asker: office, round }).map(
  ({ asker, round }): Make =>
    (state) => ({ type: "holdSeminar", by: asker, round: numberOf(state, round) }),
);
const closing = fc.record({ asker: office, round, unresolved: fc.integer({ min: 0, max: 3 }) }).map(
  ({ asker, round, unresolved }): Make =>
    (state) => ({ type: "closeRound", by: asker, round: numberOf(state, round), unresolved: unresolved === 0 }),
);
const passing = round.map(
  (round): Make =>
    (state) => ({ type: "passDeadline", by: "line", round: numberOf(state, round) }),
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

const weights: [number, fc.Arbitrary<Make>][] = [
  [1, creating],
  [6, asking],
  [8, reading],
  [2, readingAgain],
  [2, notReading],
  [14, submitting],
  [40, deciding],
  [3, planning],
  [3, holding],
  [8, closing],
  [4, passing],
  [3, reminding],
  [3, moving],
  [10, rendering],
  [1, withdrawing],
];
const command = fc.oneof(...weights.map(([weight, arbitrary]) => ({ weight, arbitrary })));
const wait = fc.oneof(fc.constant(0), fc.constant(1), fc.integer({ min: 0, max: 400 }));

/** Histories that begin with a deliverable and a draft; clocks never go back. */
export const histories: fc.Arbitrary<Attempt[]> = fc
  .array(fc.record({ wait, command }), { maxLength: 60, size: "max" })
  .map((attempts) => [...begin(), ...attempts]);

function begin(): Attempt[] {
  const by: Asker = { person: "a", coordinator: false };
  const upload: Command = { type: "requestUpload", by, upload: "u0", part: "main", name: "u0.docx" };
  return [plan, upload, accepted("u0", "A")].map((command) => ({ wait: 0, command: () => command }));
}

const plan = create({ authors: ["a"], reviewers: ["r1", "r2", "r3"], quorum: 2 });
const opening = { type: "submit", kind: "kind", theme: "theme", demands } as const;
const rendered = {
  type: "outputsReady",
  by: "line",
  edition: 1,
  outputs: [{ format: "pdf", key: "outputs/note.pdf", sha256: "hash", bytes: 1 }],
} satisfies Partial<Command>;

function awaited(state: State | undefined): string | undefined {
  return Object.entries(state?.uploads ?? {}).find(([, { status }]) => status === "awaited")?.[0];
}

function accepted(upload: string, content: string): Command {
  const part = { part: "main", source: content, tree: content, reader: "docx/1", reading: {}, assets: [] };
  return { type: "acceptDraft", by: "line", upload, part, check: { missing: [], withoutAlternative: 0, warnings: 0 } };
}
