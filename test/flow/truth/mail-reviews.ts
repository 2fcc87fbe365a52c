import { daysFrom, type Remark, silent, stageOf } from "./facts.ts";
import { isDoc, isMine, isOpen, owed, severalOwed } from "./mail-words.ts";
import { type Check, type Context, type Offered, type Sentence, says } from "./reader.ts";
import { isNamed, isText, plain, suites, titled, until } from "./words.ts";

/** In a few words, as they are quoted: of a correction what it replaces, and with what. */
const shortOf = ({ type, text, proposal, anchor }: Offered) =>
  type === "correction" && proposal ? `${anchor?.quotation?.exact}|${proposal}` : text || proposal || "–";

const isSuite: Check = (context, { number, words = "", suite = "", reason }) => {
  const { doc, archive, reader } = context;
  const saidIn = ({ file, id: remark }: Remark) => archive.remarks.get(file)?.find(({ id }) => id === remark);
  return (doc?.rounds ?? []).some((round) => {
    const remark = round.remarks.find(
      (each) =>
        each.by === reader?.id &&
        (number === undefined ? plain(shortOf(saidIn(each)!)) === plain(words) : each.number === Number(number)),
    );
    const said = remark && saidIn(remark);
    const done = remark && round.suites.get(remark.id);
    if (!remark || !said || plain(shortOf(said)) !== plain(words)) return false;
    if (!done)
      return reason === undefined && suite === (stageOf(doc!) === "final" ? "sans suite" : "sans suite encore");
    return suites[done.as] === suite && (reason === undefined ? !done.reason : isText(context, done.reason, reason));
  });
};

const isReviewDue: Check = (context, { title, date }) =>
  isDoc(context, title) && isMine(context) && isOpen(context) && until(context, date);
const wasConfirmed: Check = ({ round, doc }) => {
  const before = doc?.rounds.find(({ number }) => number === round?.confirms);
  return before?.closed?.outcome === "toIntegrate" && before.remarks.length > 0;
};
/** How many remarks had no disposition when the round was opened all the same. */
const left = ({ doc, round }: Context) =>
  doc!.rows.flatMap((row) =>
    row.type === "roundOpened" && row.data.round === round!.number ? (row.data.undisposed ?? 0) : [],
  )[0] ?? 0;
const allAnswered: Check = (context, found) => wasConfirmed(context, found) && left(context) === 0;
const wasReserved: Check = ({ round, doc }) => {
  const before = doc?.rounds.find(({ number }) => number === round?.confirms);
  return before?.closed?.outcome === "toIntegrate" && before.remarks.length === 0;
};
const changed = ({ doc, round }: Context) => {
  const before = doc?.rounds.find(({ number }) => number === (round?.number ?? 0) - 1);
  return before !== undefined && before.version !== round?.version;
};

function isReviewDue_(): Check {
  return (context, { date }) => isMine(context) && isOpen(context) && until(context, date);
}

function answeredMine({ doc, reader }: Context): boolean {
  const mine = doc!.rounds.filter(({ remarks }) => remarks.some(({ by }) => by === reader!.id));
  return mine.some((round) => round.remarks.some(({ by, id }) => by === reader!.id && round.suites.has(id)));
}

function hasOpen({ doc, reader }: Context): boolean {
  return doc!.rounds.some((round) => round.remarks.some(({ by, id }) => by === reader!.id && !round.suites.has(id)));
}

/** Invitations to review, what became of remarks, reminders of an opinion. */
export const reviews: Sentence[] = [
  // an invitation to review
  says("Votre avis sur « {title} » avant le {date}", isReviewDue),
  says("Votre avis est attendu jusqu’au {date}.", isReviewDue_()),
  says(
    "Version intégrée à confirmer avant le {date} : « {title} »",
    (context, found) => isReviewDue(context, found) && wasConfirmed(context, found) && changed(context),
  ),
  says(
    "Votre avis sur la version intégrée est attendu jusqu’au {date}.",
    (context, found) => isReviewDue_()(context, found) && wasConfirmed(context, found) && changed(context),
  ),
  says(
    "Nouvelle version à relire avant le {date} : « {title} »",
    (context, found) => isReviewDue(context, found) && changed(context),
  ),
  says(
    "Votre avis sur la nouvelle version est attendu jusqu’au {date}.",
    (context, found) => isReviewDue_()(context, found) && changed(context),
  ),
  says(
    "Cette version remplace celle de la relecture nᵒ {n}.",
    (context, { n }) => changed(context) && context.round!.number - 1 === Number(n),
  ),
  says("En tête de la page, un lien montre, mot à mot, ce qui a changé depuis.", changed),
  says("En tête de la page, un lien montre, mot à mot, ce qui a changé depuis la version que vous avez lue.", changed),
  says("RECI : vous êtes invité à relire ce document.", (context) => isMine(context) && isOpen(context)),
  says(
    "Vous pourrez l’annoter passage par passage, puis donner votre avis : favorable, avec des réserves, ou en demandant des changements.",
  ),
  says("Vous pourrez l’annoter passage par passage, puis donner votre avis."),
  says(
    "{from} vous propose de relire ce document à sa place, et la coordination est d’accord.",
    (context, { from = "" }) =>
      context.round!.proposals.some(
        (each) =>
          each.status === "confirmed" && each.person === context.reader!.id && isNamed(context, each.from, from),
      ),
  ),
  says("RECI : ce document avait été approuvé avec des remarques ; ses auteurs leur ont donné suite.", allAnswered),
  says(
    "RECI : ce document avait été approuvé avec des remarques, dont certaines sont restées sans suite.",
    (context, found) => wasConfirmed(context, found) && left(context) > 0,
  ),
  says(
    "RECI : ce document avait été approuvé avec des remarques ; ses auteurs leur ont donné suite, mais le texte n’a pas changé depuis.",
    (context, found) => allAnswered(context, found) && !changed(context),
  ),
  says("RECI : ce document avait été approuvé avec des réserves.", wasReserved),
  says(
    "RECI : ce document avait été approuvé avec des réserves ; le texte n’a pas changé depuis.",
    (context, found) => wasReserved(context, found) && !changed(context),
  ),
  says("Ses auteurs disent pourquoi ci-dessous.", ({ round }) => round?.unchanged !== undefined),
  says("Ils disent pourquoi ci-dessous.", ({ round }) => round?.unchanged !== undefined),
  says("Suites données à vos remarques : voici ce qu’il en est de chacune."),
  says("Voici ce qu’il en est de chacune."),
  says("Voici ce qu’il en est de celles dont aucun message ne vous l’a encore dit.", answeredMine),
  says("{number}. « {words} » : {suite}", isSuite),
  says("{number}. « {words} » : {suite}. {reason}", isSuite),
  says("{number}.", (_, { number = "" }) => /^\d+$/.test(number)),
  says("Remplacer « {was} » par « {proposal} » : {suite}", (context, { was, proposal, ...found }) =>
    isSuite(context, { ...found, words: `${was}|${proposal}` }),
  ),
  says("Suites données à vos remarques", answeredMine),
  says("Les auteurs ont donné suite à vos remarques sur ce document.", answeredMine),
  says(
    "Les auteurs ont donné suite à une partie de vos remarques sur ce document.",
    (context) => answeredMine(context) && hasOpen(context),
  ),
  says("Vos remarques, sans suite", (context) => !answeredMine(context)),
  says("Aucune suite n’a été donnée à vos remarques sur ce document.", (context) => !answeredMine(context)),

  // reminders of a review
  says("Dernier jour pour relire « {title} »", (context, { title = "" }) =>
    owed(context, titled(context, title)).some(({ what, date }) => what === "review" && date === context.today),
  ),
  says("Il reste {n} jours pour relire « {title} »", (context, { n, title = "" }) =>
    owed(context, titled(context, title)).some(
      ({ what, date = "" }) => what === "review" && daysFrom(context.today, date) === Number(n),
    ),
  ),
  says("Vous n’avez pas encore donné votre avis sur ce document.", ({ round, reader }) =>
    silent(round!).includes(reader!.id),
  ),
  says(
    "Vous n’avez pas encore donné votre avis sur ceux-ci ; ce rappel est le seul de la journée.",
    (context) => severalOwed("review")(context, { n: "2", date: "" }) || owed(context).length > 1,
  ),
  says("Votre avis sur « {title} » est encore attendu", (context, { title }) =>
    owed(context).some(
      ({ doc, what, date }) => doc.title === title && what === "review" && date !== undefined && date < context.today,
    ),
  ),
  says("{n} documents à relire, le premier avant le {date}", severalOwed("review")),
  says("Votre avis est attendu sur {n} documents, sur le premier jusqu’au {date}.", severalOwed("review")),
];
