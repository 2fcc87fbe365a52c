import type { Decision, Gathering } from "./gatherings.ts";
import { gatheringsAt, isThen } from "./meetings.ts";
import { type Check, type Context, type Found, type Sentence, says } from "./reader.ts";
import { isLate, isNamed, isOn, isText, titled } from "./words.ts";

/** What meetings decided: in mails, on their pages, in lists, in what somebody owes. */

type Given = Decision & { meeting: Gathering };
type Bears = (decision: Given, context: Context, found: Found) => boolean;

/** All that was decided, in the order of meetings. */
function givenAt(context: Context): Given[] {
  return gatheringsAt(context).flatMap((meeting) => meeting.decisions.map((each) => ({ ...each, meeting })));
}

const isMine = ({ person }: Given, { reader }: Context) => person === reader!.id;
const isOpen = ({ closed }: Given) => closed === undefined;
/** Three days before its day a person is reminded; after it, it is late. */
const presses = ({ due }: Given, { today }: Context) =>
  due !== undefined && Date.parse(due) - Date.parse(today) <= 3 * 86_400_000;

/** Of some decision all of it is so; `words`: that is what it says. */
const some =
  (bears: Bears): Check =>
  (context, found) =>
    givenAt(context).some((each) => {
      const said =
        found.words === undefined ||
        [found.words, `${found.words}.`].some((words) => isText(context, each.words, words));
      return said && bears(each, context, found);
    });
/** Of the decision whose words the line before has, on the page of its meeting. */
const before =
  (bears: Bears): Check =>
  (context, found) =>
    (context.meeting?.decisions ?? []).some(
      (each) =>
        isText(context, each.words, context.before.at(-1) ?? "") &&
        bears({ ...each, meeting: context.meeting! }, context, found),
    );
/** How a line begins by telling by when it is to be done: of what is late, how late first; nothing where no day was set. */
const byDay: [string, Bears][] = [
  ["pour le {date} · ", ({ due }, context, { date }) => isOn(context, due, date) && due! >= context.today],
  [
    "{late} pour le {date} · ",
    ({ due }, context, { date, late = "" }) => isOn(context, due, date) && isLate(context, due, late),
  ],
  ["", ({ due }) => due === undefined],
];
const isDue: Bears = ({ due }, context, { date }) => isOn(context, due, date);
const isBy: Bears = ({ person }, context, { who = "" }) => isNamed(context, person, who);
const isOfDay: Bears = ({ meeting }, context, { day }) => isOn(context, meeting.date, day);

/** In mails: what somebody was given, what they are reminded of, what is late in the week's letter. */
export const decisionMails: Sentence[] = [
  says("Vous recevez ce message parce qu’une rencontre vous a confié cela.", some(isMine)),
  says(
    "Quand c’est fait, dites-le sur la page de la rencontre.",
    some((each, context) => isMine(each, context) && isOpen(each)),
  ),
  says("À faire : {words}", some(isMine)),
  says(
    "La rencontre du {when} vous a confié une chose à faire, pour le {date}.",
    some(
      (each, context, found) =>
        isMine(each, context) && isThen(context, each.meeting, found.when) && isDue(each, context, found),
    ),
  ),
  says(
    "La rencontre du {when} vous a confié une chose à faire.",
    some((each, context, { when }) => isMine(each, context) && isThen(context, each.meeting, when)),
  ),
  says(
    "À faire : {words}, pour le {date}",
    some((each, context, found) => isMine(each, context) && isOpen(each) && isDue(each, context, found)),
  ),
  says(
    "À faire : {words}, attendu pour le {date}, {late}",
    some((each, context, found) => {
      return (
        isMine(each, context) && isOpen(each) && isDue(each, context, found) && isLate(context, each.due, found.late!)
      );
    }),
  ),
  says(
    "À faire : {words}",
    some((each, context) => isMine(each, context) && isOpen(each) && each.due === undefined),
  ),
  says(
    "À faire pour le {date} : {words}",
    some(
      (each, context, found) =>
        isMine(each, context) && isOpen(each) && isDue(each, context, found) && each.due! >= context.today,
    ),
  ),
  says(
    "À faire, en retard : {words}",
    some(
      (each, context) => isMine(each, context) && isOpen(each) && each.due !== undefined && each.due < context.today,
    ),
  ),
  says(
    "Une décision d’une rencontre est à faire pour le {date} : elle attend que vous disiez qu’elle est faite.",
    (context, found) => {
      const pressing = givenAt(context).filter(
        (each) => isMine(each, context) && isOpen(each) && presses(each, context),
      );
      return pressing.length === 1 && isDue(pressing[0]!, context, found);
    },
  ),
  says(
    "Décision en retard : {words}, pour le {date}, attendu de {who}",
    some((each, context, found) => isOpen(each) && isDue(each, context, found) && isBy(each, context, found)),
  ),
];

/** How many decisions are late, whoever is to do them. */
export function lateDecisions(context: Context): number {
  return givenAt(context).filter((each) => isOpen(each) && each.due !== undefined && each.due < context.today).length;
}

/** Whether these are the decisions of a meeting, counted: "2 décisions". */
export const areDecisions = ({ decisions }: Gathering, said = "") =>
  (/^une/i.test(said) ? 1 : Number(/^\d+/.exec(said)?.[0])) === decisions.length;

/** Of a decision that is still to be done: by when, by whom. */
const byWhom: Sentence[] = byDay.map(([day, holds]) =>
  says(
    `${day}{who}`,
    before((each, context, found) => isOpen(each) && holds(each, context, found) && isBy(each, context, found)),
  ),
);

/** On the page of a meeting, under "2 décisions": the words of each, then what is of it. */
export const decisionsOf: Sentence[] = [
  says("{n} décisions", ({ meeting }, { n = "" }) => meeting !== undefined && areDecisions(meeting, n)),
  ...byWhom,
  ...(["Faite", "Abandonnée"] as const).map((word) =>
    says(
      `${word} {date} · {who}`,
      before((each, context, found) => {
        const as = word === "Faite" ? "done" : "dropped";
        return each.closed?.as === as && isOn(context, each.closed.on, found.date) && isBy(each, context, found);
      }),
    ),
  ),
];

/** On the form of a meeting that was recorded: the words of each decision that it took, then what is of it. */
export const decisionsGiven: Sentence[] = [
  says(
    "Déjà enregistrées :",
    ({ meeting }) => meeting !== undefined && meeting.status === "held" && meeting.decisions.length > 0,
  ),
  says("{words}", (context, { words = "" }) =>
    (context.meeting?.decisions ?? []).some((each) => isText(context, each.words, words)),
  ),
  ...byWhom,
  ...(["Faite", "Abandonnée"] as const).map((word) =>
    says(
      `${word} · {who}`,
      before(
        (each, context, found) =>
          each.closed?.as === (word === "Faite" ? "done" : "dropped") && isBy(each, context, found),
      ),
    ),
  ),
];

/** The decisions that the form of a meeting does not list. */
export function leftOutOfRecord(context: Context): string[] {
  const unsaid = (context.meeting?.decisions ?? []).filter(
    ({ words }) => !context.before.some((line) => isText(context, words, line)),
  );
  return unsaid.map(({ id }) => `the decision ${id}`);
}

/** In the list of meetings and on one's first page: what is to be done. */
export const decisionsListed: Sentence[] = [
  says(
    "{who} – {words}",
    some((each, context, found) => isOpen(each) && isBy(each, context, found)),
  ),
  ...byDay.map(([day, holds]) =>
    says(
      `${day}Séminaire interne du {day}`,
      some((each, context, found) => isOpen(each) && holds(each, context, found) && isOfDay(each, context, found)),
    ),
  ),
];
export const decisionsOwed: Sentence[] = [
  says(
    "{words}",
    some((each, context) => isMine(each, context) && isOpen(each)),
  ),
  ...byDay.map(([day, holds]) =>
    says(`${day}décision : Séminaire interne du {day}`, (context, found) =>
      some((each, context, found) => {
        return isMine(each, context) && isOpen(each) && holds(each, context, found) && isOfDay(each, context, found);
      })(context, { ...found, words: context.before.at(-1) ?? "" }),
    ),
  ),
];

/** What others than the reader are to do. */
export function decisionsOfOthers(context: Context): Given[] {
  return givenAt(context).filter((each) => isOpen(each) && !isMine(each, context));
}

/** Whether a line says who is to do it, then its words: "Direction (ORIV) doit : Écrire aux membres". */
function isToldBy({ person, words }: Decision, context: Context, line: string): boolean {
  const [who = "", ...rest] = line.split(" doit : ");
  return isNamed(context, person, who) && isText(context, words, rest.join(" doit : "));
}

/** The way to chase whoever is to do a decision, or that they were written to today. */
const chaseWays: Sentence[] = [
  ...["Je confirme la relance – {who} – {words}", "Relancer – {who} – {words}"].map((template) =>
    says(template, (context, { who = "", words = "" }) =>
      decisionsOfOthers(context).some(
        (each) =>
          !each.reminded.includes(context.today) &&
          isNamed(context, each.person, who) &&
          isText(context, each.words, words),
      ),
    ),
  ),
  says("Déjà relancé ou rappelé aujourd’hui.", (context) =>
    decisionsOfOthers(context).some(({ reminded }) => reminded.includes(context.today)),
  ),
];

/** On the page of the year, what others are to do: who and what, then by when and where it was decided, and the way to it. */
export const decisionsChased: Sentence[] = [
  says("{who} doit : {words}", (context, { who, words }) =>
    decisionsOfOthers(context).some((each) => isToldBy(each, context, `${who} doit : ${words}`)),
  ),
  {
    ...says("{when}Séminaire interne du {day}", (context, { when = "", day }) =>
      decisionsOfOthers(context).some(
        (each) =>
          isToldBy(each, context, context.before.at(-1) ?? "") &&
          isOfDay(each, context, { day: day! }) &&
          (when === "") === (each.due === undefined),
      ),
    ),
    pattern: /^(?<when>(?:.+ · )?)Séminaire interne du (?<day>[^·]+)$/u,
  },
  says(
    "Voir – {words}",
    (context, { words = "" }) =>
      decisionsOfOthers(context).some((each) => isText(context, each.words, words)) ||
      titled(context, words) !== undefined,
  ),
  ...chaseWays,
];

/** What others are to do and the page of the year does not list. */
export function leftOutOfChased(context: Context): string[] {
  const unsaid = decisionsOfOthers(context).filter(
    (each) => !context.before.some((line) => isToldBy(each, context, line)),
  );
  return unsaid.map(({ id }) => `the decision ${id}, which another is to do`);
}

/** The decision that a page is about, by its address. */
const shown = ({ meeting, thing }: Context) => meeting?.decisions.find(({ id }) => id === thing);
const ofShown =
  (bears: Bears): Check =>
  (context, found) =>
    shown(context) !== undefined && bears({ ...shown(context)!, meeting: context.meeting! }, context, found);

/** The page of one decision: its words, where it was decided, who does it, by when, where it is. */
export const decisionPage: Sentence[] = [
  says(
    "Écrire un courriel – {who}",
    ofShown((each, context, { who = "" }) => isOpen(each) && isNamed(context, each.person, who)),
  ),
  ...chaseWays,
  says(
    "{words}",
    ofShown(({ words }, context, found) => isText(context, words, found.words ?? "")),
  ),
  says(
    "Décidé à : Séminaire interne du {day}",
    ofShown((each, context, found) => isOfDay(each, context, found)),
  ),
  // the way back to the meeting
  says(
    "Séminaire interne du {day}",
    ofShown((each, context, found) => isOfDay(each, context, found)),
  ),
  says("Par qui : {who}", ofShown(isBy)),
  says("Pour le : {date}", ofShown(isDue)),
  says(
    "Où elle en est : à faire",
    ofShown((each, { today }) => isOpen(each) && (each.due === undefined || each.due >= today)),
  ),
  says(
    "Où elle en est : {late}",
    ofShown((each, context, { late = "" }) => isOpen(each) && isLate(context, each.due, late)),
  ),
  ...(["faite", "abandonnée"] as const).map((word) =>
    says(
      `Où elle en est : ${word} le {date}`,
      ofShown(
        ({ closed }, context, { date }) =>
          closed?.as === (word === "faite" ? "done" : "dropped") && isOn(context, closed.on, date),
      ),
    ),
  ),
];

/** What the page of a decision does not say. */
export function leftOutOfDecision(context: Context): string[] {
  const { words, due } = shown(context)!;
  const labels = ["Décidé à : ", "Par qui : ", "Où elle en est : ", ...(due === undefined ? [] : ["Pour le : "])];
  const unsaid = labels.filter((label) => !context.before.some((line) => line.startsWith(label)));
  return context.before.some((line) => isText(context, words, line)) ? unsaid : [...unsaid, "what was decided"];
}
