import { areDecisions, decisionsGiven, decisionsListed, decisionsOf, decisionsOwed } from "./decisions.ts";
import { stageOf } from "./facts.ts";
import type { Gathering } from "./gatherings.ts";
import { gatheringsAt, isItem, isThen, isUnrecorded } from "./meetings.ts";
import { mayEnter, missionsOfMeeting } from "./page-missions.ts";
import { areThey } from "./page-words.ts";
import { type Check, type Context, type Found, type Sentence, says } from "./reader.ts";
import { isOn, isText, titled } from "./words.ts";

/** The list of meetings, the page of one, and the forms by which it is planned, recorded, cancelled. */

type Bears = (meeting: Gathering, context: Context, found: Found) => boolean;
const of =
  (bears: Bears): Check =>
  (context, found) =>
    context.meeting !== undefined && bears(context.meeting, context, found);
const isPast = ({ date }: Gathering, { today }: Context) => date < today;
const isPlanned = ({ status }: Gathering) => status === "planned";

/** Those invited by name; reviewers by their places where a document of the agenda hides them. */
function areCalled(context: Context, { documents }: Gathering, ids: readonly string[], said = ""): boolean {
  const rounds = context.all.filter(({ id }) => documents.includes(id)).map((doc) => doc.rounds.at(-1));
  return areThey(
    context,
    ids,
    said,
    rounds.find((round) => round?.anonymous),
  );
}

const states: [string, Bears][] = [
  ["prévue", (meeting, context) => isPlanned(meeting) && !isPast(meeting, context)],
  ["à enregistrer", isUnrecorded],
  ["tenue", ({ status }) => status === "held"],
  ["annulée", ({ status }) => status === "off"],
];
const stages: Record<string, string> = {
  Brouillon: "draft",
  Relecture: "review",
  Final: "final",
  Retiré: "withdrawn",
};

/** Its name, which has its day. */
const name = says(
  "Séminaire interne du {date}",
  of(({ date }, context, { date: said }) => isOn(context, date, said)),
);

const meeting: Sentence[] = [
  ...decisionsOf,
  ...missionsOfMeeting,
  ...states.map(([word, bears]) => says(word, of(bears))),
  name,
  says(
    "Cette rencontre est annulée.",
    of(({ status }) => status === "off"),
  ),
  says(
    "{when} · {place}",
    of((each, context, { when, place }) => isThen(context, each, when) && each.place === place),
  ),
  says(
    "À faire",
    of((each, context) => context.office || isPlanned(each) || mayEnter(context)),
  ),
  says(
    "Personnes invitées : {people}",
    of((each, context, { people }) => each.status !== "held" && areCalled(context, each, each.invited, people)),
  ),
  says(
    "Étaient là : {people}",
    of((each, context, { people }) => each.status === "held" && areCalled(context, each, each.present, people)),
  ),
  says(
    "Invités absents : {people}",
    of((each, context, { people }) => {
      const absent = each.invited.filter((id) => !each.present.includes(id));
      return each.status === "held" && areCalled(context, each, absent, people);
    }),
  ),
  says(
    "Lire le document",
    of((each, { office }) => isPlanned(each) && !office),
  ),
  says("Ajouter à mon agenda (.ics)", of(isPlanned)),
  says(
    "Préparer la rencontre",
    of((each, { office }) => office && isPlanned(each)),
  ),
  says(
    "Enregistrer la rencontre",
    of((each, { office, today }) => office && isPlanned(each) && each.date <= today),
  ),
  says(
    "Annuler la rencontre",
    of((each, context) => context.office && isPlanned(each) && !isPast(each, context)),
  ),
  says(
    "La rencontre n’a pas eu lieu",
    of((each, context) => context.office && isUnrecorded(each, context)),
  ),
  says(
    "Prévoir à nouveau cette rencontre",
    of(({ status }, { office }) => office && status === "off"),
  ),
  ...[
    "Prévoir la rencontre suivante",
    "Compléter ce qui est enregistré",
    "Corriger ce qui était prévu",
    "Faire relire le compte rendu",
    "En faire un document à relire",
    "PDF, image, document ou courriel, 10 Mo au plus.",
    "Le compte rendu peut devenir un document : les personnes présentes le relisent par lien, puis il est adopté.",
  ].map((words) =>
    says(
      words,
      of(({ status }, { office }) => office && status === "held"),
    ),
  ),
  {
    ...says(
      "{title} {stage}",
      of(({ documents }, context, { title = "", stage = "" }) => {
        const doc = titled(context, title);
        return doc !== undefined && documents.includes(doc.id) && stages[stage] === stageOf(doc);
      }),
    ),
    pattern: /^(?<title>.+) (?<stage>Brouillon|Relecture|Final|Retiré)$/u,
  },
  says(
    "{words}",
    of((each, context, { words = "" }) => {
      if (/^\d+ décisions$|^Une décision$/.test(context.heading ?? ""))
        return each.decisions.some((decision) => isText(context, decision.words, words));
      if (context.heading === "Ordre du jour") return isItem(context, each, words);
      if (context.heading === "Compte rendu") return isText(context, each.minutes, words);
      return context.before.at(-1) === "Cette rencontre est annulée." && isText(context, each.reason, words);
    }),
  ),
];

const plan: Sentence[] = [
  name,
  says(
    "Préparer la rencontre",
    of(({ status }) => status === "planned"),
  ),
  says(
    "Un nouveau titre, jour, horaire ou lieu est envoyé une fois à chaque personne invitée ; qui est ajouté reçoit l’invitation, qui est retiré en est averti.",
    of(({ status }) => status === "planned"),
  ),
  says(
    "Un autre changement, tel que celui de l’ordre du jour, n’est envoyé à personne.",
    of(({ status }) => status === "planned"),
  ),
  says(
    "Enregistrer",
    of(({ status }) => status === "planned"),
  ),
  ...["Cette rencontre a eu lieu : vous corrigez ce qui en est dit.", "Corriger ce qui était prévu", "Enregistrer"].map(
    (words) =>
      says(
        words,
        of(({ status }) => status === "held"),
      ),
  ),
  ...[
    "Donnez un nouveau jour : les personnes invitées reçoivent l’invitation.",
    "Prévoir à nouveau cette rencontre",
    "Prévoir à nouveau et inviter",
  ].map((words) =>
    says(
      words,
      of(({ status }) => status === "off"),
    ),
  ),
  says("Proposer l’ordre du jour de ces actions"),
  {
    ...says("{n} autres documents de ces actions"),
    pattern: /^(Un autre document|\d+ autres documents) de ces actions$/u,
  },
];

const record: Sentence[] = [
  ...decisionsGiven,
  name,
  says("Enregistrer, puis joindre un fichier"),
  says(
    "Prévue le {when}. Dire qu’elle n’a pas eu lieu",
    of((each, context, { when }) => isPlanned(each) && isThen(context, each, when)),
  ),
  says(
    "Prévue le {when}.",
    of((each, context, { when }) => each.status === "held" && isThen(context, each, when)),
  ),
  says("Enregistrer la rencontre", of(isPlanned)),
  ...["Compléter ce qui est enregistré", "Enregistrer"].map((words) =>
    says(
      words,
      of(({ status }) => status === "held"),
    ),
  ),
];

const cancellation: Sentence[] = [
  name,
  ...["Annuler la rencontre"].map((words) =>
    says(
      words,
      of((each, context) => !isPast(each, context)),
    ),
  ),
  ...["La rencontre n’a pas eu lieu", "Enregistrer qu’elle n’a pas eu lieu"].map((words) => says(words, of(isPast))),
  says(
    "Prévue le {when}. Les personnes invitées en seront averties ; elle pourra être prévue à nouveau.",
    of((each, context, { when }) => !isPast(each, context) && isThen(context, each, when)),
  ),
  says(
    "Prévue le {when}. Ce jour est passé : personne n’est prévenu.",
    of((each, context, { when }) => isPast(each, context) && isThen(context, each, when)),
  ),
];

/** Those that a list names by their day: under which heading, and what is said of one. */
function listed(bears: Bears): Check {
  return (context, found) =>
    gatheringsAt(context).some((each) => {
      const mine = context.office || each.invited.includes(context.reader!.id);
      const came = each.present.includes(context.reader!.id);
      return (mine || came) && bears(each, context, found);
    });
}
const counted = (said = "") => (/^une/.test(said) ? 1 : Number(/^\d+/.exec(said)?.[0]));
const hours = "de {starts} à {ends}";

const meetings: Sentence[] = [
  ...(
    [
      ["Prévoir une rencontre", ({ office }) => office],
      ["Aucune.", (context) => !gatheringsAt(context).some((each) => isListed(context, each, context.heading ?? ""))],
      ["À enregistrer", (context) => gatheringsAt(context).some((each) => isUnrecorded(each, context))],
    ] as [string, (context: Context) => boolean][]
  ).map(([words, check]) => says(words, check)),
  says("En {year}", (context, { year = "" }) => gatheringsAt(context).some(({ date }) => date.startsWith(year))),
  says(
    "{date}",
    listed(({ date }, context, { date: said }) => isOn(context, date, said)),
  ),
  says(
    "Séminaire interne du {date} annulée",
    listed(({ date, status }, context, { date: said }) => status === "off" && isOn(context, date, said)),
  ),
  says(
    "Séminaire interne du {date}",
    listed(
      (each, context, { date }) => isListed(context, each, context.heading ?? "") && isOn(context, each.date, date),
    ),
  ),
  ...["", " · {decided}"].map((more) =>
    says(
      `${hours} · {place} · {came} · un document${more}`,
      listed((each, context, { starts, ends, place, came, decided }) => {
        const [day] = context.before.slice(-2);
        const isHere = isThen(context, each, `${day}, de ${starts} à ${ends}`) && each.place === place;
        const all = more === "" ? each.decisions.length === 0 : areDecisions(each, decided);
        return isHere && all && counted(came) === (each.status === "held" ? each.present : each.invited).length;
      }),
    ),
  ),
  ...decisionsListed,
];

/** Whether a meeting is of what a heading of the list names. */
function isListed(context: Context, meeting: Gathering, heading: string): boolean {
  const mine = context.office || [...meeting.invited, ...meeting.present].includes(context.reader!.id);
  if (!mine) return false;
  if (heading === "À enregistrer") return isUnrecorded(meeting, context);
  if (heading === "À venir") return isPlanned(meeting) && !isPast(meeting, context);
  return !isPlanned(meeting) || heading.startsWith("Séminaire");
}

/** The meetings of the next fortnight, and those that are the reader's to record, on their first page and on the year's. */
export const ownMeetings: Sentence[] = [
  ...decisionsOwed,
  says("{date}, de {starts} à {ends} – Séminaire interne, {place}", (context, { date, starts, ends, place }) =>
    gatheringsAt(context).some(
      (each) =>
        isSoon(context, each) && each.place === place && isThen(context, each, `${date}, de ${starts} à ${ends}`),
    ),
  ),
  says("Séminaire interne du {date}", (context, { date }) =>
    ownToRecord(context).some((each) => isOn(context, each.date, date)),
  ),
  says("rencontre passée : à vous de l’enregistrer", (context) => ownToRecord(context).length > 0),
];

/** Those past their day whose organiser reads; of one who left, any coordinator. */
export function ownToRecord(context: Context): Gathering[] {
  const { reader, present } = context;
  return gatheringsAt(context).filter(
    (each) =>
      isUnrecorded(each, context) &&
      reader!.coordinator &&
      (each.organiser === reader!.id || !present!.includes(each.organiser)),
  );
}

export function isSoon({ today, office, reader }: Context, { status, date, invited }: Gathering): boolean {
  const last = new Date(Date.parse(today) + 14 * 86_400_000).toISOString().slice(0, 10);
  return status === "planned" && date >= today && date <= last && (office || invited.includes(reader!.id));
}

export const meetingPages: Record<string, Sentence[]> = {
  ...{ meetings, meeting },
  ...{ "meeting/plan": plan, "meeting/record": record, "meeting/cancellation": cancellation },
};
