import type * as z from "zod";
import { roundOfRemark } from "../../../shared/deliverable/remarks/contributing.ts";
import { Refusal } from "../../../shared/errors.ts";
import { nothingFilled } from "../components/filled.ts";
import type { LocatedRemark } from "../components/located-remarks.ts";
import type { Opened } from "../http/access.ts";
import { param } from "../http/answer.ts";
import type { PageContext, Web } from "../http/context.ts";
import type { Filled, Input } from "../http/input.ts";
import { answerRemark } from "./answer.ts";
import { type RoundRemarks, roundRemarksFor } from "./answerable.ts";
import { type disposing, remarkPage } from "./answering.ts";

/** Throws `contribution-unknown`. */
async function theRemark(c: PageContext, web: Web, opened: Opened): Promise<[RoundRemarks, LocatedRemark]> {
  const id = param(c, "remark");
  const round = roundOfRemark(opened.state, id);
  const view = round && (await roundRemarksFor(c, web, opened, round));
  const remark = view?.remarks.find((each) => each.id === id);
  if (!view || !remark) throw new Refusal("contribution-unknown");
  return [view, remark];
}

/** One remark of a round, for its author to say what they do of it. Throws `contribution-unknown`. */
export async function contribution(
  c: PageContext,
  web: Web,
  opened: Opened,
  filled: Filled = nothingFilled,
): Promise<Response> {
  const [view, remark] = await theRemark(c, web, opened);
  return remarkPage(c, web, view, remark, filled);
}

/** Says what its author does of it. Throws `contribution-unknown`. */
export async function dispose(
  c: PageContext,
  web: Web,
  opened: Opened,
  { ok, filled }: Input<z.infer<typeof disposing>>,
): Promise<Response> {
  if (!ok) return contribution(c, web, opened, filled);
  const [view, remark] = await theRemark(c, web, opened);
  return answerRemark(c, web, view, remark, { ok, filled });
}
