import { html } from "hono/html";
import { readingLength } from "../../../shared/document/reading-length.ts";
import { contentsOf } from "../components/contents-lines.ts";
import type { Html } from "../http/context.ts";
import type { MarginNote } from "./margin-notes.ts";
import type { ReadingView } from "./reading-view.ts";

/** Where one is in the document: its sections, how many remarks are on each, and, by script, how much of it is read. */
export function contentsNav(view: ReadingView, notes: readonly MarginNote[]): Html | "" {
  const { speak, round, version, may } = view;
  const { text } = speak;
  const lines = contentsOf(version);
  if (lines.length < 2) return "";
  const { minutes } = readingLength(version.parts.map(({ tree }) => tree));
  const left = text("contents.left", { share: "[share]", minutes: "[minutes]" });
  return html`<nav class="toc" aria-label="${text("contents.title")}"><details><summary>${text("contents.title")}</summary>
<div data-read="${round.version.slice(0, 12)}" data-minutes="${minutes}" data-left="${left}" data-done="${text("contents.done")}" hidden><progress max="100" value="0" aria-label="${text("contents.read")}"></progress><p></p></div>
<ol>${lines.map(({ id, label, words, blocks }) => {
    const count = notes.filter((note) => blocks.has(note.margin)).length;
    const remarks =
      count > 0
        ? html` <span class="count">${count}<span class="hidden"> ${text("contents.remarks", { count })}</span></span>`
        : "";
    return html`<li><a href="#${id}" lang="${version.document.language}">${label ? `${label} ` : ""}${words}</a>${remarks}</li>`;
  })}</ol>${may ? html`<p class="keys" hidden><kbd>J</kbd>/<kbd>K</kbd> ${text("keys.some")}<br><kbd>C</kbd> ${text("keys.comment")}<br><button class="link" data-keys><kbd>?</kbd> ${text("keys.all")}</button></p>` : ""}</details></nav>`;
}
