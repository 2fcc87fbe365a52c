import { html } from "hono/html";
import { stepsBetween } from "../../../shared/document/redline/steps.ts";
import { wordsIn } from "../../../shared/document/redline/words.ts";
import { shortenAtWord } from "../../../shared/document/shorten.ts";
import { isSingle, type Passage, placeKey } from "../../../shared/document/translation/passages.ts";
import type { PassageRow, PassageState } from "../../../shared/document/translation/standing.ts";
import { plainText } from "../../../shared/document/visit.ts";
import { tick } from "../components/confirmation.ts";
import { hidden } from "../components/fields.ts";
import type { Html } from "../http/context.ts";
import type { Say } from "../http/say.ts";

/**
 * How passages are shown: `seen`: with the source's words; `corrects`: whoever looks may say what translates what, of the pairing
 * that they see; `missing`, `all`: passages of the source to choose from.
 */
export type RowView = {
  speak: Say;
  seen: boolean;
  corrects: boolean;
  pairing: string;
  languages: { source: string; translation: string };
  missing: readonly Passage[];
  all: readonly Passage[];
};

const colours: Record<PassageState, string> = {
  ...{ current: "done", stale: "warning", missing: "warning", orphan: "warning" },
  ...{ added: "", spared: "" },
};

/** A mark beside the word, so that states differ without colour. */
const marks: Record<PassageState, string> = {
  current: "=",
  stale: "≠",
  missing: "∅",
  orphan: "?",
  added: "+",
  spared: "–",
};

/** A passage of the source, what translates it, and how it stands; then what may be said of it. */
export function passageRow(view: RowView, row: PassageRow): Html {
  const { speak, languages } = view;
  const { state, source, translation } = row;
  const { text } = speak;
  const place = placeWords(speak, source ?? translation!);
  // under its section, a paragraph that follows says nothing more
  const isPlain = state === "current" && place === "" && !view.corrects;
  // an original that may not be read is said so once, above
  const isAlone = !view.seen && translation !== undefined;
  const tag = html`<span class="tag ${colours[state]}"><span aria-hidden="true">${marks[state]}</span> ${text(`translation.state.${state}`)}</span>`;
  return html`<li id="${rowId(row)}"${isAlone ? html` class="alone"` : ""}>${isPlain ? "" : html`<p class="state">${tag}${place ? html` <span class="small muted">${place}</span>` : ""}</p>`}
${isAlone ? "" : html`<div class="side redline"><p class="hidden">${text("translation.source")}</p>${sourceWords(view, row)}</div>`}
<div class="side"><p class="hidden">${text("translation.translation")}</p>${translation ? words(translation, languages.translation) : html`<p class="muted">${text("translation.nothing")}</p>`}</div>
${view.corrects ? corrections(view, row) : ""}</li>`;
}

/** Names a row in the page: a block is named by what it says, so that it keeps its name. */
export function rowId({ source, translation }: PassageRow): string {
  const { part, block } = translation ?? source!;
  return `${translation ? "t" : "s"}-${part}-${block}`;
}

/** Where a passage is that is no paragraph of the body: "titre 2", "tableau, ligne 3". */
function placeWords({ text }: Say, { type, level, within, cell }: Passage): string {
  if (cell) return text("translation.place.cell", { row: cell.row + 1, column: cell.column + 1 });
  if (type === "heading") return text("translation.place.heading", { level: level ?? 1 });
  if (type === "title" || type === "subtitle" || type === "bibliography") return text(`translation.place.${type}`);
  if (type === "figure" || type === "table" || type === "codeBlock") return text(`translation.place.${type}`);
  return within === "body" || within === "table" ? "" : text(`translation.place.${within}`);
}

/** Of a stale passage, what changed in its words; of an orphan, those that it translates. */
function sourceWords({ speak, seen, languages }: RowView, { state, source, was }: PassageRow): Html {
  const { text } = speak;
  if (!source && !was) return html`<p class="muted">${text("translation.nothing")}</p>`;
  if (!seen) return html`<p class="muted">${text("translation.words.unseen")}</p>`;
  if (state === "stale" && source && was) return changed(was, source, languages.source);
  if (!source) return html`<p lang="${languages.source}"><del>${said(was!)}</del></p>`;
  return words(source, languages.source);
}

function words(passage: Passage, language: string): Html {
  const own = said(passage);
  const body =
    passage.type === "heading"
      ? html`<strong>${own}</strong>`
      : passage.type === "codeBlock"
        ? html`<code>${own}</code>`
        : own;
  return html`<p lang="${language}">${body}</p>`;
}

/** What a passage says as its author typed it. */
export function said({ own, figure, type, text }: Passage): string {
  if (type === "codeBlock") return text;
  return [figure?.alt ?? "", plainText(own)].filter(Boolean).join(" – ");
}

/** The words of before and of now, what went before what came. */
function changed(was: Passage, now: Passage, language: string): Html {
  const [before, after] = [wordsIn(said(was)), wordsIn(said(now))];
  if (said(was) === said(now)) return html`${words(now, language)}`;
  let [i, j] = [0, 0];
  const pieces = stepsBetween(before, after).map(({ is, count }) => {
    const run = (is === "deleted" ? before.slice(i, i + count) : after.slice(j, j + count)).join("");
    if (is !== "inserted") i += count;
    if (is !== "deleted") j += count;
    return is === "same" ? html`${run}` : is === "deleted" ? html`<del>${run}</del>` : html`<ins>${run}</ins>`;
  });
  return html`<p lang="${language}">${pieces}</p>`;
}

function corrections(view: RowView, row: PassageRow): Html {
  const { speak } = view;
  const { text } = speak;
  const { state, translation, source } = row;
  const at = translation ? placeKey(translation) : "";
  const keep = state === "stale" ? ticked("kept", "passages", at, text("translation.still")) : "";
  const one = (what: string, label: string): Html =>
    html`<form method="post" data-one-click>${hidden("what", what)}${hidden("seen", view.pairing)}${translation ? hidden("passages", at) : ""}${!translation && source ? hidden("source", placeKey(source)) : ""}${tick(text("translation.tick"))} <button class="second">${label}</button></form>`;
  if (!translation) {
    const spare = () => ticked("spared", "sources", placeKey(source!), text("translation.spare"));
    return html`<div class="said">${state === "spared" ? one("needed", text("translation.needed")) : spare()}</div>`;
  }
  const others = candidates(view, row);
  const choice =
    others.length === 0
      ? ""
      : html`<form method="post" data-one-click>${hidden("what", "pairs")}${hidden("seen", view.pairing)}${hidden("passages", at)}
<label for="pair-${at.replace(" ", "-")}">${text("translation.pairs")}</label>
<select id="pair-${at.replace(" ", "-")}" name="source">${others.map((passage) => html`<option value="${placeKey(passage)}">${shortenAtWord(said(passage), 60)}</option>`)}</select>
${tick(text("translation.tick"))} <button class="second">${text("translation.pairs.do")}</button></form>`;
  return html`<div class="said">${keep}<details><summary class="small">${text("translation.correct")}</summary>
${state === "added" ? "" : one("added", text("translation.added"))}${choice}</details></div>`;
}

/** A box of a form that stands below all rows: several passages are said to be so at once. */
function ticked(form: "kept" | "spared", name: string, place: string, label: string): Html {
  const id = `${form}-${place.replace(" ", "-")}`;
  return html`<div class="choice"><input type="checkbox" form="${form}" id="${id}" name="${name}" value="${place}"><label for="${id}">${label}</label></div>`;
}

/** How far around a passage another is looked for, which it may translate instead. */
const around = 3;

/** What no passage translates, and what stands beside; what a part has once goes with its own alone. */
function candidates({ missing, all }: RowView, { source, translation }: PassageRow): Passage[] {
  if (isSingle(translation!)) return [];
  const here = source ? all.indexOf(source) : -1;
  const beside = here === -1 ? [] : all.slice(Math.max(0, here - around), here + around + 1);
  return [...new Set([...missing.slice(0, 30), ...beside])].filter(
    (passage) => passage !== source && !isSingle(passage),
  );
}
