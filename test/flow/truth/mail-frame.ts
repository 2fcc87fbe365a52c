import { lastDay } from "./facts.ts";
import { given, isMine, isOpen, owed } from "./mail-words.ts";
import { type Check, type Context, type Sentence, says } from "./reader.ts";
import { areNamed, isOn, isText, personOf } from "./words.ts";

/** Minutes are told by fives, and a page takes some one or two of them. */
const isLength: Check = ({ round }, { pages = "", minutes }) => {
  const count = /^(?:environ )?(\d+|une) pages?$/.exec(pages)?.[1];
  const known = count === "une" ? 1 : Number(count);
  return round !== undefined && Number(minutes) % 5 === 0 && Number(minutes) <= Math.max(5, 2 * known);
};

function isVeiledFrom({ round, reader }: Context, others: number): boolean {
  return round!.anonymous && round!.reviewers.filter((id) => id !== reader!.id).length === others;
}

/** Whom a mail is for, what it is about, the links it has. */
export const frame: Sentence[] = [
  says("Bonjour {name},", ({ reader }, { name }) => reader?.name === name),
  says("Bien cordialement,"),
  says("Coordination, RECI", ({ reader }) => reader?.name !== "Coordination"),
  says("Livrable, RECI", ({ office }) => office),
  says("Répondez à ce message pour écrire à {name}.", (context, { name }) =>
    context.doc ? personOf(context, context.doc.coordinator)?.name === name : name === "Coordination",
  ),
  says("Ce lien est personnel : ne le transmettez pas."),
  says("Il reste valable 90 jours."),
  says("Vous recevez ce message parce que vous êtes relecteur de ce document.", isMine),
  says(
    "Vous recevez ce message parce que vous étiez relecteur de ce document.",
    (context) => !isMine(context) && context.round?.were.has(context.reader!.id) === true,
  ),
  says("Vous recevez ce message parce que vous êtes auteur de ce document.", ({ doc, reader }) =>
    Boolean(reader && doc?.authors.includes(reader.id)),
  ),
  says("Vous recevez ce message parce que ces travaux sont attendus de vous.", (context) => owed(context).length > 1),
  says(
    "Vous recevez ce message parce que vous coordonnez ce document.",
    ({ doc, reader }) => doc?.coordinator === reader?.id,
  ),
  says("Vous recevez ce message parce que vous coordonnez ce réseau.", ({ office }) => office),
  says(
    "Pour ne plus recevoir la lettre de la semaine : {address}",
    ({ kind, reader }, { address }) => kind === "weekly" && address!.endsWith(`/people/${reader!.id}#withoutWeekly`),
  ),
  says("Vous recevez ce message parce que votre structure finance ce document.", ({ doc, reader, archive }) =>
    Boolean(
      doc?.funders.some(
        (id) => archive.people.find((person) => person.id === id)?.organisation === reader?.organisation,
      ),
    ),
  ),
  says("Vous recevez ce message parce que vous avez envoyé des remarques sur ce document.", ({ doc, reader }) =>
    Boolean(doc?.rounds.some(({ remarks }) => remarks.some(({ by }) => by === reader?.id))),
  ),

  says("Coordination vous envoie votre lien d’accès"),
  says("Coordination vous envoie votre lien pour entrer dans Livrable, valable 90 jours."),
  says("Il ouvre vos pages (RECI) sur l’appareil où vous le suivez."),
  says("Vous recevez ce message parce que la coordination du réseau vous l’a envoyé."),

  // what it is about
  says("Document : {title}", ({ doc }, { title }) => doc?.title === title),
  says("Action : {action}", ({ doc }, { action }) => doc?.action === action),
  says("À lire : {pages}, {minutes} minutes", isLength),
  says("Relisent aussi : {people}", (context, { people = "" }) => {
    const others = context.round!.reviewers.filter((id) => id !== context.reader!.id);
    return !context.round!.anonymous && areNamed(context, others, people);
  }),
  says("Relisent aussi : {n} autres personnes", (context, { n }) => isVeiledFrom(context, Number(n))),
  says("Relisent aussi : une autre personne", (context) => isVeiledFrom(context, 1)),
  says("Échéance : {date} à minuit", (context, { date }) =>
    [
      ...owed(context, context.doc).map((thing) => thing.date),
      isOpen(context) ? lastDay(context.round!.deadline) : "",
    ].some((each) => isOn(context, each, date)),
  ),
  says(
    "Ce qui est à vous : {parts}",
    ({ doc, reader }, { parts }) =>
      doc?.parts
        .filter(({ people }) => people.includes(reader!.id))
        .map(({ title }) => title)
        .join(", ") === parts,
  ),
  says("Avec : {people}", (context, { people = "" }) =>
    areNamed(
      context,
      context.doc!.authors.filter((id) => id !== context.reader!.id),
      people,
    ),
  ),
  says("Motif : {text}", (context, { text = "" }) => {
    const { doc, round, kind } = context;
    const reasons: Record<string, (string | undefined)[]> = {
      invited: [round?.unchanged],
      withdrawn: [doc?.withdrawn?.reason],
      finalWithdrawn: [doc?.withdrawn?.reason],
      editionOpened: [doc?.making?.reason],
      final: [doc?.editions.findLast(({ outputs }) => outputs)?.reason],
      decisionReported: [given.get(context)?.reason],
    };
    return (reasons[kind] ?? []).some((ref) => isText(context, ref, text));
  }),

  // links, and what a kind asks of its authors
  ...[
    "Entrer dans Livrable",
    "Ouvrir l’année",
    "Voir ce qui est attendu de vous",
    "Voir vos rencontres",
    "Voir vos livrables",
    "Voir qui est attendu",
    "Ouvrir votre reçu",
    "Voir l’avis enregistré",
    "Déposer votre nouvelle version",
    "Voir la partie proposée",
    "Voir le document final",
    "Lire le compte rendu",
    "Enregistrer la rencontre",
    "Dire que c’est fait",
    "Lire le document et donner votre avis",
    "Voir où en est le document",
    "Voir ce que nous avons lu",
    "Ouvrir votre livrable",
    "Voir ce qui est demandé et envoyer votre texte",
    "Voir le brouillon et le soumettre",
    "Ouvrir le livrable",
    "Clore la relecture",
    "Télécharger le document final",
    "Voir les suites données",
    "Répondre à la proposition",
    "Lire la nouvelle version et donner votre avis",
    "Traiter les remarques",
    "Chaque membre envoie sa partie : ses actions, ses références, les personnes à joindre.",
    "Nommez des fonctions plutôt que des personnes, et donnez l’année de chaque action.",
  ].map((idle) => says(idle)),
];
