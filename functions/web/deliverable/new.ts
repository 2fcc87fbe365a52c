import { Hono } from "hono";
import { html } from "hono/html";
import { createOnce } from "../../../shared/acts/create.ts";
import type { Kind } from "../../../shared/kinds/kind.ts";
import { listKinds } from "../../../shared/kinds/resolve.ts";
import { facts } from "../components/facts.ts";
import { hidden } from "../components/fields.ts";
import { errorSummary, type Filled, nothingFilled } from "../components/filled.ts";
import { frame } from "../components/frame.ts";
import { nowOf } from "../components/owed.ts";
import { pickerScripts } from "../components/people-picker.ts";
import { type Directory, readPicked, searched, theDirectory } from "../components/picking.ts";
import { row } from "../components/row.ts";
import { done } from "../http/answer.ts";
import { type Html, type PageContext, type Variables, type Web, wantsJson } from "../http/context.ts";
import { InvalidRequest, readInput } from "../http/input.ts";
import { type Say, say } from "../http/say.ts";
import { theCoordinator } from "../http/visitor.ts";
import { quorumWords } from "../round/round-state.ts";
import { ownerBoxes } from "./owner-boxes.ts";
import { dueOf, type Plan, partsOf, planErrors, planSchema, quorumOf } from "./plan.ts";
import { changeableFields, kindFields, peopleFields } from "./plan-fields.ts";
import { unlikelyDates, unlikelyPlan } from "./unlikely.ts";

/** A new deliverable: the form, its answers to check, and its making. */
export function newPages(web: Web): Hono<{ Variables: Variables }> {
  return new Hono<{ Variables: Variables }>()
    .get("/deliverables/new", async (c) => {
      const view = await viewOf(c, web);
      return form(c, web, view, { typed: { id: [web.ports.ids()], language: [web.settings.language] }, errors: [] });
    })
    .post("/deliverables/new/change", async (c) => {
      const view = await viewOf(c, web);
      const { filled } = await readInput(c, planSchema);
      return form(c, web, view, { ...filled, errors: [] });
    })
    .post("/deliverables/new", (c) => check(c, web))
    .post("/deliverables", (c) => create(c, web));
}

type View = { speak: Say; people: Directory; kinds: Kind[] };

async function viewOf(c: PageContext, web: Web): Promise<View> {
  theCoordinator(c);
  return { speak: say(c, web), people: await theDirectory(web), kinds: await listKinds(web.ports.assets) };
}

function form(c: PageContext, web: Web, view: View, filled: Filled): Promise<Response> {
  const { speak, kinds } = view;
  const { text } = speak;
  const refused = filled.errors.length > 0;
  const main = row(
    html`<p>${text("step.of", { step: 1, steps: 2 })}</p>`,
    html`${errorSummary(speak, filled)}<h1>${text("new.title")}</h1>
<form method="post" action="/deliverables/new" novalidate>
${hidden("id", filled.typed.id)}${hidden("owners", filled.typed.owners)}
${kindFields({ ...view, filled }, kinds)}
${changeableFields({ ...view, filled, timeZone: web.settings.timeZone })}
<button>${text("check.go")}</button>
</form>`,
  );
  return frame(c, web, { title: text("new.title"), main, refused, scripts: pickerScripts(view.people) });
}

type Read = { plan: Plan; kind: Kind; filled: Filled } | { plan: undefined; filled: Filled };

async function readPlan(c: PageContext, web: Web, view: View): Promise<Read> {
  const { ok, filled } = await readPicked(c, planSchema, peopleFields);
  if (!ok) return { plan: undefined, filled };
  const errors = planErrors(view.speak, view.people, view.kinds, ok);
  const kind = view.kinds.find(({ id }) => id === ok.kind);
  if (errors.length > 0 && wantsJson(c)) throw new InvalidRequest(errors);
  if (errors.length > 0 || !kind) return { plan: undefined, filled: { ...filled, errors } };
  const again = unlikelyPlan(c, filled, ok, unlikelyDates(view.speak, nowOf(web).today, dueOf(ok)));
  return again ? { plan: undefined, filled: again } : { plan: ok, kind, filled };
}

async function check(c: PageContext, web: Web): Promise<Response> {
  const view = await viewOf(c, web);
  const read = await readPlan(c, web, view);
  if (!read.plan) return form(c, web, view, read.filled);
  const { plan, kind } = read;
  const { speak, people } = view;
  const { text, language } = speak;
  const due = dueOf(plan);
  const main = row(
    html`<p>${text("step.of", { step: 2, steps: 2 })}</p>`,
    html`<h1>${text("check.title")}</h1>
${facts([
  [text("field.title"), plan.title],
  [text("field.kind"), kind.name[language]],
  [text("field.action"), plan.action],
  [text("field.language"), text(`language.${plan.language}`)],
  [text("field.parts"), kind.parts === "member" ? plan.parts.map(({ title }) => title).join(", ") : undefined],
  [text("field.authors"), people.named(plan.authors)],
  [text("field.reviewers"), people.named(plan.reviewers)],
  [text("field.quorum"), quorumWords(speak, quorumOf(kind, plan), plan.reviewers.length)],
  [text("field.funders"), people.named(plan.funders)],
  [text("due.draft"), due.draft && speak.date(due.draft)],
  [text("due.review"), due.review && speak.date(due.review)],
  [text("due.final"), due.final && speak.date(due.final)],
])}
<form method="post" action="/deliverables" class="buttons">
${Object.entries(read.filled.typed).map(([name, values]) => (name === "owners" ? "" : hidden(name, values)))}
${kind.parts === "member" ? owners(view, plan, read.filled) : ""}
<button>${text("new.create")}</button>
<button class="second" formaction="/deliverables/new/change">${text("check.change")}</button>
</form>`,
  );
  return frame(c, web, { title: text("check.title"), main });
}

/** Who owes each part, of the authors: those of the member itself are ticked until something else is said. */
function owners({ speak, people }: View, { parts, authors }: Plan, filled: Filled): Html {
  const { text } = speak;
  const said = filled.typed.owners !== undefined;
  const organisations = new Map(people.all.map(({ id, organisation }) => [id, organisation]));
  const boxes = parts.map(({ title }, index) => {
    const own = authors.filter((id) => searched(organisations.get(id) ?? "") === searched(title));
    const part = { part: String(index + 1), label: text("parts.owners", { part: title }), authors, chosen: own };
    return ownerBoxes({ people, filled: said ? filled : nothingFilled }, part);
  });
  return html`<h2>${text("parts.who")}</h2><p>${text("parts.who.lead")}</p>${boxes}`;
}

async function create(c: PageContext, web: Web): Promise<Response> {
  const visitor = theCoordinator(c);
  const view = await viewOf(c, web);
  const read = await readPlan(c, web, view);
  if (!read.plan) return form(c, web, view, read.filled);
  const { plan, kind } = read;
  const { title, action, language, authors, reviewers, funders } = plan;
  const id = plan.id ?? web.ports.ids();
  const planned = { quorum: quorumOf(kind, plan), due: dueOf(plan), parts: partsOf(kind, plan) };
  const made = await createOnce(web.ports, {
    type: "create",
    by: { person: visitor.person.id, coordinator: true },
    ...{ id, kind: kind.id, title, action, language, authors, reviewers, funders },
    ...planned,
  });
  return done(c, `/deliverables/${id}`, { id }, made ? 201 : 200);
}
