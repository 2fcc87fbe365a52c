import type * as z from "zod";
import { issue } from "../../../shared/chain/issue.ts";
import { answersSeen } from "../../../shared/deliverable/remarks/answers.ts";
import { Refusal } from "../../../shared/errors.ts";
import { deliverables } from "../../../shared/stored/deliverable.ts";
import { getText, putChangedText } from "../../../shared/stored/text.ts";
import type { LocatedRemark } from "../components/located-remarks.ts";
import { shownDisposition } from "../components/remark-words.ts";
import { type Shown, type Stale, staleOf } from "../components/stale.ts";
import { attempt, done } from "../http/answer.ts";
import type { PageContext, Web } from "../http/context.ts";
import type { Filled } from "../http/input.ts";
import { type Answerable, nextOpen, reasonsFor, remarkHref, remarksNow } from "./answerable.ts";
import { type disposing, remarkPage } from "./answering.ts";

/** What is sent of a remark. */
type Answer = z.infer<typeof disposing>;

const fields = {
  "reason-missing": "reason",
  "correction-applied": "disposition",
  "disposition-changed": "disposition",
} as const;

/**
 * Says what its author does of a remark, and goes on to the next; what is wrong is said on its page, where an answer that somebody
 * else gave in the meantime stands beside what was typed.
 */
export async function answerRemark(
  c: PageContext,
  web: Web,
  view: Answerable,
  remark: LocatedRemark,
  { ok, filled }: { ok: Answer; filled: Filled },
): Promise<Response> {
  const result = await attempt(c, filled, fields, async () => {
    await giveDisposition(c, web, view, remark, ok);
    const after = nextOpen(view, remark);
    return done(c, after ? `${remarkHref(view, after)}#remark` : remarkHref(view));
  });
  if (result instanceof Response) return result;
  const now = (await remarksNow(c, web, view)) ?? view;
  const there = now.remarks.find(({ id }) => id === remark.id) ?? remark;
  return remarkPage(c, web, now, there, result, await staleAnswer(web, now, there, ok));
}

/** The same answer given twice is one, whoever gave it. Throws what `dispose` and `answerCarried` refuse. */
async function giveDisposition(
  c: PageContext,
  web: Web,
  view: Answerable,
  remark: LocatedRemark,
  answer: Answer,
): Promise<void> {
  if (await isGiven(web, view, remark.id, answer)) return;
  const { state, round, by, still } = view;
  const known = (await reasonsFor(web, view)).get(remark.id);
  const reason = answer.reason ? await putChangedText(web.ports, answer.reason, known) : undefined;
  const about = { ...(remark.anchor && { part: remark.anchor.part }), ...(answer.seen && { seen: answer.seen }) };
  const as = answer.disposition;
  const said = { by, contribution: remark.id, as, ...about, ...(reason !== undefined && { reason }) };
  const command = round
    ? ({ type: "dispose", round: round.number, ...said } as const)
    : ({ type: "answerCarried", ...said } as const);
  try {
    await issue(deliverables, web.ports, state.id, command, still);
  } catch (error) {
    const isStale = error instanceof Refusal && error.code === "disposition-changed";
    const now = isStale ? await remarksNow(c, web, view) : undefined;
    if (!now || !(await isGiven(web, now, remark.id, answer))) throw error;
  }
}

async function isGiven(web: Web, view: Answerable, remark: string, answer: Answer): Promise<boolean> {
  const reason = await reasonOf(web, view, remark);
  return view.dispositions[remark] === answer.disposition && reason === (answer.reason ?? "");
}

/** Why a remark has its disposition; "": nothing was said, or it was erased. */
async function reasonOf(web: Web, view: Answerable, remark: string): Promise<string> {
  const reason = (await reasonsFor(web, view)).get(remark);
  return (reason && (await getText(web.ports.files, reason))) ?? "";
}

/** Both answers, where the remark has another one by now than the form showed. */
async function staleAnswer(
  web: Web,
  view: Answerable,
  { id, disposition }: LocatedRemark,
  answer: Answer,
): Promise<Stale | undefined> {
  const { speak, state } = view;
  const reason = await reasonOf(web, view, id);
  const shown = (as: LocatedRemark["disposition"], why: string): Shown => [
    [speak.text("contributions.disposition"), speak.text(`disposition.${shownDisposition(state, as)}`)],
    [speak.text("contributions.reason"), why],
  ];
  const both = { now: shown(disposition, reason), typed: shown(answer.disposition, answer.reason ?? "") };
  return staleOf(answer.seen, answersSeen(view, [id]), () => both);
}
