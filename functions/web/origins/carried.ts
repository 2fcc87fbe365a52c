import { html } from "hono/html";
import type * as z from "zod";
import { href } from "../../../shared/addresses.ts";
import { hashOf } from "../../../shared/chain/hash.ts";
import { answersSeen } from "../../../shared/deliverable/remarks/answers.ts";
import { Refusal } from "../../../shared/errors.ts";
import { nothingFilled } from "../components/filled.ts";
import { frame } from "../components/frame.ts";
import type { LocatedRemark } from "../components/located-remarks.ts";
import { row } from "../components/row.ts";
import { answerRemark } from "../dispositions/answer.ts";
import { type Answerable, carriedRemarksFor } from "../dispositions/answerable.ts";
import { askedOf, filterOf, treatHref } from "../dispositions/asked.ts";
import { disposing } from "../dispositions/treat-answer.ts";
import { treatPage } from "../dispositions/treat-page.ts";
import { treatedIn } from "../dispositions/treated.ts";
import type { Opened } from "../http/access.ts";
import { param } from "../http/answer.ts";
import { type PageContext, type Web, wantsJson } from "../http/context.ts";
import type { Input } from "../http/input.ts";
import { say } from "../http/say.ts";

export { disposing };

/** The remarks that came along with the text that a document began as: treated as those of a round are. */
export async function carried(c: PageContext, web: Web, opened: Opened): Promise<Response> {
  const view = await carriedRemarksFor(c, web, opened);
  if (wantsJson(c)) return c.json({ carried: view ? view.remarks.map((remark) => carriedJson(view, remark)) : [] });
  const treated = view && treatedIn(view, askedOf(c));
  if (treated?.current) return treatPage(c, web, { ...treated, current: treated.current }, nothingFilled);
  const { state } = opened;
  const { text } = say(c, web);
  const main = row(
    html`<p><a href="${href("draft", { id: state.id })}">${state.title}</a></p>`,
    html`<h1>${text("carried.title")}</h1><p>${text("carried.none")}</p>`,
  );
  return frame(c, web, { title: `${text("carried.title")} – ${state.title}`, main });
}

/** `seen`: what an answer to it tells. */
function carriedJson(view: Answerable, remark: LocatedRemark) {
  const { by: _, passage: __, now: ___, place: ____, chapter: _____, ...told } = remark;
  return { ...told, seen: hashOf(answersSeen(view, [remark.id])) };
}

/** Throws `contribution-unknown`. */
async function theRemark(c: PageContext, web: Web, opened: Opened): Promise<[Answerable, LocatedRemark]> {
  const view = await carriedRemarksFor(c, web, opened);
  const remark = view?.remarks.find(({ id }) => id === param(c, "remark"));
  if (!view || !remark) throw new Refusal("contribution-unknown");
  return [view, remark];
}

/** On to the page of all of them, where this one is treated. Throws `contribution-unknown`. */
export async function carriedRemark(c: PageContext, web: Web, opened: Opened): Promise<Response> {
  const [view, remark] = await theRemark(c, web, opened);
  return c.redirect(`${treatHref(view, { ...filterOf(askedOf(c)), remark: remark.id })}#passage`, 303);
}

/** Says what its author does of it. Throws `contribution-unknown`. */
export async function answerCarried(
  c: PageContext,
  web: Web,
  opened: Opened,
  { ok, filled }: Input<z.infer<typeof disposing>>,
): Promise<Response> {
  const [view, remark] = await theRemark(c, web, opened);
  if (ok) return answerRemark(c, web, view, remark, { ok, filled });
  const treated = treatedIn(view, { ...askedOf(c), remark: remark.id });
  return treatPage(c, web, { ...treated, current: remark }, filled);
}
