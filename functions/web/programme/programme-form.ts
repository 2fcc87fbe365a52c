import { html } from "hono/html";
import { href } from "../../../shared/addresses.ts";
import { issue } from "../../../shared/chain/issue.ts";
import { foldWords } from "../../../shared/name.ts";
import type { Plan } from "../../../shared/programme/command.ts";
import { idFor, retitled } from "../../../shared/programme/naming.ts";
import { type Family, type Programme, planOf, presentActions } from "../../../shared/programme/state.ts";
import { loadProgramme, programmes } from "../../../shared/stored/programme.ts";
import { textArea, textField } from "../components/fields.ts";
import { nothingFilled } from "../components/filled.ts";
import { formPage } from "../components/form-page.ts";
import { type Shown, type Stale, seenField, staleNote, staleOf } from "../components/stale.ts";
import { done } from "../http/answer.ts";
import { type Html, type PageContext, type Visitor, type Web, wantsJson } from "../http/context.ts";
import { type FieldError, type Filled, type Input, InvalidRequest } from "../http/input.ts";
import { type Say, say } from "../http/say.ts";
import { attemptWhole } from "./attempt-whole.ts";
import type { ProgrammeEntry } from "./programme-entry.ts";
import type { OpenedProgramme } from "./who.ts";

function fields({ text }: Say, filled: Filled, plan?: Plan): Html {
  const families = plan?.families.map(({ title }) => title).join("\n") ?? "";
  return html`${textField(filled, { name: "title", label: text("field.title"), hint: text("programme.title.hint"), value: plan?.title ?? "" })}
${textField(filled, { name: "from", label: text("programme.from"), type: "date", value: plan?.from ?? "" })}
${textField(filled, { name: "until", label: text("programme.until"), type: "date", value: plan?.until ?? "" })}
${textArea(filled, { name: "families", label: text("programme.families"), hint: text("programme.families.hint"), value: families })}`;
}

/** The form of a new programme. */
export function newProgramme(c: PageContext, web: Web, _: Visitor, filled: Filled = nothingFilled): Promise<Response> {
  const speak = say(c, web);
  const { text } = speak;
  const body = html`<p>${text("programme.new.lead")} <a href="${href("programmeImport")}">${text("programme.import")}</a></p>
<form method="post" novalidate>${fields(speak, filled)}<button>${text("programme.new.do")}</button></form>`;
  const back = { href: href("programmes"), label: text("programmes.title") };
  return formPage(c, web, { title: text("programme.new"), back, filled, body });
}

/** Makes a programme without actions; the same form sent twice makes one. */
export async function createProgramme(
  c: PageContext,
  web: Web,
  visitor: Visitor,
  { ok, filled }: Input<ProgrammeEntry>,
): Promise<Response> {
  if (!ok) return newProgramme(c, web, visitor, filled);
  const { seen: _, ...entry } = ok;
  const plan = { ...entry, families: familiesFrom([], ok.families) };
  const result = await attemptWhole(c, filled, fieldAt, { "programme-exists": "title" }, async () => {
    const id = await makeOnce(web, visitor, plan);
    return done(c, href("programmeOf", { programme: id }), { id }, 201);
  });
  return result instanceof Response ? result : newProgramme(c, web, visitor, result);
}

/** The id: the year that the programme is of, else, where another has it, what its title makes. Throws as `issue`. */
async function makeOnce({ ports }: Web, { person }: Visitor, plan: Plan): Promise<string> {
  const load = async (id: string) => (await loadProgramme(ports.store, id))?.state;
  const year = plan.from.slice(0, 4);
  const ofYear = await load(year);
  const isFree = plan.until.startsWith(year) && (!ofYear || foldWords(ofYear.title) === foldWords(plan.title));
  const id = isFree ? year : idFor(plan.title, [], "programme");
  const there = await load(id);
  if (there && isSamePlan(there, plan)) return id;
  const by = { person: person.id, coordinator: true };
  await issue(programmes, ports, id, { type: "create", by, id, ...plan });
  return id;
}

function isSamePlan(programme: Programme, { title, from, until }: Plan): boolean {
  return programme.title === title && programme.from === from && programme.until === until;
}

/** A programme's title, days and families, to change. */
export function programmeChange(
  c: PageContext,
  web: Web,
  { programme }: OpenedProgramme,
  filled: Filled = nothingFilled,
  stale?: Stale,
): Promise<Response> {
  const speak = say(c, web);
  const body = html`${staleNote(speak, stale)}<form method="post" novalidate>${seenField(filled, planOf(programme), stale)}${fields(speak, filled, filled.errors.length > 0 ? undefined : programme)}
<button>${speak.text("amend.go")}</button></form>`;
  const back = { href: href("programmeOf", { programme: programme.id }), label: programme.title };
  return formPage(c, web, { title: speak.text("programme.change"), back, filled, body });
}

/** Changes them. A family that an action is of stays until that action is of another. */
export async function changeProgramme(
  c: PageContext,
  web: Web,
  opened: OpenedProgramme,
  { ok, filled }: Input<ProgrammeEntry>,
): Promise<Response> {
  if (!ok) return programmeChange(c, web, opened, filled);
  const { programme, visitor } = opened;
  const families = familiesFrom(programme.families, ok.families);
  const errors = familiesInUse(say(c, web), programme, families);
  if (errors.length > 0 && wantsJson(c)) throw new InvalidRequest(errors);
  if (errors.length > 0) return programmeChange(c, web, opened, { ...filled, errors });
  const { seen, ...entry } = ok;
  const plan = { ...entry, families };
  const result = await attemptWhole(c, filled, fieldAt, { "programme-changed": "title" }, async () => {
    const by = { person: visitor.person.id, coordinator: true };
    await issue(programmes, web.ports, programme.id, { type: "amend", by, ...plan, ...(seen && { seen }) });
    return done(c, href("programmeOf", { programme: programme.id }), { id: programme.id });
  });
  if (result instanceof Response) return result;
  const shown = (each: Plan) => shownPlan(say(c, web), each);
  const stale = staleOf(seen, planOf(programme), () => ({ now: shown(programme), typed: shown(plan) }));
  return programmeChange(c, web, opened, result, stale);
}

function shownPlan({ text, date }: Say, { title, from, until, families }: Plan): Shown {
  return [
    [text("field.title"), title],
    [text("programme.from"), date(from)],
    [text("programme.until"), date(until)],
    [text("programme.families"), families.map((family) => family.title).join(" · ")],
  ];
}

function familiesFrom(before: readonly Family[], titles: readonly string[]): Family[] {
  return retitled(before, titles, "family", (family) => family);
}

function familiesInUse({ text }: Say, programme: Programme, families: readonly Family[]): FieldError[] {
  const gone = programme.families.filter(({ id }) => !families.some((family) => family.id === id));
  return gone.flatMap((family) => {
    const action = presentActions(programme).find((each) => each.family === family.id);
    if (!action) return [];
    return [
      { field: "families", message: text("programme.family-used", { family: family.title, action: action.title }) },
    ];
  });
}

function fieldAt([name = ""]: readonly string[]): string {
  return ["title", "from", "until"].includes(name) ? name : "families";
}
