import { html } from "hono/html";
import { href } from "../../../shared/addresses.ts";
import type { DatedDuty } from "../../../shared/asking/digest.ts";
import type { Now } from "../../../shared/asking/week.ts";
import { holdingsIn, type Summary } from "../../../shared/deliverable/summary.ts";
import { alphabetically } from "../../../shared/i18n/languages.ts";
import { actionTitles } from "../../../shared/stored/programme.ts";
import { nowOf, owedBy, thingWords } from "../components/duties.ts";
import { frame } from "../components/frame.ts";
import { heldBy, olderLink } from "../components/held.ts";
import { row } from "../components/row.ts";
import { stageTag } from "../components/stage.ts";
import type { Html, PageContext, Visitor, Web } from "../http/context.ts";
import { wantsJson } from "../http/context.ts";
import { visitorAs } from "../http/rights.ts";
import { type Say, say } from "../http/say.ts";

/** What an author has to write, and where each of it stands. */
export async function drafts(c: PageContext, web: Web, visitor: Visitor): Promise<Response> {
  const opens = (id: string): boolean =>
    visitor.grants.some(({ purpose, thing }) => purpose === "enter" || (purpose === "draft" && thing === id));
  const { summaries, next } = await heldBy(c, web, visitorAs(visitor), ["author"]);
  const mine = summaries.filter(
    (summary) => holdingsIn(summary, visitorAs(visitor)).includes("author") && opens(summary.id),
  );
  if (wantsJson(c))
    return c.json({
      deliverables: mine.map(
        ({ reviewers: _, duties: __, past: ___, invited: ____, ended: _____, ...summary }) => summary,
      ),
      next,
    });
  const speak = say(c, web);
  const { text } = speak;
  const titled = await actionTitles(
    web.ports.store,
    mine.map(({ action }) => action),
  );
  const view: View = { speak, now: nowOf(web), owed: await owedBy(web, visitorAs(visitor), mine), titled };
  const first = ["draft", "review", "final", "withdrawn"];
  const sorted = mine.sort(
    (a, b) => first.indexOf(a.stage) - first.indexOf(b.stage) || alphabetically(a.title, b.title),
  );
  const main = html`${row("", html`<h1>${text("drafts.mine")}</h1>${mine.length === 0 ? html`<p>${text("drafts.none")}</p>` : ""}`)}
<ul class="things">${sorted.map((summary) => html`<li>${item(view, summary)}</li>`)}</ul>
${olderLink(speak, next)}`;
  return frame(c, web, { title: text("drafts.mine"), main });
}

type View = { speak: Say; now: Now; owed: DatedDuty[]; titled: (action: string) => string };

function item(view: View, summary: Summary): Html {
  const { id, title, action, stage, round } = summary;
  const { speak } = view;
  const { text } = speak;
  const words = {
    draft: draftWords(view, summary),
    review: round
      ? text("drafts.review", { decided: round.decided, count: round.reviewers, date: speak.until(round.deadline) })
      : "",
    final: text("drafts.final"),
    withdrawn: text("step.withdrawn"),
  };
  return row(
    html`<p>${stageTag(speak, stage)}</p>`,
    html`<h2><a href="${href("draft", { id })}">${title}</a></h2><p class="muted">${view.titled(action)}</p><p>${words[stage]}</p>`,
  );
}

/** What its author owes of a draft: another may have all that is left to do. */
function draftWords({ speak, now, owed }: View, { id, answering, carried = 0 }: Summary): Html | string {
  const { text } = speak;
  const thing = owed.find((each) => each.id === id);
  const left = (answering?.undisposed ?? 0) + (thing?.what === "dispositions" ? carried : 0);
  if (left > 0) return text("drafts.answer", { count: left });
  if (!thing) return text("drafts.nothing");
  if (thing.what !== "draft") return thingWords(speak, thing, now);
  return thing.date ? text("drafts.send.before", { date: speak.date(thing.date) }) : text("drafts.send");
}
