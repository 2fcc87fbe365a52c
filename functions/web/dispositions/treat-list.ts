import { html } from "hono/html";
import { shortenAtWord } from "../../../shared/document/shorten.ts";
import { withShownBreaks } from "../../../shared/document/visit.ts";
import type { LocatedRemark } from "../components/located-remarks.ts";
import { dispositionColour, shownDisposition } from "../components/remark-words.ts";
import type { Html } from "../http/context.ts";
import type { Say } from "../http/say.ts";
import { openCount, remarkCount } from "./answerable.ts";
import { type Asked, aPage, filterOf, fromOf, treatHref } from "./asked.ts";
import type { Treated } from "./treated.ts";

/** All remarks by their place in the text, under its chapters, each with what it says first, who sent it and where it stands; its filters are addresses. */
export function treatList(treated: Treated, labels: ReadonlyMap<string, string>): Html {
  const { view, asked, passing } = treated;
  const { text } = view.speak;
  const from = fromOf(asked, passing);
  const shown = passing.slice(from, from + aPage);
  const chapters = [...Map.groupBy(shown, (remark) => chapterWords(view.speak, remark, labels))];
  return html`<section id="remarks" class="remarks" aria-labelledby="remarks-title">
<h2 id="remarks-title" class="hidden">${text("treat.list")}</h2>
<p class="unfold"><a href="#remarks">${text("treat.list.open", { count: remarkCount(view) })}</a></p>
<div class="folded">${filters(treated)}
${shown.length === 0 ? html`<p class="empty">${text("treat.list.none")} <a href="${treatHref(view, {})}">${text("filter.none")}</a></p>` : ""}
${chapters.map(([chapter, remarks]) => html`<h3>${chapter}</h3><ol>${remarks.map((remark) => line(treated, remark))}</ol>`)}
${others(view.speak, treated, from)}
<p class="unfold"><a href="#passage">${text("treat.list.close")}</a></p></div></section>`;
}

function line({ view, asked, current, standing }: Treated, remark: LocatedRemark): Html {
  const { speak, state } = view;
  const { text } = speak;
  const to = treatHref(view, { ...filterOf(asked), remark: remark.id });
  const [words, colour] = standingWords(speak, state, remark, standing);
  const isCurrent = remark.id === current?.id;
  return html`<li id="${remark.id}"><a href="${to}#passage"${isCurrent ? html` aria-current="true"` : ""}>
<div><strong><span class="hidden">${text("treat.number")}\u00a0</span>${remark.number}</strong></div>
<div class="words">${firstWords(speak, remark, standing)}</div>
<div class="who"><p>${remark.who}</p>${remark.file ? html`<p>${text("treat.copy")}</p>` : ""}</div>
<div class="${["state", colour].filter(Boolean).join(" ")}">${words}</div></a></li>`;
}

/** Characters of a remark that the list shows. */
const shownWords = 70;

function firstWords({ text }: Say, remark: LocatedRemark, { alike }: Treated["standing"]): string {
  const [first] = alike(remark).toSorted((one, other) => one.number - other.number);
  if (remark.erased) return text("treat.erased");
  if (first && first.number < remark.number) return text("treat.same", { number: first.number });
  const { type, proposal } = remark;
  if (type === "correction" && proposal === "")
    return text("treat.deletes", { words: shortenAtWord(remark.passage?.words ?? "", shownWords / 2) });
  const words = (type === "comment" ? remark.text : withShownBreaks(proposal ?? "")) || remark.text;
  return type === "comment"
    ? shortenAtWord(words, shownWords)
    : text("treat.quoted", { words: shortenAtWord(words, shownWords) });
}

/** Where a remark stands, in a word or two, and its colour. */
function standingWords(
  { text }: Say,
  state: Treated["view"]["state"],
  remark: LocatedRemark,
  { alike, isThere }: Treated["standing"],
): [string, string] {
  const { disposition, applied } = remark;
  if (applied) return [text("treat.state.applied"), "done"];
  const shown = shownDisposition(state, disposition);
  if (shown !== "open") return [text(`disposition.${shown}`), dispositionColour[shown]];
  if (isThere(remark)) return [text("treat.state.there"), ""];
  const isSecond = alike(remark).some(({ number }) => number < remark.number);
  return [text(isSecond ? "treat.state.double" : "treat.state.open"), ""];
}

/** The chapter that a remark is in, with its number in the draft of now. */
function chapterWords(
  { text }: Say,
  { part, chapter, anchor, erased }: LocatedRemark,
  labels: ReadonlyMap<string, string>,
): string {
  if (erased) return text("contributions.erased.place");
  if (!anchor) return text("contributions.whole");
  const numbered = [labels.get(chapter), chapter].filter(Boolean).join(" ");
  return [part, numbered].filter(Boolean).join(" – ") || text("contributions.head");
}

/** What waits, all, those of one reviewer, those of a round: each an address. */
function filters({ view, asked, rounds }: Treated): Html {
  const { text } = view.speak;
  const { round, suite, who } = asked;
  const link = (to: Partial<Asked>, words: string, isOn: boolean) =>
    html`<a href="${treatHref(view, { round, ...to })}"${isOn ? html` aria-current="true"` : ""}>${words}</a>`;
  const people = [...Map.groupBy(view.remarks, (remark) => remark.who)];
  const isSome = suite !== "" || who !== "" || asked.type !== "";
  return html`<div class="sift"><ul><li>${link({ suite: "open" }, text("treat.filter.open", { count: openCount(view) }), suite === "open" && who === "")}</li>
<li>${link({}, text("treat.filter.all", { count: remarkCount(view) }), !isSome)}</li></ul>
<details${who !== "" ? html` open` : ""}><summary>${text(rounds.length > 1 ? "treat.filter.more" : "treat.filter.who")}</summary>
<ul>${people.map(([name, theirs]) => html`<li>${link({ who: name }, text("filter.option", { label: name, number: theirs.length }), who === name)}</li>`)}
${
  rounds.length > 1
    ? rounds.map(
        ({ number }) =>
          html`<li>${link({ round: String(number) }, text("round.title", { round: number }), view.round?.number === number)}</li>`,
      )
    : ""
}</ul></details></div>`;
}

/** The way to the remarks before and after those shown. */
function others({ text }: Say, { view, asked, passing }: Treated, from: number): Html | "" {
  const count = passing.length;
  const link = (to: number, key: "contributions.before" | "contributions.after"): Html =>
    html`<a href="${treatHref(view, { ...asked, from: String(to) })}#remarks">${text(key, { first: to + 1, last: Math.min(to + aPage, count) })}</a> `;
  if (count <= aPage) return "";
  return html`<p class="others small">${from > 0 ? link(Math.max(0, from - aPage), "contributions.before") : ""}
${from + aPage < count ? link(from + aPage, "contributions.after") : ""}</p>`;
}
