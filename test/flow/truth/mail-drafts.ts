import { daysFrom, lackingParts, openCarried } from "./facts.ts";
import { isDoc, isOwed, owed, owesOne, ran, severalOwed } from "./mail-words.ts";
import { kindOf, problemOf } from "./page-words.ts";
import { type Check, type Context, type Sentence, says } from "./reader.ts";
import { day, isLate, isOn, plain, titled } from "./words.ts";

/** Those that a letter asks for are as many as it says, and all there is from the day of the first on. */
const listed: Check = (context, found) => {
  const first = day(found.date ?? "", context) ?? "";
  const things = owed(context).filter(({ date = "9" }) => date >= first);
  return (
    severalOwed()(context, found) && things.length === Number(found.n) && isOn(context, things[0]?.date, found.date)
  );
};

/** The last file that the reader of a letter sent could not be read. */
const isRefused: Check = (context) => lastSent(context)?.refused?.at === context.at;
const lastSent = ({ doc, reader }: Context) =>
  [...(doc?.uploads.values() ?? [])].findLast(({ by }) => by === reader!.id);

/** It was read, and set aside since it would take corrections back. */
const isSetAside: Check = (context) =>
  isRefused(context, {}) && lastSent(context)?.refused?.code === "corrections-undone";

const sectionNames: Record<string, string> = {
  issues: "Enjeux et questions",
  framework: "Cadre de référence",
  method: "Méthode",
  schedule: "Calendrier",
};

/** The document began as the text of another, of this title, and that text is there. */
const beginsAs: Check = ({ doc, all }, { title }) => {
  const { origin } = doc ?? {};
  const source = all.find(({ id }) => id === origin?.deliverable);
  return source?.title === title && source?.drafts.some(({ version }) => version === origin!.version) === true;
};

/** What is said of the remarks that came along with a text, and how many those are. */
const waiting: [string, (count: string | undefined) => number][] = [
  ["", () => 0],
  [" Une remarque y attend sa suite.", () => 1],
  [" {count} remarques y attendent leur suite.", Number],
];

/** Texts that are asked for, reminders of them, and what was read of a file. */
export const drafts: Sentence[] = [
  says("{n} textes vous sont demandés, le premier pour le {date}", listed),
  says("{n} textes vous sont demandés, le premier pour le {date}.", listed),
  says("Pour chacun, la page dit ce qui est attendu."),
  says("« {title} » : {what}, {date} à minuit", (context, { title = "", what, date = "" }) =>
    isOwed(context, title, what, date),
  ),
  says("« {title} » : {what} ({parts}), {date} à minuit", (context, { title = "", what, date = "", parts }) =>
    isOwed(context, title, what, date, parts),
  ),
  says("« {title} » : {date} à minuit", (context, { title = "", date = "" }) =>
    isOwed(context, title, undefined, date),
  ),
  says(
    "« {title} » : {what}, {date} à minuit, {late}",
    (context, { title = "", what, date = "", late = "" }) =>
      isOwed(context, title, what, date) && isLate(context, day(date, context), late),
  ),
  says(
    "« {title} » : {what} ({parts}), {date} à minuit, {late}",
    (context, { title = "", what, parts, date = "", late = "" }) =>
      isOwed(context, title, what, date, parts) && isLate(context, day(date, context), late),
  ),
  says(
    "{asked} vous est demandée : « {title} », pour le {date}",
    (context, { title, date }) =>
      isDoc(context, title) && owed(context, context.doc).some((thing) => isOn(context, thing.date, date)),
  ),
  says(
    "Un document vous est demandé : « {title} », pour le {date}",
    (context, { title, date }) =>
      isDoc(context, title) && owed(context, context.doc).some((thing) => isOn(context, thing.date, date)),
  ),
  says("Votre texte est attendu pour le {date}.", owesOne("draft")),
  ...waiting.map(([words, number]) =>
    says(
      `Un texte est déjà là : celui de « {title} », dont ce document part.${words}`,
      (context, found) => beginsAs(context, found) && openCarried(context.doc!).length === number(found.count),
    ),
  ),
  says(
    "{words}",
    (context, { words }) => context.doc !== undefined && plain(kindOf(context).texts.author.fr) === words,
  ),
  says(
    "Votre avis était attendu jusqu’au {date} ; la relecture reste ouverte.",
    (context, found) => owesOne("review")(context, found) && ran(context, found.date),
  ),
  says("Une nouvelle version est attendue de vous pour le {date}.", owesOne("answer")),
  says("Les remarques attendent la suite que vous leur donnez, pour le {date}.", owesOne("dispositions")),
  says("Le brouillon est lu ; il vous reste à le soumettre, pour le {date}.", owesOne("submission")),
  says("Il reste {n} jours pour « {title} »", (context, { n, title = "" }) =>
    owed(context, titled(context, title)).some(({ date = "" }) => daysFrom(context.today, date) === Number(n)),
  ),
  says("Il reste un jour pour « {title} »", (context, { title = "" }) =>
    owed(context, titled(context, title)).some(({ date = "" }) => daysFrom(context.today, date) === 1),
  ),
  says("Dernier jour pour « {title} »", (context, { title = "" }) =>
    owed(context, titled(context, title)).some(({ date }) => date === context.today),
  ),
  says("« {title} » : {late}", (context, { title = "", late = "" }) =>
    owed(context, titled(context, title)).some(({ date }) => isLate(context, date, late)),
  ),
  says("{n} choses attendues de vous, la première pour le {date}", severalOwed()),
  says("{n} choses sont attendues de vous, la première pour le {date}.", severalOwed()),
  says(
    "{n} choses attendues de vous, la première {late}",
    (context, { n, late = "" }) => owed(context).length >= Number(n) && isLate(context, owed(context)[0]?.date, late),
  ),
  says("Ce rappel est le seul de la journée ; la même liste ne repart pas avant une semaine, sauf le dernier jour."),
  says("Ce rappel est le seul de la journée."),
  says("Si la date ne peut être tenue, répondez à ce message."),
  says("Attendu de vous aussi : {n} autres choses, que vos pages montrent", (context, { n }) => {
    const shown = context.before.filter((line) => /à minuit|end of/.test(line)).length;
    return owed(context).length - shown === Number(n);
  }),
  says("Attendu de vous aussi : une autre chose, que vos pages montrent", (context) => {
    const shown = context.before.filter((line) => /à minuit|end of/.test(line)).length;
    return owed(context).length - shown === 1;
  }),
  says(
    "« {title} » : {who} vous relance",
    (context, { title = "", who }) => who === "Coordination" && owed(context, titled(context, title)).length > 0,
  ),
  says("{who} a besoin de votre part pour avancer.", (_, { who }) => who === "Coordination"),
  says("Si quelque chose vous retient, répondez à ce message."),

  // files
  says("Fichier : {name}", ({ doc, reader }, { name }) =>
    [...(doc?.uploads.values() ?? [])].some((upload) => upload.name === name && upload.by === reader?.id),
  ),
  says(
    "Votre fichier a été lu ; le brouillon est attendu le {date}.",
    (context, { date }) => context.doc!.drafts.length > 0 && isOn(context, context.doc!.due.draft, date),
  ),
  says("Votre fichier a été lu.", ({ doc }) => doc!.drafts.length > 0),
  says("« {title} » : lu, rien à vérifier", (context, { title }) => {
    const draft = context.doc?.drafts.findLast(({ at }) => at === context.at);
    return isDoc(context, title) && draft?.warnings === 0 && draft.missing.length === 0;
  }),
  says(
    "« {title} » : lu, mais il y manque quelque chose",
    (context, { title }) => isDoc(context, title) && context.doc!.drafts.at(-1)!.missing.length > 0,
  ),
  says("« {title} » : fichier illisible", (context, { title }) => isDoc(context, title) && isRefused(context, {})),
  says(
    "« {title} » : ce fichier n’a pas remplacé le brouillon",
    (context, { title }) => isDoc(context, title) && isSetAside(context, {}),
  ),
  says("Sa page dit lesquelles, et où reprendre le bon fichier.", isSetAside),
  says("Si vous le voulez tel quel, dites-le là.", isSetAside),
  says("Votre fichier n’a pas pu être lu.", isRefused),
  says("Rien d’autre n’a changé : le brouillon d’avant, s’il y en a un, est toujours là.", isRefused),
  says("{problem}", (context, { problem }) => {
    const { refused } = lastSent(context) ?? {};
    return refused?.at === context.at && problem === problemOf(refused);
  }),
  says("Déposer un autre fichier", isRefused),
  says(
    "Rubriques manquantes : {sections}",
    ({ doc }, { sections = "" }) =>
      sections ===
      doc!.drafts
        .at(-1)!
        .missing.map((id) => sectionNames[id])
        .join(", "),
  ),
  says(
    "Comparez le texte lu à votre original, puis soumettez-le à relecture.",
    ({ doc }) => lackingParts(doc!).length === 0,
  ),
  says(
    "Comparez le texte lu à votre original, donnez suite aux remarques qui attendent, puis soumettez-le à relecture.",
    ({ doc }) => lackingParts(doc!).length === 0,
  ),
  says("Comparez le texte lu à votre original."),
  says("Le document est en relecture."),
  says(
    "Le document pourra être soumis à relecture quand toutes ses parties y seront.",
    ({ doc }) => lackingParts(doc!).length > 0,
  ),
  says(
    "Le document ne peut pas encore être soumis : complétez votre fichier, puis déposez-le de nouveau.",
    ({ doc }) => lackingParts(doc!).length > 0,
  ),
];
