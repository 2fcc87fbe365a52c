import { readdirSync, readFileSync } from "node:fs";
import { objectKey } from "../../../shared/stored/objects.ts";
import { proofCopyKey } from "../../../shared/stored/outputs.ts";
import {
  dayOf,
  type Facts,
  favourable,
  lackingParts,
  needed,
  openCarried,
  openIn,
  owes,
  type Read,
  type Remark,
  stageOf,
} from "./facts.ts";
import { type Check, type Context, type Offered, type Sentence, says } from "./reader.ts";
import {
  areNamed,
  fullName,
  isAt,
  isErased,
  isNamed,
  isOn,
  isText,
  isWhen,
  lastDayOf,
  personOf,
  plain,
} from "./words.ts";

/** What several pages say alike. */

export const stages: Record<string, string> = {
  draft: "Brouillon",
  review: "Relecture",
  final: "Final",
  withdrawn: "Retiré",
};
export const outcomes: Record<string, string> = {
  approved: "Approuvé",
  toIntegrate: "Approuvé, remarques à intégrer",
  changesRequested: "Changements demandés",
  unresolved: "Clos sans accord",
};
export const opinions: Record<string, string> = {
  approve: "Favorable",
  approveWithReservations: "Favorable avec réserves",
  requestChanges: "Changements demandés",
  abstain: "Abstention",
  decline: "Ne relit pas",
};
export const dispositions: Record<string, string> = {
  integrated: "Intégrée",
  partly: "Intégrée en partie",
  declined: "Non retenue",
};

type Words = { fr: string };
type Kind = {
  id: string;
  name: Words;
  stages: Record<string, Words>;
  texts: Record<"author" | "reviewer", Words>;
  sections: { id: string; title: Words }[];
  editions?: string;
  round: {
    per?: string;
    veto?: number;
    atDeadline: { do: string; days?: number };
    confirming?: { quorum: number };
    anonymous?: boolean;
  };
};
const templates = new URL("../../../templates/", import.meta.url);
/** Kinds of documents, as their templates have them. */
export const kinds = new Map(
  readdirSync(templates).flatMap((id): [string, Kind][] => {
    try {
      return [[id, JSON.parse(readFileSync(new URL(`${id}/kind.json`, templates), "utf8"))]];
    } catch {
      return [];
    }
  }),
);
export const kindOf = ({ doc }: Context): Kind => kinds.get(doc!.kind)!;

/** Whether a deliverable stands there. */
export const isStage =
  (...wanted: string[]): Check =>
  ({ doc }) =>
    doc !== undefined && wanted.includes(stageOf(doc));

/** Its authors may submit it. */
export const isSubmittable: Check = ({ doc }) =>
  // remarks that came along wait for an answer, and keep nothing from a review
  (stageOf(doc!) === "draft" && openCarried(doc!).length > 0 && lackingParts(doc!).length === 0) ||
  doc!.authors.some((person) => owes(doc!, person).some(({ what }) => what === "submission"));

/** The word for where a deliverable stands. */
export const stageWord: Sentence[] = Object.entries(stages).map(([stage, word]) => says(word, isStage(stage)));

/** A sentence with a count, in both of its forms. */
export const counted = (one: string, other: string, number: (context: Context) => number, more: Check = () => true) => [
  says(one, (context, found) => number(context) === 1 && more(context, found)),
  says(
    other,
    (context, found) => number(context) === Number(found.count) && number(context) > 1 && more(context, found),
  ),
];

/** "340 Ko": bytes as a reader says them. */
export function isSize(bytes: number | undefined, said = ""): boolean {
  const [number = "", unit] = said.split(" ");
  const power = { octets: 0, Ko: 1, Mo: 2 }[unit ?? ""];
  if (bytes === undefined || power === undefined) return false;
  return Math.abs(bytes / 1024 ** power - Number(number.replace(",", "."))) <= (power === 2 ? 0.051 : 0.501);
}

const formats: Record<string, string> = { "le PDF": "pdf", "le document Word": "docx", "la page HTML": "html" };

/** Files of an edition: their pages, their size. */
export const outputsOf = (edition: (context: Context) => Pick<Facts, "outputs"> | undefined): Sentence[] => [
  {
    ...says(
      "Télécharger {format} – {title} ({pages}{size}, français)",
      (context, { format = "", title, pages, size }) => {
        const { doc } = context;
        const output = edition(context)?.outputs?.find((each) => each.format === formats[format]);
        return doc!.title === title && (output?.pages ?? 0) === Number(pages ?? 0) && isSize(output?.bytes, size);
      },
    ),
    pattern:
      /^Télécharger (?<format>le PDF|le document Word|la page HTML) – (?<title>.+) \((?:(?<pages>\d+) pages?, )?(?<size>[^,]+), français\)$/u,
  },
];

/** Files of a final document, the newest edition of it. */
export const outputSentences: Sentence[] = outputsOf(({ doc }) => doc);

/** Files of the version under review. */
export const proofSentences: Sentence[] = [
  {
    ...says(
      "Télécharger {format} de cette version – {title} ({pages} pages, {size}, français)",
      (context, { format = "", title, pages = "", size }) => {
        const { doc, round, archive } = context;
        const key = round && proofCopyKey(round.version, formats[format] as "pdf" | "docx");
        const printed = round && archive.pages.get(proofCopyKey(round.version, "pdf"));
        const isCounted = printed === undefined || pages === (printed === 1 ? "1 page" : `${printed} pages`);
        return key !== undefined && doc!.title === title && isCounted && isSize(archive.sizes.get(key), size);
      },
    ),
    pattern:
      /^Télécharger (?<format>le PDF|le document Word) de cette version – (?<title>.+) \((?<pages>\d+ pages?), (?<size>[^,]+), français\)$/u,
  },
  says(
    "Le PDF et le document Word de cette version sont en préparation : ils seront ici dans quelques minutes.",
    ({ round, archive, at }) =>
      round !== undefined && !archive.sizes.has(proofCopyKey(round.version, "pdf")) && at !== "",
  ),
];

/** The same in a row of small buttons, of a list of documents: a format, its size. */
export const rowSentences: Sentence[] = [
  {
    ...says("{format} – {title} ({size})", ({ doc }, { format, title, size }) => {
      const output = doc?.outputs?.find((each) => shortFormats[each.format] === format);
      return doc?.title === title && isSize(output?.bytes, size);
    }),
    pattern: /^(?<format>PDF|Word|HTML) – (?<title>.+) \((?<size>[^()]+)\)$/u,
  },
  says(
    "Dossier de preuve – {title} ({size})",
    (context, { title, size = "" }) => context.doc?.title === title && isDossier(context, { size }),
  ),
];
export const shortFormats: Record<string, string> = { pdf: "PDF", docx: "Word", html: "HTML" };

/** The proof archive, by its size. */
export const isDossier: Check = ({ doc, archive }, { size }) =>
  [...archive.sizes].some(
    ([key, bytes]) => key.startsWith(objectKey("dossiers", `${doc!.id}/`)) && isSize(bytes, size),
  );

/** "3 pages, environ 5 minutes": as the version was set; "environ 3 pages, 5 minutes" of one that is not set yet. */
export const lengthPattern =
  "(?:(?<pages>\\d+) pages?, environ (?<minutes>\\d+) minutes|environ (?<about>\\d+) pages?, (?<some>\\d+) minutes)";

/** Whether what is under review takes so long. */
export function isLength({ archive }: Context, doc: Facts, said: Record<string, string | undefined>): boolean {
  const { pages, minutes, about, some } = said;
  const { version = "" } = openIn(doc) ?? {};
  const set = archive.pages.get(proofCopyKey(version, "pdf"));
  const isSet = archive.sizes.has(proofCopyKey(version, "pdf"));
  const words = wordsIn({ archive }, doc, version);
  // whole minutes by fives, of some two hundred words each; a page of text has some three hundred, beside the first
  const isRead = words === undefined || Math.abs(Math.max(5, words / 220) - Number(minutes ?? some)) <= 2.5;
  const isSome = words === undefined || Math.abs(1 + words / 280 - Number(about)) <= 1;
  const isCounted = pages === undefined ? !isSet && isSome : isSet && (set === undefined || set === Number(pages));
  return isCounted && isRead && Number(minutes ?? some) % 5 === 0;
}

/** How many words the files of a version have as they were sent; undefined of a Word file, in which nothing here counts them. */
function wordsIn({ archive }: Pick<Context, "archive">, doc: Facts, version: string): number | undefined {
  const { sources = [] } = doc.drafts.findLast((draft) => draft.version === version) ?? {};
  const texts = sources.map((source) => archive.sources.get(source) ?? "PK");
  if (texts.some((text) => text.startsWith("PK"))) return undefined;
  return texts.flatMap((text) => text.match(/[\p{L}\p{N}][^\s]*/gu) ?? []).length;
}

/** Authors as the text of a version names them before it begins. */
export function authorsIn({ archive, doc }: Context, version: string): string[] {
  const { sources = [] } = doc!.drafts.findLast((draft) => draft.version === version) ?? {};
  return sources.flatMap((source) => {
    const [, named] = /^--- .*?\bauthor: (.+?) (?:\p{L}+:|---)/u.exec(archive.sources.get(source) ?? "") ?? [];
    return named ?? [];
  });
}

/** The organisations of people, each once. */
export const organisationsOf = (context: Context, ids: readonly string[]) => [
  ...new Set(ids.flatMap((id) => personOf(context, id)?.organisation || [])),
];

/** Whether words are in a version as it was sent; signs and spaces are the typesetter's. */
export function isWritten({ archive, doc }: Context, version: string | undefined, said: string): boolean {
  const { sources = [], applied = [] } = doc?.drafts.findLast((draft) => draft.version === version) ?? {};
  const remarks = [...archive.remarks.values()].flat().filter(({ id }) => applied.includes(id));
  const texts = sources.map((source) => remarks.reduce(corrected, letters(archive.sources.get(source) ?? "")));
  const added = remarks.flatMap(({ proposal = "", elsewhere }) => [proposal, elsewhere?.proposal ?? ""]).map(letters);
  return letters(said) !== "" && [...texts, ...added].some((text) => text.includes(letters(said)));
}
const letters = (text: string) => text.replace(/[^\p{L}\p{N}]+/gu, "");
const corrected = (text: string, { type, anchor, proposal = "", elsewhere }: Offered): string => {
  const exact = anchor?.quotation?.exact ?? elsewhere?.proposal;
  if (!exact || (type !== "correction" && type !== "addition")) return text;
  // an addition stands right after the words that it is about
  return text.replace(letters(exact), (type === "addition" ? letters(exact) : "") + letters(proposal));
};
/** The words that a remark moves: of a whole paragraph, those that it puts elsewhere. */
export const wordsOf = (said: Offered | undefined) =>
  plain(said?.anchor?.quotation?.exact ?? said?.elsewhere?.proposal ?? "");
const isMovedFrom = (said: Offered | undefined, words: string) =>
  said?.elsewhere?.type === "addition" && wordsOf(said).startsWith(words.replace(/…$/, ""));

export type Rule = Pick<Read, "quorum" | "per" | "veto" | "atDeadline" | "moreDays" | "confirmed" | "anonymous"> & {
  people: number;
};
/** The rule of the round that a line stands under, or that the next would have. */
function ruleOf(context: Context): Rule {
  const { round, doc, heading, kind } = context;
  const next = heading === "Plan" || kind === "submission";
  if (round && !next) return { ...round, people: round.reviewers.length };
  const { per = "person", veto = 1, atDeadline, confirming, anonymous = false } = kindOf(context).round;
  const isShort = confirming && doc!.rounds.at(-1)?.closed?.outcome === "toIntegrate";
  return {
    ...{
      quorum: isShort ? Math.min(confirming.quorum, doc!.reviewers.length) : doc!.quorum,
      per,
      veto,
      atDeadline: atDeadline.do,
      moreDays: atDeadline.days ?? 0,
    },
    ...{ confirmed: confirming !== undefined, anonymous, people: asked(context).length },
  };
}

const isRule =
  (bears: (rule: Rule, found: Record<string, string>) => boolean): Check =>
  (context, found) =>
    bears(ruleOf(context), found);

/** Whom a round would ask: reviewers whose access did not end. */
export function asked({ doc }: Pick<Context, "doc">): string[] {
  return doc!.reviewers.filter((id) => !hasEnded(doc!, id));
}

/** Whose access to a document was ended, and not given back. */
export function hasEnded({ rows }: Facts, id: string): boolean {
  const last = rows.findLast(
    ({ type, data }) => /^access(Ended|Restored)$/.test(type) && "person" in data && data.person === id,
  );
  return last?.type === "accessEnded";
}

/** How a round is decided, sentence by sentence. */
export const ruleSentences: Sentence[] = ["Règle", "Règle de la prochaine relecture"].flatMap((name) => [
  ...["Un avis favorable est demandé, sur {reviewers}.", "{n} avis favorables sont demandés, sur {reviewers}."].map(
    (words) =>
      says(
        `${name} : ${words}`,
        isRule(
          ({ quorum, per, people }, { n = "1", reviewers }) =>
            quorum === Number(n) &&
            per === "person" &&
            reviewers === (people === 1 ? "un relecteur" : `${people} relecteurs`),
        ),
      ),
  ),
  says(
    `${name} : L’avis favorable de tous ceux qui relisent est demandé ; qui s’abstient n’est pas compté.`,
    isRule(({ quorum }) => quorum === "all"),
  ),
  says(
    `${name} : Une seule demande de changements renvoie le document à ses auteurs.`,
    isRule(({ veto }) => veto === 1),
  ),
  says(
    `${name} : À l’échéance, si la règle n’est pas remplie, la relecture est prolongée de {n} jours, une seule fois.`,
    isRule(({ atDeadline, moreDays }, { n }) => atDeadline === "extend" && moreDays === Number(n)),
  ),
  says(
    `${name} : À l’échéance, la relecture se clôt avec les avis reçus, si l’un d’eux au moins est favorable.`,
    isRule(({ atDeadline }) => atDeadline === "close"),
  ),
  says(
    `${name} : À l’échéance, si la règle n’est pas remplie, la coordination décide de la suite.`,
    isRule(({ atDeadline }) => atDeadline === "escalate"),
  ),
  says(
    `${name} : Les remarques et réserves à intégrer ouvrent ensuite une courte relecture de confirmation.`,
    isRule(({ confirmed }) => confirmed),
  ),
  says(
    `${name} : Les relecteurs ne sont nommés ni aux auteurs, ni aux financeurs, ni entre eux.`,
    isRule(({ anonymous }) => anonymous),
  ),
]);

/** "9 avril 2008, de 14 h à 17 h, Paris – tenue": a meeting as pages of documents name it. */
export const sittings: Sentence[] = (
  [
    ["prévue", "planned"],
    ["tenue", "held"],
    ["annulée", "off"],
  ] as const
).map(([word, status]) =>
  says(`{date}, de {starts} à {ends}, {place} – ${word}`, (context, { date, starts, ends, place }) =>
    context.doc!.rounds.some((round) => {
      const { meeting } = round;
      const isThen = isWhen(context, round, `${date}, de ${starts} à ${ends}`);
      return meeting?.status === status && meeting.place === place && isThen;
    }),
  ),
);

/** Where a round stands: its dates, its rule, its meetings, each reviewer's opinion. */
export const roundSentences: Sentence[] = [
  ...ruleSentences,
  says(
    "Échéance : Jusqu’au {date}",
    ({ round, ...context }, { date }) => round?.closed === undefined && isOn(context, round && lastDayOf(round), date),
  ),
  // one that was open when its document was withdrawn ended with it
  says("Close le : {date}", (context, { date }) => {
    const at = context.round?.closed?.at ?? context.doc?.withdrawn?.at;
    return at !== undefined && isOn(context, dayOf(at), date);
  }),
  says(
    "Confirmation : Confirme la version qui suit la relecture nᵒ {n}.",
    ({ round }, { n }) => round?.confirms === Number(n) && round.unchanged === undefined,
  ),
  says(
    "Confirmation : Confirme la relecture nᵒ {n}, dont le texte n’a pas changé.",
    ({ round }, { n }) => round?.confirms === Number(n) && round.unchanged !== undefined,
  ),
  says(
    "Avis favorables reçus : {n} (demandés : {quorum})",
    ({ round }, { n, quorum }) =>
      round !== undefined && favourable(round) === Number(n) && needed(round) === Number(quorum),
  ),
  ...sittings.map(({ template, check }) => says(`Rencontres : ${template}`, check)),
  says("Résultat : {outcome}", ({ round }, { outcome }) => outcomes[round?.closed?.outcome ?? ""] === outcome),
  says("Avis des relecteurs"),
  says("Relecteur | Avis | Le | Motif"),
  ...["", "{sent}"].flatMap((sent) => [
    says(
      `{who} | Attendu |  | ${sent}`,
      (context, said) => isSilent(context, said) && openIn(context.doc!) === context.round,
    ),
    says(
      `{who} | Sans avis |  | ${sent}`,
      (context, said) => isSilent(context, said) && openIn(context.doc!) !== context.round,
    ),
  ]),
  says("{who} | {opinion} | {when} | ", isOpinion),
  says("{who} | {opinion} | {when} | {reason}", isOpinion),
];

/** Whether a reviewer gave no opinion; they may have sent remarks. */
function isSilent(context: Context, { who = "", sent = "" }: Record<string, string>): boolean {
  const { round } = context;
  const reviewer = round?.reviewers.find((id) => isSeated(context, id, who));
  const silent = reviewer !== undefined && round!.given.every(({ by }) => by !== reviewer);
  return silent && areSentBy(context, reviewer, sent);
}

/** Whether somebody sent as many remarks in the round as is said: "Une remarque", "3 remarques"; of old rounds nothing is said. */
function areSentBy({ round, doc }: Context, reviewer: string, said: string): boolean {
  const isOld = !doc!.rounds.slice(-2).includes(round!);
  const count = isOld ? 0 : round!.remarks.filter(({ by }) => by === reviewer).length;
  return said === (count === 0 ? "" : count === 1 ? "Une remarque" : `${count} remarques`);
}

function isOpinion(
  context: Context,
  { who = "", opinion = "", when, reason: said = "" }: Record<string, string>,
): boolean {
  const { reason = "", sent = "" } =
    /^(?<reason>.*?)( ⏎ )?(?<sent>Une remarque|\d+ remarques)?$/.exec(said)?.groups ?? {};
  const { round } = context;
  const reviewer = round?.reviewers.find((id) => isSeated(context, id, who));
  const given = round?.given.findLast(({ by }) => by === reviewer);
  if (!given || !isAt(context, given.at, when)) return false;
  const [choice, how] = opinion.split(" ⏎ ");
  const channels: Record<string, string> = {
    ...{ mail: "reçu par courriel", telephone: "reçu par téléphone", meeting: "donné de vive voix" },
  };
  const found = /^Avis (?<channel>.+) le (?<date>.+), enregistré par la coordination\.( Voir la pièce)?$/.exec(
    how ?? "",
  );
  const reported = given.reported
    ? found?.groups?.channel === channels[given.reported.channel] &&
      isOn(context, given.reported.received, found?.groups?.date)
    : how === undefined;
  const why = isErased(context, given.reason) ? reason === "Motif effacé" : isText(context, given.reason, reason);
  const isWhy = (reason === "" ? !given.reason : why) && areSentBy(context, reviewer!, sent);
  return opinions[given.choice] === choice && reported && isWhy;
}

/** A reviewer by name, or by seat where who reads may not know them. */
const isSeated = (context: Context, id: string, said: string) => isNamed(context, id, said, context.round);

/** A part, and who writes it: "ORIV (Direction (ORIV))". */
export const partWords = (context: Context, title: string, people: readonly string[]) =>
  people.length > 0 ? `${title} (${people.map((id) => fullName(personOf(context, id)!)).join(", ")})` : title;

const problems: Record<string, string> = JSON.parse(
  readFileSync(new URL("../../../shared/i18n/fr/errors.json", import.meta.url), "utf8"),
);
/** Why something could not be done. */
export function problemOf({ code, details = {} }: { code: string; details?: Record<string, string | number> }): string {
  const formats: Record<string, string> = { ".md": "Markdown (.md)", ".docx": "Word (.docx)" };
  const said = (problems[code] ?? code).replace(/\{(\w+)\}/g, (_, name: string) => String(details[name] ?? ""));
  return plain(said).replace(/ : (\.\w+)\./, (_, ending: string) => ` : ${formats[ending] ?? ending}.`);
}

/** People by name, one after another. */
export const areThey = (context: Context, ids: readonly string[], said = "", round?: Read) =>
  areNamed(context, ids, said, round, ", ");

const whens = "(?<when>\\d{1,2}(?:er)? .+)";
const stood = "(?<suite>Intégrée en partie|Intégrée|Non retenue|En attente de suite|Sans suite)";

/** Whether a remark stands so. */
export function isSuite(doc: Facts, round: Read, { id }: Remark, said = ""): boolean {
  const done = round.suites.get(id);
  if (done) return dispositions[done.as] === said;
  return said === (["draft", "review"].includes(stageOf(doc)) ? "En attente de suite" : "Sans suite");
}

/** Remarks with their number, their author unless they are the reader's own, what became of them, when they came. */
export const remarkSentences: Sentence[] = [
  {
    ...says("Remarque {number}, {who} {suite} {when}", (context, { number, who, suite, when }) => {
      const { doc, reader } = context;
      for (const round of doc?.rounds ?? []) {
        const remark = round.remarks.find((each) => each.number === Number(number) && isAt(context, each.at, when));
        if (!remark || !isSuite(doc!, round, remark, suite)) continue;
        if (who === undefined ? remark.by !== reader!.id : !isNamed(context, remark.by, who, round)) continue;
        context.remark = remark;
        return true;
      }
      return false;
    }),
    pattern: new RegExp(`^Remarque (?<number>\\d+)(?:, (?<who>.+?))? ${stood} ${whens}$`, "u"),
  },
  says("Remplacer « {words} » par « {proposal} »", isRemark("correction")),
  says(
    "Déplacer « {words} »",
    (context, { words = "" }) => offered(context)?.proposal === "" && isMovedFrom(offered(context), words),
  ),
  says("Sur « {words} » :", (context, { words = "" }) => {
    const said = offered(context);
    return said?.type === "comment" && plain(said.anchor?.quotation?.exact ?? "").startsWith(words.replace(/…$/, ""));
  }),
  says("Écrite par {who} dans une copie annotée.", (context, { who }) => {
    const { author, date } = offered(context)?.file ?? {};
    const [, name = who, day] = /^(.+) \(([^)]+)\)$/.exec(who ?? "") ?? [];
    return author === name && (day === undefined ? !date : isOn(context, date?.slice(0, 10), day));
  }),
  says("Après « {words} », ajouter « {proposal} »", isRemark("addition")),
  says("Après le paragraphe qui contient « {words} », ajouter « {proposal} »", isRemark("addition")),
  says("Sur le document entier :", (context) => offered(context)?.anchor === undefined),
  says("{text}", (context, { text = "" }) => {
    const said = offered(context);
    return said !== undefined && plain(said.text) === text;
  }),
  says("Motif : {text}", (context, { text = "" }) => {
    const { doc, remark } = context;
    return (doc?.rounds ?? []).some(({ suites }) => isText(context, suites.get(remark?.id ?? "")?.reason, text));
  }),
];

/** Remarks of a copy that its reader has not sent: the round has them later. */
export function unsentOf({ archive, doc, reader, round }: Context): Offered[] {
  const copies = archive.copies.filter(({ of, by }) => of === doc!.id && by === reader!.id);
  const sent = (round?.remarks ?? []).filter(({ by }) => by === reader!.id).map(({ id }) => id);
  const all = archive.rows
    .get(doc!.id)!
    .flatMap((row) =>
      row.type === "contributed" && row.by === reader!.id ? (archive.remarks.get(row.data.file) ?? []) : [],
    );
  return copies.length === 0 ? [] : all.filter(({ id, file }) => file !== undefined && !sent.includes(id));
}
export const unsentCount = (context: Context) => unsentOf(context).length;

/** The remarks that a page lists before they are sent, in any order. */
export const unsentSentences: Sentence[] = [
  says("{words}", (context, { words = "" }) =>
    unsentOf(context).some((said) => {
      const exact = plain(said.anchor?.quotation?.exact ?? "");
      const { author = "", date = "" } = said.file ?? {};
      const month = (day: string) => isOn(context, date.slice(0, 10), day);
      const by = /^Écrite par (.+) \((.+)\) dans une copie annotée\.$/.exec(words);
      return (
        words === plain(said.text) ||
        (by !== null && by[1] === author && month(by[2]!)) ||
        (said.type === "comment" && words === `Sur « ${exact} » :`) ||
        (said.elsewhere !== undefined && words === `Déplacer « ${wordsOf(said)} »`) ||
        (said.elsewhere === undefined && words === `Remplacer « ${exact} » par « ${plain(said.proposal ?? "")} »`)
      );
    }),
  ),
  ...["", "Donner mon avis"].flatMap((before) =>
    counted(`${before}Une remarque non envoyée`, `${before}{count} remarques non envoyées`, unsentCount),
  ),
  ...[
    "Personne d’autre ne voit ce qui n’est pas envoyé.",
    "Cela part avec votre avis, ou dès maintenant si vous le confirmez ci-dessous.",
  ].map((words) => says(words, (context) => unsentCount(context) > 0)),
  ...counted("J’ai relu cette remarque : envoyez-la", "J’ai relu ces {count} remarques : envoyez-les", unsentCount),
];

/** The words of the remark that a page has come to. */
export function offered({ archive, at, remark }: Context): Offered | undefined {
  if (!remark || isErased({ archive, at }, remark.file)) return undefined;
  return archive.remarks.get(remark.file)?.find(({ id }) => id === remark.id);
}

function isRemark(type: string): Check {
  return (context, { words = "", proposal = "" }) => {
    const said = offered(context);
    const exact = plain(said?.anchor?.quotation?.exact ?? "");
    return said?.type === type && plain(said.proposal ?? "") === proposal && exact.startsWith(words.replace(/…$/, ""));
  };
}

/** Whether it was final and is withdrawn: its files are gone. */
export const isWithdrawnFinal = ({ doc }: Context) =>
  doc!.withdrawn !== undefined && doc!.editions.some(({ outputs }) => outputs);

/** That it was withdrawn, wherever its final would be. */
export const withdrawnFinal = says(
  "Ce document final a été retiré. Ses fichiers ne sont plus distribués.",
  isWithdrawnFinal,
);
