import { html } from "hono/html";
import { href } from "../../../shared/addresses.ts";
import { changeInSentence } from "../components/change-in-sentence.ts";
import { tick } from "../components/confirmation.ts";
import { chosenIn, hidden } from "../components/fields.ts";
import { errorSummary, nothingFilled } from "../components/filled.ts";
import { frame } from "../components/frame.ts";
import type { LocatedRemark } from "../components/located-remarks.ts";
import type { Html, PageContext, Web } from "../http/context.ts";
import type { Filled } from "../http/input.ts";
import { type Answerable, isOpen } from "./answerable.ts";
import { askedOf, treatHref } from "./asked.ts";
import { applicableTogether, type Standing, standingOf } from "./standing.ts";
import { bar } from "./treat-page.ts";
import { treatedIn } from "./treated.ts";

/** Corrections that can be applied in one go, each shown in its sentence with a box of its own; below, those that cannot, and why. */
export async function reviewPage(
  c: PageContext,
  web: Web,
  view: Answerable,
  filled: Filled = nothingFilled,
): Promise<Response> {
  const { speak, state } = view;
  const { text } = speak;
  const standing = standingOf(view);
  const applicable = await applicableTogether(web, view, standing);
  const there = view.remarks.filter((remark) => isOpen(view, remark) && standing.isThere(remark));
  const offered = [...applicable, ...there];
  const chosen = chosenIn(
    filled,
    "remarks",
    offered.map(({ id }) => id),
  );
  const item = (remark: LocatedRemark) => reviewed(view, standing, remark, chosen.has(remark.id));
  const { round } = view;
  const title =
    offered.length > 0 ? text("corrections.title", { count: offered.length }) : text("corrections.title.none");
  const form = html`<form method="post" action="${href("corrections", { id: state.id })}" data-one-click class="review" novalidate>
${hidden("base", state.versions.at(-1)?.hash)}${hidden("chosen", "true")}${round ? hidden("round", String(round.number)) : ""}
<ol id="disposition" class="corrections" tabindex="-1">${applicable.map(item)}</ol>
${there.length > 0 ? html`<h2>${text("corrections.there.title", { count: there.length })}</h2><ol class="corrections">${there.map(item)}</ol>` : ""}
<div id="confirmed" class="buttons">${tick(text("corrections.confirm"))}<button>${text("corrections.apply", { count: offered.length })}</button></div></form>`;
  const main = html`<div class="reviewing">${errorSummary(speak, filled)}
<p><a href="${treatHref(view, { round: round ? String(round.number) : "" })}">${text("corrections.back")}</a></p>
<h2 class="title" id="remark" tabindex="-1">${title}</h2>
${offered.length > 0 ? html`<p>${text("corrections.lead")}</p>${form}` : html`<p>${text("corrections.none")}</p>`}
${conflicts(view, standing)}</div>`;
  return frame(c, web, {
    ...{ title: `${title} – ${state.title}`, main, refused: filled.errors.length > 0 },
    ...{ top: bar(web, treatedIn(view, askedOf(c))), styles: ["treat.css"], scripts: ["confirm.js"] },
  });
}

/** One of them: whose it is, what it changes, what is said of it, and those that ask for the same. */
function reviewed(view: Answerable, standing: Standing, remark: LocatedRemark, isChosen: boolean): Html {
  const { text } = view.speak;
  const { id, number, who } = remark;
  const alike = standing.alike(remark).filter((other) => isOpen(view, other));
  return html`<li class="choice"><input type="checkbox" name="remarks" id="remarks-${id}" value="${id}"${isChosen ? html` checked` : ""}>
<div><label for="remarks-${id}">${text("treat.numbered", { number, who })}</label>
<div class="redline">${changeInSentence(view.speak, remark)}</div>
${remark.text ? html`<p class="said small">${text("treat.quoted", { words: remark.text })}</p>` : ""}
${alike.length > 0 ? html`<p class="small muted">${text("corrections.along", { count: alike.length, numbers: alike.map((each) => each.number).join(", ") })}</p>` : ""}</div></li>`;
}

/** Corrections that ask for different things of the same words: one has to be chosen. */
function conflicts(view: Answerable, standing: Standing): Html | "" {
  const { text } = view.speak;
  const against = view.remarks.filter((remark) => isOpen(view, remark) && standing.against(remark).length > 0);
  if (against.length === 0) return "";
  return html`<section aria-labelledby="against"><h2 id="against">${text("corrections.against", { count: against.length })}</h2>
<ul class="corrections">${against.map(
    (
      remark,
    ) => html`<li><a href="${treatHref(view, { remark: remark.id })}#passage">${text("treat.numbered", { number: remark.number, who: remark.who })}</a>
<div class="redline">${changeInSentence(view.speak, remark)}</div></li>`,
  )}</ul></section>`;
}
