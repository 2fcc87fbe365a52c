import { dayOf, type Edition, isEditionUnchanged, isReady, isToDeclare } from "./facts.ts";
import { downloadSentences, receivedSentences } from "./page-downloads.ts";
import { compared } from "./page-forms.ts";
import { isDossier, isStage, isWithdrawnFinal, kindOf, outputsOf, withdrawnFinal } from "./page-words.ts";
import { type Check, type Context, type Sentence, says } from "./reader.ts";
import { isAt, isNamed, isOn, isText, isVersion } from "./words.ts";

/** What pages say of the editions of a final. */

/** Editions whose files are there, the newest first; none once it is withdrawn. */
export const deliveredOf = ({ doc }: Context): Edition[] =>
  doc!.withdrawn ? [] : doc!.editions.filter(({ outputs }) => outputs).toReversed();

/** The edition that a page is about: by its address, else the newest that there is. */
export const shown = (context: Context) =>
  context.thing ? deliveredOf(context).find(({ number }) => String(number) === context.thing) : deliveredOf(context)[0];

const isPair = ({ doc }: Context, edition = "", before = "") =>
  doc!.editions.length >= Number(before) && Number(edition) === Number(before) + 1;

/** The one that is being made, and the one before it. */
const isMaking: Check = (context, { edition, before }) =>
  context.doc!.making?.number === Number(edition) && (before === undefined || isPair(context, edition, before));

/** "Édition 1, du 16 avril 2008": as a link, or in a list. */
export const isEdition = (context: Context, said = ""): Edition | undefined => {
  const [, number, on] = /^Édition (\d+), du (.+)$/.exec(said) ?? [];
  return context.doc!.editions.find((each) => each.number === Number(number) && isOn(context, dayOf(each.at), on));
};

/** Why the edition of a page was made, or is. */
const why: Sentence = says("{reason}", (context, { reason = "" }) =>
  [...deliveredOf(context).map((each) => each.reason), context.doc!.making?.reason].some((ref) =>
    isText(context, ref, reason),
  ),
);

const declared =
  (corrected: boolean): Check =>
  (context, { edition, before, date }) => {
    const { doc } = context;
    const said = doc!.editions.find(({ number }) => number === Number(edition));
    return (
      said === shown(context) &&
      said?.corrected === corrected &&
      isAt(context, said.at, date) &&
      isPair(context, edition, before)
    );
  };

const edition: Sentence[] = [
  says("Édition {number}", (context, { number }) => shown(context)?.number === Number(number)),
  says("{title} · {action}", ({ doc }, { title, action }) => doc!.title === title && doc!.action === action),
  says("{when}", (context, { when }) => isAt(context, shown(context)?.at, when)),
  says("Une édition plus récente remplace celle-ci : {newest}", (context, { newest }) => {
    const [first] = deliveredOf(context);
    return isEdition(context, newest) === first && shown(context) !== first;
  }),
  says("Édition {edition}, relue et approuvée le {date} ; elle remplace l’édition {before}.", declared(false)),
  says("Édition {edition}, corrigée sans relecture le {date} ; elle remplace l’édition {before}.", declared(true)),
  says("Édition {edition}, faite parce que :", (context, { edition: number }) => {
    const said = shown(context);
    return said?.number === Number(number) && said.reason !== undefined;
  }),
  says(
    "Ce qui a changé entre l’édition {before} et l’édition {edition}",
    (context, { edition: number, before }) =>
      isPair(context, number, before) && shown(context)?.number === Number(number),
  ),
  why,
  says("L’édition {edition} est en préparation.", isMaking),
  says("Éditions précédentes", (context) => deliveredOf(context).length > 1),
  says("{edition}", (context, { edition: said }) => deliveredOf(context).slice(1).includes(isEdition(context, said)!)),
];

/** At the address of a final that was withdrawn: what it was, who withdrew it, when and why. */
const tombstone: Sentence[] = [
  withdrawnFinal,
  says("Retiré", isWithdrawnFinal),
  says("{action}", (context, { action }) => isWithdrawnFinal(context) && context.doc!.action === action),
  says("{reason}", (context, { reason = "" }) => isText(context, context.doc!.withdrawn?.reason, reason)),
  says("Retiré par : {who}", (context, { who = "" }) => isNamed(context, context.doc!.withdrawn?.by ?? "", who)),
  says("Le : {when}", (context, { when }) => isAt(context, context.doc!.withdrawn?.at, when)),
  says(
    "Ce qui était publié : {edition}",
    (context, { edition: said }) => isWithdrawnFinal(context) && isEdition(context, said)?.outputs !== undefined,
  ),
  says("Ce qui a été envoyé, relu et décidé reste enregistré, et se vérifie.", isWithdrawnFinal),
];

/** What the page of a withdrawn final does not say. */
function leftOutOfTombstone(context: Context): string[] {
  const { withdrawn, editions } = context.doc!;
  const wanted = ["Retiré par : ", "Le : ", ...editions.map(({ number }) => `Édition ${number}, du `)];
  const unsaid = wanted.filter((words) => !context.before.some((line) => line.includes(words)));
  const why = context.before.some((line) => isText(context, withdrawn!.reason, line)) ? [] : ["why it was withdrawn"];
  return [...unsaid, ...why];
}

/** The newest edition on the page of the final, and each on a page of its own. */
export const editionSentences = [...edition, ...tombstone];

/** Of a page of editions, what it does not say. */
export function leftOutOfEditions(context: Context): string[] {
  if (isWithdrawnFinal(context)) return leftOutOfTombstone(context);
  const [newest, ...earlier] = deliveredOf(context);
  const said = context.before.join("\n");
  const here = shown(context);
  if (!newest || !here) return [];
  const words = [
    ...(context.thing ? [] : earlier.map(({ number }) => `Édition ${number}, du `)),
    ...(here === newest ? [] : [`Une édition plus récente remplace celle-ci : Édition ${newest.number}, du `]),
    ...(here.number > 1 ? [`Édition ${here.number}, faite parce que`] : []),
    ...(here.corrected ? ["corrigée sans relecture"] : []),
    ...(context.doc!.making && !context.thing ? [`L’édition ${context.doc!.making.number} est en préparation.`] : []),
  ];
  const reasons = [here.reason, here === newest ? undefined : newest.reason].filter((ref) => ref !== undefined);
  const unsaid = reasons.filter((ref) => !context.before.some((line) => isText(context, ref, line)));
  return [...words.filter((each) => !said.includes(each)), ...unsaid.map(() => "why an edition was made")];
}

/** The draft of the edition that is being made reads as the one before, and lists the same sources. */
const sameAsBefore: Sentence = says(
  "Le texte et les sources sont encore ceux de l’édition précédente : envoyez le fichier corrigé, ou changez les sources.",
  ({ doc }) => isEditionUnchanged(doc!),
);

/** On the page of a deliverable: its editions, and what the newest waits for. */
export const editionsOfDeliverable: Sentence[] = [
  withdrawnFinal,
  says("Éditions", ({ doc }) => doc!.editions.length + (doc!.making ? 1 : 0) > 1),
  says("Édition {edition} – en préparation", isMaking),
  says(
    "{edition} – en vigueur, c’est elle que les financeurs téléchargent (Page des financeurs)",
    (context, { edition: said }) =>
      deliveredOf(context).length > 0 && isEdition(context, said) === deliveredOf(context)[0],
  ),
  says("{edition} – remplacée par l’édition {next}", (context, { edition: said, next }) => {
    const found = isEdition(context, said);
    return found !== undefined && found !== deliveredOf(context)[0] && found.number + 1 === Number(next);
  }),
  says("L’édition {edition} est en préparation ; les financeurs téléchargent toujours l’édition {before}.", isMaking),
  says(
    "La correction est complète. Lisez ce qui a changé, puis déclarez-la : elle devient finale sans relecture, et le document le dit.",
    (context) => context.office && isToDeclare(context.doc!),
  ),
  says(
    "La correction est complète ; la coordination la déclare. Elle peut aussi passer en relecture.",
    (context) => !context.office && isToDeclare(context.doc!),
  ),
  sameAsBefore,
];

/** On the page of its author, why it is opened again, and what is downloaded meanwhile. */
export const editionOfDraft: Sentence[] = [
  says("L’édition {edition} est en préparation. L’édition {before} reste celle qui se télécharge :", isMaking),
  why,
];

const mayOpen = (context: Context) => isReady(context.doc!);

export const editionPages: Record<string, Sentence[]> = {
  "final/:edition": [
    ...editionSentences,
    ...outputsOf(shown),
    says("Télécharger le dossier de preuve (archive .zip, {size})", isDossier),
    ...downloadSentences,
    ...receivedSentences,
  ],
  "final/:edition/redline": [
    says("Avant : {from}", (context, { from }) => isEdition(context, from)?.number === shown(context)!.number - 1),
    says("Après : {to}", (context, { to }) => isEdition(context, to) === shown(context)),
    ...compared,
    says("{from} → {to}", (context, { from, to }) => {
      const here = shown(context);
      return isEdition(context, to) === here && isEdition(context, from)?.number === here!.number - 1;
    }),
  ],
  edition: [
    says(
      "Le document redevient un brouillon pour l’édition {next}. L’édition {edition} garde son adresse, et reste ce que les financeurs téléchargent tant que la nouvelle n’est pas prête.",
      (context, { edition: number, next }) =>
        mayOpen(context) && deliveredOf(context)[0]!.number === Number(number) && isPair(context, next, number),
    ),
    says(
      "Ouvrir l’édition {edition}",
      (context, { edition: number }) => mayOpen(context) && deliveredOf(context)[0]!.number + 1 === Number(number),
    ),
    says("L’édition {edition} est déjà en préparation.", isMaking),
    says(
      "Une nouvelle édition s’ouvre une fois le document final et ses fichiers prêts.",
      (context) => !mayOpen(context) && !context.doc!.making,
    ),
    says(
      "Elle passera par une relecture : ce type de document n’admet pas de correction sans relecture.",
      (context) => mayOpen(context) && kindOf(context).editions !== "correction",
    ),
  ],
  "edition/correction": [
    sameAsBefore,
    says(
      "Ce brouillon devient l’édition {edition} sans relecture. Sa fiche d’approbation et sa page le disent, avec le motif et ce qui a changé depuis l’édition {before}.",
      (context, found) => isMaking(context, found) && isToDeclare(context.doc!),
    ),
    says("Ce qui change, et pourquoi : {reason}", (context, { reason = "" }) =>
      isText(context, context.doc!.making?.reason, reason),
    ),
    says("Version : {version}", (context, { version }) => {
      const draft = context.doc!.drafts.at(-1);
      return draft !== undefined && isVersion(context, context.doc!, draft.version, version);
    }),
    says(
      "Déclarer l’édition {edition} corrigée",
      (context, found) => isMaking(context, found) && isToDeclare(context.doc!),
    ),
    says(
      "Aucune correction n’est prête à être déclarée : il faut un brouillon complet, différent de l’édition précédente.",
      (context) => !isToDeclare(context.doc!),
    ),
    says("Ouvrir le brouillon"),
  ],
  "edition/abandonment": [
    says(
      "L’édition {edition} n’est plus préparée ; l’édition {before} reste le document final, tel quel. Ce qui a été envoyé reste dans l’historique.",
      (context, found) => isMaking(context, found) && isStage("draft")(context, {}),
    ),
  ],
};
