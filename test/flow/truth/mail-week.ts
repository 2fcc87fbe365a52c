import { lateDecisions } from "./decisions.ts";
import { awaits, openIn, silent, verdict } from "./facts.ts";
import { gatheringsAt, isUnrecorded } from "./meetings.ts";
import { office } from "./office.ts";
import { type Context, type Sentence, says } from "./reader.ts";
import { areNamed, isLate, isOn, titled } from "./words.ts";

const items: Record<string, "draft" | "review" | "final"> = {
  "brouillon attendu le": "draft",
  "relecture jusqu’au": "review",
  "document final attendu le": "final",
};
const isAwaited = (context: Context, title: string, what: string, date: string) =>
  awaits(titled(context, title)!).find((each) => each.what === items[what] && isOn(context, each.date, date));

/** "un retard, 3 échéances, une décision à prendre": as many as the week has. */
function isWeek(context: Context, said: string): boolean {
  const { all, today, reader } = context;
  const sunday = new Date(Date.parse(today) + (7 - ((new Date(today).getUTCDay() + 6) % 7) - 1) * 86_400_000)
    .toISOString()
    .slice(0, 10);
  const waiting = all.flatMap((facts) => awaits(facts).flatMap(({ date }) => date ?? []));
  const late = waiting.filter((date) => date < today).length;
  const due = waiting.filter((date) => date >= today && date <= sunday).length;
  const decisions = all.flatMap((facts) =>
    Object.values(office).filter((check) => check({ ...context, doc: facts }, { title: facts.title })),
  );
  const closing = all.filter((facts) => {
    const round = openIn(facts);
    const planned = round?.meeting?.status === "planned";
    const rule = round && verdict(round) !== undefined;
    return round !== undefined && ((round.passed && !(planned && rule)) || (!planned && silent(round).length === 0));
  }).length;
  const others =
    decisions.length - all.filter((facts) => office[closingWords]!({ ...context }, { title: facts.title })).length;
  const planned = gatheringsAt(context).filter(
    ({ status, organiser }) => status === "planned" && organiser === reader!.id,
  );
  const toRecord = planned.filter(({ date }) => date < today).length;
  const coming = planned.filter(({ date }) => date >= today && date <= sunday).length;
  const undone = lateDecisions(context);
  const words = [
    late > 0 ? (late === 1 ? "un retard" : `${late} retards`) : "",
    due > 0 ? (due === 1 ? "une échéance" : `${due} échéances`) : "",
    others + closing > 0
      ? others + closing === 1
        ? "une décision à prendre"
        : `${others + closing} décisions à prendre`
      : "",
    toRecord > 0 ? (toRecord === 1 ? "une rencontre à enregistrer" : `${toRecord} rencontres à enregistrer`) : "",
    coming > 0 ? (coming === 1 ? "une rencontre" : `${coming} rencontres`) : "",
    undone > 0 ? (undone === 1 ? "une décision en retard" : `${undone} décisions en retard`) : "",
  ];
  return said === words.filter(Boolean).join(", ");
}
const closingWords = "la relecture peut être close : à vous de le faire";

const monday = ({ today }: Context) =>
  new Date(Date.parse(today) - ((new Date(today).getUTCDay() + 6) % 7) * 86_400_000).toISOString().slice(0, 10);

/** The letter of the week. */
export const week: Sentence[] = [
  says("Rencontre à enregistrer : séminaire interne, {date}", (context, { date }) =>
    gatheringsAt(context).some((each) => isUnrecorded(each, context) && isOn(context, each.date, date)),
  ),
  says("Rencontre : séminaire interne, {date}", (context, { date }) =>
    gatheringsAt(context).some(
      (each) => each.status === "planned" && each.date >= context.today && isOn(context, each.date, date),
    ),
  ),
  says(
    "Semaine du {date} : {counts}",
    (context, { date, counts = "" }) => isOn(context, monday(context), date) && isWeek(context, counts),
  ),
  says(
    "Semaine du {date}, RECI : {counts}.",
    (context, { date, counts = "" }) => isOn(context, monday(context), date) && isWeek(context, counts),
  ),
  says(
    "Semaine du {date}, RECI : {counts} ; la première échéance est le {due}.",
    (context, { date, counts = "", due }) => {
      const dates = context.all.flatMap((facts) => awaits(facts).flatMap((each) => each.date ?? []));
      const [first] = dates.filter((each) => each >= context.today).toSorted();
      return isOn(context, monday(context), date) && isWeek(context, counts) && isOn(context, first, due);
    },
  ),
  ...Object.entries(office).map(([words, check]) => says(`« {title} » : ${words}`, check)),
  ...Object.keys(items).flatMap((what) => [
    says(`« {title} » : ${what} {date}`, (context, { title = "", date = "" }) =>
      Boolean(isAwaited(context, title, what, date)),
    ),
    says(
      `« {title} » : {late}, ${what} {date} ; attendu de {who}`,
      (context, { title = "", late = "", date = "", who = "" }) => {
        const item = isAwaited(context, title, what, date);
        return item !== undefined && isLate(context, item.date, late) && areNamed(context, item.who, who);
      },
    ),
  ]),
];
