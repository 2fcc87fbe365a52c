import { hashOf } from "../chain/hash.ts";
import { issue, type Provided } from "../chain/issue.ts";
import type { Command } from "../deliverable/command.ts";
import { type Answers, answersIn, answersSeen } from "../deliverable/remarks/answers.ts";
import type { Disposition, State } from "../deliverable/state.ts";
import { Refusal } from "../errors.ts";
import type { Ports as AllPorts } from "../ports.ts";
import { carriedReasons, dispositionReasons } from "../stored/batch.ts";
import { deliverables, loadState } from "../stored/deliverable.ts";
import { getText, putChangedText } from "../stored/text.ts";
import type { Hash, TextRef } from "../values.ts";
import { type Applying, applyTo } from "./corrections.ts";

type Ports = Omit<AllPorts, "mail">;

/** Who treats remarks of a deliverable: those of a round, or, without one, those that came along with its text. */
export type Treating = { deliverable: string; round?: number; by: Command["by"]; still?: Provided };
/** What is said of a remark, and why; "": nothing was said. */
export type Answer = { as: Disposition; reason: string };
/** A remark to answer; `part`: what it is about; `seen`: its answer as it was shown (see `answersSeen`). */
export type Asked = { id: string; part?: string; seen?: Hash };

/**
 * Gives some remarks the same disposition, each its own, in their order. The same given twice is one, whoever gave it, so that what was
 * cut short is ended by doing it again. Throws what `dispose` and `answerCarried` refuse.
 */
export async function answerRemarks(
  ports: Ports,
  treating: Treating,
  remarks: readonly Asked[],
  answer: Answer,
): Promise<void> {
  for (const remark of remarks) await answerRemark(ports, treating, remark, answer);
}

async function answerRemark(ports: Ports, treating: Treating, remark: Asked, answer: Answer): Promise<void> {
  const standing = await standingNow(ports, treating);
  if (await isGiven(ports, standing, remark.id, answer)) return;
  const reason = answer.reason
    ? await putChangedText(ports, answer.reason, standing.reasons.get(remark.id))
    : undefined;
  const { deliverable, round, by, still } = treating;
  const { id: contribution, ...about } = remark;
  const said = { by, contribution, as: answer.as, ...about, ...(reason !== undefined && { reason }) };
  const command =
    round === undefined
      ? ({ type: "answerCarried", ...said } as const)
      : ({ type: "dispose", round, ...said } as const);
  try {
    await issue(deliverables, ports, deliverable, command, still);
  } catch (error) {
    const isStale = error instanceof Refusal && error.code === "disposition-changed";
    if (!isStale || !(await isGiven(ports, await standingNow(ports, treating), remark.id, answer))) throw error;
  }
}

type Standing = Answers & { reasons: Map<string, TextRef> };

async function standingNow({ store }: Ports, { deliverable, round }: Treating): Promise<Standing> {
  const { state } = (await loadState(store, deliverable)) ?? {};
  if (!state) throw new Refusal("not-found");
  const number = round;
  const reasons = number === undefined ? carriedReasons(store, state) : dispositionReasons(store, state, { number });
  return { ...answersIn(state, round), reasons: await reasons };
}

async function isGiven({ files }: Ports, { dispositions, reasons }: Standing, id: string, answer: Answer) {
  const reason = reasons.get(id);
  const why = (reason && (await getText(files, reason))) ?? "";
  return dispositions[id] === answer.as && why === answer.reason;
}

/**
 * Puts corrections and additions in a draft as they are worded, which is a new draft; the ids of those that were: of two that clash, and
 * of what the draft does not say any more, nothing is. `shown`: the answers as they were shown. Throws what `applyCorrections` refuses.
 */
export async function applyRemarks(
  ports: Ports,
  { deliverable, round, by, still }: Treating,
  known: State,
  applying: Applying,
  seen: (ids: readonly string[]) => Hash,
): Promise<string[]> {
  if (applying.wanted.size === 0) return [];
  const changed = await applyTo(ports, known, applying);
  if (changed.contributions.length === 0) return [];
  const about = { by, base: applying.base, ...(round !== undefined && { round }) };
  const command = { type: "applyCorrections", ...about, ...changed, seen: seen(changed.contributions) } as const;
  await issue(deliverables, ports, deliverable, command, still);
  return changed.contributions;
}

/** What a form that shows some remarks has seen of their answers. */
export function seenOf(answers: Answers, ids: readonly string[]): Hash {
  return hashOf(answersSeen(answers, ids));
}
