import type { Gathering } from "./gatherings.ts";
import { isAgenda, isThen, isUnrecorded } from "./meetings.ts";
import { type Check, type Context, type Found, type Sentence, says } from "./reader.ts";
import { isOn, isText } from "./words.ts";

type Bears = (meeting: Gathering, context: Context, found: Found) => boolean;

/** A sentence about the meeting that a mail is about. */
const of =
  (bears: Bears): Check =>
  (context, found) =>
    context.meeting !== undefined && bears(context.meeting, context, found);

const isCalled = (...statuses: Gathering["status"][]) =>
  of((meeting, context, { date, name }) => {
    return statuses.includes(meeting.status) && isOn(context, meeting.date, date) && name === named;
  });
/** All of the season are of one kind, and have no title. */
const kind = "séminaire interne";
const named = "Séminaire interne";
const isGuest = ({ status, invited }: Gathering, { reader }: Context) =>
  status === "planned" && invited.includes(reader!.id);

/** Meetings: invitations, changes, cancellations, what is still to be recorded, minutes. */
export const meetings: Sentence[] = [
  says(
    "Vous recevez ce message parce que vous êtes, ou étiez, invité à cette rencontre, ou que vous y étiez.",
    of(({ wasInvited, present }, { reader }) => wasInvited.has(reader!.id) || present.includes(reader!.id)),
  ),
  says(
    "Vous recevez ce message parce que cette rencontre est la vôtre.",
    of(({ organiser }, { reader }) => organiser === reader!.id),
  ),
  says("Rencontre : {name}", (_, { name }) => name === kind),
  says("Ouvrir la page de la rencontre"),

  says("{name} du {date} : invitation", isCalled("planned")),
  says(
    "Vous êtes invité à la rencontre du {when}.",
    of((meeting, context, { when }) => isGuest(meeting, context) && isThen(context, meeting, when)),
  ),
  says("RECI : ce qui sera discuté est sur sa page."),
  says("L’invitation jointe va dans votre agenda."),
  says(
    "Quand : {when}",
    of((meeting, context, { when }) => isThen(context, meeting, when)),
  ),
  says(
    "Lieu : {place}",
    of((meeting, _, { place }) => meeting.place === place),
  ),
  says(
    "Ordre du jour : {items}",
    of((meeting, context, { items = "" }) => isAgenda(context, meeting, items, " ; ")),
  ),
  says("{name} du {date} : changement", isCalled("planned")),
  says(
    "La rencontre a maintenant lieu le {when}.",
    of((meeting, context, { when }) => isGuest(meeting, context) && isThen(context, meeting, when)),
  ),
  says("L’invitation jointe remplace la précédente dans votre agenda."),
  says("{name} du {date} : sans vous", isCalled("planned")),
  says(
    "Vous n’êtes plus attendu à la rencontre du {when}.",
    of((meeting, context, { when }) => !isGuest(meeting, context) && isThen(context, meeting, when)),
  ),
  says("{name} du {date} : annulation", isCalled("off")),
  says(
    "La rencontre du {when} n’a pas lieu.",
    of((meeting, context, { when }) => meeting.status === "off" && isThen(context, meeting, when)),
  ),
  says("Le message joint la retire de votre agenda."),
  says(
    "Motif : {text}",
    of(({ reason }, context, { text = "" }) => isText(context, reason, text)),
  ),
  says("{name} du {date} : à enregistrer", isCalled("planned")),
  says(
    "La rencontre du {when} n’est pas encore enregistrée.",
    of((meeting, context, { when }) => isUnrecorded(meeting, context) && isThen(context, meeting, when)),
  ),
  says(
    "Dites qui était là, ce qui s’est décidé, et ajoutez le compte rendu ; ou dites qu’elle n’a pas eu lieu.",
    of(isUnrecorded),
  ),
  says("{name} du {date} : compte rendu", isCalled("held")),
  says(
    "Le compte rendu de la rencontre du {when} peut se lire.",
    of((meeting, context, { when }) => meeting.minutes !== undefined && isThen(context, meeting, when)),
  ),
  says("Sa page a aussi ce qui s’y est décidé."),
];
