import { html } from "hono/html";
import * as z from "zod";
import { href } from "../../../shared/addresses.ts";
import { issue } from "../../../shared/chain/issue.ts";
import type { PartPlan, State } from "../../../shared/deliverable/state.ts";
import { Refusal } from "../../../shared/errors.ts";
import { refusalMessage } from "../../../shared/i18n/refusal.ts";
import { loadKind } from "../../../shared/kinds/resolve.ts";
import { deliverables } from "../../../shared/stored/deliverable.ts";
import type { Holder } from "../../../shared/values.ts";
import { checkboxes, hidden, textField } from "../components/fields.ts";
import { nothingFilled, typedIn } from "../components/filled.ts";
import { formPage } from "../components/form-page.ts";
import { type Opened, type People, thePeople } from "../http/access.ts";
import { attempt, done } from "../http/answer.ts";
import { type Html, isJson, type PageContext, type Web } from "../http/context.ts";
import { type Filled, holder, type Input, identifier, line, readInput } from "../http/input.ts";
import { type Say, say } from "../http/say.ts";
import { ownerBoxes, ownersIn } from "./owner-boxes.ts";
import { ownerChoice } from "./plan.ts";

type View = Opened & { speak: Say; people: People };
type Arranged = { parts: PartPlan[]; drop: string[]; seen?: string[] };

/** Throws `not-found` where the kind has no parts, or none can change any more. */
async function theView(c: PageContext, web: Web, opened: Opened): Promise<View> {
  const { kind } = await loadKind(web.ports.assets, opened.state.kind);
  const open = opened.state.stage === "draft" || opened.state.stage === "review";
  if (kind.parts === "one" || !open) throw new Refusal("not-found");
  return { ...opened, speak: say(c, web), people: await thePeople(web) };
}

/** The coordinator adds, drops and orders the parts of a deliverable, and names who owes each. */
export async function parts(c: PageContext, web: Web, opened: Opened): Promise<Response> {
  return form(c, web, await theView(c, web, opened));
}

/** Ids of parts that may be added: the same for a form sent twice. */
function newIds({ parts, dropped }: State, count: number): string[] {
  const taken = new Set([...parts, ...dropped].map(({ id }) => id));
  const all = Array.from({ length: taken.size + count }, (_, index) => `part-${index + 1}`);
  return all.filter((id) => !taken.has(id)).slice(0, count);
}

function newId(state: State): string {
  return newIds(state, 1)[0]!;
}

function form(c: PageContext, web: Web, view: View, filled: Filled = nothingFilled): Promise<Response> {
  const { state, speak } = view;
  const { text, language } = speak;
  const inReview = state.stage === "review";
  const { id } = state;
  const body = html`<p>${text("parts.lead")} <a href="${href("changes", { id })}">${text("parts.authors")}</a></p>
${inReview ? html`<div class="note"><p>${refusalMessage(language, { code: "parts-in-review", details: {} })}</p></div>` : ""}
<form method="post" novalidate>${hidden("seen", idsOf(state))}
${state.parts.map((part, index) => partFields(view, filled, part, index))}
${inReview ? "" : addedFields(view, filled)}
${droppedDrafts(speak, state, filled)}
<button>${text("amend.go")}</button></form>`;
  const back = { href: href("deliverable", { id }), label: state.title };
  return formPage(c, web, { title: text("parts.title"), back, filled, body });
}

function partFields(view: View, filled: Filled, part: PartPlan, index: number): Html {
  const { state, speak } = view;
  const { text } = speak;
  const { id, title } = part;
  const owners = ownerBoxes(
    { ...view, filled },
    { part: id, label: text("parts.owners", { part: title }), authors: state.authors, chosen: part.people ?? [] },
  );
  if (state.stage === "review") return html`<h2>${title}</h2>${owners}`;
  const name = { name: `title-${id}`, label: text("parts.member"), value: title };
  const drafted = isDrafted(state, id) ? { hint: text("parts.drop.drafted") } : {};
  return html`<h2>${title}</h2>
${state.rounds.length === 0 ? textField(filled, name) : ""}
${textField(filled, { name: `place-${id}`, label: text("parts.place"), type: "number", value: String(index + 1) })}
${owners}
${checkboxes(filled, {
  ...{ name: "drop", key: `drop-${id}`, label: text("parts.drop.legend") },
  options: [{ value: id, label: text("parts.drop", { part: title }), ...drafted }],
})}<hr>`;
}

function addedFields(view: View, filled: Filled): Html {
  const { state, speak } = view;
  const { text } = speak;
  const added = newId(state);
  return html`<h2>${text("parts.add")}</h2>
${textField(filled, { name: `title-${added}`, label: text("parts.member"), hint: text("parts.add.hint") })}
${textField(filled, { name: `place-${added}`, label: text("parts.place"), type: "number", value: String(state.parts.length + 1) })}
${ownerBoxes({ ...view, filled }, { part: added, label: text("parts.add.owners"), authors: state.authors, chosen: [] })}`;
}

/** A box for each part that is to go with its draft: what was asked once more. */
function droppedDrafts({ text }: Say, state: State, filled: Filled): Html | "" {
  const asked = state.parts.filter(({ id }) => filled.typed.drop?.includes(id) && isDrafted(state, id));
  if (asked.length === 0) return "";
  return checkboxes(filled, {
    ...{ name: "confirmed", label: text("confirm.legend") },
    options: asked.map(({ id, title }) => ({ value: id, label: text("parts.drop.confirm", { part: title }) })),
  });
}

function idsOf({ parts }: State): string[] {
  return parts.map(({ id }) => id);
}

function isDrafted({ versions }: State, part: string): boolean {
  return versions.at(-1)?.manifest.parts.some((read) => read.part === part) ?? false;
}

/** Arranges them: the form's fields are those of the parts that there are; JSON lists all of them. */
export async function arrange(c: PageContext, web: Web, opened: Opened): Promise<Response> {
  const view = await theView(c, web, opened);
  const { state, by, still } = view;
  const { ok, filled } = isJson(c) ? await readList(c, state) : await readForm(c, state);
  if (!ok) return form(c, web, view, filled);
  const result = await attempt(c, filled, { "part-drafted": "confirmed" }, async () => {
    await issue(deliverables, web.ports, state.id, { type: "arrangeParts", by, ...ok }, still);
    return done(c, href("deliverable", { id: state.id }));
  });
  return result instanceof Response ? result : form(c, web, view, result);
}

const ids = z.array(identifier).max(100, "input.many");
const holders = z.array(holder).max(100, "input.many");
const member = line("input.parts", 120);
/** Every part in its order; one without `id` is new. `drop`: parts that go although they have a draft. */
const listed = z.strictObject({
  parts: z
    .array(z.strictObject({ id: identifier.optional(), title: member, people: holders.default([]) }))
    .max(40, "input.many"),
  drop: ids.default([]),
});

async function readList(c: PageContext, state: State): Promise<Input<Arranged>> {
  const { ok, filled } = await readInput(c, listed);
  if (!ok) return { ok, filled };
  const fresh = newIds(state, ok.parts.length).values();
  const parts = ok.parts.map(({ id, ...part }) => ({ id: id ?? fresh.next().value ?? "", ...part }));
  return { ok: { parts, drop: ok.drop }, filled };
}

/** The form's fields are named by the parts that there are, or were: a name, a place and boxes for each. */
async function readForm(c: PageContext, state: State): Promise<Input<Arranged>> {
  const all = [...state.parts, ...state.dropped].map(({ id }) => id);
  const lines = [...all, newId(state)].flatMap((id) => [
    [`title-${id}`, member.optional()] as const,
    [`place-${id}`, z.int("input.rank").min(1, "input.rank").optional()] as const,
  ]);
  const { ok, filled } = await readInput(c, boxes.extend(Object.fromEntries(lines) as Record<never, never>));
  return ok ? { ok: arrangedOf(state, filled, ok), filled } : { ok, filled };
}

const boxes = z.strictObject({
  ...{ owners: ownerChoice, drop: ids.default([]), confirmed: ids.default([]), seen: ids.optional() },
});

/** Those named for a part who are no authors any more: they stay named, or the part would be every author's. */
function goneFrom({ authors }: State, { people = [] }: PartPlan): Holder[] {
  return people.filter((person) => !authors.includes(person));
}

function arrangedOf(state: State, filled: Filled, { owners, drop, confirmed, seen }: z.infer<typeof boxes>): Arranged {
  const all: PartPlan[] = [...state.parts, { id: newId(state), title: "" }];
  const asked = all.map((part, index) => ({
    place: Number(typedIn(filled, `place-${part.id}`) || index + 1),
    id: part.id,
    title: typedIn(filled, `title-${part.id}`).trim() || part.title,
    people: [...goneFrom(state, part), ...ownersIn(owners, part.id).filter((person) => state.authors.includes(person))],
  }));
  const parts = asked
    .filter(({ id, title }) => title !== "" && !drop.includes(id))
    .toSorted((a, b) => a.place - b.place)
    .map(({ place: _, ...part }) => part);
  return { parts, drop: confirmed, ...(seen && { seen }) };
}
