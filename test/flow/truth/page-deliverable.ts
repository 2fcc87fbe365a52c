import {
  currentRound,
  dayOf,
  isReady,
  lackingParts,
  openCarried,
  openIn,
  owes,
  silent,
  stageOf,
  unanswered,
  verdict,
} from "./facts.ts";
import { originSentences } from "./origin-words.ts";
import { downloadSentences, receivedSentences, shareSentences } from "./page-downloads.ts";
import { editionOfDraft, editionSentences, editionsOfDeliverable } from "./page-editions.ts";
import { finalSentences } from "./page-final.ts";
import { history } from "./page-history.ts";
import { isOwed, owedPattern } from "./page-lists.ts";
import { closable, standingSentences } from "./page-standing.ts";
import {
  areThey,
  asked,
  counted,
  isDossier,
  isStage,
  isSubmittable,
  isWithdrawnFinal,
  kindOf,
  outcomes,
  outputSentences,
  partWords,
  proofSentences,
  roundSentences,
  sittings,
  stages,
  stageWord,
} from "./page-words.ts";
import { type Check, type Context, type Sentence, says } from "./reader.ts";
import { fullName, isAt, isNamed, isOn, isVersion, isWhen, lastDayOf, titled } from "./words.ts";

const order = ["draft", "review", "final"];
const isOpen = ({ doc, round }: Context) => doc !== undefined && round !== undefined && openIn(doc) === round;
const planned = ({ round }: Context) => (round?.meeting?.status === "planned" ? round.meeting : undefined);
const last = ({ doc }: Context) => doc!.rounds.at(-1);

/** The way a deliverable goes, and which stages lie behind. */
const way: Sentence[] = [
  says("{stage} (étape passée)", (context, { stage = "" }) => isBehind(context, stage, true)),
  says("{stage}", (context, { stage = "" }) => isBehind(context, stage, false)),
];
function isBehind(context: Context, said: string, past: boolean): boolean {
  const here = order.indexOf(stageOf(context.doc!));
  return order.some((stage, index) => stages[stage] === said && index < here === past && here >= 0);
}

const areLacking: Check = (context, { parts = "" }) => {
  const { doc } = context;
  const absent = lackingParts(doc!).filter(({ id }) => !doc!.drafts.some(({ part }) => part === id));
  const said = absent.map(({ title, people }) => partWords(context, title, people));
  return said.join(", ") === parts;
};

/** Approved, and held back by reservations alone. */
const heldBackByReservations = (context: Context) => {
  const round = last(context);
  return round?.closed?.outcome === "toIntegrate" && round.remarks.length === 0;
};
const isUnchanged = (context: Context) => last(context)?.version === context.doc!.drafts.at(-1)?.version;

/** What it waits for, on its page and on its author's. */
const steps: Sentence[] = [
  ...standingSentences,
  says("Parties encore attendues : {parts}.", areLacking),
  says(
    "Rubriques manquantes : {sections}. Ajoutez-les au fichier, puis déposez-le de nouveau.",
    (context, { sections }) => {
      const missing = context.doc!.drafts.at(-1)?.missing ?? [];
      return (
        kindOf(context)
          .sections.filter(({ id }) => missing.includes(id))
          .map(({ title }) => title.fr)
          .join(", ") === sections
      );
    },
  ),
  says(
    "Dites qui était là, et ce qui a été dit et décidé : {date}.",
    (context, { date }) =>
      context.office &&
      context.doc!.rounds.some(
        (round) =>
          round.meeting?.status === "planned" &&
          round.meeting.date < context.today &&
          isWhen(context, round, date ?? ""),
      ),
  ),
  says("Les financeurs en reçoivent le lien.", ({ doc }) => isReady(doc!) && doc!.funders.length > 0),
  ...outputSentences,
  ...editionsOfDeliverable,
];

/** The last round's line at the head of the page. */
const head: Sentence[] = [
  ...stageWord,
  ...way,
  says(
    "{kind} · {action}",
    (context, { kind, action }) => kindOf(context).name.fr === kind && context.doc!.action === action,
  ),
  says("{action}", ({ doc, before }, { action }) => before.at(-1) === doc!.title && doc!.action === action),
  says("Jusqu’au {date}", (context, { date }) => isOpen(context) && isOn(context, lastDayOf(context.round!), date)),
];

const isPerson =
  (people: (context: Context) => readonly string[], seated = false): Check =>
  (context, { who = "" }) =>
    people(context).some((id) => isNamed(context, id, who, seated ? last(context) : undefined));

const dueDays: Sentence[] = [
  says("Brouillon attendu le : {date}", (context, { date }) => isOn(context, context.doc!.due.draft, date)),
  says("Document final attendu le : {date}", (context, { date }) => isOn(context, context.doc!.due.final, date)),
];

const plan: Sentence[] = [
  says("Type de livrable : {kind}", (context, { kind }) => kindOf(context).name.fr === kind),
  says("Action du programme : {action}", ({ doc }, { action }) => doc!.action === action),
  says("Langue du document : Français"),
  says(
    "Coordination : {who}",
    isPerson(({ doc }) => [doc!.coordinator]),
  ),
  says(
    "Auteurs : {who}",
    isPerson(({ doc }) => doc!.authors),
  ),
  says(
    "Relecteurs : {who}",
    isPerson(({ doc }) => doc!.reviewers, true),
  ),
  says(
    "Financeurs : {who}",
    isPerson(({ doc }) => doc!.funders),
  ),
  says("Financeurs : Personne pour l’instant", ({ doc }) => doc!.funders.length === 0),
  says("Relecteurs : Personne pour l’instant", ({ doc }) => doc!.reviewers.length === 0),
  ...dueDays,
  says("Relecture close le : {date}", (context, { date }) => {
    const round = last(context);
    const ends = round && (round.closed ? dayOf(round.closed.at) : lastDayOf(round));
    return isOn(context, ends ?? context.doc!.due.review, date);
  }),
  says("Prochaine relecture close le : {date}", (context, { date }) => {
    const { closed } = last(context) ?? {};
    const { review = "" } = context.doc!.due;
    const again = closed !== undefined && ["changesRequested", "unresolved"].includes(closed.outcome);
    return isOn(context, review, date) && again && review > dayOf(closed.at);
  }),
  says("Parties, une par structure membre : {part}", (context, { part }) =>
    context.doc!.parts.some(({ title, people }) => partWords(context, title, people) === part),
  ),
];

/** Who owes what, and the button that asks them again. */
const awaited: Sentence[] = [
  says(
    "Régler le remplacement proposé par {who}",
    (context, { who = "" }) =>
      context.office &&
      openIn(context.doc!)?.proposals.some(
        ({ status, from }) => status === "proposed" && isNamed(context, from, who),
      ) === true,
  ),
  says("Ce qui est attendu, et de qui"),
  says(
    "{who}",
    (context, { who = "" }) =>
      context.heading === "Ce qui est attendu, et de qui" &&
      owing(context).some((id) => isNamed(context, id, who, openIn(context.doc!))),
  ),
  {
    ...says("{what} ({parts}), pour le {date}, {late}", (context, said) => {
      const { doc, before } = context;
      const who = before.at(-1) ?? "";
      return owing(context).some((id) => isNamed(context, id, who, openIn(doc!)) && isOwed(context, doc!, id, said));
    }),
    pattern: new RegExp(`^${owedPattern}$`, "u"),
  },
  ...[
    "Envoyer une relance à tous ceux qui sont attendus ({n})",
    "Ajouter un mot – tous ceux qui sont attendus ({n})",
  ].map((template) => says(template, (context, { n }) => toChase(context).length === Number(n) && Number(n) > 1)),
  says("Relancer tout le monde", (context) => toChase(context).length > 1),
  ...["Envoyer une relance à {who}", "Relancer {who}", "Ajouter un mot – {who}"].map((template) =>
    says(template, (context, { who = "" }) => toChase(context).some((id) => isNamed(context, id, who))),
  ),
  says("Relancé aujourd’hui.", (context) => chasedToday(context).length > 0),
  says("Rappelé aujourd’hui par le calendrier.", (context) => remindedToday(context).length > 0),
];

/** Who owes something of it. */
function owing({ doc }: Context): string[] {
  const people = [...doc!.authors, ...(openIn(doc!)?.reviewers ?? [])];
  return people.filter((id) => owes(doc!, id).length > 0);
}

/** The ways to chase one person of one document, on pages of several. */
export const chaseSentences: Sentence[] = [
  ...["Je confirme la relance {who} – {title}", "Relancer – {who} – {title}", "Ajouter un mot – {who} – {title}"].map(
    (template) =>
      says(template, (context, { who, title = "" }) => {
        const doc = titled(context, title);
        const person = context.archive.people.find((each) => fullName(each) === who);
        return doc !== undefined && person !== undefined && toChase({ ...context, doc }).includes(person.id);
      }),
  ),
  ...[
    "Je confirme la relance {who} – {title}",
    "Relancer les {count} – {who} – {title}",
    "Ajouter un mot – {who} – {title}",
  ].map((template) =>
    says(template, (context, { who = "", title = "", count }) => {
      const doc = titled(context, title);
      const named = context.archive.people.filter((each) => who.split(", ").includes(fullName(each)));
      const asked = doc === undefined ? [] : toChase({ ...context, doc });
      const isAll = count === undefined || named.length === Number(count);
      return isAll && named.length > 1 && named.every(({ id }) => asked.includes(id));
    }),
  ),
  says("Relancé aujourd’hui.", (context) => context.all.some((doc) => chasedToday({ ...context, doc }).length > 0)),
  says("Rappelé aujourd’hui par le calendrier.", (context) =>
    context.all.some((doc) => remindedToday({ ...context, doc }).length > 0),
  ),
];

/** Who was chased on the day of the page. */
export function chasedToday({ doc, today }: Context): string[] {
  return doc!.rows.flatMap(({ type, data }) => (type === "chased" && data.day === today ? data.people : []));
}

/** Who was reminded of it by a letter of that day. */
export function remindedToday({ archive, doc, today, at }: Context): string[] {
  const { title } = doc!;
  const letters = archive.mails.filter(
    (mail) => /^(reminder|weekly)$/.test(mail.letter) && mail.at <= at && dayOf(mail.at) === today,
  );
  return letters.flatMap(({ to, said }) => (/[«“] ?/.test(said) && said.includes(title) ? [to] : []));
}

/** Who owes something, is there, is not the reader, and was neither chased nor reminded today. */
export function toChase(context: Context): string[] {
  const { archive, doc, present, reader } = context;
  const chased = [...chasedToday(context), ...remindedToday(context)];
  const there = archive.people.filter(({ id }) => (present ?? []).includes(id) && id !== reader!.id);
  return there.flatMap(({ id }) => (owes(doc!, id).length > 0 && !chased.includes(id) ? [id] : []));
}

const files: Sentence[] = [
  says(
    "{when}",
    (context, { when }) =>
      context.heading === "Fichiers déposés" &&
      (context.doc!.drafts.some(({ at }) => isAt(context, at, when)) ||
        [...context.doc!.uploads.values()].some(({ at }) => isAt(context, at, when))),
  ),
  {
    ...says("{name} – {part} · {date}", (context, { name, part = "", date }) =>
      context.doc!.drafts.some((draft) => {
        const sent = context.doc!.uploads.get(draft.upload);
        const title = context.doc!.parts.find(({ id }) => id === sent?.part)?.title ?? "";
        return sent?.name === name && title === part && isOn(context, dayOf(draft.at), date);
      }),
    ),
    pattern: /^(?<name>[^–]+\.\w+)(?: – (?<part>.+?))? · (?<date>\d{1,2}(?:er)? \p{L}+ \d{4})$/u,
  },
  ...counted(
    "Un fichier plus ancien",
    "{count} fichiers plus anciens",
    ({ doc }) => doc!.drafts.filter(({ upload }) => upload).length - 3,
  ),
  {
    ...says("{name} – {part} {status} {when}", (context, { name, part = "", status, when }) =>
      [...context.doc!.uploads].some(([upload, sent]) => {
        const read = context.doc!.drafts.find((draft) => draft.upload === upload);
        const title = context.doc!.parts.find(({ id }) => id === sent.part)?.title ?? "";
        const instant = status ? sent.at : read?.at;
        const right = sent.name === name && title === part && isAt(context, instant, when ?? context.before.at(-1));
        const refused = sent.refused?.code === "corrections-undone" ? "À décider" : "Refusé";
        const stands = sent.refused ? refused : read ? "Lu" : "Attendu";
        return right && (status === undefined ? read !== undefined : status === stands);
      }),
    ),
    pattern:
      /^(?<name>[^–]+\.\w+)(?: – (?<part>.+?))?(?: (?<status>Lu|Attendu|Refusé|À décider)(?: (?<when>\d.+))?)?$/u,
  },
];

const rounds: Sentence[] = [
  ...sittings,
  says("Relecture nᵒ {n}", ({ doc }, { n }) => doc!.rounds.some(({ number }) => number === Number(n))),
  says("Relecture nᵒ {n} – édition {edition}", ({ doc }, { n, edition }) => {
    const { rounds, editions, making } = doc!;
    const made = editions.find(({ round }) => round >= Number(n))?.number ?? making?.number;
    const isOne = rounds.some(({ number }) => number === Number(n));
    return isOne && made === Number(edition) && editions.length + (making ? 1 : 0) > 1;
  }),
  says("Relecture nᵒ {n}, de confirmation", ({ doc }, { n }) =>
    doc!.rounds.some(({ number, confirms }) => number === Number(n) && confirms !== undefined),
  ),
  says("{when}", (context, { when }) =>
    context.doc!.rounds.some(
      ({ opened }) => isAt(context, opened, when) && /^Relecture nᵒ/.test(context.heading ?? ""),
    ),
  ),
  // a round of before, folded under its title
  says("{outcome} · {date}", (context, { outcome, date }) => {
    const { closed } = context.round ?? {};
    return closed !== undefined && outcomes[closed.outcome] === outcome && isOn(context, dayOf(closed.at), date);
  }),
  ...counted("Une remarque", "{count} remarques", ({ round }) => round?.remarks.length ?? 0),
  ...counted("Une remarque est sans suite", "{count} remarques sont sans suite", (context) =>
    stageOf(context.doc!) === "draft" ? unanswered(last(context)!).length : 0,
  ),
  ...roundSentences,
];

/** How the round could be closed now; where a meeting alone is awaited, also as if it were held. */
export function endings(context: Context): string[] {
  const { round } = context;
  const onceHeld = round && closable(context) === undefined && planned(context) ? verdict(round) : undefined;
  return onceHeld ? [onceHeld, "unresolved"] : [closable(context) ?? "unresolved"];
}

const closure: Sentence[] = [
  ...standingSentences,
  ...roundSentences,
  ...counted(
    "Un avis est encore attendu : clore maintenant met fin à la relecture sans lui.",
    "{count} avis sont encore attendus : clore maintenant met fin à la relecture sans eux.",
    ({ round }) => (round ? silent(round).length : 0),
  ),
  says("La rencontre prévue le {date} a-t-elle lieu ?", (context, { date }) =>
    isOn(context, planned(context)?.date, date),
  ),
  ...(
    [
      [
        "approved",
        "Approuver",
        "La règle est remplie et rien n’est à intégrer : le document devient final, puis il est composé en Word et en PDF pour les financeurs.",
      ],
      [
        "toIntegrate",
        "Approuver et faire intégrer les remarques",
        "La règle est remplie, avec des remarques ou des réserves : le document retourne à ses auteurs, qui donnent suite à chacune ; une courte relecture confirme ensuite la version intégrée.",
      ],
      [
        "toIntegrate",
        "Approuver tel quel",
        "Le document devient final dans cette version, sans rien intégrer. Les remarques et les réserves restent dans le compte rendu de la relecture.",
      ],
      [
        "changesRequested",
        "Renvoyer aux auteurs, avec les changements demandés",
        "Des changements sont demandés : le document retourne à ses auteurs comme brouillon ; une nouvelle version ouvrira une nouvelle relecture.",
      ],
      [
        "unresolved",
        "Clore sans accord",
        "La règle n’est pas remplie : le document retourne à ses auteurs comme brouillon, sans approbation. Tous les avis restent enregistrés.",
      ],
    ] as const
  ).flatMap(([outcome, label, hint]) => [
    says(label, (context) => endings(context).includes(outcome)),
    says(hint, (context) => endings(context).includes(outcome)),
    says(`${label} : Qu{when}`, (context) => !endings(context).includes(outcome)),
  ]),
];

/** Remarks that wait in the rounds that are shown, and those that came along. */
const waits = ({ doc }: Context) =>
  doc!.rounds.slice(-2).some((round) => unanswered(round).length > 0) || openCarried(doc!).length > 0;

const draft: Sentence[] = [
  ...["", ", avec les remarques sans suite en commentaires"].map((remarks) =>
    says(
      `Continuer dans Word – le brouillon tel qu’il est ici${remarks}`,
      (context) =>
        isStage("draft")(context, {}) && context.doc!.drafts.length > 0 && waits(context) === (remarks !== ""),
    ),
  ),
  ...head,
  ...dueDays,
  ...editionOfDraft,
  ...originSentences,
  ...steps,
  ...rounds,
  ...files,
  says(
    "{words}",
    (context, { words }) =>
      isStage("draft")(context, {}) && kindOf(context).texts.author.fr.replace(/[\u00a0\u202f]/g, " ") === words,
  ),
  says(
    "Jusqu’au {date}",
    (context, { date }) =>
      isStage("draft")(context, {}) && !currentRound(context.doc!) && isOn(context, context.doc!.due.draft, date),
  ),
  ...[
    "Continuer dans Word – le brouillon tel qu’il est ici",
    "Continuer dans Word – le brouillon tel qu’il est ici, avec une remarque sans suite en commentaire",
    "Continuer dans Word – le brouillon tel qu’il est ici, avec {n} remarques sans suite en commentaires",
  ].map((template) => says(template, (context) => isStage("draft")(context, {}) && context.doc!.drafts.length > 0)),
  says("Un nouveau fichier pourra être déposé si des changements sont demandés.", isStage("review")),
  says(
    "La relecture est close et des changements sont attendus. Les avis sont plus bas ; déposez un nouveau fichier.",
    (context) =>
      isStage("draft")(context, {}) &&
      last(context)?.closed?.outcome === "changesRequested" &&
      context.doc!.drafts.at(-1)?.version === last(context)?.version,
  ),
  says(
    "Aucune partie ne vous est confiée : les autres sont à leurs auteurs. Vous pouvez les lire.",
    ({ doc, reader }) => doc!.parts.every(({ people }) => people.length > 0 && !people.includes(reader!.id)),
  ),
  says(
    "Word (.docx), LibreOffice (.odt), Markdown (.md) ou archive (.zip) d’un .md et de ses images ; {limit} au plus.",
  ),
  // the formats among which the sender of a file chooses
  ...["Word (.docx)", "LibreOffice (.odt)", "Markdown (.md)"].map((format) => says(format)),
  says(
    "{label} : {part}",
    ({ doc, reader }, { label, part }) =>
      ["Déposer un fichier", "Déposer un autre fichier"].includes(label!) &&
      doc!.parts.some(({ title, people }) => title === part && people.includes(reader!.id)),
  ),
  // of several, the part that the file is
  says("{part}", ({ doc, reader }, { part }) =>
    doc!.parts.some(({ title, people }) => title === part && people.includes(reader!.id)),
  ),
  says("Déposer un fichier", isStage("draft")),
  // of a final, a part that its author proposes to change
  says(
    "Déposer un autre fichier",
    (context) => (isStage("draft")(context, {}) || isStage("final")(context, {})) && context.doc!.drafts.length > 0,
  ),
];

/** More would have to approve than would be asked. */
const isBeyond: Check = (context) => Number(context.doc!.quorum) > asked(context).length;

const submission: Sentence[] = [
  ...roundSentences.filter(({ template }) => !template.startsWith("Échéance")),
  ...steps,
  says("Titre : {title}", ({ doc }, { title }) => doc!.title === title),
  says("Version : {version}", (context, { version }) => {
    const draft = context.doc!.drafts.at(-1);
    return draft !== undefined && isVersion(context, context.doc!, draft.version, version);
  }),
  says("Relecteurs : {reviewers}", (context, { reviewers }) => {
    const people = asked(context);
    return last(context)?.anonymous ? reviewers === `${people.length} relecteurs` : areThey(context, people, reviewers);
  }),
  says("Échéance : Jusqu’au {date}", (context, { date }) => {
    const { doc, today } = context;
    const { review } = doc!.due;
    return doc!.rounds.length === 0 && review !== undefined && review > today ? isOn(context, review, date) : true;
  }),
  says("Ce livrable n’est plus un brouillon.", (context) => !isStage("draft")(context, {})),
  says("Aucun relecteur n’est désigné : la coordination doit en choisir.", (context) => asked(context).length === 0),
  says(
    "Aucun relecteur n’est désigné : la coordination doit en choisir. Choisir les relecteurs",
    (context) => context.office && asked(context).length === 0,
  ),
  says("Relecteurs : –", (context) => asked(context).length === 0),
  says("Aucun fichier n’a encore été lu.", ({ doc }) => doc!.drafts.length === 0),
  says(
    "Il manque encore quelque chose :",
    (context) =>
      isStage("draft")(context, {}) &&
      (asked(context).length === 0 || !isSubmittable(context, {}) || isBeyond(context, {})),
  ),
  says(
    "Le nombre d’avis favorables demandé dépasse le nombre de relecteurs qui ont accès au livrable. Réduisez ce nombre ou ajoutez des relecteurs.",
    isBeyond,
  ),
  says(
    "Une relecture de confirmation s’ouvrira : les relecteurs liront ce qui a changé depuis la relecture nᵒ {n} et confirmeront que leurs remarques ont reçu leur suite.",
    (context, { n }) =>
      last(context)?.closed?.outcome === "toIntegrate" &&
      last(context)!.remarks.length > 0 &&
      last(context)!.number === Number(n) &&
      !isUnchanged(context),
  ),
  says(
    "Une relecture de confirmation s’ouvrira : les relecteurs liront ce qui a changé depuis la relecture nᵒ {n}, close avec des réserves.",
    (context, { n }) => heldBackByReservations(context) && last(context)!.number === Number(n) && !isUnchanged(context),
  ),
  says(
    "Une relecture de confirmation s’ouvrira sur le texte de la relecture nᵒ {n}, inchangé : les relecteurs liront votre motif et donneront leur avis.",
    (context, { n }) =>
      last(context)?.closed?.outcome === "toIntegrate" && last(context)!.number === Number(n) && isUnchanged(context),
  ),
  says(
    "Toutes les remarques ont reçu leur suite. Voir les remarques",
    (context) => last(context)!.remarks.length > 0 && unanswered(last(context)!).length === 0,
  ),
  ...counted(
    "Une remarque est encore sans suite. Donner suite aux remarques",
    "{count} remarques sont encore sans suite. Donner suite aux remarques",
    (context) => unanswered(last(context)!).length,
  ),
  ...counted(
    "Ouvrir la relecture bien qu’une remarque soit sans suite ; cela sera écrit dans l’historique.",
    "Ouvrir la relecture bien que {count} remarques soient sans suite ; cela sera écrit dans l’historique.",
    (context) => unanswered(last(context)!).length,
  ),
  says(
    "Le texte est, mot pour mot, celui de la relecture nᵒ {n}. Si c’est voulu, dites pourquoi : les relecteurs le liront et la fiche d’approbation le donnera. Sinon, déposez d’abord la version corrigée.",
    (context, { n }) =>
      last(context)?.number === Number(n) && last(context)?.version === context.doc!.drafts.at(-1)?.version,
  ),
];

const final: Sentence[] = [
  ...head,
  ...steps,
  ...editionSentences,
  ...finalSentences,
  ...downloadSentences,
  ...receivedSentences,
  ...shareSentences,
  // one that has an edition stays final while the next is being made
  says("Final", ({ doc }) => doc!.outputs !== undefined),
  says("Télécharger le dossier de preuve (archive .zip, {size})", isDossier),
  says(
    "Document final attendu le {date}.",
    (context, { date }) => context.doc!.outputs === undefined && isOn(context, context.doc!.due.final, date),
  ),
  says("Document final à venir.", (context) => !isStage("final")(context, {}) && context.doc!.due.final === undefined),
];

/** The event by which a proof archive was made last. */
const lastDossier = ({ doc }: Context) =>
  doc!.rows.findLast(({ type }) => type === "outputsReady" || (type === "withdrawn" && doc!.editions.length > 0));

const inDossier = "les avis, les remarques et leurs suites, la trace des courriels et la chaîne de l’historique";
const dossier: Sentence[] = [
  says(
    `Le dossier réunit, dans une archive signée, chaque version, les documents finaux, ${inDossier}.`,
    (context) => !isWithdrawnFinal(context),
  ),
  says(
    `Le dossier réunit, dans une archive signée, chaque version, ${inDossier}. Les documents finaux, qui ont été retirés, n’y sont plus.`,
    isWithdrawnFinal,
  ),
  says("Dernier dossier : Télécharger le dossier de preuve (archive .zip, {size})", isDossier),
  says("Fait le : {when}", (context, { when }) => isAt(context, lastDossier(context)?.at, when)),
  says("Empreinte de l’archive (SHA-256) : {hash}", (_, { hash = "" }) => /^[0-9a-f]{64}$/.test(hash)),
  says(
    "Il se vérifie sans ce service, par la commande « npx livrable verify dossier.zip --key {hash} » ; une page dans l’archive dit comment.",
    (_, { hash = "" }) => /^[0-9a-f]{64}$/.test(hash),
  ),
  says("Empreinte de la clé qui l’a signé (SHA-256) : {hash}", (_, { hash = "" }) => /^[0-9a-f]{64}$/.test(hash)),
  ...counted(
    "Depuis : Un événement : un nouveau dossier peut être fait.",
    "Depuis : {count} événements : un nouveau dossier peut être fait.",
    (context) => context.doc!.rows.filter(({ seq }) => seq > lastDossier(context)!.seq).length,
  ),
];

/** The page of a deliverable and those of its author and its coordinator. */
export const deliverablePages: Record<string, Sentence[]> = {
  deliverable: [
    ...originSentences,
    ...head,
    ...steps,
    ...awaited,
    ...rounds,
    ...proofSentences,
    ...files,
    ...plan,
    ...receivedSentences,
    ...history,
  ],
  draft,
  submission,
  closure,
  final,
  dossier,
};
