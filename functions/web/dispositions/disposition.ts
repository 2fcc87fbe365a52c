import type * as z from "zod";
import { roundOfRemark, roundsWithRemarks } from "../../../shared/deliverable/remarks/contributing.ts";
import { Refusal } from "../../../shared/errors.ts";
import type { LocatedRemark } from "../components/located-remarks.ts";
import type { Opened } from "../http/access.ts";
import { param } from "../http/answer.ts";
import type { PageContext, Web } from "../http/context.ts";
import type { Input } from "../http/input.ts";
import { answerRemark } from "./answer.ts";
import { type RoundRemarks, roundRemarksFor } from "./answerable.ts";
import { askedOf, filterOf, treatHref } from "./asked.ts";
import { disposing } from "./treat-answer.ts";
import { treatPage } from "./treat-page.ts";
import { treatedIn } from "./treated.ts";

export { disposing };

/** Throws `contribution-unknown`. */
async function theRemark(c: PageContext, web: Web, opened: Opened): Promise<[RoundRemarks, LocatedRemark]> {
  const id = param(c, "remark");
  const round = roundOfRemark(opened.state, id);
  const view = round && (await roundRemarksFor(c, web, opened, round));
  const remark = view?.remarks.find((each) => each.id === id);
  if (!view || !remark) throw new Refusal("contribution-unknown");
  return [view, remark];
}

/** On to the page of all remarks, where this one is treated. Throws `contribution-unknown`. */
export async function contribution(c: PageContext, web: Web, opened: Opened): Promise<Response> {
  const [view, remark] = await theRemark(c, web, opened);
  const isLast = roundsWithRemarks(opened.state)[0]?.number === view.round.number;
  const round = isLast ? "" : String(view.round.number);
  return c.redirect(`${treatHref(view, { ...filterOf(askedOf(c)), round, remark: remark.id })}#passage`, 303);
}

/** Says what its author does of it. Throws `contribution-unknown`. */
export async function dispose(
  c: PageContext,
  web: Web,
  opened: Opened,
  { ok, filled }: Input<z.infer<typeof disposing>>,
): Promise<Response> {
  const [view, remark] = await theRemark(c, web, opened);
  const rounds = roundsWithRemarks(opened.state);
  if (ok) return answerRemark(c, web, view, remark, { ok, filled }, rounds);
  const treated = treatedIn(view, { ...askedOf(c), remark: remark.id }, rounds);
  return treatPage(c, web, { ...treated, current: remark }, filled);
}
