import { organisationHolder } from "../../../shared/deliverable/holder.ts";
import { alphabetically } from "../../../shared/i18n/languages.ts";
import type { Organisation, OrganisationRole } from "../../../shared/stored/organisation.ts";
import type { Person } from "../../../shared/stored/person.ts";
import type { Holder, PersonId } from "../../../shared/values.ts";
import type { Html } from "../http/context.ts";
import type { Filled } from "../http/input.ts";
import type { Say } from "../http/say.ts";
import type { Option } from "./fields.ts";
import { typedIn } from "./filled.ts";
import { type ChoiceGroup, choicePicker, foldsFrom, groupedPicker } from "./picker.ts";
import { type Directory, findField, matching, matchingOrganisations, mostFound } from "./picking.ts";

type View = { speak: Say; people: Directory; filled: Filled };
type Named = { name: string; label: string; hint?: string };
/**
 * `kept`: people who stay chosen, there in the directory or not; `first`: organisations may be chosen too, in the place of their
 * people, those of this role first; `unfolded`: the page itself folds the field.
 */
type Field = Named & {
  values?: readonly Holder[];
  kept?: readonly PersonId[];
  first?: OrganisationRole;
  unfolded?: boolean;
};

/** People, and choices with their organisations, that a form shows one below the other; more are grouped. */
const fewPeople = 12;
const fewChoices = 32;
/** Organisations of which a large directory shows all. */
const fewOrganisations = 40;

/**
 * People to choose, and their organisations where `first` is given: all of a small directory; of a large one those who are chosen,
 * those one works with first, and those that a search finds. Many are grouped by organisation.
 */
export function peoplePicker(view: View, { values = [], kept = [], first, ...field }: Field): Html {
  const { speak, people, filled } = view;
  const isFew = areFew(people, first !== undefined);
  const words = people.familiar ? typedIn(filled, findField(field.name)) : "";
  const found = matching(people, words);
  const organisations = first ? matchingOrganisations(people.organisations, words) : [];
  const hits = new Set<Holder>([
    ...organisations.slice(0, mostFound).map(({ id }) => organisationHolder(id)),
    ...found.slice(0, mostFound).map(({ id }) => id),
  ]);
  const sent = Object.keys(filled.typed).length > 0;
  const chosen = sent ? (filled.typed[field.name] ?? []) : values;
  const shown = new Set<Holder>([...chosen, ...kept, ...(people.familiar ?? []), ...hits]);
  const groups = groupsOf(view, { shown, hits, kept, first, isFew });
  if (isFew)
    return choicePicker(speak, filled, {
      ...{ ...field, values, among: first ? "holders" : "people" },
      choices: groups.flatMap(({ choices }) => choices),
    });
  return groupedPicker(speak, filled, {
    ...{ ...field, values, groups, among: first ? "holders" : "people" },
    ...(people.familiar && { found: found.length + organisations.length }),
  });
}

/** Organisations to choose, by their ids: those of the role `first` before the others. */
export function organisationPicker(
  speak: Say,
  filled: Filled,
  organisations: readonly Organisation[],
  { values = [], first, ...field }: Named & { values?: readonly string[]; first?: OrganisationRole },
): Html {
  const choices = firstOf(organisations, first).map(({ id, short, name }) => ({
    ...{ value: id, label: short },
    ...(name !== short && { hint: name }),
  }));
  if (choices.length <= fewChoices)
    return choicePicker(speak, filled, { ...field, values, among: "organisations", choices });
  const title = speak.text("organisations.title");
  return groupedPicker(speak, filled, {
    ...field,
    values,
    among: "organisations",
    groups: [{ id: "", title, choices }],
  });
}

/** The scripts of a page with such fields. */
export function pickerScripts({ familiar, all, organisations }: Directory): string[] {
  return familiar || all.length + organisations.length >= foldsFrom ? ["people.js"] : [];
}

function areFew({ familiar, present, organisations }: Directory, withOrganisations: boolean): boolean {
  if (familiar || present.length > fewPeople) return false;
  return !withOrganisations || present.length + organisations.length <= fewChoices;
}

function firstOf(organisations: readonly Organisation[], first: OrganisationRole | undefined): Organisation[] {
  const place = ({ roles }: Organisation): number => (first && roles.includes(first) ? 0 : 1);
  return organisations.toSorted((a, b) => place(a) - place(b));
}

type Choosing = {
  shown: ReadonlySet<Holder>;
  hits: ReadonlySet<Holder>;
  kept: readonly PersonId[];
  first: OrganisationRole | undefined;
  isFew: boolean;
};

/** A group an organisation, itself the first of its choices where it may be chosen; who belongs to none last. */
function groupsOf({ speak, people }: View, { shown, hits, kept, first, isFew }: Choosing): ChoiceGroup[] {
  const all = people.all.filter(
    ({ id, removed }) => kept.includes(id) || (!removed && (!people.familiar || shown.has(id))),
  );
  const byOrganisation = Map.groupBy(all, ({ belongs }) => belongs);
  const present = Map.groupBy(people.present, ({ belongs }) => belongs);
  const known = new Set(people.organisations.map(({ id }) => id));
  const isShown = ({ id, roles }: Organisation): boolean =>
    byOrganisation.has(id) ||
    (first !== undefined &&
      (people.organisations.length <= fewOrganisations || roles.includes(first) || shown.has(organisationHolder(id))));
  const group = (id: string, title: string, organisation?: Organisation): ChoiceGroup => {
    const own = byOrganisation.get(id) ?? [];
    const count = present.get(id)?.length ?? 0;
    const whole = organisation && first ? [organisationOption(speak, organisation, count > 0)] : [];
    const choices = [...whole, ...own.map((each) => personOption(speak, each, kept.includes(each.id), isFew))];
    const isFound = choices.some(({ value }) => hits.has(value));
    const note = count > 0 ? speak.text("people.count", { count }) : "";
    const isPart = id !== "" && own.length < count;
    return { id, title, note, choices, isFound, isPart };
  };
  const strangers = [...byOrganisation].filter(([id]) => !known.has(id));
  return [
    ...firstOf(people.organisations.filter(isShown), first).map((each) => group(each.id, each.short, each)),
    ...strangers
      .map(([id, [one]]) => group(id, one!.organisation || speak.text("picker.none")))
      .sort((a, b) => Number(a.id === "") - Number(b.id === "") || alphabetically(a.title, b.title)),
  ];
}

function organisationOption(speak: Say, { id, short, name }: Organisation, some: boolean): Option {
  const hints = [
    ...(name === short ? [] : [name]),
    speak.text("picker.organisation"),
    ...(some ? [] : [speak.text("organisation.nobody.short")]),
  ];
  return { value: organisationHolder(id), label: short, hint: hints.join(" – ") };
}

/** Of few choices each says where somebody is; in a group its heading does. */
function personOption(speak: Say, { id, name, organisation }: Person, fixed: boolean, isFew: boolean): Option {
  const hint = [isFew ? organisation : "", fixed ? speak.text("field.reviewers.kept") : ""].filter(Boolean).join(" – ");
  return { value: id, label: name, ...(hint !== "" && { hint }), ...(fixed && { fixed }) };
}
