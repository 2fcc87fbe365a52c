import { html } from "hono/html";
import * as z from "zod";
import { type Delegate, getDelegate } from "../../../shared/acts/delegate.ts";
import { sendWaiting } from "../../../shared/acts/welcome.ts";
import { href } from "../../../shared/addresses.ts";
import { issue } from "../../../shared/chain/issue.ts";
import type { Delegation, Round } from "../../../shared/deliverable/state.ts";
import { Refusal } from "../../../shared/errors.ts";
import { defaultLanguage, languages } from "../../../shared/i18n/languages.ts";
import { deliverables } from "../../../shared/stored/deliverable.ts";
import { type Organisation, organisationMeant } from "../../../shared/stored/organisation.ts";
import { addPerson, findPerson, fullName, memberOf, type Person } from "../../../shared/stored/person.ts";
import { facts } from "../components/facts.ts";
import { languageOptions, radios, textField } from "../components/fields.ts";
import { nothingFilled, typedIn } from "../components/filled.ts";
import { formPage } from "../components/form-page.ts";
import { type Opened, thePeople } from "../http/access.ts";
import { attempt, done, param } from "../http/answer.ts";
import { type Html, type PageContext, type Web, wantsJson } from "../http/context.ts";
import { type FieldError, type Filled, type Input, InvalidRequest, identifier, line } from "../http/input.ts";
import { type Say, say } from "../http/say.ts";
import { theOpenRound } from "./open-round.ts";

export const settling = z.strictObject({
  settle: z.enum(["confirm", "refuse"], "input.settle"),
  /** Of someone whom the directory does not know. */
  name: line(undefined, 120).optional(),
  organisation: line(undefined, 120).optional(),
  /** Where the network has that organisation: its id, to join it and see all that it is given, or `none`. */
  joins: identifier.optional(),
  language: z.enum(languages, "input.language").optional(),
});
type Settled = z.infer<typeof settling>;

type View = Opened & {
  round: Round;
  delegation: Delegation;
  /** Whom the reviewer named, and the person that the directory has at that address. */
  named: Delegate | undefined;
  known: Person | undefined;
};

/** Throws `round-closed`, `not-found`. */
async function theDelegation(c: PageContext, web: Web, opened: Opened): Promise<View> {
  const round = theOpenRound(opened.state);
  const delegation = round.delegations.find(({ submission }) => submission === param(c, "submission"));
  if (!delegation) throw new Refusal("not-found");
  const named = await getDelegate(web.ports.files, delegation.to);
  const known = named && (await findPerson(web.ports.store, named.address));
  return { ...opened, round, delegation, named, known };
}

/** The coordinator lets someone review instead of a reviewer who asked for it, or does not. */
export async function settlement(
  c: PageContext,
  web: Web,
  opened: Opened,
  filled: Filled = nothingFilled,
): Promise<Response> {
  const { state, delegation, named, known } = await theDelegation(c, web, opened);
  const speak = say(c, web);
  const { text } = speak;
  const people = await thePeople(web);
  const there = await organisationMeant(
    web.ports.store,
    typedIn(filled, "organisation") || (named?.organisation ?? ""),
  );
  const shown = facts([
    [text("settlement.from"), people.name(delegation.from)],
    [text("person.name"), named?.name ?? text("settlement.erased")],
    [text("person.address"), named?.address],
    [text("person.organisation"), named?.organisation],
    [text("settlement.word"), named?.word],
    [text("settlement.known"), known && fullName(known)],
  ]);
  const body =
    delegation.status === "proposed"
      ? html`${shown}<form method="post" novalidate>
${radios(filled, {
  name: "settle",
  label: text("settlement.choice"),
  options: [
    ...(named ? [{ value: "confirm", label: text("settlement.confirm"), hint: text("settlement.confirm.hint") }] : []),
    { value: "refuse", label: text("settlement.refuse"), hint: text("settlement.refuse.hint") },
  ],
})}
${known || !named ? "" : newPersonFields(speak, filled, named, there?.organisation)}
<button>${text("settlement.do")}</button></form>`
      : html`${shown}<div class="note"><p>${text(`settlement.${delegation.status}`)}</p></div>`;
  const back = { href: href("deliverable", { id: state.id }), label: state.title };
  return formPage(c, web, { title: text("settlement.title"), back, filled, body });
}

/** `there`: the organisation of the network that the name means. A reviewer wrote it: only the coordinator makes a member. */
function newPersonFields(speak: Say, filled: Filled, { name, organisation }: Delegate, there?: Organisation): Html {
  const { text } = speak;
  return html`<h2>${text("settlement.new")}</h2><p>${text("settlement.new.lead")}</p>
${textField(filled, { name: "name", label: text("person.name"), value: name })}
${textField(filled, { name: "organisation", label: text("person.organisation"), value: organisation })}
${there ? joining(speak, filled, there) : ""}
${radios(filled, {
  name: "language",
  label: text("person.language"),
  options: languageOptions(speak),
})}`;
}

function joining({ text }: Say, filled: Filled, { id, short }: Organisation): Html {
  const option = (value: string, key: "member" | "none") => ({
    ...{ value, label: text(`settlement.joins.${key}`, { name: short }) },
    hint: text(`settlement.joins.${key}.hint`, { name: short }),
  });
  return radios(filled, {
    ...{ name: "joins", label: text("settlement.joins", { name: short }) },
    options: [option(id, "member"), option("none", "none")],
  });
}

/** Settles it; whom the directory does not know is added to it. */
export async function settle(
  c: PageContext,
  web: Web,
  opened: Opened,
  { ok, filled }: Input<Settled>,
): Promise<Response> {
  if (!ok) return settlement(c, web, opened, filled);
  const view = await theDelegation(c, web, opened);
  const { state, by, still, round, delegation } = view;
  const there = (await organisationMeant(web.ports.store, ok.organisation ?? ""))?.organisation;
  const errors = lacking(say(c, web), view, ok, there);
  if (errors.length > 0 && wantsJson(c)) throw new InvalidRequest(errors);
  if (errors.length > 0) return settlement(c, web, opened, { ...filled, errors });
  const fields = {
    "already-reviewer": "settle",
    "delegation-settled": "settle",
    "quorum-beyond-members": "settle",
    "organisation-renamed": "organisation",
  } as const;
  const result = await attempt(c, filled, fields, async () => {
    const asked = { type: "settleDelegation", by, round: round.number, submission: delegation.submission } as const;
    const person = ok.settle === "confirm" ? await personFor(web, view, ok) : undefined;
    const chosen = person && { person: person.id, ...(memberOf(person) && { member: memberOf(person) }) };
    await issue(deliverables, web.ports, state.id, { ...asked, ...chosen }, still);
    return done(c, href("deliverable", { id: state.id }));
  });
  return result instanceof Response ? result : settlement(c, web, opened, result);
}

/** What a new person still needs. */
function lacking(
  { text }: Say,
  { known, named }: View,
  { settle, name, organisation, joins, language }: Settled,
  there: Organisation | undefined,
): FieldError[] {
  if (settle === "refuse" || known) return [];
  if (!named) return [{ field: "settle", message: text("settlement.erased") }];
  return [
    ...(name ? [] : [{ field: "name", message: text("input.name") }]),
    ...(organisation ? [] : [{ field: "organisation", message: text("input.organisation") }]),
    ...(!there || joins === there.id || joins === "none"
      ? []
      : [{ field: "joins", message: text("input.joins", { name: there.short }) }]),
    ...(language ? [] : [{ field: "language", message: text("input.language") }]),
  ];
}

/** The person that the directory has, or has from now on; `joins` says of which organisation. */
async function personFor({ ports }: Web, { known, named }: View, asked: Settled): Promise<Person> {
  if (known) return known;
  const { name = "", language = defaultLanguage } = asked;
  const organisation = asked.joins === "none" ? "" : (asked.organisation ?? "");
  const added = await addPerson(ports, { name, organisation, language, address: named!.address, coordinator: false });
  await sendWaiting(ports, [added.belongs]);
  return added;
}
