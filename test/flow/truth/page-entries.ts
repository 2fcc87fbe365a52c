import { dealsAt, type Entered, enteredAt, summed } from "./money.ts";
import { actionCalled, isAmount, isMoney, ownOrganisation, standpoint } from "./money-words.ts";
import { called } from "./page-organisation.ts";
import { type Context, type Sentence, says } from "./reader.ts";
import { isNamed, isOn, plain } from "./words.ts";

/** Entries: one's own of a month, those of one's organisation, those on an agreement. */

const months = "janvier février mars avril mai juin juillet août septembre octobre novembre décembre".split(" ");

/** Of which month a page is: that of its address where something was entered in it, else the present one; whether of the whole organisation. */
export function askedOf(context: Context): { month: string; whole: boolean } {
  const { archive, at, today, thing = "" } = context;
  const query = new URLSearchParams(thing);
  const whole = query.get("whose") === "organisation";
  const own = `org:${ownOrganisation(context)}`;
  const asked = query.get("month") ?? "";
  const there = enteredAt(archive, at).some(
    ({ date, holder, person }) => date.startsWith(asked) && (whole ? holder === own : person === context.reader!.id),
  );
  return { month: asked !== "" && there ? asked : today.slice(0, 7), whole };
}

/** Whether who reads may enter anything: on an agreement that is not settled, of an action that is theirs. */
export const mayEnter = (context: Context) =>
  dealsAt(context.archive, context.at).some(
    (deal) => deal.stage !== "settled" && ["office", "member"].includes(standpoint(context, deal) ?? ""),
  );

/** The lines that a page is of. */
export function entriesOf(context: Context): Entered[] {
  const { archive, at, deal, reader } = context;
  const own = `org:${ownOrganisation(context)}`;
  const all = enteredAt(archive, at);
  if (deal)
    return all.filter(
      ({ agreement, holder }) =>
        agreement === deal.id && (standpoint(context, deal) === "member" ? holder === own : true),
    );
  const { month, whole } = askedOf(context);
  return all.filter(
    ({ date, holder, person }) => date.startsWith(month) && (whole ? holder === own : person === reader!.id),
  );
}

const dealOf = ({ archive, at }: Context, id: string) => dealsAt(archive, at).find((each) => each.id === id)!;
const termOf = (context: Context, { agreement, term }: Entered) =>
  dealOf(context, agreement).terms.find(({ id }) => id === term)!;
const called_ = (context: Context, { person, holder }: Entered, said: string) =>
  person === undefined ? called(context, holder.replace(/^org:/, "")) === said : isNamed(context, person, said);

const row =
  /^(?<date>[^|]+?)(?: (?<state>annulée|annulation))? \| (?<term>[^|]+?) ⏎ (?<what>[^|]+?)(?: \| (?<who>[^|]+?))? \| (?<amount>[^|]+?) \| ?(?<note>[^|]*)$/u;

function isLine(context: Context, said: Record<string, string>, line: Entered): boolean {
  const { deal, archive } = context;
  const { date, state, term, what, who, amount, note } = said;
  const of = termOf(context, line);
  const isFunder = deal !== undefined && standpoint(context, deal) === "funder";
  const written = isFunder || line.note === undefined ? "" : plain(archive.texts.get(line.note) ?? "");
  const action = actionCalled(context, line.action);
  return (
    isOn(context, line.date, date) &&
    state === (line.undone ? (line.undoes ? "annulation" : "annulée") : undefined) &&
    plain(of.words) === term &&
    what === (deal ? action : `${plain(dealOf(context, line.agreement).title)} – ${action}`) &&
    (who !== undefined) === (deal !== undefined || askedOf(context).whole) &&
    (who === undefined || called_(context, line, who)) &&
    isAmount(amount!, of, { quantity: line.quantity ?? 0, cents: line.cents }) &&
    note === written
  );
}

const lines: Sentence[] = [
  {
    ...says("{row}", (context, found) => entriesOf(context).some((line) => isLine(context, found, line))),
    pattern: row,
  },
  says("Total – {money}", (context, { money }) => isMoney(money, summed(entriesOf(context)).cents)),
  says("{term} – {amount}", (context, { term, amount = "" }) => {
    const some = entriesOf(context).filter((line) => plain(termOf(context, line).words) === term);
    return some.length > 0 && isAmount(amount, termOf(context, some[0]!), summed(some));
  }),
];

const entries: Sentence[] = [
  says("Mes heures et frais", (context) => !askedOf(context).whole),
  says("Saisies de {organisation}", (context, { organisation }) => {
    return askedOf(context).whole && context.reader!.organisation === organisation;
  }),
  ...([true, false] as const).flatMap((may) => {
    const ways = may ? "Nouvelle saisie Saisir depuis un tableau " : "";
    return [
      says(`${ways}Toutes les saisies de {organisation}`, (context, { organisation }) => {
        return mayEnter(context) === may && !askedOf(context).whole && context.reader!.organisation === organisation;
      }),
      says(`${ways}Mes saisies`, (context) => mayEnter(context) === may && askedOf(context).whole),
    ];
  }),
  says("Rien n’est saisi ce mois-ci.", (context) => entriesOf(context).length === 0),
  says("{month} {year}", (context, { month, year }) => {
    const said = `${year}-${String(months.indexOf(month ?? "") + 1).padStart(2, "0")}`;
    return said === askedOf(context).month;
  }),
  says("Jour | Pour quoi | Combien | Note et justificatif", (context) => !askedOf(context).whole),
  says("Jour | Pour quoi | Qui | Combien | Note et justificatif", (context) => askedOf(context).whole),
  ...lines,
];

const ofAgreement: Sentence[] = [
  says("Saisies sur la convention"),
  says("{title}", ({ deal }, { title }) => plain(deal!.title) === title),
  says("Toutes les heures, missions et dépenses saisies, les dernières d’abord.", (context) => {
    return standpoint(context, context.deal!) !== "member";
  }),
  says("Ce que {organisation} y a saisi, les dernières saisies d’abord.", (context, { organisation }) => {
    return standpoint(context, context.deal!) === "member" && context.reader!.organisation === organisation;
  }),
  says("Nouvelle saisie Saisir depuis un tableau", (context) => standpoint(context, context.deal!) !== "funder"),
  says("Rien n’est saisi pour l’instant.", (context) => entriesOf(context).length === 0),
  says("Jour | Pour quoi | Qui | Combien | Note et justificatif"),
  ...["{count} saisie", "{count} saisies"].map((template) =>
    says(template, (context, { count }) => {
      const { length } = entriesOf(context);
      return length === Number(count) && template.endsWith("s") === length > 1;
    }),
  ),
  ...lines,
];

/** A line, or the sum of a term that has one, which the page does not say. */
export function leftOutOfEntries(context: Context): string[] {
  const { before } = context;
  const all = entriesOf(context);
  const said = before.filter((line) => row.test(line)).length;
  const counting = all.filter(({ undone }) => !undone);
  const terms = [...new Set(counting.map((line) => plain(termOf(context, line).words)))];
  const unsaid = terms.filter((term) => !before.some((line) => line.startsWith(`${term} – `)));
  return [
    ...(said === all.length ? [] : [`${said} entries instead of ${all.length}`]),
    ...unsaid.map((term) => `no sum of ${term}`),
  ];
}

export const entryPages: Record<string, Sentence[]> = { entries, "agreement/entries": ofAgreement };
