import { html } from "hono/html";
import { createOnce } from "../../../shared/acts/create.ts";
import { beginDerived } from "../../../shared/acts/derive.ts";
import { href } from "../../../shared/addresses.ts";
import { languageTitle } from "../../../shared/i18n/languages.ts";
import type { Kind } from "../../../shared/kinds/kind.ts";
import { offeredKinds } from "../../../shared/kinds/resolve.ts";
import { setTitle } from "../../../shared/kinds/set-title.ts";
import { quorumWords } from "../../../shared/quorum/quorum.ts";
import { seatOf } from "../../../shared/sight/anonymity.ts";
import type { LocalDate } from "../../../shared/values.ts";
import { nowOf } from "../components/duties.ts";
import { facts } from "../components/facts.ts";
import { hidden } from "../components/fields.ts";
import { errorSummary, nothingFilled } from "../components/filled.ts";
import { frame } from "../components/frame.ts";
import { nobodyThere } from "../components/nobody-there.ts";
import { pickerScripts } from "../components/people-picker.ts";
import { type Directory, theDirectory } from "../components/picking.ts";
import { row } from "../components/row.ts";
import { searched } from "../components/searching.ts";
import { done } from "../http/answer.ts";
import { type Html, type PageContext, type Visitor, type Web, wantsJson } from "../http/context.ts";
import { type Filled, type Input, InvalidRequest } from "../http/input.ts";
import { type Say, say } from "../http/say.ts";
import { type ActionChoices, actionChoices, expectedPlan, resolveAction, shownAction } from "./action-fields.ts";
import { derivedOf, derivedPlan, derivedWords, derivesFields } from "./derived-plan.ts";
import {
  noteOn,
  type Original,
  originalErrors,
  originalNote,
  originalOf,
  translatesOf,
  translationPlan,
} from "./original.ts";
import { ownerBoxes } from "./owner-boxes.ts";
import { dueOf, type Plan, partsOf, planErrors, plannedQuorum } from "./plan.ts";
import { kindFields, subjectFields, workFields } from "./plan-fields.ts";
import { planDateWarnings, unconfirmedPlan } from "./plan-warnings.ts";

/** `original`: what the new deliverable translates, of whose kind alone it may be. */
type View = { speak: Say; people: Directory; kinds: Kind[]; choices: ActionChoices; original?: Original };

async function viewOf(c: PageContext, web: Web, translates: string | undefined): Promise<View> {
  const [people, choices] = [await theDirectory(web), await actionChoices(web)];
  const original = translates ? await originalOf(web, translates) : undefined;
  const kinds = original ? [original.kind] : await offeredKinds(web.ports.assets);
  return { speak: say(c, web), people, kinds, choices, ...(original && { original }) };
}

/** A new deliverable: its form, to be checked before it is made; filled with what is known where an action expects it. */
export async function newDeliverable(c: PageContext, web: Web): Promise<Response> {
  const view = await viewOf(c, web, c.req.query("translates"));
  const asked = { action: c.req.query("action") ?? "", expectation: c.req.query("expectation") };
  const known = view.original
    ? translationPlan(view.original)
    : ((await derivedPlan(web, view, c.req.query("from"))) ?? expectedPlan(view.choices, asked));
  const typed = { id: [web.ports.ids()], language: [web.settings.language], ...withoutPast(known, nowOf(web).today) };
  return form(c, web, view, { typed, errors: [] });
}

/** What is proposed, without dates that are past. */
function withoutPast(known: Record<string, string[]>, today: LocalDate): Record<string, string[]> {
  const isPast = (name: string, [day = ""]: string[]) => name.startsWith("due") && day < today;
  return Object.fromEntries(Object.entries(known).filter(([name, values]) => !isPast(name, values)));
}

/** The form again, as it was filled, from the page where it was checked. */
export async function changeNew(c: PageContext, web: Web, _: Visitor, { filled }: Input<Plan>): Promise<Response> {
  return form(c, web, await viewOf(c, web, filled.typed.translates?.[0]), { ...filled, errors: [] });
}

async function form(c: PageContext, web: Web, view: View, filled: Filled): Promise<Response> {
  const { speak, kinds } = view;
  const { text } = speak;
  const refused = filled.errors.length > 0;
  const main = html`<p class="muted">${text("step.of", { step: 1, steps: 2 })}</p>
${errorSummary(speak, filled)}<h1>${text(view.original ? "translation.new" : "new.title")}</h1>
${originalNote(speak, view.original)}
<form method="post" action="${href("newDeliverable")}" novalidate>
${hidden("id", filled.typed.id)}${hidden("owners", filled.typed.owners)}${hidden("translates", filled.typed.translates)}
${view.original ? "" : await derivesFields(web, speak, filled)}
<div class="grid two"><div class="span-6">${subjectFields({ ...view, filled })}
${kindFields({ ...view, filled }, kinds)}</div>
<div class="span-6">${workFields({ ...view, filled, timeZone: web.settings.timeZone })}
<button>${text("check.go")}</button></div></div>
</form>`;
  return frame(c, web, {
    ...{ title: text("new.title"), main, refused },
    ...{ scripts: pickerScripts(view.people), styles: ["columns.css"] },
  });
}

type Checked = { plan: Plan; kind: Kind; filled: Filled } | { plan: undefined; filled: Filled };

/** What the schema alone cannot see: people, a kind and a version that there are, dates that are unlikely. */
async function checked(c: PageContext, web: Web, view: View, { ok, filled }: Input<Plan>): Promise<Checked> {
  if (!ok) return { plan: undefined, filled };
  const { plan, errors: unknown } = resolveAction(view.speak, view.choices, ok);
  const astray = ok.derives !== undefined && !(await derivedOf(web, ok.derives));
  const errors = [
    ...(astray ? [{ field: "derives", message: view.speak.text("input.derives") }] : []),
    ...unknown,
    ...planErrors(view.speak, view.people, view.kinds, { ...ok, kind: view.original?.state.kind ?? ok.kind }),
    ...originalErrors(view.speak, view.original, ok),
  ];
  const kind = view.kinds.find(({ id }) => id === ok.kind);
  if (errors.length > 0 && wantsJson(c)) throw new InvalidRequest(errors);
  if (errors.length > 0 || !kind) return { plan: undefined, filled: { ...filled, errors } };
  const again = unconfirmedPlan(c, filled, ok, planDateWarnings(view.speak, nowOf(web).today, dueOf(ok)));
  if (again) return { plan: undefined, filled: again };
  return { plan: { ...plan, title: setTitle(plan.title, plan.language, kind) }, kind, filled };
}

/** What was planned, to check, with who owes which part. */
export async function check(c: PageContext, web: Web, _: Visitor, input: Input<Plan>): Promise<Response> {
  const view = await viewOf(c, web, input.ok?.translates);
  const read = await checked(c, web, view, input);
  if (!read.plan) return form(c, web, view, read.filled);
  const { plan, kind } = read;
  const { speak, people } = view;
  const { text, language } = speak;
  const due = dueOf(plan);
  const shown = shownAction(view.choices, plan);
  const derived = await derivedOf(web, plan.derives);
  const main = row(
    html`<p>${text("step.of", { step: 2, steps: 2 })}</p>`,
    html`<h1>${text("check.title")}</h1>
${originalNote(speak, view.original)}${nobodyThere(speak, people, plan)}
${facts([
  [text("field.title"), plan.title],
  [text("field.derives"), derived && derivedWords(speak, derived)],
  [text("field.kind"), speak.given(kind.name)],
  [text("field.action"), shown.action],
  [text("field.expectation"), shown.expectation],
  [text("field.language"), languageTitle(language, plan.language)],
  [text("field.parts"), kind.parts === "member" ? plan.parts.map(({ title }) => title).join(", ") : undefined],
  [text("field.authors"), people.named(plan.authors)],
  [text("field.reviewers"), people.named(plan.reviewers)],
  [text("field.quorum"), quorumPlanned(speak, kind, plan)],
  [text("field.funders"), people.named(plan.funders)],
  [text("due.draft"), due.draft && speak.date(due.draft)],
  [text("due.review"), due.review && speak.date(due.review)],
  [text("due.final"), due.final && speak.date(due.final)],
])}
<form method="post" action="${href("deliverables")}" class="buttons">
${Object.entries(read.filled.typed).map(([name, values]) => (name === "owners" ? "" : hidden(name, values)))}
${kind.parts === "member" ? owners(view, plan, read.filled) : ""}
<button>${text("new.create")}</button>
<button class="second" formaction="${href("changeNew")}">${text("check.change")}</button>
</form>`,
  );
  return frame(c, web, { title: text("check.title"), main });
}

/** Approvals that are asked for, "2 sur 3"; before anybody is to review, the number that was typed, else that the kind decides. */
function quorumPlanned({ language, text }: Say, kind: Kind, plan: Plan): string {
  const { length: reviewers } = plan.reviewers;
  if (reviewers > 0) return quorumWords(language, "short", plannedQuorum(kind, plan), reviewers);
  return plan.quorum === undefined ? text("field.quorum.none") : String(plan.quorum);
}

/** Who owes each part, of the authors: the member itself and its people are ticked until something else is said. */
function owners({ speak, people }: View, { parts, authors }: Plan, filled: Filled): Html {
  const { text } = speak;
  const chosen = filled.typed.owners !== undefined;
  const organisations = new Map(people.all.map(({ id, organisation }) => [id, organisation]));
  const boxes = parts.map(({ title }, index) => {
    const own = authors.filter((id) => searched(organisations.get(id) ?? people.name(id)) === searched(title));
    const part = { part: String(index + 1), label: text("parts.owners", { part: title }), authors, chosen: own };
    return ownerBoxes({ people, filled: chosen ? filled : nothingFilled }, part);
  });
  return html`<h2>${text("parts.who")}</h2><p>${text("parts.who.lead")}</p>${boxes}`;
}

/** Makes it; the same form sent twice makes one. */
export async function create(c: PageContext, web: Web, visitor: Visitor, input: Input<Plan>): Promise<Response> {
  const view = await viewOf(c, web, input.ok?.translates);
  const read = await checked(c, web, view, input);
  if (!read.plan) return form(c, web, view, read.filled);
  const { plan, kind } = read;
  const { title, action, expectation, language, authors, reviewers, funders } = plan;
  const id = plan.id ?? web.ports.ids();
  const { quorum } = plannedQuorum(kind, plan);
  const answers = expectation !== undefined && { expectation };
  const planned = { ...answers, quorum, due: dueOf(plan), parts: partsOf(kind, plan) };
  const derived = await derivedOf(web, plan.derives);
  const by = { person: visitor.person.id, coordinator: true };
  const made = await createOnce(web.ports, {
    ...{ type: "create", by },
    ...translatesOf(view.original),
    ...{ id, kind: kind.id, title, action, language, authors, reviewers, funders },
    ...planned,
    ...(derived && { derivesFrom: derived.ref }),
  });
  if (derived) await beginDerived(web.ports, by, id, { ...web.settings, seat: seatOf });
  if (view.original) await noteOn(web, view.original, { by, translation: id, language });
  return done(c, href("deliverable", { id }), { id }, made ? 201 : 200);
}
