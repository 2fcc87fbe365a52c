import { addMonths } from "../../../shared/time/calendar.ts";
import { type Deal, dealsAt, enteredAt, plannedOf, summed, type Term } from "./money.ts";
import { actionCalled, isMeasure, isMoney, short, standpoint } from "./money-words.ts";
import { called } from "./page-organisation.ts";
import { type Check, type Context, type Found, type Sentence, says } from "./reader.ts";
import { isOn, plain } from "./words.ts";

/** The list of agreements, and the page of one: who pays what, how much of it was done and received. */

/** What an agreement bears of a sentence. */
type Bears = (deal: Deal, context: Context, found: Found) => boolean;
const of =
  (bears: Bears): Check =>
  (context, found) =>
    context.deal !== undefined && bears(context.deal, context, found);

const paid = ({ payments }: Deal) => summed(payments.filter(({ counts }) => counts)).cents;
/** Of the terms that say how much; undefined: none does. */
const planned = ({ terms }: Deal) => {
  const all = terms.flatMap((term) => plannedOf(term) ?? []);
  return all.length === 0 ? undefined : all.reduce((sum, cents) => sum + cents, 0);
};
const linesOf = ({ archive, at }: Context, { id }: Deal) =>
  enteredAt(archive, at).filter(({ agreement }) => agreement === id);
/** Whoever pays, and the office, see what was received and done. */
const seesMoney = (context: Context, deal: Deal) => ["office", "funder"].includes(standpoint(context, deal) ?? "");

const words: [Deal["stage"], string, string][] = [
  ["considered", "envisagée", "envisagée depuis le {date}"],
  ["requested", "demandée", "demandée le {date}"],
  ["signed", "signée", "signée le {date}"],
  ["settled", "soldée", "soldée le {date}"],
];

/** "demandée le 10 mars 2008 · signée le 18 mars 2008": each stage that it came to, in order. */
function areStages(context: Context, { since }: Deal, said = ""): boolean {
  const days = words.flatMap(([stage, , template]) => {
    const on = since.get(stage);
    return on === undefined ? [] : [[template.replace("{date}", ""), on] as const];
  });
  const parts = said.split(" · ");
  return (
    parts.length === days.length &&
    days.every(([start, on], at) => parts[at]!.startsWith(start) && isOn(context, on, parts[at]!.slice(start.length)))
  );
}

/** "37 %": whole hundredths of what is planned. */
const isShare = (said: string | undefined, done: number, whole: number | undefined) =>
  whole === undefined ? said === "–" : said === `${Math.round((done * 100) / whole)} %`;

/** "15 j, 5 250,00 €"; of costs, and where nothing is done, the amount alone. */
function isDone(said: string, term: Term, sum: { quantity: number; cents: number }): boolean {
  const [measure = "", money] = said.split(/, (?=[^,]+,\d\d €$)/);
  if (money === undefined) return (short[term.unit] === undefined || sum.quantity === 0) && isMoney(said, sum.cents);
  return isMeasure(measure, term, sum) && isMoney(money, sum.cents);
}

const row =
  /^(?<name>[^|]+?)(?: ⏎ (?<action>[^|]+?))? \| (?<planned>[^|]+) \| (?<rate>[^|]+) \| (?<amount>[^|]+?)(?: \| (?<done>[^|]+) \| (?<share>[^|]+))?$/u;

function isTerm(
  deal: Deal,
  context: Context,
  { name, action, planned, rate = "", amount, done, share }: Found,
): boolean {
  const term = deal.terms.find((each) => plain(each.words) === name);
  if (!term || (done !== undefined) !== seesMoney(context, deal)) return false;
  const isNamed = term.action !== undefined && deal.actions.length > 1;
  const [money, unit] = rate.split(" / ");
  const whole = plannedOf(term);
  const quantity = { quantity: term.planned ?? 0, cents: term.planned ?? 0 };
  const sum = summed(linesOf(context, deal).filter((line) => line.term === term.id));
  return (
    action === (isNamed ? actionCalled(context, term.action!) : undefined) &&
    (term.planned === undefined ? planned === "–" : isMeasure(planned!, term, quantity)) &&
    (term.rate === undefined ? rate === "–" : isMoney(money, term.rate) && unit === short[term.unit]![0]) &&
    (whole === undefined ? amount === "–" : isMoney(amount, whole)) &&
    (done === undefined ||
      (isDone(done, term, sum) && isShare(share, short[term.unit] ? sum.quantity : sum.cents, term.planned)))
  );
}

const isReceived: Bears = (deal, context, { received, planned: said }) => {
  const whole = planned(deal);
  const isWhole = whole === undefined ? said === undefined : isMoney(said, whole);
  return seesMoney(context, deal) && isMoney(received, paid(deal)) && isWhole;
};
/** How much was received of what is planned, to who sees it and where there is something to say. */
const areAmounts: Bears = (deal, context, found) => {
  const isSaid = seesMoney(context, deal) && (planned(deal) !== undefined || paid(deal) > 0);
  return isSaid ? isReceived(deal, context, found) : found.received === undefined;
};
const amounts = String.raw`(?: · (?<received>[\d ]+,\d\d €) reçus(?: sur (?<planned>[\d ]+,\d\d €) prévus)?)?`;

const agreement: Sentence[] = [
  says(
    "{title}",
    of(({ title }, { heading }, found) => plain(title) === found.title && heading === found.title),
  ),
  ...words.map(([stage, word]) =>
    says(
      word,
      of((deal, { before }) => deal.stage === stage && before.at(-1) === plain(deal.title)),
    ),
  ),
  says(
    "{stages}",
    of((deal, context, { stages }) => areStages(context, deal, stages)),
  ),
  says(
    "Financeur : {funder}",
    of(({ funder }, context, found) => called(context, funder) === found.funder),
  ),
  says(
    "Référence : {reference}",
    of(({ reference }, _, found) => plain(reference) === found.reference),
  ),
  says(
    "Période : du {from} au {until}",
    of(({ from, until }, context, found) => isOn(context, from, found.from) && isOn(context, until, found.until)),
  ),
  says(
    "Actions que la convention paie : {action}",
    of(({ actions }, context, { action }) => actions.some((ref) => actionCalled(context, ref) === action)),
  ),
  ...["Modifier la convention", "Tout ce qui a été noté", "Ajouter une ligne", "En EUR : 2 450,00, par exemple."].map(
    (label) => says(label, ({ office }) => office),
  ),
  says(
    "Lignes | Quantité prévue | Tarif d’une unité | Montant prévu | Fait | Part",
    of((deal, context) => seesMoney(context, deal)),
  ),
  says(
    "Lignes | Quantité prévue | Tarif d’une unité | Montant prévu",
    of((deal, context) => !seesMoney(context, deal)),
  ),
  {
    ...says(
      "Total | – | – | {planned} | {done} | {share}",
      of((deal, context, { amount, done, share }) => {
        const [sum, whole] = [summed(linesOf(context, deal)).cents, planned(deal)];
        const known = deal.terms.filter((term) => plannedOf(term) !== undefined).map(({ id }) => id);
        const part = summed(linesOf(context, deal).filter(({ term }) => known.includes(term))).cents;
        const isAll = done === undefined || (isMoney(done, sum) && isShare(share, part, whole));
        return deal.terms.length > 1 && whole !== undefined && isMoney(amount, whole) && isAll;
      }),
    ),
    pattern: /^Total \| – \| – \| (?<amount>[^|]+?)(?: \| (?<done>[^|]+) \| (?<share>[^|]+))?$/u,
  },
  { ...says("{name} | {planned} | {rate} | {amount} | {done} | {share}", of(isTerm)), pattern: row },
  // nobody of the season sends a statement, or begins a financial report
  ...[
    "Un document dans les trois parties du formulaire (Cerfa 15059), où les montants, les rencontres et les documents sont déjà.",
    "Préparer le compte rendu financier",
  ].map((said) =>
    says(
      said,
      of(({ stage }, { office }) => office && stage !== "considered"),
    ),
  ),
  says(
    "Aucun n’a été envoyé.",
    of((deal, context) => seesMoney(context, deal)),
  ),
  says(
    "Aucune ligne pour l’instant.",
    of(({ terms }) => terms.length === 0),
  ),
  says(
    "Aucun versement n’est noté.",
    of(({ payments }) => payments.length === 0),
  ),
  {
    ...says(
      "{date} – {amount} – {words}",
      of((deal, context, { date, amount, cancelled, words = "" }) =>
        deal.payments.some(
          (each) =>
            seesMoney(context, deal) &&
            isOn(context, each.on, date) &&
            isMoney(amount, each.cents) &&
            each.counts === (cancelled === undefined) &&
            plain(each.words) === words,
        ),
      ),
    ),
    pattern: /^(?<date>[^–]+) – (?<amount>[\d ]+,\d\d €)(?: (?<cancelled>annulé))?(?: – (?<words>.+))?$/u,
  },
  ...(["Annuler", "Rétablir"] as const).map((verb) =>
    says(
      `${verb} le versement du {date}`,
      of(({ payments }, context, { date }) =>
        payments.some((each) => context.office && each.counts === (verb === "Annuler") && isOn(context, each.on, date)),
      ),
    ),
  ),
  says("Reçu en tout : {received}, sur {planned} prévus.", of(isReceived)),
  says(
    "à remettre le {date}",
    of((deal, context, { date }) => seesMoney(context, deal) && isOn(context, addMonths(deal.until, 6), date)),
  ),
];

const headings: [Deal["stage"], string][] = [
  ["considered", "Envisagées"],
  ["requested", "Demandées"],
  ["signed", "Signées"],
];

/** The agreement whose title a line of a list comes after. */
const listed = (context: Context, title: string | undefined) =>
  dealsAt(context.archive, context.at).find((each) => plain(each.title) === title);

const agreements: Sentence[] = [
  says("Nouvelle convention", ({ office }) => office),
  ...headings.map(([stage, heading]) =>
    says(heading, ({ archive, at }) => dealsAt(archive, at).some((each) => each.stage === stage)),
  ),
  says("{funder}", (context, { funder }) => {
    const deal = listed(context, context.after);
    return deal !== undefined && called(context, deal.funder) === funder;
  }),
  says("{title}", (context, { title }) => listed(context, title) !== undefined && context.heading === title),
  {
    ...says("{reference} · {actions} · {received} reçus sur {planned} prévus", (context, found) => {
      const deal = listed(context, context.heading);
      return (
        deal !== undefined &&
        plain(deal.reference) === (found.reference ?? "") &&
        deal.actions.map((ref) => actionCalled(context, ref)).join(", ") === found.actions &&
        areAmounts(deal, context, found)
      );
    }),
    pattern: new RegExp(`^(?:(?<reference>[^·]+?) · )?(?<actions>[^·]+?)${amounts}$`, "u"),
  },
  says("Compte rendu financier : à remettre le {date}", (context, { date }) => {
    const deal = listed(context, context.heading);
    return deal?.stage === "signed" && isOn(context, addMonths(deal.until, 6), date);
  }),
];

/** "Interculturalité et territoires signée" */
function listedStage(all: (context: Context) => Deal[]): Sentence {
  return {
    ...says("{title} {stage}", (context, { title, stage }) =>
      all(context).some(
        (each) => plain(each.title) === title && words.some(([of, word]) => of === each.stage && word === stage),
      ),
    ),
    pattern: /^(?<title>.+) (?<stage>envisagée|demandée|signée|soldée)$/u,
  };
}

/** Of an action: the agreements that pay it, as far as who reads sees them. */
export const agreementsOfAction: Sentence[] = [
  says("Conventions", (context) => context.office || paying(context).length > 0),
  listedStage((context) => paying(context)),
  says("État justificatif de l’action", (context) => paying(context).some((each) => seesMoney(context, each))),
  {
    ...says("{funder} · {reference} · {received} reçus sur {planned} prévus", (context, found) =>
      paying(context).some(
        (each) =>
          called(context, each.funder) === found.funder &&
          plain(each.reference) === (found.reference ?? "") &&
          areAmounts(each, context, found),
      ),
    ),
    pattern: new RegExp(`^(?<funder>[^·]+?)(?: · (?<reference>(?![d ]+,)[^·]+?))?${amounts}$`, "u"),
  },
];

const paying = (context: Context): Deal[] => {
  const { archive, at, programme, action } = context;
  return dealsAt(archive, at).filter(
    (each) =>
      each.actions.some((ref) => ref === `${programme!.id}/${action!.id}`) && standpoint(context, each) !== undefined,
  );
};

/** A term, or a payment to who sees it, of which the page says nothing. */
export function leftOutOfAgreement(context: Context): string[] {
  const { deal, before } = context;
  const rows = before.flatMap((line) => row.exec(line)?.groups?.name ?? []);
  const unsaid = deal!.terms
    .filter(({ words }) => !rows.includes(plain(words)))
    .map(({ words }) => `nothing of ${words}`);
  const payments = before.filter((line) => /^[^–|]+ – [\d ]+,\d\d €/.test(line)).length;
  const due = seesMoney(context, deal!) ? deal!.payments.length : 0;
  return [...unsaid, ...(payments === due ? [] : [`${payments} payments instead of ${due}`])];
}

/** An agreement of which the list says nothing. */
export function leftOutOfAgreements({ archive, at, before }: Context): string[] {
  return dealsAt(archive, at).flatMap(({ title }) => (before.includes(plain(title)) ? [] : [`nothing of ${title}`]));
}

/** Of the page of whoever funds: their agreements, with what was received, and entered. */
export const agreementsOfFunder: Sentence[] = [
  says("Conventions", (context) => fundedBy(context).length > 0),
  listedStage((context) => fundedBy(context)),
  {
    ...says("{reference} · {received} reçus sur {planned} prévus · {done} de coûts saisis", (context, found) =>
      fundedBy(context).some(
        (each) =>
          plain(each.reference) === (found.reference ?? "") &&
          areAmounts(each, context, found) &&
          isMoney(found.done, summed(linesOf(context, each)).cents),
      ),
    ),
    pattern: new RegExp(`^(?<reference>[^·]+?)${amounts} · (?<done>[\\d ]+,\\d\\d €) de coûts saisis$`, "u"),
  },
];

const fundedBy = (context: Context): Deal[] =>
  dealsAt(context.archive, context.at).filter((each) => standpoint(context, each) === "funder");

/** An agreement of theirs of which the page of whoever funds says nothing. */
export function leftOutOfFunderAgreements(context: Context): string[] {
  const said = (title: string) => context.before.some((line) => line.startsWith(`${plain(title)} `));
  return fundedBy(context).flatMap(({ title }) => (said(title) ? [] : [`nothing of ${title}`]));
}

export const agreementPages: Record<string, Sentence[]> = { agreements, agreement };
