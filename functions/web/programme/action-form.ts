import { html } from "hono/html";
import { attachActions } from "../../../shared/acts/attach-actions.ts";
import { href } from "../../../shared/addresses.ts";
import { issue } from "../../../shared/chain/issue.ts";
import { idFor } from "../../../shared/programme/naming.ts";
import { paymentLine } from "../../../shared/programme/payment-line.ts";
import { type Action, type Programme, presentActions } from "../../../shared/programme/state.ts";
import { listOrganisations, type Organisation } from "../../../shared/stored/organisation.ts";
import { programmes } from "../../../shared/stored/programme.ts";
import { radios, textArea, textField } from "../components/fields.ts";
import { nothingFilled } from "../components/filled.ts";
import { formPage } from "../components/form-page.ts";
import { organisationPicker } from "../components/people-picker.ts";
import { type Stale, seenField, staleNote, staleOf } from "../components/stale.ts";
import { done } from "../http/answer.ts";
import { type Html, type PageContext, type Web, wantsJson } from "../http/context.ts";
import { type FieldError, type Filled, type Input, InvalidRequest } from "../http/input.ts";
import { type Say, say } from "../http/say.ts";
import { type ActionEntry, actionFrom, entryErrors, shownAction } from "./action-entry.ts";
import { attemptWhole, type FieldAt } from "./attempt-whole.ts";
import { organisationNames } from "./names.ts";
import { by, type OpenedAction, type OpenedProgramme } from "./who.ts";

/** Actions of a programme at most, as its file takes them. */
const mostActions = 100;

/** The form of a new action. */
export async function newAction(
  c: PageContext,
  web: Web,
  { programme }: OpenedProgramme,
  filled: Filled = nothingFilled,
): Promise<Response> {
  const speak = say(c, web);
  const { text } = speak;
  const body = html`<form method="post" novalidate>${await fields(web, speak, programme, filled)}
<button>${text("action.new")}</button></form>`;
  return formPage(c, web, { title: text("action.new"), back: backTo(programme), filled, body, scripts: ["people.js"] });
}

/** Adds an action; the same form sent twice adds one. Deliverables that name it in words are of it from then on. */
export async function addAction(
  c: PageContext,
  web: Web,
  opened: OpenedProgramme,
  { ok, filled }: Input<ActionEntry>,
): Promise<Response> {
  if (!ok) return newAction(c, web, opened, filled);
  const { programme, visitor } = opened;
  const present = presentActions(programme);
  const speak = say(c, web);
  const others = present.filter(({ title }) => title !== ok.title).map(({ id }) => id);
  const action = actionFrom(ok, idFor(ok.title, others, "action"), programme);
  const many = present.length < mostActions ? [] : [{ field: "title", message: speak.text("input.many") }];
  const errors = [...many, ...(await errorsIn(web, speak, programme, ok))];
  const again = refusedFor(c, filled, errors);
  if (again) return newAction(c, web, opened, again);
  const result = await attemptWhole(c, filled, fieldAt, { "action-exists": "title" }, async () => {
    await issue(programmes, web.ports, programme.id, { type: "addAction", by: by(visitor), action });
    await attachActions(web.ports, web.settings.language);
    return done(c, href("action", { programme: programme.id, action: action.id }), { id: action.id }, 201);
  });
  return result instanceof Response ? result : newAction(c, web, opened, result);
}

/** An action, to change: all but what is expected of it. */
export async function actionChange(
  c: PageContext,
  web: Web,
  { programme, action }: OpenedAction,
  filled: Filled = nothingFilled,
  stale?: Stale,
): Promise<Response> {
  const speak = say(c, web);
  const { text } = speak;
  const names = { programme: programme.id, action: action.id };
  const before = filled.errors.length > 0 ? undefined : action;
  const body = html`${staleNote(speak, stale)}<form method="post" novalidate>${seenField(filled, action, stale)}${await fields(web, speak, programme, filled, before)}
<button>${text("amend.go")}</button></form>
<hr><ul class="plain"><li><a href="${href("actionRemoval", names)}">${text("action.removal")}</a></li></ul>`;
  const back = { href: href("action", names), label: action.title };
  return formPage(c, web, { title: text("action.change"), back, filled, body, scripts: ["people.js"] });
}

/** Changes it; deliverables that name it in words, by its title now, are of it from then on. */
export async function changeAction(
  c: PageContext,
  web: Web,
  opened: OpenedAction,
  { ok, filled }: Input<ActionEntry>,
): Promise<Response> {
  if (!ok) return actionChange(c, web, opened, filled);
  const { programme, action, visitor } = opened;
  const again = refusedFor(c, filled, await errorsIn(web, say(c, web), programme, ok, action));
  if (again) return actionChange(c, web, opened, again);
  const changed = actionFrom(ok, action.id, programme, action);
  const { seen } = ok;
  const result = await attemptWhole(c, filled, fieldAt, { "programme-changed": "title" }, async () => {
    const command = { type: "changeAction", by: by(visitor), action: changed, ...(seen && { seen }) } as const;
    await issue(programmes, web.ports, programme.id, command);
    await attachActions(web.ports, web.settings.language);
    return done(c, href("action", { programme: programme.id, action: action.id }), { id: action.id });
  });
  if (result instanceof Response) return result;
  const called = await organisationNames(web);
  const shown = (each: Action) => shownAction(say(c, web), programme, each, called);
  const stale = staleOf(seen, action, () => ({ now: shown(action), typed: shown(changed) }));
  return actionChange(c, web, opened, result, stale);
}

/** The form again, where it has errors. Throws them for who asked in JSON. */
export function refusedFor(c: PageContext, filled: Filled, errors: FieldError[]): Filled | undefined {
  if (errors.length === 0) return undefined;
  if (wantsJson(c)) throw new InvalidRequest(errors);
  return { ...filled, errors };
}

async function errorsIn(
  { ports }: Web,
  speak: Say,
  programme: Programme,
  entry: ActionEntry,
  before?: Action,
): Promise<FieldError[]> {
  const known = (await listOrganisations(ports.store)).map(({ id }) => id);
  return entryErrors({ speak, programme, known, ...(before && { before }) }, entry);
}

const fieldAt: FieldAt = ([, , name = "title", of = ""]) => {
  if (name === "id" || name === "title") return "title";
  if (name === "period") return of;
  if (name === "expected") return "strands";
  return name === "funding" ? "funders" : name;
};

function backTo({ id, title }: Programme): { href: string; label: string } {
  return { href: href("programmeOf", { programme: id }), label: title };
}

async function fields(
  { ports }: Web,
  speak: Say,
  { families }: Programme,
  filled: Filled,
  action?: Action,
): Promise<Html> {
  const { text } = speak;
  const organisations = await listOrganisations(ports.store);
  return html`${textField(filled, { name: "title", label: text("field.title"), value: action?.title ?? "" })}
${textField(filled, { name: "heading", label: text("action.heading"), hint: text("action.heading.hint"), value: action?.heading ?? "" })}
${radios(filled, { name: "family", label: text("action.family"), options: families.map(({ id, title }) => ({ value: id, label: title })), value: action?.family ?? "" })}
${textField(filled, { name: "from", label: text("action.from"), type: "date", value: action?.period?.from ?? "" })}
${textField(filled, { name: "until", label: text("action.until"), type: "date", value: action?.period?.until ?? "" })}
${textArea(filled, { name: "intent", label: text("action.intent"), hint: text("action.intent.hint"), value: action?.intent ?? "" })}
${textArea(filled, { name: "strands", label: text("action.strands"), hint: text("action.strands.hint"), rows: 3, value: titles(action?.strands) })}
${textArea(filled, { name: "interventions", label: text("matrix.interventions"), hint: text("action.lines.hint"), rows: 4, value: lines(action?.interventions) })}
${textArea(filled, { name: "results", label: text("matrix.results"), hint: text("action.lines.hint"), rows: 4, value: lines(action?.results) })}
${peopleFields(speak, filled, organisations, action)}${moneyFields(speak, filled, organisations, action)}`;
}

function peopleFields(
  speak: Say,
  filled: Filled,
  organisations: readonly Organisation[],
  action: Action | undefined,
): Html {
  const { text } = speak;
  const steering = action?.steering;
  const none = organisations.length === 0 ? { hint: text("action.no-organisations") } : {};
  return html`${organisationPicker(speak, filled, organisations, { name: "steering", label: text("action.steering"), ...none, values: steering?.organisations ?? [] })}
${textField(filled, { name: "steeringWords", label: text("action.steering-words"), hint: text("action.steering-words.hint"), value: steering?.words ?? "" })}
${organisationPicker(speak, filled, organisations, { name: "concerned", label: text("action.concerned"), values: action?.concerned ?? [] })}`;
}

function moneyFields(
  speak: Say,
  filled: Filled,
  organisations: readonly Organisation[],
  action: Action | undefined,
): Html {
  const { text, language } = speak;
  const funding = action?.funding;
  const by = funding && "by" in funding ? funding.by : [];
  const payment = action?.payment.map((term) => paymentLine(language, term));
  return html`${radios(filled, {
    name: "funded",
    label: text("action.funding"),
    options: [
      { value: "by", label: text("action.funded-by") },
      { value: "none", label: text("matrix.no-funding") },
    ],
    value: funding ? ("by" in funding ? "by" : "none") : "",
  })}
${organisationPicker(speak, filled, organisations, { name: "funders", label: text("action.funders"), first: "funder", values: by })}
${textField(filled, { name: "whyNone", label: text("action.why-none.label"), value: funding && "none" in funding ? funding.none : "" })}
${textArea(filled, { name: "payment", label: text("action.payment"), hint: text("action.payment.hint"), rows: 4, value: lines(payment) })}`;
}

function lines(values: readonly string[] | undefined): string {
  return values?.join("\n") ?? "";
}

function titles(strands: Action["strands"] | undefined): string {
  return lines(strands?.map(({ title }) => title));
}
