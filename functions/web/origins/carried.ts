import { html } from "hono/html";
import type * as z from "zod";
import { href } from "../../../shared/addresses.ts";
import { issue } from "../../../shared/chain/issue.ts";
import { mayWritePart } from "../../../shared/deliverable/drafting/parts.ts";
import { askingAs } from "../../../shared/deliverable/holder.ts";
import { openCarried } from "../../../shared/deliverable/origins/origin.ts";
import { Refusal } from "../../../shared/errors.ts";
import { carriedReasons } from "../../../shared/stored/batch.ts";
import { deliverables } from "../../../shared/stored/deliverable.ts";
import { getText, putChangedText } from "../../../shared/stored/text.ts";
import { errorSummary, nothingFilled } from "../components/filled.ts";
import { frame } from "../components/frame.ts";
import { type LocatedRemark, locateCarried } from "../components/located-remarks.ts";
import { placeWords, remarkAside, remarkInContext } from "../components/remark-in-context.ts";
import { isOver } from "../components/remark-words.ts";
import { row } from "../components/row.ts";
import { disposed, type disposing, dispositionForm } from "../dispositions/disposition.ts";
import { type Opened, theCast } from "../http/access.ts";
import { attempt, done, param } from "../http/answer.ts";
import { type Html, type PageContext, type Web, wantsJson } from "../http/context.ts";
import type { Filled, Input } from "../http/input.ts";
import { type Say, say } from "../http/say.ts";

type View = Opened & { speak: Say; remarks: LocatedRemark[] };

async function viewOf(c: PageContext, web: Web, opened: Opened): Promise<View> {
  const speak = say(c, web);
  const remarks = await locateCarried(web, opened.state, await theCast(web, opened, speak), speak);
  return { ...opened, speak, remarks };
}

/** The remarks that came along with the text that a document began as, by their place in it. */
export async function carried(c: PageContext, web: Web, opened: Opened): Promise<Response> {
  const view = await viewOf(c, web, opened);
  const { speak, remarks, state } = view;
  const { text } = speak;
  if (wantsJson(c)) return c.json({ carried: remarks.map(({ by: _, passage: __, now: ___, ...remark }) => remark) });
  const next = isOver(state) ? undefined : remarks.find((remark) => isOpen(view, remark));
  const groups = [...Map.groupBy(remarks, (remark) => placeWords(speak, remark))];
  const main = html`${row(
    html`<p><a href="${href("draft", { id: state.id })}">${state.title}</a></p>`,
    html`<h1>${text("carried.title")}</h1><p>${text("carried.lead")}</p>
<p>${remarks.length === 0 ? text("carried.none") : html`${text("carried.count", { count: remarks.length })} <strong>${leftWords(view)}</strong>`}</p>
${next ? html`<p><a class="button" href="${href("carriedRemark", { id: state.id, remark: next.id })}#remark">${text("contributions.next")}</a></p>` : ""}`,
  )}
${groups.map(
  ([place, some], index) => html`<section aria-labelledby="place-${index}">
${row("", html`<h2 id="place-${index}">${place}</h2>`)}
<ul class="things">${some.map((remark) => carriedItem(view, remark))}</ul></section>`,
)}`;
  return frame(c, web, { title: `${text("carried.title")} – ${state.title}`, main });
}

function carriedItem(view: View, remark: LocatedRemark): Html {
  const { speak, state } = view;
  const { text } = speak;
  const answer = remark.disposition === "open" ? "contributions.answer" : "contributions.change";
  const words = isOver(state) || !mayAnswer(view, remark) ? "contributions.read" : answer;
  return html`<li id="${remark.id}">${row(
    remarkAside(speak, state, remark),
    html`${remarkInContext(speak, remark)}
<p><a href="${href("carriedRemark", { id: state.id, remark: remark.id })}#remark">${text(words)}<span class="hidden"> – ${text("contributions.number", { number: remark.number })}</span></a></p>`,
  )}</li>`;
}

/** Whether the visitor may answer a remark: what is about a part is for the authors of the part. */
function mayAnswer({ state, by }: View, { anchor }: LocatedRemark): boolean {
  return by.coordinator || anchor === undefined || mayWritePart(state, anchor.part, askingAs(by));
}

function isOpen(view: View, remark: LocatedRemark): boolean {
  return remark.disposition === "open" && mayAnswer(view, remark);
}

/** The next one that waits for an answer of the visitor's, then from the first again. */
function nextAfter(view: View, { id }: LocatedRemark): LocatedRemark | undefined {
  const at = view.remarks.findIndex((remark) => remark.id === id);
  return [...view.remarks.slice(at + 1), ...view.remarks.slice(0, at)].find((remark) => isOpen(view, remark));
}

function leftWords({ speak, state }: View): string {
  const count = openCarried(state).length;
  return speak.text(count === 0 ? "contributions.left.none" : "contributions.left", { count });
}

/** Throws `contribution-unknown`. */
async function theRemark(c: PageContext, web: Web, opened: Opened): Promise<View & { remark: LocatedRemark }> {
  const view = await viewOf(c, web, opened);
  const remark = view.remarks.find(({ id }) => id === param(c, "remark"));
  if (!remark) throw new Refusal("contribution-unknown");
  return { ...view, remark };
}

/** One of them, for its author to say what they do of it. Throws `contribution-unknown`. */
export async function carriedRemark(
  c: PageContext,
  web: Web,
  opened: Opened,
  filled: Filled = nothingFilled,
): Promise<Response> {
  const view = await theRemark(c, web, opened);
  const { remark, speak, state, remarks } = view;
  const { id } = state;
  const { text } = speak;
  const known = (await carriedReasons(web.ports.store, state)).get(remark.id);
  const reason = known && (await getText(web.ports.files, known));
  const after = nextAfter(view, remark);
  const title = text("carried.each", { number: remark.number, count: remarks.length });
  const action = href("carriedRemark", { id, remark: remark.id });
  const main = row(
    html`<p><a href="${href("carried", { id })}#${remark.id}">${text("carried.all")}</a></p>${remarkAside(speak, state, remark)}`,
    html`${errorSummary(speak, filled)}<h1 id="remark" tabindex="-1">${title}</h1>
<p class="muted">${state.title} · ${placeWords(speak, remark)} · <strong>${leftWords(view)}</strong></p>
${remarkInContext(speak, remark)}
${isOver(state) || !mayAnswer(view, remark) ? disposed(speak, state, remark, reason) : dispositionForm(speak, remark, { action, filled, reason, isLast: after === undefined })}
<p class="buttons">${after ? html`<a href="${href("carriedRemark", { id, remark: after.id })}#remark">${text("contributions.skip")}</a>` : ""}</p>`,
  );
  return frame(c, web, { title: `${title} – ${state.title}`, main, refused: filled.errors.length > 0 });
}

/** Says what its author does of it. Throws `contribution-unknown`. */
export async function answerCarried(
  c: PageContext,
  web: Web,
  opened: Opened,
  { ok, filled }: Input<z.infer<typeof disposing>>,
): Promise<Response> {
  if (!ok) return carriedRemark(c, web, opened, filled);
  const view = await theRemark(c, web, opened);
  const { state, remark, by, still } = view;
  const { id } = state;
  const before = (await carriedReasons(web.ports.store, state)).get(remark.id);
  const result = await attempt(c, filled, { "reason-missing": "reason" }, async () => {
    const reason = ok.reason ? await putChangedText(web.ports, ok.reason, before) : undefined;
    const same = ok.disposition === remark.disposition && reason === before;
    const said = { ...(reason !== undefined && { reason }), ...(remark.anchor && { part: remark.anchor.part }) };
    const asked = { type: "answerCarried", by, contribution: remark.id, as: ok.disposition, ...said } as const;
    if (!same) await issue(deliverables, web.ports, id, asked, still);
    const after = nextAfter(view, remark);
    return done(c, after ? `${href("carriedRemark", { id, remark: after.id })}#remark` : href("carried", { id }));
  });
  return result instanceof Response ? result : carriedRemark(c, web, opened, result);
}
