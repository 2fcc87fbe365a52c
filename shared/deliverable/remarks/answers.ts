import { hashOf } from "../../chain/hash.ts";
import type { Hash } from "../../values.ts";
import type { Disposition, State } from "../state.ts";

/** Dispositions of remarks by their ids; `answered`: the number of the event that last gave each of them one. */
export type Answers = {
  dispositions: Readonly<Record<string, "open" | Disposition>>;
  answered?: Readonly<Record<string, number>>;
};

/** Of the remarks of a round, or of those that came along; none where there is no such round. */
export function answersIn({ rounds, derivesFrom }: State, round: number | undefined): Answers {
  const of = round === undefined ? undefined : rounds.find(({ number }) => number === round);
  const { carried } = (round === undefined && derivesFrom) || {};
  const { answered } = of ?? carried ?? {};
  return { dispositions: of?.contributions ?? carried?.remarks ?? {}, ...(answered && { answered }) };
}

/** What was answered to some remarks, and by which event: `hashOf` it is what a form that shows it has seen. */
export function answersSeen({ dispositions, answered = {} }: Answers, ids: readonly string[]): object {
  return ids.map((id) => {
    const as = Object.hasOwn(dispositions, id) ? dispositions[id]! : "open";
    return as === "open" ? { as } : { as, event: answered[id] ?? 0 };
  });
}

/** The numbers of events once one more has given some remarks their disposition. */
export function answeredBy(
  answered: Answers["answered"],
  ids: readonly string[],
  seq: number,
): Readonly<Record<string, number>> {
  return { ...answered, ...Object.fromEntries(ids.map((id) => [id, seq])) };
}

/** Whether some remarks have the answers that were shown; `seen` undefined: whatever they have. */
export function isSeen(answers: Answers, ids: readonly string[], seen: Hash | undefined): boolean {
  return seen === undefined || seen === hashOf(answersSeen(answers, ids));
}
