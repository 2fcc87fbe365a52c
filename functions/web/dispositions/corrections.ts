import * as z from "zod";
import { answerRemarks, applyRemarks, seenOf } from "../../../shared/acts/treating.ts";
import { roundsWithRemarks } from "../../../shared/deliverable/remarks/contributing.ts";
import { Refusal } from "../../../shared/errors.ts";
import type { LocatedRemark } from "../components/located-remarks.ts";
import { seen } from "../components/stale.ts";
import type { Opened } from "../http/access.ts";
import { attempt, done } from "../http/answer.ts";
import type { PageContext, Web } from "../http/context.ts";
import { type Filled, type Input, InvalidRequest, identifier } from "../http/input.ts";
import { tell } from "../http/notice.ts";
import { refusals, treatingOf } from "./answer.ts";
import {
  type Answerable,
  carriedRemarksFor,
  isOpen,
  mayDispose,
  nextOpen,
  remarksNow,
  roundRemarksFor,
} from "./answerable.ts";
import { appliedWords, type Outcome } from "./applied-words.ts";
import { askedOf, treatHref } from "./asked.ts";
import { reviewPage } from "./corrections-review.ts";
import { type Standing, standingOf } from "./standing.ts";
import { treatPage } from "./treat-page.ts";
import { treatedIn } from "./treated.ts";

export const applying = z.strictObject({
  /** The draft that was seen. */
  base: z.string("input.wrong").regex(/^[0-9a-f]{64}$/, "input.wrong"),
  /** One remark, or those that were chosen of a list; without both, all that can still be applied. */
  remark: identifier.optional(),
  remarks: z.array(identifier).max(1_000, "input.wrong").optional(),
  /** They were chosen of a list: none chosen is none. */
  chosen: z.boolean().optional(),
  /** The round they were sent in; without it, they came along with the text that the document began as. */
  round: z.int("input.wrong").min(1, "input.wrong").optional(),
  /** Of one remark: its answer as it was shown. */
  seen,
});
type Applying = z.infer<typeof applying>;

/** Corrections that can be applied in one go, each with what it makes of its sentence. Throws `contribution-unknown`. */
export async function corrections(c: PageContext, web: Web, opened: Opened): Promise<Response> {
  const asked = c.req.query("round");
  return reviewPage(c, web, await theRemarks(c, web, opened, asked === undefined ? undefined : Number(asked)));
}

/**
 * Puts what reviewers offered in the draft, as they worded it: one correction, those chosen, or all that can be, are a new draft; what
 * asks for the same is integrated thereby. Throws `contribution-unknown`; what else is refused is said on the page it was asked on.
 */
export async function applyCorrections(
  c: PageContext,
  web: Web,
  opened: Opened,
  { ok, filled }: Input<Applying>,
): Promise<Response> {
  if (!ok) return refused(c, web, opened, filled);
  const view = await theRemarks(c, web, opened, ok.round);
  const result = await attempt(c, filled, refusals, async () => {
    const outcome = await applyChosen(web, view, ok);
    return goOn(c, view, ok, outcome);
  });
  if (result instanceof Response) return result;
  const now = (await remarksNow(c, web, view)) ?? view;
  const remark = now.remarks.find(({ id }) => id === ok.remark);
  if (!remark) return reviewPage(c, web, now, result);
  const treated = treatedIn(now, { ...askedOf(c), remark: remark.id }, roundsWithRemarks(now.state));
  return treatPage(c, web, { ...treated, current: remark }, result);
}

/** The list anew, with what is wrong with the form. */
async function refused(c: PageContext, web: Web, opened: Opened, filled: Filled): Promise<Response> {
  const { round = [] } = filled.typed;
  const isOne = opened.state.rounds.some(({ number }) => String(number) === round[0]);
  if (!isOne && !opened.state.derivesFrom?.carried) throw new InvalidRequest(filled.errors);
  return reviewPage(c, web, await theRemarks(c, web, opened, isOne ? Number(round[0]) : undefined), filled);
}

async function applyChosen(web: Web, view: Answerable, ok: Applying): Promise<Outcome> {
  const { remarks, version, known, state } = view;
  const standing = standingOf(view);
  const chosen = chosenOf(view, ok);
  const wanted = chosen.filter((remark) => !remark.applied && !standing.isThere(remark));
  const draft = state.versions.at(-1)?.hash ?? "";
  if (wanted.length > 0 && draft !== ok.base) throw new Refusal("version-replaced", { version: draft });
  const seen = (ids: readonly string[]) => (ok.remark && ok.seen) || seenOf(view, ids);
  const asked = { base: ok.base, before: version, remarks, wanted: new Set(wanted.map(({ id }) => id)) };
  const ids = new Set(await applyRemarks(web.ports, treatingOf(view), known, asked, seen));
  const applied = wanted.filter(({ id }) => ids.has(id));
  const there = alongWith(view, standing, applied, chosen);
  if (wanted.length > 0 && applied.length + there.length === 0) throw new Refusal("correction-lost");
  const toAnswer = there.map(({ id, anchor }) => ({
    id,
    ...(anchor && { part: anchor.part }),
    seen: seenOf(view, [id]),
  }));
  await answerRemarks(web.ports, treatingOf(view), toAnswer, { as: "integrated", reason: "" });
  return { applied, there, left: wanted.filter((remark) => !applied.includes(remark) && !there.includes(remark)) };
}

/** Throws `contribution-unknown`. */
function chosenOf(view: Answerable, { remark, remarks = [], chosen }: Applying): LocatedRemark[] {
  const ids = remark ? [remark] : remarks;
  const all = view.remarks.filter((each) => (ids.length > 0 || chosen ? ids.includes(each.id) : isOpen(view, each)));
  if (all.length === 0 && !chosen) throw new Refusal("contribution-unknown");
  return all;
}

/** What the text says once corrections are applied: those chosen that it says already, and what asks for the same as one that is applied. */
function alongWith(
  view: Answerable,
  standing: Standing,
  applied: readonly LocatedRemark[],
  chosen: readonly LocatedRemark[],
): LocatedRemark[] {
  const alike = applied.flatMap((remark) => standing.alike(remark));
  const there = [...chosen.filter((remark) => standing.isThere(remark)), ...alike];
  const waits = (remark: LocatedRemark) =>
    isOpen(view, remark) && mayDispose(view, remark) && !applied.includes(remark);
  return [...new Set(there)].filter(waits).toSorted((one, other) => one.number - other.number);
}

/** On to the next remark that waits, of several to the first; what was applied, and what was not and why, is said there. */
function goOn(c: PageContext, view: Answerable, ok: Applying, outcome: Outcome): Response {
  const taken = new Set([...outcome.applied, ...outcome.there].map(({ id }) => id));
  const left = view.remarks.map((remark) =>
    taken.has(remark.id) ? { ...remark, disposition: "integrated" as const } : remark,
  );
  const one = view.remarks.find(({ id }) => id === ok.remark);
  const next = one ? nextOpen(view, one, left) : left.find((remark) => isOpen(view, remark));
  const shown = next ?? one ?? outcome.applied.at(-1) ?? view.remarks[0]!;
  const said = appliedWords(view.speak, outcome);
  if (said) tell(c, { said }, "done.corrections");
  const ids = (remarks: readonly LocatedRemark[]) => remarks.map(({ id }) => id);
  const { applied, there } = outcome;
  return done(c, `${treatHref(view, { round: roundIn(view), remark: shown.id })}#passage`, {
    ...{ applied: applied.length, there: ids(there), left: ids(outcome.left) },
  });
}

/** The round as an address names it: none where it is the last that has remarks. */
function roundIn({ state, round }: Answerable): string {
  return !round || roundsWithRemarks(state)[0]?.number === round.number ? "" : String(round.number);
}

/** Of a round, or those that came along. Throws `contribution-unknown`. */
async function theRemarks(c: PageContext, web: Web, opened: Opened, number?: number): Promise<Answerable> {
  const round = opened.state.rounds.find((each) => each.number === number);
  const view = round
    ? await roundRemarksFor(c, web, opened, round)
    : number === undefined && (await carriedRemarksFor(c, web, opened));
  if (!view) throw new Refusal("contribution-unknown");
  return view;
}
