import { html } from "hono/html";
import { withShownBreaks } from "../../../shared/document/visit.ts";
import type { Contribution } from "../../../shared/formats/reading.ts";
import { calendarDay } from "../../../shared/time/written-day.ts";
import type { Html } from "../http/context.ts";
import type { Say } from "../http/say.ts";

/** More are told by their number: a page is bounded. */
const shownAtMost = 500;

/**
 * What others wrote in a file: who, when, what, and a way to its place in the text. `article`: where places are;
 * `changes`: how those that were tracked were read.
 */
export function annotationList(
  speak: Say,
  contributions: readonly Contribution[],
  { article, changes }: { article: string; changes: "accepted" | "rejected" },
): Html | "" {
  if (contributions.length === 0) return "";
  const { text } = speak;
  const more = contributions.length - shownAtMost;
  const tracked = contributions.some(({ type }) => type !== "comment");
  return html`<section aria-labelledby="contributions"><h2 id="contributions">${text("read.contributions", { count: contributions.length })}</h2>
${tracked ? html`<p>${text(`read.contributions.${changes}`)}</p>` : ""}
<ol>${contributions.slice(0, shownAtMost).map((one) => html`<li>${sentence(speak, one)}${place(speak, one, article)}${thread(speak, one)}</li>`)}</ol>
${more > 0 ? html`<p>${text("read.contributions.more", { count: more })}</p>` : ""}</section>`;
}

/** What was answered to a comment, and whether it is done. */
function thread(speak: Say, { replies = [], resolved }: Contribution): Html | "" {
  if (replies.length === 0 && !resolved) return "";
  const answers = replies.map(({ author, date, text }) =>
    speak.text("read.reply", { who: signature(speak, author, date), text }),
  );
  const lines = resolved ? [...answers, speak.text("read.resolved")] : answers;
  return html`<ul>${lines.map((line) => html`<li>${line}</li>`)}</ul>`;
}

function signature(speak: Say, author: string, date: string | undefined): string {
  const name = author || speak.text("read.nobody");
  const day = calendarDay(date);
  return day ? `${name} (${speak.date(day)})` : name;
}

function sentence(speak: Say, { type, author, date, quote, text }: Contribution): string {
  const who = signature(speak, author, date);
  const words = quote.trim();
  const said = withShownBreaks(text);
  return words === ""
    ? speak.text(`read.${type}`, { who, text: said })
    : speak.text(`read.${type}.on`, { who, quote: words, text: said });
}

function place({ text }: Say, { at }: Contribution, article: string): Html | "" {
  return at !== undefined && article.includes(`id="${at}"`) ? html` <a href="#${at}">${text("read.see")}</a>` : "";
}
