import { html, raw } from "hono/html";
import { href } from "../../../shared/addresses.ts";
import { dueOf } from "../../../shared/asking/due.ts";
import { submittable } from "../../../shared/deliverable/drafting/completeness.ts";
import { summarize } from "../../../shared/deliverable/summary.ts";
import { getText } from "../../../shared/stored/text.ts";
import type { Instant } from "../../../shared/values.ts";
import { frame, noticeNote } from "../components/frame.ts";
import type { LocatedRemark } from "../components/located-remarks.ts";
import type { Stale } from "../components/stale.ts";
import { undoableNow, undoForm } from "../components/undo-form.ts";
import type { Html, PageContext, Web } from "../http/context.ts";
import { reachFiles } from "../http/file-store.ts";
import type { Filled } from "../http/input.ts";
import { openCount, reasonsFor, remarkCount, takenBackBy } from "./answerable.ts";
import { filterOf, treatHref } from "./asked.ts";
import { applicableTogether } from "./standing.ts";
import { answerPanel } from "./treat-answer.ts";
import { keysDialog } from "./treat-keys.ts";
import { treatList } from "./treat-list.ts";
import type { Treated } from "./treated.ts";
import { treatedDocument } from "./treated-document.ts";

/** One page on which all remarks are treated: their list, the text with what the current one is about, and its answer. */
export async function treatPage(
  c: PageContext,
  web: Web,
  treated: Treated & { current: LocatedRemark },
  filled: Filled,
  stale?: Stale,
): Promise<Response> {
  const { view, current, standing } = treated;
  const { speak, state } = view;
  const { text } = speak;
  await reachFiles(c, web);
  const { article, applies, labels } = await treatedDocument(web, view, standing, current);
  const said = (await reasonsFor(web, view)).get(current.id) ?? (await takenBackBy(web, view, current));
  const reason = said && (await getText(web.ports.files, said));
  const answering = { filled, stale, applies, reason, notice: noticeNote(c, speak) };
  const main = html`<div><a class="skip" href="#passage">${text("treat.skip.passage")}</a></div><div><a class="skip" href="#remark">${text("treat.skip.answer")}</a></div>
<div class="treat">
<div class="side">${treatList(treated, labels)}${await together(web, treated)}</div>
<div class="reading">${article.includes('id="passage"') ? "" : html`<span id="passage"></span>`}${raw(article)}</div>
${answerPanel(treated, current, answering)}
</div>${keysDialog(speak)}`;
  const number = text("contributions.number", { number: current.number });
  return frame(c, web, {
    serif: true,
    ...{ title: `${number} – ${state.title}`, main, refused: filled.errors.length > 0 },
    ...{ top: bar(web, treated), placesNotice: true, styles: ["document.css", "treat.css"] },
    scripts: ["confirm.js", "treat.js"],
  });
}

/** Corrections that can be applied in one go, once they were looked at. */
async function together(web: Web, { view, standing }: Treated): Promise<Html | ""> {
  const { text } = view.speak;
  const count = (await applicableTogether(web, view, standing)).length;
  if (count < 2) return "";
  const round = view.round && { round: view.round.number };
  return html`<div class="together"><div><p><strong>${text("treat.corrections", { count })}</strong></p><p class="muted">${text("treat.corrections.hint")}</p></div>
<p><a class="button second" href="${href("corrections", { id: view.state.id }, round)}">${text("treat.corrections.go", { count })}</a></p></div>`;
}

/** What document it is, how far it is, and what can be done of the whole. */
export function bar(web: Web, treated: Treated): Html {
  const { view, asked, current } = treated;
  const { speak, state } = view;
  const { text } = speak;
  const [left, count] = [openCount(view), remarkCount(view)];
  const { date } = dueOf(summarize(state, instantNow(web)), web.settings.timeZone) ?? {};
  const undoable = undoableNow(web, view);
  // back to the remark whose answer is taken back
  const last = view.remarks.find(({ id }) => undoable && view.answered?.[id] === undoable.of) ?? current;
  const back = treatHref(view, { ...filterOf(asked), ...(last && { remark: last.id }) });
  const progress = text("treat.progress", { done: count - left, count });
  return html`<header class="taskbar"><div class="what"><h1><a href="${href("draft", { id: state.id })}">${text(view.round ? "treat.title" : "treat.title.carried", { title: state.title })}</a></h1></div>
<div class="far"><progress max="${count}" value="${count - left}" aria-label="${progress}"></progress>
<div class="inline"><p>${progress}</p>${date && state.stage === "draft" ? html`<p>${text("treat.due", { date: speak.date(date) })}</p>` : ""}</div></div>
<div class="acts">${undoable ? undoForm(web, speak, state.id, undoable, `${back}#passage`) : ""}
${state.stage === "draft" ? html`<a class="button second" href="${href("continued", { id: state.id })}">${text("continued.title")}</a>` : ""}
${submission(treated, left)}</div></header>`;
}

function instantNow({ ports }: Web): Instant {
  return new Date(ports.clock()).toISOString();
}

/** The way to submission once all are treated; else how many are left. */
function submission({ view }: Treated, left: number): Html | "" {
  const { state, speak } = view;
  const { text } = speak;
  if (state.stage !== "draft") return "";
  if (left > 0) return html`<p class="muted">${text("treat.submit.left", { count: left })}</p>`;
  const { id } = state;
  return submittable(state)
    ? html`<a class="button" href="${href("submission", { id })}">${text("treat.submit")}</a>`
    : html`<a class="button" href="${href("draft", { id })}">${text("treat.draft")}</a>`;
}
