import { isDoc, isOpen } from "./mail-words.ts";
import { type Check, type Context, type Sentence, says } from "./reader.ts";
import { isOn, isText, isWhen } from "./words.ts";

function isSeminar(status: string): Check {
  return (context, { date, title }) =>
    isDoc(context, title) &&
    context.round?.meeting?.status === status &&
    isOn(context, context.round.meeting.date, date);
}

function invitedNow({ round, reader }: Context): boolean {
  return round?.meeting?.status === "planned" && round.meeting.invited.includes(reader!.id);
}

function isInvited(context: Context, { when = "" }: Record<string, string>): boolean {
  return invitedNow(context) && isWhen(context, context.round, when);
}

/** Seminars: invitations, changes, what is still to be recorded. */
export const seminars: Sentence[] = [
  says("Séminaire du {date}, dossier prêt : « {title} »", isSeminar("planned")),
  says("Vous êtes invité au séminaire du {when}.", isInvited),
  says("RECI : le document à discuter est prêt à lire.", ({ round }) => round !== undefined),
  says("L’invitation jointe va dans votre agenda."),
  says("L’invitation jointe remplace la précédente dans votre agenda."),
  says("Séminaire : {when}", (context, { when = "" }) => isWhen(context, context.round, when)),
  says("Lieu : {place}", ({ round }, { place }) => round?.meeting?.place === place),
  says("Ordre du jour : {text}", (context, { text = "" }) => isText(context, context.round?.meeting?.agenda, text)),
  says("Séminaire du {date}, changement : « {title} »", isSeminar("planned")),
  says("Le séminaire a maintenant lieu le {when}.", isInvited),
  says("Séminaire sans vous : « {title} »", (context, { title }) => isDoc(context, title) && !invitedNow(context)),
  says("Vous n’êtes plus attendu au séminaire sur ce document.", (context) => !invitedNow(context)),
  says("Le message joint le retire de votre agenda."),
  says("Séminaire du {date} annulé : « {title} »", isSeminar("off")),
  says(
    "Le séminaire du {when} n’a pas lieu.",
    (context, { when = "" }) => context.round?.meeting?.status === "off" && isWhen(context, context.round, when),
  ),
  says("Séminaire du {date} à enregistrer : « {title} »", isSeminar("planned")),
  says(
    "Le séminaire du {when} n’est pas encore enregistré.",
    (context, { when = "" }) =>
      context.round?.meeting?.status === "planned" &&
      context.round.meeting.date < context.today &&
      isWhen(context, context.round, when),
  ),
  says("Dites qui était là et ajoutez le compte rendu, ou dites qu’il n’a pas eu lieu."),
  says("Une relecture qui a un séminaire ne s’approuve qu’ensuite.", isOpen),
];
