import { html } from "hono/html";
import { readingLength } from "../../../shared/document/reading-length.ts";
import type { Heading } from "../../../shared/document/tree.ts";
import { eachBlock, plainText } from "../../../shared/document/visit.ts";
import type { VersionText } from "../components/version-text.ts";
import type { Html } from "../http/context.ts";
import { isAsked } from "../review/may-remark.ts";
import type { MarginNote } from "./margin-notes.ts";
import type { ReadingView } from "./reading-view.ts";

/** A line of the contents: a heading, and the blocks that are under it. */
type ContentsLine = { id: string; label: string | undefined; words: string; blocks: Set<string> };

/** The headings of the first level that tells sections apart, in their order, each with all its blocks up to the next. */
function contentsOf({ document }: Pick<VersionText, "document">): ContentsLine[] {
  const told = document.sections.filter(({ role }) => !["cover", "contents", "lists"].includes(role));
  const blocks = told.flatMap((section) => [...eachBlock(section.blocks)]);
  const headings = blocks.filter((block): block is Heading => block.type === "heading");
  const levels = headings.map(({ level }) => level).toSorted((a, b) => a - b);
  const level = levels.find((each) => levels.filter((other) => other === each).length > 1) ?? levels[0];
  const lines: ContentsLine[] = [];
  for (const block of blocks) {
    if (block.type === "heading" && block.level === level)
      lines.push({ id: block.id, label: block.label, words: plainText(block.children), blocks: new Set() });
    lines.at(-1)?.blocks.add(block.id);
  }
  return lines;
}

/** Where one is in the document: its sections, how many remarks are on each, and, by script, how much of it is read. */
export function contentsNav(view: ReadingView, notes: readonly MarginNote[]): Html | "" {
  const { speak, opened, round, version, may } = view;
  const { text } = speak;
  const lines = contentsOf(version);
  if (lines.length < 2) return "";
  const { minutes } = readingLength(version.parts.map(({ tree }) => tree));
  const left = text("contents.left", { share: "[share]", minutes: "[minutes]" });
  const counted = isAsked(opened, round) ? notes.filter((note) => note.own) : notes;
  return html`<nav class="toc" aria-label="${text("contents.title")}"><details><summary>${text("contents.title")}</summary>
<div data-read data-minutes="${minutes}" data-left="${left}" data-done="${text("contents.done")}" hidden><progress max="100" value="0" aria-label="${text("contents.read")}"></progress><p></p></div>
<ol>${lines.map(({ id, label, words, blocks }) => {
    const count = counted.filter((note) => blocks.has(note.margin)).length;
    const remarks =
      count > 0
        ? html` <span class="count">${count}<span class="hidden"> ${text("contents.remarks", { count })}</span></span>`
        : "";
    return html`<li><a href="#${id}">${label ? `${label} ` : ""}${words}</a>${remarks}</li>`;
  })}</ol>${may ? html`<p class="keys" hidden><kbd>J</kbd>/<kbd>K</kbd> ${text("keys.some")}<br><kbd>C</kbd> ${text("keys.comment")}<br><button class="link" data-keys><kbd>?</kbd> ${text("keys.all")}</button></p>` : ""}</details></nav>`;
}
