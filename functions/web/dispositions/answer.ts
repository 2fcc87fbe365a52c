import type * as z from "zod";
import { answerRemarks, applyRemarks, seenOf, type Treating } from "../../../shared/acts/treating.ts";
import { answersSeen, isSeen } from "../../../shared/deliverable/remarks/answers.ts";
import type { Disposition, Round } from "../../../shared/deliverable/state.ts";
import { Refusal, type RefusalCode } from "../../../shared/errors.ts";
import { getText } from "../../../shared/stored/text.ts";
import type { LocatedRemark } from "../components/located-remarks.ts";
import { shownDisposition } from "../components/remark-words.ts";
import { type Shown, type Stale, staleOf } from "../components/stale.ts";
import { attempt, done } from "../http/answer.ts";
import type { PageContext, Web } from "../http/context.ts";
import type { Filled } from "../http/input.ts";
import { tell } from "../http/notice.ts";
import { type Answerable, reasonsFor, remarksNow } from "./answerable.ts";
import { askedOf, filterOf, treatHref } from "./asked.ts";
import { type disposing, nextAfter } from "./treat-answer.ts";
import { treatPage } from "./treat-page.ts";
import { type Treated, treatedIn } from "./treated.ts";

/** What is sent of a remark. */
type Answer = z.infer<typeof disposing>;

/** What keeps an answer from being given, by the field that says so: it comes back to its page, with what was typed. */
export const refusals: Partial<Record<RefusalCode, string>> = {
  "reason-missing": "reason",
  ...{ "correction-applied": "disposition", "correction-lost": "disposition", "disposition-changed": "disposition" },
  ...{
    "version-replaced": "disposition",
    "stage-forbids": "remark",
    "round-closed": "remark",
    "part-not-yours": "remark",
  },
};

/**
 * Says what its author does of a remark, and of those that ask for the same, and goes on to the next; what is wrong is said on its page,
 * where an answer that somebody else gave in the meantime stands beside what was typed.
 */
export async function answerRemark(
  c: PageContext,
  web: Web,
  view: Answerable,
  remark: LocatedRemark,
  { ok, filled }: { ok: Answer; filled: Filled },
  rounds: readonly Round[] = [],
): Promise<Response> {
  const asked = { ...askedOf(c), remark: remark.id, alone: ok.with ? "" : "1" };
  const treated = treatedIn(view, asked, rounds);
  const together = [remark, ...treated.standing.alike(remark).filter(({ id }) => ok.with?.includes(id))];
  const result = await attempt(c, filled, refusals, async () => {
    await give(web, treated, together, ok);
    return goOn(c, { ...treated, together }, ok);
  });
  if (result instanceof Response) return result;
  const now = treatedIn((await remarksNow(c, web, view)) ?? view, asked, rounds);
  const current = now.current ?? remark;
  return treatPage(c, web, { ...now, current }, result, await staleAnswer(web, now, current, ok));
}

/** Whose remarks are treated, and where. */
export function treatingOf({ state, round, by, still }: Answerable): Treating {
  return { deliverable: state.id, by, still, ...(round && { round: round.number }) };
}

async function give(
  web: Web,
  { view, standing }: Treated,
  together: readonly LocatedRemark[],
  { disposition, reason = "", base, seen }: Answer,
): Promise<void> {
  const [remark, ...others] = together;
  const ids = together.map(({ id }) => id);
  const asSeen = isSeen(view, ids, seen);
  const shown = (each: LocatedRemark) => (asSeen ? seenOf(view, [each.id]) : seen);
  const asked = (each: LocatedRemark) => {
    const known = seen && shown(each);
    return { id: each.id, ...(each.anchor && { part: each.anchor.part }), ...(known && { seen: known }) };
  };
  const applies = disposition === "applied" && remark && !remark.applied && !standing.isThere(remark);
  if (!applies)
    return answerRemarks(web.ports, treatingOf(view), together.map(asked), { as: asGiven(disposition), reason });
  const draft = view.state.versions.at(-1)?.hash ?? "";
  if (base !== undefined && base !== draft) throw new Refusal("version-replaced", { version: draft });
  if (!asSeen) throw new Refusal("disposition-changed");
  const wanted = { base: draft, before: view.version, remarks: view.remarks, wanted: new Set([remark.id]) };
  const applied = await applyRemarks(web.ports, treatingOf(view), view.known, wanted, (them) => seenOf(view, them));
  if (applied.length === 0) throw new Refusal("correction-lost");
  const { seen: _, ...first } = asked(remark);
  const along = reason === "" ? others.map(asked) : [first, ...others.map(asked)];
  await answerRemarks(web.ports, treatingOf(view), along, { as: "integrated", reason });
}

function asGiven(disposition: Answer["disposition"]): Disposition {
  return disposition === "applied" ? "integrated" : disposition;
}

/** On to the next remark that waits; the sentence that says what was done names those that have their answer now. */
function goOn(c: PageContext, treated: Treated, { disposition }: Answer): Response {
  const { view, asked, current, together } = treated;
  const next = nextAfter(treated);
  const numbers = together.map(({ number }) => number).join(", ");
  tell(c, { count: together.length, numbers }, disposition === "applied" ? "done.remarkApplied" : "done.contribution");
  const to = treatHref(view, { ...filterOf(asked), remark: (next ?? current)?.id ?? "" });
  return done(c, `${to}#passage`);
}

/** Both answers, where the remark has another one by now than the form showed. */
async function staleAnswer(
  web: Web,
  { view, together }: Treated,
  remark: LocatedRemark,
  answer: Answer,
): Promise<Stale | undefined> {
  const { speak, state } = view;
  const said = (await reasonsFor(web, view)).get(remark.id);
  const reason = (said && (await getText(web.ports.files, said))) ?? "";
  const shown = (as: LocatedRemark["disposition"], why: string): Shown => [
    [speak.text("contributions.disposition"), speak.text(`disposition.${shownDisposition(state, as)}`)],
    [speak.text("contributions.reason"), why],
  ];
  const both = {
    now: shown(remark.disposition, reason),
    typed: shown(asGiven(answer.disposition), answer.reason ?? ""),
  };
  const ids = together.map(({ id }) => id);
  return staleOf(answer.seen, answersSeen(view, ids), () => both);
}
