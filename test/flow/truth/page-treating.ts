import { dayOf, openCarried, type Remark, stageOf, unanswered } from "./facts.ts";
import { counted, dispositions, isStage, isWritten, offered, remarkSentences, wordsOf } from "./page-words.ts";
import { type Check, type Context, type Sentence, says } from "./reader.ts";
import { isErased, isNamed, isOn, isText, plain } from "./words.ts";

/** The page on which remarks are treated: those of a round, or those that came along. */

/** All that the page is about, those that wait, and what was done of one. */
type Source = {
  all: (context: Context) => Remark[];
  open: (context: Context) => Remark[];
  suite: (context: Context, id: string) => { as: string; reason?: string } | undefined;
};

const ofRound: Source = {
  all: ({ round }) => round?.remarks ?? [],
  open: ({ round }) => (round ? unanswered(round) : []),
  suite: ({ round }, id) => round?.suites.get(id),
};

const carriedAlong: Source = {
  all: ({ doc }) => doc?.origin?.carried ?? [],
  open: ({ doc }) => openCarried(doc!),
  suite: ({ doc }, id) => doc?.origin?.suites.get(id),
};

const types: Record<string, string> = {
  comment: "commentaire",
  correction: "correction",
  addition: "ajout",
  reference: "référence",
};
const typeOf = (context: Context, remark: Remark) => offered({ ...context, remark })?.type ?? "";
const isApplied = ({ doc }: Context, { id }: Remark) => doc!.drafts.at(-1)?.applied.includes(id) === true;
const isGone = (context: Context, { file }: Remark) => isErased(context, file);
const named = (context: Context, { by }: Remark, who: string) =>
  isNamed(context, by, who, context.kind.startsWith("carried") ? undefined : context.round);
const isProposing = (context: Context, remark: Remark) => ["correction", "addition"].includes(typeOf(context, remark));
const written = (context: Context, said: string) =>
  [context.round?.version, context.doc!.drafts.at(-1)?.version, context.doc!.origin?.version].some(
    (version) => version !== undefined && isWritten(context, version, said),
  );

/** Whether a remark stands as the list says: one that asks for the same as another, or is in the text, may wait too. */
function stands(context: Context, { suite }: Source, remark: Remark, said: string): boolean {
  if (isApplied(context, remark)) return said === "Appliquée";
  const done = suite(context, remark.id);
  if (done) return said === dispositions[done.as];
  if (!["draft", "review"].includes(stageOf(context.doc!))) return said === "Sans suite";
  return said === "À traiter" || said === "Doublon ?" || (said === "Déjà faite ?" && isProposing(context, remark));
}

const states = ["Appliquée", ...Object.values(dispositions), "Sans suite", "À traiter", "Doublon ?", "Déjà faite ?"];

const numberOf = (source: Source, context: Context, n = "") =>
  source.all(context).find(({ number }) => number === Number(n));

function bar(source: Source, title: string): Sentence[] {
  const progress: Check = (context, { done, count }) => {
    const [all, open] = [source.all(context).length, source.open(context).length];
    return Number(done) === all - open && Number(count) === all;
  };
  return [
    says(`{title} : ${title}`, ({ doc }, found) => doc!.title === found.title),
    says("{done} sur {count} traitées", (context, found) => Number(found.count) > 1 && progress(context, found)),
    says("{done} sur {count} traitée", (context, found) => Number(found.count) < 2 && progress(context, found)),
    says("à rendre le {date}", (context, { date }) =>
      Object.values(context.doc!.due).some((day) => isOn(context, day, date)),
    ),
    ...["Annuler la dernière suite", "Annuler la dernière correction"].flatMap((words) =>
      ["", "Je veux l’annuler "].map((tick) =>
        says(`${tick}${words}`, (context) => source.all(context).length > source.open(context).length),
      ),
    ),
    ...counted(
      "Il en reste une avant de soumettre",
      "Il en reste {count} avant de soumettre",
      (context) => source.open(context).length,
    ),
    ...["Soumettre", "Préparer le brouillon"].map((words) =>
      says(words, (context) => isStage("draft")(context, {}) && source.open(context).length === 0),
    ),
  ];
}

function list(source: Source): Sentence[] {
  return [
    ...counted(
      "Voir la remarque de la liste",
      "Voir la liste des {count} remarques",
      (context) => source.all(context).length,
    ),
    says("À traiter ({n})", (context, { n }) => source.open(context).length === Number(n)),
    says("Toutes ({n})", (context, { n }) => source.all(context).length === Number(n)),
    {
      ...says("{who} ({n})", (context, { who = "", n }) => {
        return source.all(context).filter((remark) => named(context, remark, who)).length === Number(n);
      }),
      pattern: /^(?<who>.+) \((?<n>\d+)\)$/u,
    },
    says("Sur l’ensemble du document", (context) =>
      source.all(context).some((remark) => offered({ ...context, remark })?.anchor === undefined),
    ),
    says("En tête du document"),
    {
      ...says("{chapter}", (context, { chapter = "" }) => written(context, chapter)),
      pattern: /^(?:.+ – )?\d+ (?<chapter>.+)$/u,
    },
    says("Remarques dont le texte a été effacé", (context) =>
      source.all(context).some((remark) => isGone(context, remark)),
    ),
    says("Remarque nᵒ {n}", (context, { n }) => {
      const remark = numberOf(source, context, n);
      if (remark) context.remark = remark;
      return remark !== undefined;
    }),
    says("Texte effacé", (context) => isGone(context, context.remark!)),
    says("Même demande que la nᵒ {n}", (context, { n }) => {
      return Number(n) < context.remark!.number && numberOf(source, context, n) !== undefined;
    }),
    {
      ...says("{words}", (context, { words = "" }) => {
        if (!context.remark) return false;
        const { text = "", proposal = "" } = offered(context) ?? {};
        const said = words
          .replace(/^(Supprimer )?« | »$/g, "")
          .replace(/…$/, "")
          .trim();
        return [text, proposal, wordsOf(offered(context))].some((each) => plain(each).includes(said));
      }),
    },
    ...states.map((state) =>
      says(state, (context) => context.remark !== undefined && stands(context, source, context.remark, state)),
    ),
    says("{who}", (context, { who = "" }) => context.remark !== undefined && named(context, context.remark, who)),
    says("dans une copie annotée", (context) => offered(context)?.file !== undefined),
    says("{n} corrections sans conflit", (context, { n }) => {
      return source.open(context).filter((each) => isProposing(context, each)).length >= Number(n);
    }),
    says("Voir, puis appliquer les {n}", (context) => isStage("draft")(context, {})),
  ];
}

const isOneOfSeveral =
  (source: Source): Check =>
  (context) =>
    source.all(context).length > 1;

function answer(source: Source, each: string): Sentence[] {
  return [
    says(`${each} nᵒ {n}`, (context, { n }) => {
      const remark = numberOf(source, context, n);
      if (remark) context.remark = remark;
      return remark !== undefined;
    }),
    ...Object.entries(types).map(([type, words]) =>
      says(words, (context) => context.remark !== undefined && typeOf(context, context.remark) === type),
    ),
    says("{who}, le {when}", (context, { who = "", when }) => {
      const { remark } = context;
      return remark !== undefined && named(context, remark, who) && isOn(context, dayOf(remark.at), when);
    }),
    says("Appliquée au brouillon", (context) => isApplied(context, context.remark!)),
    says("Le texte de cette remarque a été effacé à la demande d’une personne.", ({ remark, ...context }) =>
      isGone(context as Context, remark!),
    ),
    ...["n’est plus dans le texte", "a été modifié depuis", "a changé de place depuis"].map((words) =>
      says(`${words.startsWith("n") ? "Ce" : "Le"} passage ${words}. Il disait :`, (context) => {
        return wordsOf(offered(context)) !== "" && context.doc!.drafts.length > 1;
      }),
    ),
    says(
      "Le texte dit déjà ce qu’elle propose : il n’y a rien à appliquer. Vous pouvez la dire déjà faite.",
      (context) => isProposing(context, context.remark!) && source.suite(context, context.remark!.id) === undefined,
    ),
    ...["Demande la même chose :", "Demandent la même chose :"].map((words) => says(words, isOneOfSeveral(source))),
    ...["Demande", "Demandent"].map((verb) =>
      says(`${verb} autre chose pour les mêmes mots :`, isOneOfSeveral(source)),
    ),
    says("nᵒ {n}, {who}", (context, { n, who = "" }) => {
      const remark = numberOf(source, context, n);
      return remark !== undefined && remark !== context.remark && named(context, remark, who);
    }),
    ...["elle", "elles"].map((whom) => says(`Votre suite vaut aussi pour ${whom}.`, isOneOfSeveral(source))),
    ...["Ne traiter que celle-ci", "Les traiter ensemble"].map((words) => says(words, isOneOfSeveral(source))),
    ...["En attente de suite", "Sans suite", ...Object.values(dispositions)].map((word) =>
      says(word, (context) => {
        const done = source.suite(context, context.remark!.id);
        if (done) return dispositions[done.as] === word;
        return word === (isStage("draft", "review")(context, {}) ? "En attente de suite" : "Sans suite");
      }),
    ),
    says("{reason}", (context, { reason = "" }) =>
      isText(context, source.suite(context, context.remark?.id ?? "")?.reason, reason),
    ),
    says(
      "Si personne ne sait plus ce qu’elle demandait, elle n’est pas retenue : dites que son texte a été effacé.",
      ({ remark, ...context }) => isGone(context as Context, remark!),
    ),
    ...["Enregistrer et suivante", "Enregistrer la suite donnée"].map((words, last) =>
      says(words, (context, found) => {
        const waits = source.open(context).some(({ id }) => id !== context.remark!.id);
        return isStage("draft", "review")(context, found) && (last === 1 || waits);
      }),
    ),
    says("↵"),
    ...remarkSentences,
    says("{words}", (context, { words = "" }) => written(context, words)),
  ];
}

const none = says("Aucune remarque n’a encore été reçue. Chacune paraît ici quand son relecteur l’envoie.", ({ doc }) =>
  doc!.rounds.every((round) => round.remarks.length === 0),
);

/** Of several rounds with remarks, each by which the list is narrowed. */
const byRound = says("Relecture nᵒ {n}", ({ doc }, { n }) => {
  const remarked = doc!.rounds.filter((round) => round.remarks.length > 0);
  return remarked.length > 1 && remarked.some(({ number }) => number === Number(n));
});

const contributions: Sentence[] = [
  none,
  byRound,
  ...bar(ofRound, "remarques"),
  ...list(ofRound),
  ...answer(ofRound, "Remarque"),
];
const carried: Sentence[] = [
  says("Aucune remarque n’a été reprise.", ({ doc }) => (doc!.origin?.carried ?? []).length === 0),
  ...bar(carriedAlong, "remarques reprises"),
  ...list(carriedAlong),
  ...answer(carriedAlong, "Remarque reprise"),
];

/** The page, as it is opened and for one remark. */
export const treatingPages: Record<string, Sentence[]> = {
  ...{ contributions, "contributions/:one": contributions },
  ...{ carried, "carried/:one": carried },
};
