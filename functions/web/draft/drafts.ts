import { html } from "hono/html";
import { href } from "../../../shared/addresses.ts";
import type { Summary } from "../../../shared/deliverable/summary.ts";
import { listSummaries } from "../../../shared/stored/deliverable.ts";
import { frame } from "../components/frame.ts";
import { row } from "../components/row.ts";
import { stageTag } from "../components/stage.ts";
import type { PageContext, Visitor, Web } from "../http/context.ts";
import { wantsJson } from "../http/context.ts";
import { type Say, say } from "../http/say.ts";

/** What an author has to write, and where each of it stands. */
export async function drafts(c: PageContext, web: Web, { person, grants }: Visitor): Promise<Response> {
  const opens = (id: string): boolean =>
    grants.some(({ purpose, thing }) => purpose === "enter" || (purpose === "draft" && thing === id));
  const mine = (await listSummaries(web.ports.store)).filter(
    ({ id, authors }) => authors.includes(person.id) && opens(id),
  );
  if (wantsJson(c))
    return c.json({ deliverables: mine.map(({ reviewers: _, duties: __, past: ___, ...summary }) => summary) });
  const speak = say(c, web);
  const { text } = speak;
  const first = ["draft", "review", "final", "withdrawn"];
  const sorted = mine.sort(
    (a, b) => first.indexOf(a.stage) - first.indexOf(b.stage) || a.title.localeCompare(b.title, "fr"),
  );
  const main = html`${row("", html`<h1>${text("drafts.mine")}</h1>${mine.length === 0 ? html`<p>${text("drafts.none")}</p>` : ""}`)}
<ul class="things">${sorted.map((summary) => html`<li>${item(speak, summary)}</li>`)}</ul>`;
  return frame(c, web, { title: text("drafts.mine"), main });
}

function item(speak: Say, { id, title, action, stage, due, round, answering }: Summary) {
  const { text } = speak;
  const left = answering?.undisposed ?? 0;
  const words = {
    draft:
      left > 0
        ? text("drafts.answer", { count: left })
        : due.draft
          ? text("drafts.send.before", { date: speak.date(due.draft) })
          : text("drafts.send"),
    review: round
      ? text("drafts.review", { decided: round.decided, count: round.reviewers, date: speak.until(round.deadline) })
      : "",
    final: text("drafts.final"),
    withdrawn: text("step.withdrawn"),
  };
  return row(
    html`<p>${stageTag(speak, stage)}</p>`,
    html`<h2><a href="${href("draft", { id })}">${title}</a></h2><p class="muted">${action}</p><p>${words[stage]}</p>`,
  );
}
