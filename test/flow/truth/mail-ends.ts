import { dayOf, type Facts, lastDay, openIn, silent, unanswered } from "./facts.ts";
import { closed, isDoc, isOpen, outcome, ran, runs } from "./mail-words.ts";
import { isWithdrawnFinal } from "./page-words.ts";
import { type Check, type Context, type Sentence, says } from "./reader.ts";
import { isAt, isOn } from "./words.ts";

const roundMoved = ({ round }: Context) => round?.moved.at(-1);

/** When the final documents were there. */
function outputsAt({ rows }: Facts): string | undefined {
  return rows.findLast(({ type }) => type === "outputsReady")?.at;
}

function datesChanged({ doc, at }: Context): boolean {
  return doc!.rows.some((row) => row.type === "amended" && row.at === at && row.data.due !== undefined);
}

/** Approved that day by its last round, its documents there. */
const becameFinal: Check = (context, { date }) =>
  closed(context)?.outcome === "approved" &&
  isOn(context, dayOf(closed(context)!.at), date) &&
  context.doc!.outputs !== undefined;

const formats: Record<string, string> = { PDF: "pdf", Word: "docx", HTML: "html" };
function isOutput(name: string): Check {
  return ({ doc }, { n, size = "" }) => {
    const output = doc?.outputs?.find(({ format }) => format === formats[name]);
    const kilo = Math.round((output?.bytes ?? 0) / 1024);
    return output !== undefined && size === `${kilo} Ko` && (n === undefined || output.pages === Number(n));
  };
}

/** How a round ended or went on, dates that changed, final documents, withdrawals. */
export const ends: Sentence[] = [
  says("« {title} » : approuvé", outcome("approved")),
  says("« {title} » : approuvé, remarques à intégrer", outcome("toIntegrate")),
  says("« {title} » : changements demandés", outcome("changesRequested")),
  says(
    "{n} remarques à traiter avant le {date}",
    (context, { n, date }) =>
      outcome("toIntegrate")(context, {}) &&
      unanswered(context.round!).length === Number(n) &&
      isOn(context, context.doc!.due.final, date),
  ),
  says(
    "Une remarque à traiter avant le {date}",
    (context, { date }) =>
      outcome("toIntegrate")(context, {}) &&
      unanswered(context.round!).length === 1 &&
      isOn(context, context.doc!.due.final, date),
  ),
  says("La relecture a été close le {instant}.", (context, { instant }) => isAt(context, closed(context)?.at, instant)),
  says(
    "La relecture a été close le {instant} ; le document final est attendu le {date}.",
    (context, { instant, date }) =>
      isAt(context, closed(context)?.at, instant) && isOn(context, context.doc!.due.final, date),
  ),
  says("Le document est approuvé.", outcome("approved")),
  says(
    "Il est maintenant composé en Word et en PDF ; vous recevrez un message quand il sera prêt.",
    ({ doc, at }) => (outputsAt(doc!) ?? at) >= at,
  ),
  says("Le document est approuvé, avec des remarques.", outcome("toIntegrate")),
  says(
    "Donnez à chacune une suite, intégrez-les, puis soumettez la nouvelle version à une courte relecture de confirmation.",
  ),
  says("Les relecteurs demandent des changements.", outcome("changesRequested")),
  says("Lisez leurs motifs, puis déposez un nouveau fichier."),
  says("« {title} » : relecture close sans accord", outcome("unresolved")),
  says("La relecture s’est close sans accord.", outcome("unresolved")),
  says("Lisez les avis, puis déposez un nouveau fichier."),
  says("Échéance passée : « {title} »", (context, { title }) => isDoc(context, title) && context.round!.passed),
  says(
    "L’échéance du {date} est passée sans résultat.",
    (context, { date }) => ran(context, date) && context.round!.passed,
  ),
  says("La relecture reste ouverte.", isOpen),
  says(
    "Déplacez l’échéance, attendez les avis qui manquent, ou closez sans accord.",
    ({ round }) => silent(round!).length > 0,
  ),
  says(
    "Nouvelle échéance : « {title} », {date}",
    (context, { title, date }) => isDoc(context, title) && runs(context, date),
  ),
  says(
    "La nouvelle échéance est le {date}.",
    (context, { date }) => runs(context, date) && roundMoved(context) !== undefined,
  ),
  says(
    "Il manquait des avis à l’échéance : la relecture est prolongée, une seule fois, comme ce type de document le prévoit.",
    (context) =>
      roundMoved(context)?.extension === true &&
      context.round!.atDeadline === "extend" &&
      silent(context.round!).length > 0,
  ),
  says(
    "Le service ne fonctionnait pas du {from} au {until}, et un rappel n’est pas parti : la relecture reste ouverte un jour ouvré de plus.",
    (context, found) =>
      isAt(context, roundMoved(context)?.outage?.from, found.from) &&
      isAt(context, roundMoved(context)?.outage?.until, found.until),
  ),
  says("Le reste ne change pas.", (context) => !roundMoved(context)?.outage && !roundMoved(context)?.extension),
  says("Nouvelles dates : « {title} »", (context, { title }) => isDoc(context, title) && datesChanged(context)),
  says("Les dates de ce document ont changé.", datesChanged),
  says("Brouillon attendu le : {date}", (context, { date }) => isOn(context, context.doc!.due.draft, date)),
  says("Relecture close le : {date}", (context, { date }) =>
    isOn(context, openIn(context.doc!) ? lastDay(context.round!.deadline) : context.doc!.due.review, date),
  ),
  says("Document final attendu le : {date}", (context, { date }) => isOn(context, context.doc!.due.final, date)),

  // the end
  says(
    "Document final : « {title} »",
    (context, { title }) => isDoc(context, title) && context.doc!.outputs !== undefined,
  ),
  says("Le document a été approuvé le {date} ; il est prêt à être téléchargé.", becameFinal),
  says(
    "« {title} » : document final",
    (context, { title }) => isDoc(context, title) && context.doc!.outputs !== undefined,
  ),
  says("Ce document est devenu final le {date}.", becameFinal),
  says(
    "L’édition {edition} de ce document est devenue finale le {date}.",
    (context, found) => becameFinal(context, found) && Number(found.edition) > 1,
  ),
  says("Le texte est le même dans tous les formats.", ({ doc }) =>
    ["pdf", "docx"].every((format) => doc?.outputs?.some((output) => output.format === format)),
  ),
  ...(["PDF", "Word"] as const).flatMap((name) => [
    says(`${name} : {n} pages, {size}`, isOutput(name)),
    says(`${name} : {n} page, {size}`, isOutput(name)),
  ]),
  says("HTML : {size}", isOutput("HTML")),
  says(
    "Document final retiré : « {title} »",
    (context, { title }) => isDoc(context, title) && isWithdrawnFinal(context),
  ),
  says(
    "Ce document final, que vous aviez reçu, a été retiré. Ses fichiers ne sont plus distribués : ne diffusez plus ceux que vous avez gardés.",
    (context) =>
      isWithdrawnFinal(context) &&
      context.archive.mails.some(
        ({ to, letter, about }) => to === context.reader!.id && letter === "final" && isDoc(context, about),
      ),
  ),
  says("Sa page reste : elle dit qui l’a retiré, quand et pourquoi.", isWithdrawnFinal),
  says("Voir ce qui en reste", isWithdrawnFinal),
  says(
    "Retiré du programme : « {title} »",
    (context, { title }) => isDoc(context, title) && context.doc!.withdrawn !== undefined,
  ),
  says(
    "Ce document a été retiré du programme ; plus rien n’est attendu de vous.",
    ({ doc }) => doc?.withdrawn !== undefined,
  ),
  says("Son historique reste consultable."),
];
