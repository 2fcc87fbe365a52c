import { counting, dayOf, type Edition, type Read } from "./facts.ts";
import { leftOutOfOrigin, originSentences } from "./origin-words.ts";
import { deliveredOf, isEdition, shown } from "./page-editions.ts";
import { isRoundTitle } from "./page-reading.ts";
import { authorsIn, organisationsOf, shortFormats } from "./page-words.ts";
import { type Context, type Sentence, says } from "./reader.ts";
import { count, isOn } from "./words.ts";

/** What the page of a final says beside its files: who wrote and funds it, how it came about, how it is cited, its hashes. */

const isAll = (names: readonly string[], said: string, by: string | RegExp) =>
  said.split(by).toSorted().join() === names.toSorted().join();

const about: Sentence[] = [
  says("Auteurs : {who}", (context, { who = "" }) => {
    const named = authorsIn(context, shown(context)?.version ?? "");
    return isAll(named.length > 0 ? named : organisationsOf(context, context.doc!.authors), who, ", ");
  }),
  says("Avec le soutien de : {who}", (context, { who = "" }) =>
    isAll(organisationsOf(context, context.doc!.funders), who, ", "),
  ),
  says("Date : {edition}", (context, { edition }) => isEdition(context, edition) === shown(context)),
];

const closedRounds = ({ doc }: Context) =>
  doc!.rounds.flatMap((round) => (round.closed ? [{ round, day: dayOf(round.closed.at) }] : []));

/** The round that is called so. */
const roundCalled = (context: Context, said = ""): Read | undefined =>
  closedRounds(context).find(({ round }) => isRoundTitle({ ...context, round }, said))?.round;

/** The round that the line before names. */
const roundBefore = (context: Context): Read | undefined =>
  roundCalled(context, /^(.+), du .+ au .+$/u.exec(context.before.at(-1) ?? "")?.[1]);

const meetingsHeld = ({ doc }: Context) =>
  doc!.rounds.flatMap(({ meeting }) => (meeting?.status === "held" ? [meeting] : []));

const course: Sentence[] = [
  says("{round}, le {until}", (context, { round: said, until }) => {
    const round = roundCalled(context, said);
    const days = [round?.opened, round?.closed?.at].map((at) => at && dayOf(at));
    return days[0] === days[1] && isOn(context, days[0], until);
  }),
  says("{round}, du {from} au {until}", (context, { round: said, from, until }) => {
    const round = roundCalled(context, said);
    return isOn(context, round && dayOf(round.opened), from) && isOn(context, dayOf(round!.closed!.at), until);
  }),
  {
    ...says("{given} avis sur {asked}, {remarks}, relecture anonyme.", (context, found) => {
      const { given = "", asked, remarks, anonymous } = found;
      const round = roundBefore(context);
      if (!round) return false;
      const opinions = given === "aucun" ? 0 : count(given);
      const isGiven = counting(round).length === opinions && (given === "aucun") === (opinions === 0);
      const isRemarked = round.remarks.length === (remarks === undefined ? 0 : count(remarks));
      const isAsked = round.reviewers.length === Number(asked);
      return isGiven && isAsked && isRemarked && (anonymous !== undefined) === round.anonymous;
    }),
    pattern:
      /^(?<given>aucun|un|\d+) avis sur (?<asked>\d+)(?:, (?<remarks>une|\d+) remarques?)?(?<anonymous>, relecture anonyme)?\.$/u,
  },
  says("Lire la version relue – {round}", (context, { round }) => {
    const { office, doc, reader } = context;
    const reads = office || doc!.authors.includes(reader!.id) || doc!.rounds.some(({ were }) => were.has(reader!.id));
    return reads && roundCalled(context, round) === roundBefore(context);
  }),
  says("Rencontre – {date}, {place}", (context, { date, place }) =>
    meetingsHeld(context).some((meeting) => meeting.place === place && isOn(context, meeting.date, date)),
  ),
  says("Document final – {date}", (context, { date }) => {
    const [only, ...others] = deliveredOf(context);
    return others.length === 0 && isOn(context, only && dayOf(only.at), date);
  }),
  says("Édition {number} – {date}", (context, { number, date }) => {
    const all = deliveredOf(context);
    return all.length > 1 && all.some((each) => each.number === Number(number) && isOn(context, dayOf(each.at), date));
  }),
];

/** ISO 690: "CRPV Essonne, 2008. Lettre. 2e éd. RECI. 3 p."; of whom nobody named, the network is the author. */
const citation: Sentence = {
  ...says("{who}, {year}. {title}. {edition}e éd. RECI. {pages} p.", (context, found) => {
    const { who = "", year, title, edition, pages } = found;
    const here = shown(context);
    if (!here) return false;
    const named = authorsIn(context, here.version);
    const printed = here.outputs?.find(({ format }) => format === "pdf")?.pages;
    return (
      isAll(named.length > 0 ? named : ["RECI"], who, /, | et /u) &&
      dayOf(here.at).startsWith(`${year}-`) &&
      context.doc!.title === title &&
      (edition === undefined ? here.number === 1 : here.number === Number(edition)) &&
      (pages === undefined ? undefined : Number(pages)) === printed
    );
  }),
  pattern: /^(?<who>.+?), (?<year>\d{4})\. (?<title>.+?)\. (?:(?<edition>\d+)e éd\. )?RECI\.(?: (?<pages>\d+) p\.)?$/u,
};

const hash: Sentence = {
  ...says("{format}, édition {number} {hash}", (context, { format, number, hash: said }) =>
    deliveredOf(context).some(
      (each) =>
        each.number === Number(number) &&
        each.outputs!.some((output) => shortFormats[output.format] === format && output.sha256 === said),
    ),
  ),
  pattern: /^(?<format>PDF|Word|HTML), édition (?<number>\d+) (?<hash>[0-9a-f]{64})$/u,
};

export const finalSentences: Sentence[] = [...about, ...course, ...originSentences, citation, hash];

/** What of how it came about, of its citation and of its hashes the page of a final does not say; what it says out of its turn. */
export function leftOutOfFinal(context: Context): string[] {
  const { before } = context;
  if (!shown(context)) return [];
  const steps: { day: string; is: (line: string) => boolean }[] = [
    ...closedRounds(context).map(({ round, day }) => ({
      day,
      is: (line: string) => / au /.test(line) && roundCalled(context, line.split(", du ")[0]) === round,
    })),
    ...meetingsHeld(context).map(({ date, place }) => ({
      day: date,
      is: (line: string) => line.startsWith("Rencontre – ") && line.endsWith(`, ${place}`),
    })),
    ...deliveredOf(context).map((each) => ({ day: dayOf(each.at), is: (line: string) => isStep(context, each, line) })),
  ];
  const places = steps
    .toSorted((a, b) => (a.day < b.day ? -1 : 1))
    .map(({ is, day }) => ({ day, at: before.findIndex(is) }));
  const unsaid = places.flatMap(({ day, at }) => (at < 0 ? [`what happened on ${day}`] : []));
  const isTurned = places.some(({ day, at }) =>
    places.some((other) => other.day > day && other.at < at && other.at >= 0),
  );
  const hashes = deliveredOf(context).flatMap(({ outputs }) => outputs!.map(({ sha256 }) => sha256));
  const unknown = hashes.filter((each) => !before.some((line) => line.endsWith(` ${each}`)));
  return [
    ...unsaid,
    ...leftOutOfOrigin(context),
    ...unknown.map((each) => `the hash ${each}`),
    ...(isTurned ? ["what happened in its order"] : []),
    ...(before.some((line) => citation.pattern.test(line)) ? [] : ["how it is cited"]),
  ];
}

/** "Document final – 16 avril 2008", "Édition 2 – 21 mai 2008". */
function isStep(context: Context, { number, at }: Edition, line: string): boolean {
  const [, edition, date] = /^(?:Document final|Édition (\d+)) – (.+)$/u.exec(line) ?? [];
  return (edition === undefined || Number(edition) === number) && isOn(context, dayOf(at), date);
}
