import { clockOf, type Facts, type Given, lastDay, openIn, silent, unanswered, verdict } from "./facts.ts";
import { given, isDoc, isMine, isOpen, owed, ran, roundGiven, runs, standings } from "./mail-words.ts";
import { type Check, type Context, type Sentence, says } from "./reader.ts";
import { areNamed, choices, isAt, isCounted, isNamed, isOn, isText, receiptOf, titled, until } from "./words.ts";

/** The newest opinion of the reader of a letter, or of those that were recorded in their name. */
function ownGiven(context: Context, reported: boolean): Given | undefined {
  const all = context.doc?.rounds.flatMap((round) => round.given) ?? [];
  const found = all.findLast((each) => each.by === context.reader?.id && (each.reported !== undefined) === reported);
  if (found) given.set(context, found);
  return found;
}
function isGiven(context: Context, who = "", instant = "", reported = false): boolean {
  const { doc } = context;
  for (const round of doc?.rounds ?? [])
    for (const each of round.given)
      if (isAt(context, each.at, instant) && isNamed(context, each.by, who, round) && !each.reported === !reported) {
        given.set(context, each);
        return true;
      }
  return false;
}

/** Opinions on a document since the last letter that told of some, at five of a working day: the last of each reviewer. */
function ofDay({ round, today, at, reader }: Context): Given[] {
  const isOther = ({ by, reported }: Given) => by !== reader!.id && reported?.recordedBy !== reader!.id;
  const all = round?.given.filter((each) => each.at < at && isOther(each) && !isToldBefore(each.at, today)) ?? [];
  return all.filter(({ by, at: when }) => !all.some((other) => other.by === by && other.at > when));
}

/** Whether what happened was told by an earlier letter: before five of the working day before. */
function isToldBefore(happened: string, today: string): boolean {
  const [day = "", time = ""] = clockOf(happened).split(" ");
  const weekday = new Date(today).getUTCDay();
  const before = new Date(Date.parse(today) - (weekday === 1 ? 3 : 1) * 86_400_000).toISOString().slice(0, 10);
  return day < before || (day === before && time < "17:00");
}

function areOfDay({ all, ...context }: Context, { n, documents }: { [name: string]: string }): boolean {
  const each = all.flatMap((doc) => {
    const round = openIn(doc);
    const told = round ? ofDay({ ...context, all, doc, round }) : [];
    return told.length > 0 ? [told.length] : [];
  });
  return each.length >= Number(documents) && each.reduce((sum, count) => sum + count, 0) >= Number(n);
}

/** "Direction (ORIV), favorable, le 3 mars 2008 à 10 h" of a document. */
function isOfDay(context: Context, doc: Facts, said: string): boolean {
  const [, who = "", choice = "", instant = ""] =
    /^(.+), ([^,]+), (?:reçu le .+, enregistré )?le (.+)$/.exec(said) ?? [];
  return doc.rounds.some((round) =>
    round.given.some(
      (each) =>
        isAt(context, each.at, instant) && isNamed(context, each.by, who, round) && choices[each.choice] === choice,
    ),
  );
}

function isReported(channel: string): Check {
  return (context, { date }) => {
    const reported = given.get(context)?.reported;
    return reported?.channel === channel && isOn(context, reported.received, date);
  };
}

function ruleHolds(wanted: string): Check {
  return ({ round }) =>
    verdict(round!) === wanted && (wanted === "changesRequested" || round!.meeting?.status !== "planned");
}

/** Receipts, opinions that came, and who reviews instead. */
export const opinions: Sentence[] = [
  says(
    "Avis bien reçu : « {title} »",
    (context, { title }) => isDoc(context, title) && ownGiven(context, false) !== undefined,
  ),
  says(
    "Avis enregistré pour vous : « {title} »",
    (context, { title }) => isDoc(context, title) && ownGiven(context, true) !== undefined,
  ),
  says("Votre avis a été enregistré le {instant}.", (context, { instant }) =>
    isAt(context, given.get(context)?.at, instant),
  ),
  says("Reçu : nᵒ {number}", (context, { number }) => given.has(context) && receiptOf(given.get(context)!) === number),
  says("Avis : {choice}", (context, { choice }) => choices[given.get(context)?.choice ?? ""] === choice),
  says(
    "Tant que la relecture est ouverte, jusqu’au {date}, vous pouvez changer d’avis ; le dernier compte.",
    (context, { date }) => runs(context, date),
  ),
  says(
    "L’échéance du {date} est passée, mais la relecture reste ouverte ; tant qu’elle l’est, vous pouvez changer d’avis, et le dernier compte.",
    (context, { date }) => ran(context, date),
  ),
  says("La relecture est close ; cet avis y reste enregistré.", (context) => roundGiven(context)?.closed !== undefined),
  ...standings(
    "{who} a enregistré pour vous un avis le {instant} ; {standing}.",
    (context, { who = "", instant }) =>
      isNamed(context, given.get(context)!.reported!.recordedBy, who) && isAt(context, given.get(context)?.at, instant),
  ),
  says("Avis donné : par courriel, le {date}", isReported("mail")),
  says("Avis donné : par téléphone, le {date}", isReported("telephone")),
  says("Avis donné : de vive voix, le {date}", isReported("meeting")),
  says("Ce qui a été dit : {text}", (context, { text = "" }) =>
    isText(context, given.get(context)?.reported?.note, text),
  ),
  says(
    "Si ce n’est pas ce que vous avez dit, répondez à ce message, ou donnez vous-même votre avis tant que la relecture est ouverte : le dernier compte.",
  ),
  says("Un nouvel avis sur « {title} »", (context, { title }) => isDoc(context, title) && ofDay(context).length === 1),
  says(
    "{n} nouveaux avis sur « {title} »",
    (context, { n, title }) => isDoc(context, title) && ofDay(context).length === Number(n),
  ),
  says("{n} nouveaux avis sur {documents} documents", areOfDay),
  says("{n} avis sont arrivés sur {documents} documents.", areOfDay),
  ...standings("Un avis est arrivé sur ce document ; {standing}.", (context) => ofDay(context).length === 1),
  ...standings(
    "{n} avis sont arrivés sur ce document ; {standing}.",
    (context, { n }) => ofDay(context).length === Number(n),
  ),
  says(
    "{who} : {choice}, le {instant}",
    (context, { who, instant, choice }) =>
      isGiven(context, who, instant) && choices[given.get(context)!.choice] === choice,
  ),
  says(
    "{who} : {choice}, reçu le {received}, enregistré le {instant}",
    (context, { who, instant, received, choice }) =>
      isGiven(context, who, instant, true) &&
      choices[given.get(context)!.choice] === choice &&
      isOn(context, given.get(context)!.reported!.received, received),
  ),
  says("« {title} » : {decisions}", (context, { title = "", decisions = "" }) => {
    const doc = titled(context, title);
    return (
      context.kind === "newDecision" &&
      doc !== undefined &&
      decisions.split(" ; ").every((said) => isOfDay(context, doc, said))
    );
  }),
  says("Les motifs, quand il y en a, se lisent sur la page de chaque livrable."),
  says("Ces annonces partent une fois par jour."),
  says(
    "Vous recevez ce message parce que vous écrivez ou coordonnez ces documents.",
    ({ all, reader, office }) => office || all.filter(({ authors }) => authors.includes(reader!.id)).length > 1,
  ),
  says("Avis reçus : {decided} sur {reviewers}", ({ round }, { decided = "", reviewers = "" }) =>
    isCounted(round, decided, reviewers),
  ),
  says("Avis attendus : {people}", (context, { people = "" }) => areNamed(context, silent(context.round!), people)),
  says("Remarques à traiter : {n}", ({ round }, { n }) => unanswered(round!).length === Number(n)),
  says(
    "Tous les avis sont là : « {title} »",
    (context, { title }) => isDoc(context, title) && silent(context.round!).length === 0,
  ),
  says(
    "Tous les relecteurs ont donné leur avis ; l’échéance était le {date}.",
    (context, { date }) =>
      silent(context.round!).length === 0 && until(context, date) && lastDay(context.round!.deadline) < context.today,
  ),
  says(
    "Tous les relecteurs ont donné leur avis ; l’échéance est le {date}.",
    (context, { date }) => silent(context.round!).length === 0 && runs(context, date),
  ),
  says("La règle est remplie : la relecture peut être close et le document approuvé.", ruleHolds("approved")),
  says(
    "La règle est remplie, avec des remarques à intégrer : la relecture peut être close, puis une courte relecture confirmera la version intégrée.",
    ruleHolds("toIntegrate"),
  ),
  says(
    "Des changements sont demandés : la relecture peut être close, le brouillon retournera à ses auteurs.",
    ruleHolds("changesRequested"),
  ),
  says(
    "La règle sera remplie une fois tenue la rencontre du {date} : closez la relecture ensuite, ou dites en la clôturant ce que devient la rencontre.",
    (context, { date }) =>
      verdict(context.round!) !== undefined &&
      context.round!.meeting?.status === "planned" &&
      isOn(context, context.round!.meeting.date, date),
  ),

  // a review that an author opened
  says("Relecture ouverte : « {title} »", (context, { title }) => isDoc(context, title) && isOpen(context)),
  says(
    "Le brouillon est soumis à relecture, jusqu’au {date}.",
    (context, { date }) => runs(context, date) && context.round!.confirms === undefined,
  ),
  says(
    "Une nouvelle version, à confirmer, est soumise à relecture, jusqu’au {date}.",
    (context, { date }) =>
      runs(context, date) && context.round!.confirms !== undefined && context.round!.unchanged === undefined,
  ),
  says(
    "Le texte, qui n’a pas changé, est soumis à confirmation, jusqu’au {date}.",
    (context, { date }) => runs(context, date) && context.round!.unchanged !== undefined,
  ),
  says("Les relecteurs ont reçu leur invitation.", ({ round }) => (round?.reviewers.length ?? 0) > 0),
  says("La page du livrable dit qui est encore attendu."),
  says("Relecteurs : {people}", (context, { people = "" }) => areNamed(context, context.round!.reviewers, people)),

  // who reviews instead
  says(
    "Relecture à confier : « {title} »",
    (context, { title }) =>
      isDoc(context, title) && context.round!.proposals.some(({ status }) => status === "proposed"),
  ),
  ...standings("{who} propose que quelqu’un d’autre relise à sa place ; {standing}.", (context, { who = "" }) =>
    context.round!.proposals.some((each) => each.status === "proposed" && isNamed(context, each.from, who)),
  ),
  says("Rien n’est changé tant que vous n’avez pas répondu."),
  says("Si vous acceptez, cette personne reçoit une invitation."),
  says("Remplaçant proposé : {words}", (context, { words }) => {
    const waiting = context.round!.proposals.findLast(({ status }) => status === "proposed");
    const { name, organisation, address } = JSON.parse(context.archive.texts.get(waiting?.to ?? "") ?? "{}");
    return `${name}, ${organisation}, ${address}` === words;
  }),
  says("Relecture confiée : « {title} »", (context, { title }) => isDoc(context, title) && !isMine(context)),
  says(
    "{who} relit ce document à votre place ; plus rien n’est attendu de vous.",
    (context, { who = "" }) =>
      context.round!.proposals.some(
        (each) =>
          each.status === "confirmed" && each.from === context.reader!.id && isNamed(context, each.person!, who),
      ) && owed(context, context.doc).length === 0,
  ),
  says("Vos avis et vos remarques d’avant restent enregistrés."),
  says(
    "Votre avis reste attendu sur « {title} »",
    (context, { title }) => isDoc(context, title) && silent(context.round!).includes(context.reader!.id),
  ),
  says(
    "Le remplacement que vous proposiez n’a pas été retenu : votre avis est attendu jusqu’au {date}.",
    (context, { date }) =>
      runs(context, date) &&
      context.round!.proposals.some((each) => each.status === "refused" && each.from === context.reader!.id),
  ),
  says("Vous pouvez donner votre avis, proposer quelqu’un d’autre, ou dire que vous ne relirez pas."),
];
