import { html } from "hono/html";
import { type AddressName, href } from "../../../shared/addresses.ts";
import { isNamed, organisationHolder, organisationIn } from "../../../shared/deliverable/holder.ts";
import type { Stage } from "../../../shared/deliverable/state.ts";
import type { Summary } from "../../../shared/deliverable/summary.ts";
import { alphabetically } from "../../../shared/i18n/languages.ts";
import type { OrganisationId } from "../../../shared/values.ts";
import { hidden, selectField, textField } from "../components/fields.ts";
import { nothingFilled } from "../components/filled.ts";
import { matching, matchingOrganisations } from "../components/picking.ts";
import type { YearSay } from "../components/year-words.ts";
import type { People } from "../http/access.ts";
import type { Html, PageContext } from "../http/context.ts";

/** What a list is narrowed to, in its address: "?action=2008/interculturalite&person=org:oriv&stage=review". */
export type Asked = Partial<Record<(typeof names)[number], string>>;
const names = ["action", "funder", "person", "stage"] as const;

/** An action that a list may be narrowed to, with the organisations that pay it. */
export type NarrowAction = { ref: string; title: string; funders: readonly OrganisationId[] };

/** A list as it is narrowed: which deliverables, actions and people are of it. */
export type Narrowing = {
  asked: Asked;
  isNarrowed: boolean;
  has(summary: Summary): boolean;
  hasAction(ref: string): boolean;
  /** Whether what these people and organisations are in is of it, where it is narrowed to somebody. */
  concerns(holders: readonly string[]): boolean;
};

const stages: readonly Stage[] = ["draft", "review", "final", "withdrawn"];

/** What an address asks; what it names that there is not narrows to nothing. */
export function askedOf(c: PageContext): Asked {
  const asked = names.flatMap((name) => {
    const value = c.req.query(name)?.trim().slice(0, 200);
    return value ? [[name, value] as const] : [];
  });
  return Object.fromEntries(asked);
}

/** The list that an address asks for. */
export function narrowedTo(asked: Asked, actions: readonly NarrowAction[], people: People): Narrowing {
  const { action, funder, person, stage } = asked;
  const paid = funder && new Set(actions.flatMap(({ ref, funders }) => (funders.includes(funder) ? [ref] : [])));
  const holders = person === undefined ? undefined : holdersNamed(person, people);
  const concerns = (all: readonly string[]) => holders === undefined || isNamed(all, holders);
  const hasAction = (ref: string) => (action === undefined || ref === action) && (!paid || paid.has(ref));
  const isPaid = ({ action: ref, funders }: Summary) =>
    !paid || paid.has(ref) || funders.includes(organisationHolder(funder!));
  const has = (summary: Summary): boolean =>
    (action === undefined || summary.action === action) &&
    isPaid(summary) &&
    (stage === undefined || summary.stage === stage) &&
    concerns(everyHolder(summary));
  return { asked, isNarrowed: Object.keys(asked).length > 0, has, hasAction, concerns };
}

/** Whoever has a part in it now. */
function everyHolder({ coordinator, authors, reviewers, invited, funders, duties }: Summary): string[] {
  return [coordinator, ...authors, ...reviewers, ...invited, ...funders, ...duties.map(({ person }) => person)];
}

/** The people and organisations that an address names: by an id, with the people of an organisation; else by the words of their names. */
function holdersNamed(person: string, people: People): string[] {
  const organisation = organisationIn(person);
  if (organisation !== undefined)
    return [person, ...people.present.filter(({ belongs }) => belongs === organisation).map(({ id }) => id)];
  if (people.all.some(({ id }) => id === person)) return [person];
  const words = person.replace(/[()]/g, " ");
  const organisations = matchingOrganisations(people.organisations, words).map(({ id }) => organisationHolder(id));
  return [...matching(people, words).map(({ id }) => id), ...organisations];
}

/** People whom a list of choices has room for; of more, one types a name. */
const fewPeople = 80;

type Choices = { actions: readonly NarrowAction[]; people: People; summaries: readonly Summary[] };

/**
 * The fields that narrow a list, in a form that works without script, and the way to all of it. `kept`: what else its address asks, e.g. a
 * year; `words`: those that it is searched for, where it is.
 */
export function narrowingForm(
  speak: YearSay,
  address: AddressName & ("year" | "deliverables"),
  { asked, isNarrowed }: Narrowing,
  choices: Choices,
  kept: Readonly<Record<string, string | undefined>> = {},
  words?: string,
): Html {
  const { said, text } = speak;
  const field = (name: (typeof names)[number], all: string, options: readonly Choice[]) =>
    selectField(nothingFilled, {
      ...{ name, label: said(`narrow.${name}`), value: asked[name] ?? "" },
      options: [{ value: "", label: all }, ...withChosen(options, asked[name])],
    });
  const staged = stages.map((value) => ({ value, label: text(`stage.${value}`) }));
  const { q: _, ...rest } = kept;
  const whole = href(address, {}, rest);
  const search = html`<div class="field words"><label for="q">${said("narrow.words")}</label><input id="q" name="q" type="search" value="${words}"></div>`;
  const actions = choices.actions.map(({ ref, title }) => ({ value: ref, label: title }));
  const buttons = html`<p class="buttons"><button class="second">${text("people.show")}</button>${isNarrowed || words ? html` <a href="${whole}">${said("narrow.none")}</a>` : ""}</p>`;
  // on a telephone folded, on a desk beside each other (`lists.css`)
  return html`<form method="get" action="${href(address)}" class="filters narrow">${Object.entries(rest).map(([name, value]) => hidden(name, value))}
${words === undefined ? "" : search}<details${isNarrowed ? " open" : ""}><summary>${said("narrow.fold")}</summary>
${field("action", said("narrow.action.all"), actions)}
${field("funder", said("narrow.all"), fundersIn(choices))}
${personField(speak, asked, choices)}
${field("stage", said("narrow.stage.all"), staged)}${words === undefined ? buttons : ""}</details>
${words === undefined ? "" : buttons}</form>`;
}

type Choice = { value: string; label: string };

/** With what is chosen, where it is none of the choices. */
function withChosen(options: readonly Choice[], chosen = ""): Choice[] {
  const isThere = chosen === "" || options.some(({ value }) => value === chosen);
  return isThere ? [...options] : [...options, { value: chosen, label: chosen }];
}

function fundersIn({ actions, people }: Choices): Choice[] {
  const paying = new Set(actions.flatMap(({ funders }) => funders));
  return people.organisations.filter(({ id }) => paying.has(id)).map(({ id, short }) => ({ value: id, label: short }));
}

function personField({ said }: YearSay, { person = "" }: Asked, { people, summaries }: Choices): Html {
  const label = said("narrow.person");
  const holders = new Set(summaries.flatMap(everyHolder));
  const named = [...holders].map((value) => ({ value, label: people.name(value) }));
  if (named.length > fewPeople)
    return textField(nothingFilled, { name: "person", label, value: shownPerson(person, people) });
  const options = named.filter(({ label }) => label !== "–").sort((a, b) => alphabetically(a.label, b.label));
  const chosen = withChosen(options, person).map((each) =>
    each.label === person && person !== "" ? { ...each, label: shownPerson(person, people) } : each,
  );
  return selectField(nothingFilled, {
    ...{ name: "person", label, value: person },
    options: [{ value: "", label: said("narrow.person.all") }, ...chosen],
  });
}

/** A person by their name, as somebody would type it. */
function shownPerson(person: string, people: People): string {
  const name = people.name(person);
  return name === "–" ? person : name;
}
