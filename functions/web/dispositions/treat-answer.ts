import { html } from "hono/html";
import * as z from "zod";
import { partTitle } from "../../../shared/deliverable/drafting/parts.ts";
import { answersSeen } from "../../../shared/deliverable/remarks/answers.ts";
import { refusalMessage } from "../../../shared/i18n/refusal.ts";
import { hidden, type Option, radios, textArea } from "../components/fields.ts";
import { errorSummary } from "../components/filled.ts";
import type { Excerpt, LocatedRemark } from "../components/located-remarks.ts";
import { isOver, remarkSentences, shownDisposition } from "../components/remark-words.ts";
import { type Stale, seen, seenField, staleNote } from "../components/stale.ts";
import type { Html } from "../http/context.ts";
import { type Filled, identifier } from "../http/input.ts";
import { mayDispose, nextOpen, openCount } from "./answerable.ts";
import { answerHref, filterOf, passes, treatHref } from "./asked.ts";
import { neighbour, type Treated } from "./treated.ts";

export const disposing = z
  .strictObject({
    /** "applied": put in the draft as it is worded, and thereby integrated. */
    disposition: z.enum(["applied", "integrated", "partly", "declined"], "input.disposition"),
    reason: z.string().trim().max(10_000, "input.long").optional(),
    /** Remarks that ask for the same, and are given the same. */
    with: z.array(identifier).max(100, "input.wrong").optional(),
    /** The draft that was seen, for what is applied to it. */
    base: z
      .string("input.wrong")
      .regex(/^[0-9a-f]{64}$/, "input.wrong")
      .optional(),
    seen,
  })
  .refine(({ disposition, reason }) => takesIn(disposition) || Boolean(reason), {
    path: ["reason"],
    error: "input.disposition.reason",
  });

/** Whether the text says what a remark asks for, so that nobody has to be told why not. */
function takesIn(disposition: string): boolean {
  return disposition === "applied" || disposition === "integrated";
}

/** `applies`: it can be applied to the draft; `reason`: what was said of it so far; `notice`: what the act before did. */
export type Answering = {
  filled: Filled;
  stale: Stale | undefined;
  applies: boolean;
  reason: string | undefined;
  notice: Html | "";
};

/** What one remark says, what became of its passage, and the form for what its author does of it. */
export function answerPanel(treated: Treated, current: LocatedRemark, answering: Answering): Html {
  const { view } = treated;
  const { speak, state } = view;
  const { filled, stale, reason, notice } = answering;
  const fixed = isOver(state) || !mayDispose(view, current);
  return html`<section class="answer" aria-labelledby="remark">${notice}${errorSummary(speak, filled)}${staleNote(speak, stale)}
<div class="inline"><h2 id="remark" tabindex="-1">${heading(treated, current)}</h2>${current.erased ? "" : html`<p>${speak.text(`treat.type.${current.type}`)}</p>`}</div>
${saying(treated, current)}
${sameNote(treated, current)}
${mayDispose(view, current) ? "" : html`<div class="note"><p>${notMine(treated, current)}</p></div>`}
${fixed ? disposed(treated, current, reason) : answerForm(treated, current, answering)}
${ways(treated)}</section>`;
}

function heading({ view }: Treated, { number }: LocatedRemark): string {
  const of = view.round ? "contributions.each" : "carried.each";
  return view.speak.text(of, { number });
}

/** What it says; what it is about where the text beside does not show it. */
function saying({ view }: Treated, remark: LocatedRemark): Html {
  const { speak } = view;
  const { text } = speak;
  const { passage, found, now, at, who, erased, applied, type, anchor } = remark;
  const said = erased
    ? [text("contributions.erased.text")]
    : remarkSentences(speak, { words: passage?.words, afterBlock: isApart(remark) }, remark);
  const [head = "", ...others] = type === "comment" && !erased ? said.slice(1) : said;
  const isLost = found?.fate === "gone" && !applied;
  return html`<div class="inline muted small">${anchor || erased ? "" : html`<p>${text("contributions.whole")}</p>`}<p>${text("contributions.by", { who, date: speak.day(at) })}</p>${applied ? html`<p><strong>${text("contributions.applied")}</strong></p>` : ""}</div>
<p class="saying said">${head}</p>${others.map((sentence) => html`<p class="said">${sentence}</p>`)}
${found && found.fate !== "same" && (found.fate !== "gone" || isLost) && !applied ? html`<p class="small">${text(`treat.${found.fate}`)}</p>` : ""}
${passage && (isLost || now) ? html`<blockquote class="small"><p>${excerpt(passage)}</p></blockquote>` : ""}`;
}

/** Whether an addition to some words of a block goes after that block. */
function isApart({ passage, place, follows }: LocatedRemark): boolean {
  return place !== undefined && !follows && Boolean(passage?.before || passage?.after);
}

function excerpt({ before, words, after }: Excerpt): Html {
  return html`${before}<mark>${words}</mark>${after}`;
}

/** Other remarks that ask for the same, or for something else of the same words; that the text says it already. */
function sameNote({ view, asked, together, standing }: Treated, current: LocatedRemark): Html | "" {
  const { text } = view.speak;
  const link = ({ id, number, who }: LocatedRemark) =>
    html`<a href="${treatHref(view, { ...filterOf(asked), remark: id })}#passage">${text("treat.which", { number, who })}</a>`;
  const list = (remarks: readonly LocatedRemark[]) =>
    html`<ul>${remarks.map((each) => html`<li>${link(each)}</li>`)}</ul>`;
  const [alike, against] = [standing.alike(current), standing.against(current)];
  const along = together.length - 1;
  const apart = treatHref(view, { ...filterOf(asked), remark: current.id, alone: "1" });
  const whole = treatHref(view, { ...filterOf(asked), remark: current.id });
  const waits = alike.some(({ disposition }) => disposition === "open") && current.disposition === "open";
  return html`${standing.isThere(current) && current.disposition === "open" ? html`<div class="note"><p>${text("treat.there")}</p></div>` : ""}
${
  alike.length > 0
    ? html`<div class="note alike"><p>${text("treat.alike", { count: alike.length })}</p> ${list(alike)}
${along > 0 ? html`<p>${text("treat.together", { count: along })}</p> <p><a href="${apart}#passage">${text("treat.apart")}</a></p>` : ""}
${along === 0 && waits ? html`<p><a href="${whole}#passage">${text("treat.together.go")}</a></p>` : ""}</div>`
    : ""
}
${against.length > 0 ? html`<div class="note warning"><p>${text("treat.against", { count: against.length })}</p> ${list(against)}</div>` : ""}`;
}

/** Whose part a remark is about. */
function notMine({ view: { state, speak } }: Treated, { anchor }: LocatedRemark): string {
  const part = partTitle(state, anchor?.part ?? "");
  return refusalMessage(speak.language, { code: "part-not-yours", details: { part } });
}

/** What was done of a remark, and why, for who can change it no more. */
function disposed({ view }: Treated, { disposition }: LocatedRemark, reason: string | undefined): Html {
  const { text } = view.speak;
  return html`<p><strong>${text(`disposition.${shownDisposition(view.state, disposition)}`)}</strong></p>${reason ? html`<blockquote><p class="said">${reason}</p></blockquote>` : ""}`;
}

/** What an author does of a remark, and what they answer whoever sent it. */
function answerForm(treated: Treated, current: LocatedRemark, { filled, stale, applies, reason }: Answering): Html {
  const { view, asked, together } = treated;
  const { text } = view.speak;
  const ids = together.map(({ id }) => id);
  const { disposition } = current;
  const base = applies ? hidden("base", view.state.versions.at(-1)?.hash) : "";
  const isLast = nextAfter(treated) === undefined;
  // once all are treated, the way on is the one of the bar
  const isSecond = openCount(view) === 0 && view.state.stage === "draft";
  return html`<form method="post" action="${answerHref(view, current, asked)}" novalidate data-answer>${seenField(filled, answersSeen(view, ids), stale)}${base}${hidden("with", ids.slice(1))}
${radios(filled, {
  name: "disposition",
  label: text("contributions.disposition"),
  value: disposition === "open" ? "" : disposition,
  options: options(treated, current, applies),
})}
${textArea(filled, {
  name: "reason",
  label: text("treat.reply", { who: [...new Set(together.map(({ who }) => who))].join(", ") }),
  hint: text(current.erased ? "contributions.erased.hint" : "treat.reply.hint"),
  rows: 3,
  value: reason ?? "",
})}
<p class="buttons"><button${isSecond ? html` class="second"` : ""}>${text(isLast ? "contributions.save.last" : "contributions.save")}</button><kbd aria-hidden="true">↵</kbd></p></form>`;
}

const keys = { applied: "A", integrated: "I", partly: "P", declined: "N" } as const;

/** What can be done of it: what is in the draft is declined no more, what cannot be applied is not offered to be. */
function options({ view, standing }: Treated, current: LocatedRemark, applies: boolean): Option[] {
  const { text } = view.speak;
  const taken = standing.isThere(current) ? "there" : applies ? "apart" : current.applied ? "applied" : "plain";
  const labels = {
    applied: text("treat.as.applied"),
    integrated: text(`treat.as.integrated.${taken}`),
    partly: text("treat.as.partly"),
    declined: text("treat.as.declined"),
  };
  const offered = (["applied", "integrated", "partly", "declined"] as const).filter(
    (value) => (value !== "applied" || applies) && (value !== "declined" || !current.applied),
  );
  return offered.map((value) => ({
    value,
    label: html`<span>${labels[value]}</span><kbd aria-hidden="true">${keys[value]}</kbd>`,
  }));
}

/** The remark that comes once this one, with those treated together, has its disposition. */
export function nextAfter({ view, asked, current, together }: Treated): LocatedRemark | undefined {
  if (!current) return undefined;
  const done = new Set(together.map(({ id }) => id));
  const left = view.remarks.filter(({ id }) => id === current.id || !done.has(id));
  const passing = left.filter((remark) => remark.id === current.id || passes(asked, remark));
  return nextOpen(view, current, passing) ?? nextOpen(view, current, left);
}

/** To the remark before and after in the list, without saving. */
function ways(treated: Treated): Html | "" {
  const { view, asked } = treated;
  const { text } = view.speak;
  const link = (step: 1 | -1) => {
    const remark = neighbour(treated, step);
    const to = remark && treatHref(view, { ...filterOf(asked), remark: remark.id });
    return to
      ? html`<li><a rel="${step === 1 ? "next" : "prev"}" href="${to}#passage">${text(step === 1 ? "treat.next" : "treat.previous")}</a></li>`
      : "";
  };
  return html`<ul class="ways">${link(-1)}${link(1)}<li><button type="button" class="link" data-keys hidden>${text("treat.keys.show")}</button></li></ul>`;
}
