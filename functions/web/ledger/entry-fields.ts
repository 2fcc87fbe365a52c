import { html } from "hono/html";
import { isMoney } from "../../../shared/agreement/state.ts";
import { organisationHolder } from "../../../shared/deliverable/holder.ts";
import { formatMoney } from "../../../shared/i18n/amounts.ts";
import { type Choice, choicesIn } from "../../../shared/ledger/offered.ts";
import type { Holder, LocalDate } from "../../../shared/values.ts";
import { type OptionGroup, select, textField } from "../components/fields.ts";
import { typedIn } from "../components/filled.ts";
import type { Directory } from "../components/picking.ts";
import type { Html } from "../http/context.ts";
import type { Filled } from "../http/input.ts";
import type { Enterer } from "./who.ts";
import { agreementName, countedWords, type EntrySay } from "./words.ts";

/** What the form of an entry shows, and with what it begins. */
export type FormView = {
  speak: EntrySay;
  filled: Filled;
  enterer: Enterer;
  people: Directory;
  begins: Begins;
};
/** What is chosen before anything is: as the line before, or as the address asks. */
export type Begins = { what: string; date: LocalDate; who: string; amount: string; cents: string; note: string };

/** The name of what a line is for, within a form: "mpg-2008/2008/portail/journees". */
export function whatName({ agreement, action, term }: Choice): string {
  return `${agreement.id}/${action.ref}/${term.id}`;
}

/** What a name means to somebody; undefined: nothing that they may enter on. */
export function choiceNamed({ offered }: Pick<Enterer, "offered">, name: string): Choice | undefined {
  return choicesIn(offered).find((choice) => whatName(choice) === name);
}

/** The fields of one line, in the order in which somebody thinks of them; undefined: there is nothing that it could be for. */
export function entryFields(view: FormView): Html | undefined {
  const { speak, filled, enterer, begins } = view;
  const { told } = speak;
  const choices = choicesIn(enterer.offered);
  const [first] = choices;
  if (!first) return undefined;
  const only = choices.length === 1 ? whatName(first) : "";
  const rateless = choices.some(({ term }) => term.rate === undefined && !isMoney(term.unit));
  const money = formatMoney(speak.language, 5_420, first.agreement.currency);
  const sent = Object.keys(filled.typed).length > 0;
  return html`${select(filled, { name: "what", label: told("new.what"), hint: told("new.what.hint"), groups: whatGroups(speak, choices), none: told("new.what.none"), value: begins.what || only })}
${textField(filled, { name: "date", label: told("new.date"), type: "date", value: sent ? "" : begins.date })}
${textField(filled, { name: "amount", label: told("new.amount"), hint: told("new.amount.hint", { money }), value: sent ? "" : begins.amount })}
${select(filled, { name: "who", label: told("new.who"), hint: told("new.who.hint"), groups: whoGroups(view), none: told("new.who.none"), value: begins.who })}
${textField(filled, { name: "note", label: told("new.note"), hint: told("new.note.hint"), value: sent ? "" : begins.note })}
${rateless ? centsField(view) : ""}`;
}

/** Folded, since few lines have it: opened where something was typed in it, or is wrong. */
function centsField({ speak: { told }, filled, begins }: FormView): Html {
  const sent = Object.keys(filled.typed).length > 0;
  const value = sent ? "" : begins.cents;
  const open = value || typedIn(filled, "cents") || filled.errors.some(({ field }) => field === "cents");
  const field = textField(filled, { name: "cents", label: told("new.cents"), hint: told("new.cents.hint"), value });
  return html`<details${open ? html` open` : ""}><summary>${told("new.cents.summary")}</summary>${field}</details>`;
}

/** A group an action of an agreement, a choice a term, each with how it is counted. */
function whatGroups(speak: EntrySay, choices: readonly Choice[]): OptionGroup[] {
  const groups = Map.groupBy(choices, ({ agreement, action }) => `${agreement.id} ${action.ref}`);
  return [...groups.values()].map((group) => {
    const { agreement, action } = group[0]!;
    const name = agreementName(agreement);
    const label = name === action.title ? name : speak.told("choice.group", { agreement: name, action: action.title });
    const options = group.map((choice) => ({
      value: whatName(choice),
      label: speak.told("choice", {
        term: choice.term.words,
        rate: countedWords(speak, choice.term, agreement.currency),
      }),
    }));
    return { label, options };
  });
}

/** People of a directory that a form shows all of. */
const mostPeople = 150;

/** Of whom somebody may enter: their organisation with its people; to a coordinator all, in a large directory those one works with. */
function whoGroups({ speak, enterer, people, filled, begins }: FormView): OptionGroup[] {
  const { person } = enterer.visitor;
  const chosen = new Set([typedIn(filled, "who"), begins.who, person.id]);
  const isShown = ({ id }: { id: string }) =>
    people.present.length <= mostPeople || chosen.has(id) || people.familiar?.has(id);
  const group = (id: string, short: string, whole: boolean): OptionGroup => {
    const own = people.present.filter((each) => each.belongs === id && (!enterer.office || isShown(each)));
    const all = { value: organisationHolder(id), label: speak.told("new.who.whole", { organisation: short }) };
    return { label: short, options: [...own.map(optionOf), ...(whole ? [all] : [])] };
  };
  if (!enterer.office) return [group(person.belongs, person.organisation, true)];
  const organisations = people.organisations.toSorted(
    (a, b) => Number(b.id === person.belongs) - Number(a.id === person.belongs),
  );
  const none = group("", speak.text("picker.none"), false);
  return [...organisations.map(({ id, short }) => group(id, short, true)), none].filter(
    ({ options }) => options.length > 0,
  );
}

function optionOf({ id, name }: { id: string; name: string }): { value: string; label: string } {
  return { value: id, label: name };
}

/** Whether somebody may enter for a person or an organisation that a form names. */
export function mayBeFor({ office, visitor }: Enterer, people: Directory, who: Holder): boolean {
  const somebody = people.present.find(({ id }) => id === who);
  const belongs = somebody
    ? somebody.belongs
    : people.organisations.find(({ id }) => organisationHolder(id) === who)?.id;
  return belongs !== undefined && (office || belongs === visitor.person.belongs);
}
