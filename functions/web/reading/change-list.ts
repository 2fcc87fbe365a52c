import { html } from "hono/html";
import { shortenAtWord } from "../../../shared/document/shorten.ts";
import type { ListedChange } from "../../../shared/formats/html/redline-changes.ts";
import type { Html } from "../http/context.ts";
import type { Say } from "../http/say.ts";
import type { CauseOf } from "./caused.ts";

/** Characters of the words of a change that the list shows. */
const shownWords = 60;

/** `at`: the change that was come to, from 1; `address`: of the page at one of them. */
type Listing = { at: number; address: (change: number) => string; causeOf?: CauseOf };

/** What changed, one after the other, each leading to its place, with the remark that it came of; the way to the next and the one before. */
export function changeList(speak: Say, changes: readonly ListedChange[], { at, address, causeOf }: Listing): Html {
  const { text } = speak;
  const current = changes[at - 1] ? at : 0;
  const step = (to: number, rel: "prev" | "next") =>
    changes[to - 1]
      ? html`<li><a rel="${rel}" href="${address(to)}">${text(rel === "next" ? "redline.next" : "redline.previous")}</a></li>`
      : "";
  const chapters = [...Map.groupBy(changes, ({ heading }) => heading)];
  return html`<section id="changes" class="changes" aria-labelledby="changes-title"><h2 id="changes-title" class="hidden">${text("redline.list")}</h2>
<div class="steps"><p data-at="${text("redline.at", { at: "0", count: changes.length })}">${current > 0 ? text("redline.at", { at: current, count: changes.length }) : ""}</p>
<ul data-prev="${text("redline.previous")}" data-next="${text("redline.next")}">${step(current - 1, "prev")}${step(current + 1, "next")}</ul><p class="muted small" data-keys hidden>${text("redline.keys")}</p></div>
<p class="unfold"><a href="#changes">${text("redline.list.open", { count: changes.length })}</a></p>
<div class="folded">${chapters.map(
    ([heading, some]) =>
      html`${heading ? html`<h3>${heading}</h3>` : ""}<ol>${some.map((change) => line(speak, change, changes.indexOf(change) + 1 === current, causeOf))}</ol>`,
  )}<p class="unfold"><a href="#change-${current || 1}">${text("redline.list.close")}</a></p></div></section>`;
}

function line(speak: Say, change: ListedChange, isCurrent: boolean, causeOf: CauseOf | undefined): Html {
  const cause = causeOf?.(change);
  return html`<li><a href="#${change.id}"${isCurrent ? html` aria-current="true"` : ""}>${words(speak, change)}</a>
${change.fate && (change.gone || change.come) ? html`<p class="muted small">${change.fate}</p>` : ""}${
  cause ? html`<p class="small"><a href="${cause.page}">${speak.text("redline.cause", cause)}</a></p>` : ""
}</li>`;
}

function words({ text }: Say, { gone, come, fate }: ListedChange): Html {
  const [went, came] = [shortenAtWord(gone, shownWords), shortenAtWord(come, shownWords)];
  if (went && came) return html`<del>${went}</del> → <ins>${came}</ins>`;
  if (went) return html`<del>${went}</del>`;
  return came ? html`<ins>${came}</ins>` : html`${fate || text("redline.title")}`;
}
