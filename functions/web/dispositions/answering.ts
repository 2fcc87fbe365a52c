import { html } from "hono/html";
import * as z from "zod";
import { href } from "../../../shared/addresses.ts";
import { hashOf } from "../../../shared/chain/hash.ts";
import { partTitle } from "../../../shared/deliverable/drafting/parts.ts";
import { answersSeen } from "../../../shared/deliverable/remarks/answers.ts";
import type { State } from "../../../shared/deliverable/state.ts";
import { refusalMessage } from "../../../shared/i18n/refusal.ts";
import { getText } from "../../../shared/stored/text.ts";
import { tick } from "../components/confirmation.ts";
import { hidden, radios, textArea } from "../components/fields.ts";
import { errorSummary } from "../components/filled.ts";
import { frame } from "../components/frame.ts";
import type { LocatedRemark } from "../components/located-remarks.ts";
import { placeWords, remarkAside, remarkInContext } from "../components/remark-in-context.ts";
import { isOver, shownDisposition } from "../components/remark-words.ts";
import { row } from "../components/row.ts";
import { type Stale, seen, seenField, staleNote } from "../components/stale.ts";
import { undoableNow, undoForm } from "../components/undo-form.ts";
import type { Html, PageContext, Web } from "../http/context.ts";
import type { Filled } from "../http/input.ts";
import type { Say } from "../http/say.ts";
import {
  type Answerable,
  applicableOf,
  mayDispose,
  nextOpen,
  openCountWords,
  reasonsFor,
  remarkCount,
  remarkHref,
} from "./answerable.ts";

export const disposing = z
  .strictObject({
    disposition: z.enum(["integrated", "partly", "declined"], "input.disposition"),
    reason: z.string().trim().max(10_000, "input.long").optional(),
    seen,
  })
  .refine(({ disposition, reason }) => disposition === "integrated" || Boolean(reason), {
    path: ["reason"],
    error: "input.disposition.reason",
  });

/** A list of remarks, each with its place and the way to answer it, under the headings of the text. */
export function remarkList(view: Answerable, shown: readonly LocatedRemark[]): Html {
  const { speak, state } = view;
  const groups = [...Map.groupBy(shown, (remark) => placeWords(speak, remark))];
  return html`${groups.map(
    ([place, remarks], index) => html`<section aria-labelledby="place-${index}">
${row("", html`<h2 id="place-${index}">${place}</h2>`)}
<ul class="things">${remarks.map(
      (remark) =>
        html`<li id="${remark.id}">${row(
          remarkAside(speak, state, remark),
          html`${remarkInContext(speak, remark)}
<p><a href="${remarkHref(view, remark)}#remark">${speak.text(linkWords(view, remark))}<span class="hidden"> – ${speak.text("contributions.number", { number: remark.number })}</span></a></p>`,
        )}</li>`,
    )}</ul></section>`,
  )}`;
}

function linkWords(view: Answerable, remark: LocatedRemark) {
  if (isOver(view.state) || !mayDispose(view, remark)) return "contributions.read";
  return remark.disposition === "open" ? "contributions.answer" : "contributions.change";
}

/** All corrections that would be applied together, as many as they are. */
export async function applyAll(web: Web, view: Answerable): Promise<Html | ""> {
  const { size: count } = await applicableOf(
    web,
    view,
    view.remarks.filter((remark) => remark.disposition === "open" && mayDispose(view, remark)),
  );
  if (count < 2) return "";
  return applyingForm(view, html`<button class="second">${view.speak.text("corrections.all", { count })}</button>`);
}

async function applyOne(web: Web, view: Answerable, remark: LocatedRemark): Promise<Html | ""> {
  if (!(await applicableOf(web, view, [remark])).has(remark.id)) return "";
  const type = remark.type === "addition" ? "addition" : "correction";
  const button = html`<button class="second">${view.speak.text(`corrections.one.${type}`)}</button>`;
  return applyingForm(view, button, remark);
}

function applyingForm(view: Answerable, button: Html, remark?: LocatedRemark): Html {
  const { state, round, speak } = view;
  return html`<form method="post" action="${href("corrections", { id: state.id })}" data-one-click>${hidden("base", state.versions.at(-1)?.hash)}
${round ? hidden("round", String(round.number)) : ""}${remark ? html`${hidden("remark", remark.id)}${hidden("seen", hashOf(answersSeen(view, [remark.id])))}` : ""}${tick(speak.text("corrections.confirm"))}${button}</form>`;
}

/** One remark, for its author to say what they do of it, and go on to the next. */
export async function remarkPage(
  c: PageContext,
  web: Web,
  view: Answerable,
  remark: LocatedRemark,
  filled: Filled,
  stale?: Stale,
): Promise<Response> {
  const { speak, state } = view;
  const { text } = speak;
  const said = (await reasonsFor(web, view)).get(remark.id);
  const reason = said && (await getText(web.ports.files, said));
  const after = nextOpen(view, remark);
  const refused = filled.errors.length > 0;
  const of = view.round ? "contributions" : "carried";
  const heading = text(`${of}.each`, { number: remark.number, count: remarkCount(view) });
  const showing = seenField(filled, answersSeen(view, [remark.id]), stale);
  const form = { action: remarkHref(view, remark), showing, filled, reason, isLast: after === undefined };
  const main = html`${row(
    html`<p><a href="${remarkHref(view)}#${remark.id}">${text(`${of}.all`)}</a></p>${remarkAside(speak, state, remark)}`,
    html`${errorSummary(speak, filled)}${staleNote(speak, stale)}<h1 id="remark" tabindex="-1">${heading}</h1>
${appliedNote(c, view)}${undoLast(web, view, remarkHref(view, remark))}
<p class="muted">${state.title} · ${placeWords(speak, remark)} · <strong>${openCountWords(view)}</strong></p>
${remarkInContext(speak, remark)}
${await applyOne(web, view, remark)}
${mayDispose(view, remark) ? "" : html`<div class="note"><p>${notMine(view, remark)}</p></div>`}
${isOver(state) || !mayDispose(view, remark) ? disposed(speak, state, remark, reason) : dispositionForm(speak, remark, form)}
<p class="buttons">${after ? html`<a href="${remarkHref(view, after)}#remark">${text("contributions.skip")}</a>` : ""}</p>`,
  )}`;
  return frame(c, web, { title: `${heading} – ${state.title}`, main, refused, scripts: ["confirm.js"] });
}

/** The visitor's last answer, or correction, to take back. */
function undoLast(web: Web, view: Answerable, back: string): Html | "" {
  const undoable = undoableNow(web, view);
  return undoable ? undoForm(web, view.speak, view.state.id, undoable, back) : "";
}

/** Whose part a remark is about. */
function notMine({ state, speak }: Answerable, { anchor }: LocatedRemark): string {
  const part = partTitle(state, anchor?.part ?? "");
  return refusalMessage(speak.language, { code: "part-not-yours", details: { part } });
}

/** What was done of a remark, and why, for who can change it no more. */
function disposed({ text }: Say, state: State, { disposition }: LocatedRemark, reason: string | undefined): Html {
  return html`<p><strong>${text(`disposition.${shownDisposition(state, disposition)}`)}</strong></p>${reason ? html`<blockquote><p class="said">${reason}</p></blockquote>` : ""}`;
}

/** `action`: where it is sent; `showing`: what it shows, for it to tell; `isLast`: no other remark waits for a disposition of the visitor's. */
type Form = { action: string; showing: Html; filled: Filled; reason: string | undefined; isLast: boolean };

/** What an author does of a remark, and why. */
function dispositionForm(
  speak: Say,
  { disposition, erased }: LocatedRemark,
  { action, showing, filled, reason, isLast }: Form,
): Html {
  const { text } = speak;
  return html`<form method="post" action="${action}" novalidate>${showing}
${radios(filled, {
  name: "disposition",
  label: text("contributions.disposition"),
  value: disposition === "open" ? "" : disposition,
  options: (["integrated", "partly", "declined"] as const).map((value) => ({
    value,
    label: text(`disposition.${value}`),
    hint: text(`disposition.${value}.hint`),
  })),
})}
${textArea(filled, { name: "reason", label: text("contributions.reason"), hint: text(erased ? "contributions.erased.hint" : "contributions.reason.hint"), rows: 4, value: reason ?? "" })}
<button>${text(isLast ? "contributions.save.last" : "contributions.save")}</button></form>`;
}

/** What the click before did. */
function appliedNote(c: PageContext, { state, round, speak }: Answerable): Html | "" {
  const count = Number(c.req.query("applied"));
  const draft = state.versions.at(-1);
  if (!(count > 0) || !draft) return "";
  return html`<div class="note done" role="status"><p>${speak.text("corrections.done", { count })}
<a href="${href("version", { id: state.id, version: draft.hash })}">${speak.text("corrections.read")}</a>
${round ? html`<a href="${href("redline", { id: state.id }, { from: round.version, to: draft.hash })}">${speak.text("redline.go")}</a>` : ""}</p></div>`;
}
