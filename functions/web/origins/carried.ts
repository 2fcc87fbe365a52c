import { html } from "hono/html";
import type * as z from "zod";
import { href } from "../../../shared/addresses.ts";
import { hashOf } from "../../../shared/chain/hash.ts";
import { answersSeen } from "../../../shared/deliverable/remarks/answers.ts";
import { Refusal } from "../../../shared/errors.ts";
import { nothingFilled } from "../components/filled.ts";
import { frame } from "../components/frame.ts";
import type { LocatedRemark } from "../components/located-remarks.ts";
import { isOver } from "../components/remark-words.ts";
import { row } from "../components/row.ts";
import { answerRemark } from "../dispositions/answer.ts";
import {
  type Answerable,
  carriedRemarksFor,
  isOpen,
  openCountWords,
  remarkCount,
  remarkHref,
} from "../dispositions/answerable.ts";
import { applyAll, type disposing, remarkList, remarkPage } from "../dispositions/answering.ts";
import type { Opened } from "../http/access.ts";
import { param } from "../http/answer.ts";
import { type PageContext, type Web, wantsJson } from "../http/context.ts";
import type { Filled, Input } from "../http/input.ts";
import { say } from "../http/say.ts";

/** The remarks that came along with the text that a document began as, by their place in it. */
export async function carried(c: PageContext, web: Web, opened: Opened): Promise<Response> {
  const view = await carriedRemarksFor(c, web, opened);
  const remarks = view?.remarks ?? [];
  const { state } = opened;
  const { text } = say(c, web);
  if (wantsJson(c)) return c.json({ carried: view ? remarks.map((remark) => carriedJson(view, remark)) : [] });
  const next = view && !isOver(state) ? remarks.find((remark) => isOpen(view, remark)) : undefined;
  const main = html`${row(
    html`<p><a href="${href("draft", { id: state.id })}">${state.title}</a></p>`,
    html`<h1>${text("carried.title")}</h1><p>${text("carried.lead")}</p>
<p>${view ? html`${text("carried.count", { count: remarkCount(view) })} <strong>${openCountWords(view)}</strong>` : text("carried.none")}</p>
${view && next ? html`<p><a class="button" href="${remarkHref(view, next)}#remark">${text("contributions.next")}</a></p>` : ""}
${view ? await applyAll(web, view) : ""}`,
  )}
${view ? remarkList(view, remarks) : ""}`;
  return frame(c, web, { title: `${text("carried.title")} – ${state.title}`, main, scripts: ["confirm.js"] });
}

/** `seen`: what an answer to it tells. */
function carriedJson(view: Answerable, { by: _, passage: __, now: ___, ...remark }: LocatedRemark) {
  return { ...remark, seen: hashOf(answersSeen(view, [remark.id])) };
}

/** Throws `contribution-unknown`. */
async function theRemark(c: PageContext, web: Web, opened: Opened): Promise<[Answerable, LocatedRemark]> {
  const view = await carriedRemarksFor(c, web, opened);
  const remark = view?.remarks.find(({ id }) => id === param(c, "remark"));
  if (!view || !remark) throw new Refusal("contribution-unknown");
  return [view, remark];
}

/** One of them, for its author to say what they do of it. Throws `contribution-unknown`. */
export async function carriedRemark(
  c: PageContext,
  web: Web,
  opened: Opened,
  filled: Filled = nothingFilled,
): Promise<Response> {
  const [view, remark] = await theRemark(c, web, opened);
  return remarkPage(c, web, view, remark, filled);
}

/** Says what its author does of it. Throws `contribution-unknown`. */
export async function answerCarried(
  c: PageContext,
  web: Web,
  opened: Opened,
  { ok, filled }: Input<z.infer<typeof disposing>>,
): Promise<Response> {
  if (!ok) return carriedRemark(c, web, opened, filled);
  const [view, remark] = await theRemark(c, web, opened);
  return answerRemark(c, web, view, remark, { ok, filled });
}
