import { html } from "hono/html";
import { href } from "../../../shared/addresses.ts";
import { awaitedWorks } from "../../../shared/asking/awaited.ts";
import { readableKinds } from "../../../shared/kinds/resolve.ts";
import { actionRef, type PaymentTerm, type Strand } from "../../../shared/programme/state.ts";
import { seesProgramme } from "../../../shared/sight/actions.ts";
import { deliverablesOf } from "../../../shared/stored/of-action.ts";
import { nowOf } from "../components/duties.ts";
import { facts } from "../components/facts.ts";
import { frame } from "../components/frame.ts";
import { row } from "../components/row.ts";
import { taskList } from "../components/task-list.ts";
import { awaitedPeople } from "../deliverable/awaited-people.ts";
import { thePeople } from "../http/access.ts";
import { type Html, type PageContext, type Web, wantsJson } from "../http/context.ts";
import { type Say, say } from "../http/say.ts";
import { expectedList } from "./expected-list.ts";
import { organisationNames } from "./names.ts";
import { fundingWords, steeringWords } from "./programme.ts";
import type { SeenAction } from "./who.ts";

/** One action: what it is for, what is expected of it, who takes part and who pays; coordinators change it from here. */
export async function action(c: PageContext, web: Web, seen: SeenAction): Promise<Response> {
  const { programme, action, onlooker } = seen;
  if (wantsJson(c)) return c.json({ action });
  const speak = say(c, web);
  const { text } = speak;
  const called = await organisationNames(web);
  const { title, family, period, intent, interventions, concerned, results, strands, payment, funding } = action;
  const { from, until } = period ?? programme;
  const names = { programme: programme.id, action: action.id };
  const main = html`${row(
    html`<p>${seesProgramme(onlooker, programme) ? html`<a href="${href("programmeOf", names)}">${programme.title}</a>` : programme.title}</p>`,
    html`<h1>${title}</h1>${onlooker.coordinator ? html`<ul class="plain"><li><a href="${href("actionChange", names)}">${text("action.change")}</a></li><li><a href="${href("discussion", {}, { action: actionRef(programme.id, action.id) })}">${text("meetings.discuss")}</a></li></ul>` : ""}
<p class="muted">${[programme.families.find(({ id }) => id === family)?.title, text("period", { from: speak.date(from), until: speak.date(until) })].filter(Boolean).join(" · ")}</p>
${paragraphs(intent)}${strands.map(strandSection)}`,
  )}
${section("expected", text("action.expected"), await expectedList(web, speak, seen))}
${(await hasWatch(web, seen)) ? row("", html`<p><a href="${href("trend", names)}">${text("trend.link")}</a></p>`) : ""}
${onlooker.coordinator ? row("", html`<p><a href="${href("newExpected", names)}">${text("expected.new")}</a></p>`) : ""}
${onlooker.coordinator ? await awaitedOf(web, speak, seen) : ""}
${section("interventions", text("matrix.interventions"), list(interventions))}
${section("results", text("matrix.results"), list(results))}
${section(
  "steering",
  text("matrix.steering"),
  facts([
    [text("action.steering"), steeringWords(action, called)],
    [text("action.concerned"), concerned.map(called).join(", ")],
  ]),
)}
${section(
  "payment",
  text("matrix.payment"),
  html`${facts([
    [text("action.funding"), fundingWords(text("matrix.no-funding"), action, called)],
    [text("action.why-none"), "none" in funding ? funding.none : ""],
  ])}${list(payment.map((term) => paymentWords(speak, term)))}`,
)}
${await agreementsPart(web, speak, seen, called)}`;
  return frame(c, web, { title, main, scripts: onlooker.coordinator ? ["confirm.js"] : [] });
}

/** The agreements that pay it, to those who see them; what is said of them is loaded with the first who may. */
async function agreementsPart(
  web: Web,
  speak: Say,
  { onlooker, programme, action, standpoint }: SeenAction,
  called: (organisation: string) => string,
): Promise<Html | ""> {
  if (standpoint === "reader") return "";
  const { agreementsSection } = await import("../components/agreement-lines.ts");
  const part = await agreementsSection(web, speak, onlooker, actionRef(programme.id, action.id), called);
  return part ? section("agreements", part.title, part.body) : "";
}

/** Whether the action expects, or has, documents of a kind that has findings. */
async function hasWatch({ ports }: Web, { programme, action }: SeenAction): Promise<boolean> {
  const kinds = (await readableKinds(ports.assets)).filter(({ findings }) => findings).map(({ id }) => id);
  if (action.expected.some(({ what, kind = "" }) => what === "document" && kinds.includes(kind))) return true;
  const documents = await deliverablesOf(ports.store, actionRef(programme.id, action.id));
  return documents.some(({ kind }) => kinds.includes(kind));
}

/** Who owes something of the action's documents; each is chased from here. */
async function awaitedOf(web: Web, speak: Say, { visitor, programme, action }: SeenAction): Promise<Html | ""> {
  const ref = actionRef(programme.id, action.id);
  const summaries = await deliverablesOf(web.ports.store, ref);
  const awaited = await awaitedPeople(web, visitor, summaries);
  if (awaited.length === 0) return "";
  // loaded with the first action of which something is awaited
  const { awaitedTasks } = await import("../deliverable/awaited-tasks.ts");
  const { tellingYear } = await import("../components/year-words.ts");
  const of = { people: await thePeople(web), visitor, from: ref, summaries };
  const tasks = await awaitedTasks(web, tellingYear(speak, nowOf(web)), awaitedWorks(new Map(awaited)), of);
  return section("awaited", speak.text("awaited.title"), taskList(tasks));
}

function section(id: string, title: string, body: Html | ""): Html {
  return html`<section aria-labelledby="${id}">${row("", html`<h2 id="${id}">${title}</h2>${body}`)}</section>`;
}

function paragraphs(words: string): Html {
  return html`${words
    .split("\n")
    .filter(Boolean)
    .map((paragraph) => html`<p>${paragraph}</p>`)}`;
}

function list(lines: readonly string[]): Html | "" {
  return lines.length === 0 ? "" : html`<ul>${lines.map((line) => html`<li>${line}</li>`)}</ul>`;
}

function strandSection({ title, intent }: Strand): Html {
  return html`<h2>${title}</h2>${paragraphs(intent)}`;
}

/** "Coût jour (14 jours prévus) : 14 jours". */
function paymentWords({ text }: Say, { words, unit, planned }: PaymentTerm): string {
  if (unit === undefined || planned === undefined) return words;
  const quantity = planned / 100;
  return text("action.planned", { words, quantity, unit: text(`unit.${unit}`, { count: quantity }) });
}
