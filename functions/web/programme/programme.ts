import { html } from "hono/html";
import { href } from "../../../shared/addresses.ts";
import { type Action, type Family, type Programme, presentActions } from "../../../shared/programme/state.ts";
import type { Summary } from "../../../shared/programme/summary.ts";
import { type Onlooker, seesProgramme } from "../../../shared/sight/actions.ts";
import { listProgrammes } from "../../../shared/stored/programme.ts";
import { frame } from "../components/frame.ts";
import { row } from "../components/row.ts";
import { type Html, type PageContext, type Web, wantsJson } from "../http/context.ts";
import { type Say, say } from "../http/say.ts";
import { type LinkTo, linksFor } from "./action-link.ts";
import { doubtsNote } from "./doubts.ts";
import { timesWords } from "./expected-list.ts";
import { organisationNames } from "./names.ts";
import { type TallyOf, talliesFor } from "./tally.ts";
import type { Seen, SeenProgramme } from "./who.ts";

/** On to the programme of now; to the list where there is none, which says to a coordinator how to begin. */
export async function currentProgramme(c: PageContext, web: Web, { onlooker }: Seen): Promise<Response> {
  const [last] = await programmesSeen(web, onlooker);
  return c.redirect(last ? href("programmeOf", { programme: last.id }) : href("programmes"), 302);
}

async function programmesSeen({ ports }: Web, onlooker: Onlooker): Promise<Summary[]> {
  return (await listProgrammes(ports.store)).filter((heading) => seesProgramme(onlooker, heading));
}

/** All programmes, and the ways to make one. */
export async function programmes(c: PageContext, web: Web, { onlooker }: Seen): Promise<Response> {
  const headings = await programmesSeen(web, onlooker);
  if (wantsJson(c)) return c.json({ programmes: headings });
  const speak = say(c, web);
  const { text } = speak;
  const main = row(
    "",
    html`<h1>${text("programmes.title")}</h1>
${headings.length === 0 ? html`<p>${text(onlooker.coordinator ? "programmes.none" : "programmes.none.yet")}</p>` : html`<ul class="plain">${headings.map((each) => programmeItem(speak, each))}</ul>`}
${onlooker.coordinator ? html`<p class="buttons"><a class="button" href="${href("newProgramme")}">${text("programme.new")}</a> <a class="button second" href="${href("programmeImport")}">${text("programme.import")}</a></p>` : ""}`,
  );
  return frame(c, web, { title: text("programmes.title"), main });
}

function programmeItem(speak: Say, { id, title, from, until }: Summary): Html {
  const period = speak.text("period", { from: speak.date(from), until: speak.date(until) });
  return html`<li><h2><a href="${href("programmeOf", { programme: id })}">${title}</a></h2><p class="muted">${period}</p></li>`;
}

/** A programme: its actions by family, each with who steers it, what is expected and who pays; coordinators change it from here. */
export async function programme(c: PageContext, web: Web, { programme, onlooker }: SeenProgramme): Promise<Response> {
  if (wantsJson(c)) return c.json({ programme: onlooker.coordinator ? programme : shownOf(programme) });
  const speak = say(c, web);
  const { text } = speak;
  const view: View = {
    speak,
    called: await organisationNames(web),
    linkTo: linksFor(onlooker, programme),
    tallyOf: await talliesFor(web, speak, programme, onlooker),
  };
  const { id, title, from, until } = programme;
  const actions = presentActions(programme);
  const matrixLink = html`<a class="button" href="${href("matrix", { programme: id })}">${text("matrix.title")}</a>`;
  const doubts = onlooker.coordinator ? await doubtsNote(web, speak, programme) : "";
  const main = html`${row(
    html`<p>${text("period", { from: speak.date(from), until: speak.date(until) })}</p>`,
    html`<h1>${title}</h1>${onlooker.coordinator ? officeWays(speak, programme, matrixLink) : html`<p>${matrixLink}</p>`}`,
    "wide",
  )}
${doubts && row("", doubts)}
${programme.families.map((family) => familySection(view, family, actions))}`;
  return frame(c, web, { title, main, styles: ["columns.css"] });
}

/** What a coordinator does of a programme. */
function officeWays({ text }: Say, { id }: Programme, matrixLink: Html): Html {
  return html`<p class="buttons">${matrixLink} <a class="button second" href="${href("newAction", { programme: id })}">${text("action.new")}</a></p>
<ul class="ways"><li><a href="${href("programmeChange", { programme: id })}">${text("programme.change")}</a></li>
<li><a href="${href("programmeDocument", { programme: id })}">${text("programme.document")}</a></li>
<li><a href="${href("programmeFile", { programme: id })}">${text("programme.file")}</a></li>
<li><a href="${href("actionsTable", { programme: id })}">${text("programme.table")}</a></li>
<li><a href="${href("programmeHistory", { programme: id })}">${text("programme.history")}</a></li>
<li><a href="${href("programmeImport")}">${text("programme.import")}</a></li>
<li><a href="${href("programmes")}">${text("programmes.title")}</a></li></ul>`;
}

/** A programme with no more of its actions than its page says. */
function shownOf(programme: Programme) {
  const { id, title, from, until, families } = programme;
  const actions = presentActions(programme).map(({ id, title, heading, family, steering, expected, funding }) => ({
    ...{ id, title, ...(heading && { heading }), family, steering, expected },
    funding: "by" in funding ? funding : { none: "" },
  }));
  return { id, title, from, until, families, actions };
}

type View = { speak: Say; called: (id: string) => string; linkTo: LinkTo; tallyOf: TallyOf };

function familySection(view: View, family: Family, actions: readonly Action[]): Html | "" {
  const own = actions.filter((action) => action.family === family.id);
  if (own.length === 0) return "";
  return html`<section aria-labelledby="family-${family.id}">${row("", html`<h2 id="family-${family.id}">${family.title}</h2>`)}
<ul class="things halves">${own.map((action) => html`<li>${actionItem(view, action)}</li>`)}</ul></section>`;
}

function actionItem({ speak: { text }, called, linkTo, tallyOf }: View, action: Action): Html {
  const { id, title, expected } = action;
  const expectations = expected
    .map((each) => (each.when ? `${timesWords(text, each)} (${each.when.said})` : timesWords(text, each)))
    .join(" · ");
  return row(
    html`<p>${fundingWords(text("matrix.no-funding"), action, called)}</p>`,
    html`<h3>${linkTo(id, title)}</h3>
${steeringWords(action, called) ? html`<p class="muted">${steeringWords(action, called)}</p>` : ""}${expectations ? html`<p>${expectations}</p>` : ""}${tallyOf(id)}`,
  );
}

/** Who pays for an action: "ACSE, DAIC", or that nobody does. */
export function fundingWords(noFunding: string, { funding }: Action, called: (id: string) => string): string {
  return "by" in funding ? funding.by.map(called).join(", ") : noFunding;
}

/** Who steers it, in the words that were used; else the names of the organisations. */
export function steeringWords({ steering }: Action, called: (id: string) => string): string {
  return steering.words ?? steering.organisations.map(called).join(", ");
}
