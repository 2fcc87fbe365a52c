import { openIn } from "./facts.ts";
import { counted, proofSentences } from "./page-words.ts";
import { type Context, type Sentence, says } from "./reader.ts";
import { isAt } from "./words.ts";

/** Annotated copies that a reviewer sent back, and what was found in each. */

const mine = ({ archive, doc, reader }: Context) =>
  archive.copies.filter(({ of, by }) => of === doc!.id && by === reader!.id);
const theCopy = (context: Context) => mine(context).find(({ upload }) => upload === context.thing);
const isAsked = ({ doc, reader }: Context) => openIn(doc!)?.reviewers.includes(reader!.id) === true;

const copies: Sentence[] = [
  ...proofSentences,
  says(
    "Aucune relecture ouverte ne vous attend : une copie annotée ne peut pas être reçue.",
    (context) => !isAsked(context),
  ),
  says("{when}", (context, { when }) => mine(context).some(({ at }) => isAt(context, at, when))),
  says("{name} Lue", (context, { name }) => mine(context).some((copy) => copy.name === name)),
  // the formats among which the sender of a copy chooses
  ...["Word (.docx)", "LibreOffice (.odt)"].map((format) => says(format)),
];

const copy: Sentence[] = [
  says("Ce que nous avons trouvé dans votre copie", (context) => theCopy(context) !== undefined),
  says("Vérifier mes remarques Revenir au document"),
  says("{when}", (context, { when }) => isAt(context, theCopy(context)?.at, when)),
  ...counted(
    "Une remarque a été tirée de {name}. Télécharger l’original",
    "{count} remarques ont été tirées de {name}. Télécharger l’original",
    (context) => theCopy(context)?.remarks ?? 0,
    (context, { name }) => theCopy(context)?.name === name,
  ),
  says(
    "Rien n’est encore envoyé : vérifiez, puis envoyez, avec votre avis ou sans l’attendre.",
    (context) => isAsked(context) && !areSent(context),
  ),
];

/** Whether the remarks of a copy were sent since. */
function areSent({ doc, reader, archive }: Context): boolean {
  const all = doc!.rounds.flatMap(({ remarks }) => remarks).filter(({ by }) => by === reader!.id);
  return all.some(({ id, file }) => archive.remarks.get(file)!.some((each) => each.id === id && each.file));
}

export const copyPages: Record<string, Sentence[]> = { copies, "copies/:one": copy };
