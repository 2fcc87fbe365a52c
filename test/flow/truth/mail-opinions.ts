import { lastDay, sha256, silent, unanswered, verdict } from "./facts.ts";
import { given, isDoc, isMine, owed, ran, roundGiven, runs, standings } from "./mail-words.ts";
import { type Check, type Context, type Sentence, says } from "./reader.ts";
import { areNamed, choices, isAt, isCounted, isNamed, isOn, isText, receiptOf, until } from "./words.ts";

function isReceipt(context: Context, number = ""): boolean {
  const all = context.doc?.rounds.flatMap((round) => round.given) ?? [];
  const found = all.find((each) => receiptOf(each) === number);
  if (found) given.set(context, found);
  return found !== undefined && found.by === context.reader?.id;
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
    "Avis bien reçu : « {title} » (nᵒ {number})",
    (context, { title, number }) =>
      isDoc(context, title) && isReceipt(context, number) && !given.get(context)!.reported,
  ),
  says(
    "Avis enregistré pour vous : « {title} » (nᵒ {number})",
    (context, { title, number }) =>
      isDoc(context, title) && isReceipt(context, number) && given.get(context)!.reported !== undefined,
  ),
  says("Votre avis a été enregistré le {instant}.", (context, { instant }) =>
    isAt(context, given.get(context)?.at, instant),
  ),
  says("Reçu : nᵒ {number}", (context, { number }) => given.has(context) && receiptOf(given.get(context)!) === number),
  says("Avis : {choice}", (context, { choice }) => choices[given.get(context)?.choice ?? ""] === choice),
  says("Date : {instant}", (context, { instant }) => isAt(context, given.get(context)?.at, instant)),
  says("Empreinte de l’enregistrement : {hash}", (context, { hash }) => {
    const row = context.doc!.rows.find(({ seq }) => seq === given.get(context)?.seq);
    return row !== undefined && sha256(row) === hash;
  }),
  says("Gardez ce message comme reçu."),
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
  says("Nouvel avis sur « {title} »", (context, { title }) => isDoc(context, title)),
  ...standings("{who} a donné son avis le {instant} ; {standing}.", (context, { who, instant }) =>
    isGiven(context, who, instant),
  ),
  ...standings(
    "L’avis de {who}, reçu le {received}, a été enregistré le {instant} ; {standing}.",
    (context, { who, instant, received }) =>
      isGiven(context, who, instant, true) && isOn(context, given.get(context)!.reported!.received, received),
  ),
  says("Le motif, s’il y en a un, se lit sur la page du livrable."),
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
    "La règle est remplie, mais la rencontre du {date} n’est pas encore enregistrée : closez la relecture ensuite, ou dites en la clôturant ce que devient la rencontre.",
    (context, { date }) =>
      verdict(context.round!) !== undefined &&
      context.round!.meeting?.status === "planned" &&
      isOn(context, context.round!.meeting.date, date),
  ),

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
