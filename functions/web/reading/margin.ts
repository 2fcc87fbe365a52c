import { html } from "hono/html";
import { shortenAtWord } from "../../../shared/document/shorten.ts";
import type { Block } from "../../../shared/document/tree.ts";
import { textOf } from "../../../shared/document/visit.ts";
import { changedWords, deleted, inserted } from "../components/changed-words.ts";
import { setProposal, setWordsOf } from "../components/passages.ts";
import {
  dispositionTag,
  elsewhereSentence,
  fileWords,
  remarkSentences,
  threadWords,
} from "../components/remark-words.ts";
import type { Html } from "../http/context.ts";
import type { RemarkWithReason } from "../review/remarks-with-reasons.ts";
import { isFinished } from "../review/unsent-remarks.ts";
import { editable } from "./edited-remark.ts";
import type { MarginNote } from "./margin-notes.ts";
import { readingLink } from "./reading-link.ts";
import type { ReadingView } from "./reading-view.ts";
import { comesBack } from "./removed-remark.ts";

/** What the margin of a block, or of the whole document, shows: its remarks, a form where one is written. */
export type Margin = { notes: readonly MarginNote[]; form: Html | "" };

/** How a remark is called by those who know people by name; undefined: not told. */
type Named = ((person: string) => string) | undefined;

/** Remarks beside what they are about; under it, folded, where there is no room beside. `whole`: they are about the whole document. */
export function margin(view: ReadingView, { notes, form }: Margin, named: Named, whole = false): Html | "" {
  const { text, language } = view.speak;
  if (notes.length === 0) return form === "" ? "" : html`<div class="beside" lang="${language}">${form}</div>`;
  const count = text(whole ? "margin.whole" : "margin.count", { count: notes.length });
  return html`<details class="beside" lang="${language}"${form ? html` open` : ""}><summary>${count}</summary>
${notes.map((note) => marginNote(view, note, named))}${form}</details>`;
}

/** The way to one more remark on a block. */
export function addLink({ speak, opened }: ReadingView, name: string, block: Block): Html {
  const { text, language } = speak;
  const to = readingLink(opened.state, { remark: name });
  return html`<a class="plus" lang="${language}" href="${to}"><span aria-hidden="true">+</span><span class="hidden">${text("remark.go")} – ${firstWords(block)}</span></a>`;
}

/** Characters by which a link says which block it is about. */
const named = 40;

function firstWords(block: Block): string {
  return shortenAtWord(textOf(block).replace(/\s+/g, " ").trim(), named);
}

/** A remark whole: its number and kind, what it says, what may be done of it. */
function marginNote(view: ReadingView, note: MarginNote, named: Named): Html {
  const { speak, may } = view;
  const { text } = speak;
  const { remark, number, id, block } = note;
  const type = text(`margin.type.${remark.type}`);
  const edits = may && note.is === "unsent";
  const data = edits
    ? html` data-edit="${JSON.stringify(editable(view.version, remark))}"${comesBack(view.version, note.remark) ? "" : html` data-gone`}`
    : "";
  return html`<div class="remark${note.own ? " own" : ""}" id="remark-${id}" data-at="${block}"${data} role="note" tabindex="-1" aria-label="${text("remark.number", { number })}">
<p class="about"><strong>${number}</strong> ${type} ${note.is === "sent" ? sentWords(view, note, named) : isFinished(remark) ? "" : html`<span class="tag warning">${text("remark.unfinished")}</span>`}</p>
${noteWords(view, remark)}
${note.is === "sent" ? dispositionWords(view, note.remark) : ""}${edits ? acts(view, note) : ""}</div>`;
}

/** What was done of it, and why. */
function dispositionWords({ speak, opened }: ReadingView, { disposition, reason }: RemarkWithReason): Html {
  const why = reason ? html`<p class="said">${speak.text("disposition.reason", { reason })}</p>` : "";
  return html`<p>${dispositionTag(speak, opened.state, disposition)}</p>${why}`;
}

function sentWords({ speak }: ReadingView, { remark, own }: Extract<MarginNote, { is: "sent" }>, named: Named): Html {
  const who = own ? speak.text("margin.sent") : (named?.(remark.by) ?? "");
  return html`<span class="muted">${[who, speak.shortDay(remark.at)].filter(Boolean).join(", ")}</span>`;
}

/** What a remark says; the words it is about are those beside which it stands. */
function noteWords(view: ReadingView, remark: MarginNote["remark"]): Html {
  const { speak, version } = view;
  const { text } = speak;
  const { type, anchor, proposal, elsewhere } = remark;
  const words = anchor && setWordsOf(version, anchor);
  const said = remark.text.trim() ? html`<p class="said">${remark.text}</p>` : "";
  const more = [
    elsewhereSentence(speak, remark),
    ...threadWords(speak, remark),
    remark.file ? fileWords(speak, remark.file) : "",
  ];
  const others = more.filter(Boolean).map((line) => html`<p class="muted small said">${line}</p>`);
  if (elsewhere || (type === "correction" && words === undefined))
    return html`${remarkSentences(speak, { words }, remark).map((line) => html`<p class="said">${line}</p>`)}`;
  const proposed = proposal === undefined ? "" : setProposal(version, anchor?.part, proposal);
  const change = (): Html | "" => {
    if (type === "comment" || proposal === undefined) return "";
    if (type === "reference") return html`<p class="said">${text("margin.cite", { reference: proposal })}</p>`;
    if (type === "addition") return html`<p class="change said">${inserted(speak, proposed)}</p>`;
    return html`<p class="change said">${proposal === "" ? deleted(speak, words ?? "") : changedWords(speak, words ?? "", proposed)}</p>`;
  };
  return html`${change()}${said}${others}`;
}

/** To go on with it, or to take it out. */
function acts({ speak: { text }, opened }: ReadingView, { id, number }: MarginNote): Html {
  const which = html`<span class="hidden"> – ${text("remark.number", { number })}</span>`;
  return html`<p class="acts"><a href="${readingLink(opened.state, { edit: id })}">${text("remark.edit")}${which}</a>
<button class="link" form="removing" name="remark" value="${id}">${text("margin.remove")}${which}</button></p>`;
}
