import { alreadyDone, refuse } from "../../chain/aggregate.ts";
import { hashOf } from "../../chain/hash.ts";
import { type CommandOf, type Decided, happens, inStage, unless } from "../decided.ts";
import { correctionsIn } from "../drafting/completeness.ts";
import { checkWriter } from "../drafting/drafting.ts";
import { checkManifest } from "../drafting/manifest.ts";
import { isCurrent } from "../final/editions.ts";
import { asked, inRound } from "../round/reviewing.ts";
import type { Batch, Manifest, Round, State } from "../state.ts";
import { answersIn, isSeen } from "./answers.ts";

/** Remarks and submissions that one round takes at most: the state names each. */
const maxContributions = 1_000;
const maxBatches = 200;

/** The batch that a submission brought, in any round that the state has. */
export function contributedBy({ rounds }: State, submission: string): Batch | undefined {
  return rounds.flatMap(({ batches }) => batches).find((batch) => batch.submission === submission);
}

/** The rounds whose remarks the state still has, the last first. */
export function roundsWithRemarks({ rounds }: State): Round[] {
  return rounds.filter(({ contributions }) => Object.keys(contributions).length > 0).toReversed();
}

/** The round that has a remark. */
export function roundOfRemark({ rounds }: State, id: string): Round | undefined {
  return rounds.find(({ contributions }) => Object.hasOwn(contributions, id));
}

/**
 * What a reviewer (or the coordinator for those in the room) offers on the round's version; sent again, it is the same.
 * Refuses `not-reviewer`, `request-invalid`, `round-closed`, `version-replaced`, `too-many-contributions`.
 */
export function contribute(state: State, command: CommandOf<"contribute">): Decided {
  const { by, round: number, version, submission, offer } = command;
  const person = by === "line" ? undefined : by.person;
  const before = contributedBy(state, submission);
  if (before && before.by === person) return alreadyDone;
  const round = state.rounds.find((held) => held.number === number);
  const mayRemark = by !== "line" && (by.coordinator || asked(state, round).includes(by.person));
  const known = Object.keys(round?.contributions ?? {});
  const { file, contributions } = offer;
  return (
    unless(mayRemark, "not-reviewer") ??
    unless(!before, "request-invalid", { field: "submission" }) ??
    inRound(state, number) ??
    unless(round?.version === version, "version-replaced", { version: round?.version ?? "" }) ??
    unless(areNew(contributions, known), "request-invalid", { field: "contributions" }) ??
    unless(known.length + contributions.length <= maxContributions, "too-many-contributions", {
      limit: maxContributions,
    }) ??
    unless((round?.batches.length ?? 0) < maxBatches, "too-many-contributions", { limit: maxBatches }) ??
    happens("contributed", { round: number, version, submission, file, contributions })
  );
}

/** Some, each once, none that the round has already. */
function areNew(contributions: readonly string[], known: readonly string[]): boolean {
  const all = [...known, ...contributions];
  return (
    contributions.length > 0 &&
    new Set(all).size === all.length &&
    contributions.every((id) => /^[\w-]{1,24}$/.test(id))
  );
}

/**
 * What an author does of a contribution, and says why unless it is integrated; the last word counts, until the document
 * is final. Refuses `stage-forbids`, `round-closed` (of an edition of before), `contribution-unknown`, `part-not-yours`, `reason-missing`, `correction-applied`
 * (declined, though the draft has its words), `disposition-changed` (since it was seen).
 */
export function dispose(state: State, command: CommandOf<"dispose">): Decided {
  const { by, round, contribution, part, as, reason, seen } = command;
  const answers = answersIn(state, round);
  const disposition = answers.dispositions[contribution];
  return (
    inStage(state, "draft", "review") ??
    unless(isCurrent(state, round), "round-closed", { round }) ??
    unless(disposition !== undefined, "contribution-unknown") ??
    checkWriter(state, by, part === undefined ? [] : [part]) ??
    unless(as === "integrated" || reason !== undefined, "reason-missing") ??
    unless(as !== "declined" || !correctionsIn(state.versions.at(-1)).has(contribution), "correction-applied") ??
    (disposition === as && reason === undefined ? alreadyDone : undefined) ??
    unless(isSeen(answers, [contribution], seen), "disposition-changed") ??
    happens("disposed", { round, contribution, as, ...(reason && { reason }) })
  );
}

/**
 * A new draft whose parts have some corrections of a round, or that came along, applied, which are thereby integrated. Refuses `stage-forbids`, `round-closed`
 * (of an edition of before), `contribution-unknown`, `part-not-yours`, `version-replaced` (another draft came meanwhile), `disposition-changed` (since it
 * was seen), `request-invalid`, `document-too-large`.
 */
export function applyCorrections(state: State, command: CommandOf<"applyCorrections">): Decided {
  const { by, round, contributions, base, parts, seen } = command;
  const draft = state.versions.at(-1);
  const answers = answersIn(state, round);
  const refused =
    inStage(state, "draft") ??
    unless(round === undefined || isCurrent(state, round), "round-closed", { round: round ?? 0 }) ??
    unless(
      contributions.length > 0 && contributions.every((id) => Object.hasOwn(answers.dispositions, id)),
      "contribution-unknown",
    );
  if (refused) return refused;
  if (!draft) return refuse("draft-missing", { parts: "" });
  const applied = correctionsIn(draft);
  if (contributions.every((id) => applied.has(id))) return alreadyDone;
  const changed = new Map(parts.map(({ part }) => [part.part, part]));
  const manifest: Manifest = {
    ...draft.manifest,
    parts: draft.manifest.parts.map((part) => changed.get(part.part) ?? part),
  };
  const checks = Object.fromEntries(parts.map(({ part, check }) => [part.part, check]));
  return (
    unless(draft.hash === base, "version-replaced", { version: draft.hash }) ??
    unless(isSeen(answers, contributions, seen), "disposition-changed") ??
    checkWriter(
      state,
      by,
      parts.map(({ part }) => part.part),
    ) ??
    unless(
      parts.every(({ part }) => state.parts.some(({ id }) => id === part.part)),
      "request-invalid",
      {
        field: "parts",
      },
    ) ??
    unless(isFresh(contributions, applied), "request-invalid", { field: "contributions" }) ??
    unless(isCorrected(draft.manifest, changed, contributions), "request-invalid", { field: "parts" }) ??
    checkManifest(manifest) ??
    happens("correctionsApplied", {
      ...(round !== undefined && { round }),
      ...{ contributions, version: hashOf(manifest), manifest, checks },
    })
  );
}

/** Each once, and none applied before. */
function isFresh(contributions: readonly string[], applied: ReadonlySet<string>): boolean {
  return new Set(contributions).size === contributions.length && !contributions.some((id) => applied.has(id));
}

/** Whether the changed parts are parts of the draft, from the same files, with exactly these corrections more. */
function isCorrected(
  { parts }: Manifest,
  changed: ReadonlyMap<string, Manifest["parts"][number]>,
  contributions: readonly string[],
): boolean {
  const more = [...changed.values()].flatMap((part) => {
    const before = parts.find((each) => each.part === part.part);
    const had = before?.corrections ?? [];
    const kept = before?.source === part.source && had.every((id, index) => part.corrections?.[index] === id);
    return kept ? (part.corrections ?? []).slice(had.length) : [undefined];
  });
  return changed.size > 0 && more.toSorted().join() === [...contributions].toSorted().join();
}
