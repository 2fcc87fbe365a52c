import { alreadyDone } from "../../chain/aggregate.ts";
import { type CommandOf, type Decided, happens, inStage, unless } from "../decided.ts";
import { correctionsIn } from "../drafting/completeness.ts";
import { checkWriter } from "../drafting/drafting.ts";
import { answersIn, isSeen } from "../remarks/answers.ts";
import type { State } from "../state.ts";

/** Remarks that one document takes along at most: the state names each. */
const maxCarried = 500;
const maxBatches = 200;

/**
 * Remarks without a disposition come along from the version that the text began as; once. Refuses `stage-forbids`,
 * `request-invalid` (a document that derives from none, a version that it does not have, a remark said twice).
 */
export function carryRemarks(state: State, { version, batches }: CommandOf<"carryRemarks">): Decided {
  const { derivesFrom, versions } = state;
  const ids = batches.flatMap(({ contributions }) => contributions);
  if (derivesFrom?.carried) return alreadyDone;
  return (
    inStage(state, "draft") ??
    unless(derivesFrom !== undefined, "request-invalid", { field: "derivesFrom" }) ??
    unless(
      versions.some(({ hash }) => hash === version),
      "version-unknown",
      { version },
    ) ??
    unless(areOnce(ids) && batches.every(({ contributions }) => contributions.length > 0), "request-invalid", {
      field: "contributions",
    }) ??
    unless(ids.length <= maxCarried && batches.length <= maxBatches, "too-many-contributions", { limit: maxCarried }) ??
    (batches.length === 0 ? alreadyDone : happens("remarksCarried", { version, batches }))
  );
}

function areOnce(ids: readonly string[]): boolean {
  return new Set(ids).size === ids.length && ids.every((id) => /^[\w-]{1,24}$/.test(id));
}

/**
 * What an author does of a remark that came along, and says why unless it is integrated; the last word counts, until the
 * document is final. Refuses `stage-forbids`, `contribution-unknown`, `part-not-yours`, `reason-missing`, `correction-applied`
 * (declined, though the draft has its words), `disposition-changed` (since it was seen).
 */
export function answerCarried(state: State, command: CommandOf<"answerCarried">): Decided {
  const { by, contribution, part, as, reason, seen } = command;
  const answers = answersIn(state, undefined);
  const { dispositions } = answers;
  const disposition = Object.hasOwn(dispositions, contribution) ? dispositions[contribution] : undefined;
  return (
    inStage(state, "draft", "review") ??
    unless(disposition !== undefined, "contribution-unknown") ??
    checkWriter(state, by, part === undefined ? [] : [part]) ??
    unless(as === "integrated" || reason !== undefined, "reason-missing") ??
    unless(as !== "declined" || !correctionsIn(state.versions.at(-1)).has(contribution), "correction-applied") ??
    (disposition === as && reason === undefined ? alreadyDone : undefined) ??
    unless(isSeen(answers, [contribution], seen), "disposition-changed") ??
    happens("carriedAnswered", { contribution, as, ...(reason && { reason }) })
  );
}
