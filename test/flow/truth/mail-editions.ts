import { dayOf, isEditionUnchanged } from "./facts.ts";
import { isDoc } from "./mail-words.ts";
import { type Archive, allAt, type Check, type Context, type Fault, type Sentence, says } from "./reader.ts";
import { isOn } from "./words.ts";

const newest = ({ doc }: Context) => doc!.editions.findLast(({ outputs }) => outputs);

const replaces =
  (corrected: boolean): Check =>
  (context, { edition, before, date }) => {
    const { number, at, corrected: is } = newest(context)!;
    const follows = number === Number(edition) && number - 1 === Number(before);
    return follows && is === corrected && isOn(context, dayOf(at), date?.replace(/, .*$/, ""));
  };

const isMaking: Check = ({ doc }, { edition, before }) =>
  doc!.making?.number === Number(edition) && Number(edition) - 1 === Number(before);

/** That a final is opened again, and its new edition there. */
export const editionMails: Sentence[] = [
  says("Nouvelle édition : « {title} »", (context, { title }) => isDoc(context, title) && newest(context)!.number > 1),
  says(
    "L’édition {edition} de ce document remplace l’édition {before}. Elle a été relue et approuvée le {date} ; elle est prête à être téléchargée.",
    replaces(false),
  ),
  says(
    "L’édition {edition} de ce document remplace l’édition {before}. Elle a été corrigée sans relecture le {date} ; elle est prête à être téléchargée.",
    replaces(true),
  ),
  says(
    "Nouvelle édition à préparer : « {title} »",
    (context, { title }) => isDoc(context, title) && context.doc!.making !== undefined,
  ),
  says(
    "Une nouvelle édition de ce document est ouverte, l’édition {edition}. L’édition {before} reste celle que les financeurs téléchargent tant que la nouvelle n’est pas prête.",
    isMaking,
  ),
  says(
    "Envoyez le fichier corrigé ; la coordination le déclarera corrigé, sans relecture, et le document le dira.",
    ({ doc }) => doc!.making?.way === "correction" && isEditionUnchanged(doc!),
  ),
  says(
    "Comparez le texte lu à votre original. La coordination déclarera ensuite la correction, sans relecture.",
    ({ doc }) => doc!.making?.way === "correction" && !isEditionUnchanged(doc!),
  ),
];

/** Whoever is to learn of an edition that is opened, or there, or withdrawn, and has not one letter that says so. */
export function readEditionMails(archive: Archive): Fault[] {
  return [...archive.rows.values()].flat().flatMap((row): Fault[] => {
    const letter = { editionOpened: "editionOpened", outputsReady: "final", withdrawn: "finalWithdrawn" }[
      row.type as string
    ];
    const doc = letter && allAt(archive, row.at).find(({ rows }) => rows.some((each) => each === row));
    if (!doc || doc.editions.length === 0) return [];
    const others = letter === "editionOpened" ? [] : [...doc.funders, doc.coordinator];
    // who withdraws it knows
    const readers = others.filter((person) => letter === "final" || person !== row.by);
    // letters wait for the hours of working days, over a long weekend too
    const soon = new Date(Date.parse(row.at) + 4 * 86_400_000).toISOString();
    return [...new Set([...doc.authors, ...readers])].flatMap((person): Fault[] => {
      const had = archive.mails.filter(
        ({ at, to, letter: is, about }) =>
          to === person && is === letter && about === doc.title && at >= row.at && at < soon,
      );
      const why = "not borne" as const;
      return had.length === 1
        ? []
        : [{ where: `${row.at} ${person}`, said: `${letter} ${doc.title} ${had.length}`, why }];
    });
  });
}
