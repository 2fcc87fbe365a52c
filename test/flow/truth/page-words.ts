import { readdirSync, readFileSync } from "node:fs";
import { objectKey } from "../../../shared/stored/objects.ts";
import { proofCopyKey } from "../../../shared/stored/outputs.ts";
import { type Facts, favourable, needed, openIn, type Read, type Remark, stageOf } from "./facts.ts";
import { type Check, type Context, type Sentence, says } from "./reader.ts";
import { areNamed, isAt, isNamed, isOn, isText, isWhen, lastDayOf, plain } from "./words.ts";

/** What several pages say alike. */

export const stages: Record<string, string> = {
  draft: "Brouillon",
  review: "En relecture",
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
function isSize(bytes: number | undefined, said = ""): boolean {
  const [number = "", unit] = said.split(" ");
  const power = { octets: 0, Ko: 1, Mo: 2 }[unit ?? ""];
  if (bytes === undefined || power === undefined) return false;
  return Math.abs(bytes / 1024 ** power - Number(number.replace(",", "."))) <= (power === 2 ? 0.051 : 0.501);
}

const formats: Record<string, string> = { "le PDF": "pdf", "le document Word": "docx", "la page HTML": "html" };

/** Files of a final document: their pages, their size. */
export const outputSentences: Sentence[] = [
  {
    ...says(
      "Télécharger {format} – {title} ({pages}{size}, français)",
      ({ doc }, { format = "", title, pages, size }) => {
        const output = doc?.outputs?.find((each) => each.format === formats[format]);
        return doc!.title === title && (output?.pages ?? 0) === Number(pages ?? 0) && isSize(output?.bytes, size);
      },
    ),
    pattern:
      /^Télécharger (?<format>le PDF|le document Word|la page HTML) – (?<title>.+) \((?:(?<pages>\d+) pages?, )?(?<size>[^,]+), français\)$/u,
  },
];

/** Files of the version under review. */
export const proofSentences: Sentence[] = [
  {
    ...says(
      "Télécharger {format} de cette version – {title} ({pages} pages, {size}, français)",
      (context, { format = "", title, size }) => {
        const { doc, round, archive } = context;
        const key = round && proofCopyKey(round.version, formats[format] as "pdf" | "docx");
        return key !== undefined && doc!.title === title && isSize(archive.sizes.get(key), size);
      },
    ),
    pattern:
      /^Télécharger (?<format>le PDF|le document Word) de cette version – (?<title>.+) \((?:\d+) pages?, (?<size>[^,]+), français\)$/u,
  },
  says(
    "Le PDF et le document Word de cette version sont en préparation : ils seront ici dans quelques minutes.",
    ({ round, archive, at }) =>
      round !== undefined && !archive.sizes.has(proofCopyKey(round.version, "pdf")) && at !== "",
  ),
];

/** The proof archive, by its size. */
export const isDossier: Check = ({ doc, archive }, { size }) =>
  [...archive.sizes].some(
    ([key, bytes]) => key.startsWith(objectKey("dossiers", `${doc!.id}/`)) && isSize(bytes, size),
  );

/** Whether words are in a version as it was sent; signs and spaces are the typesetter's. */
export function isWritten({ archive, doc }: Context, version: string | undefined, said: string): boolean {
  const letters = (text: string) => text.replace(/[^\p{L}\p{N}]+/gu, "");
  const sources = doc?.drafts.findLast((draft) => draft.version === version)?.sources ?? [];
  return (
    letters(said) !== "" && sources.some((source) => letters(archive.sources.get(source) ?? "").includes(letters(said)))
  );
}

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
    ...{ confirmed: confirming !== undefined, anonymous, people: doc!.reviewers.length },
  };
}

const isRule =
  (bears: (rule: Rule, found: Record<string, string>) => boolean): Check =>
  (context, found) =>
    bears(ruleOf(context), found);

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

const meetings: [string, (round: Read, today: string) => boolean][] = [
  [
    "Prévu le {date}, de {starts} à {ends}, {place}",
    ({ meeting }, today) => meeting?.status === "planned" && meeting.date >= today,
  ],
  [
    "À enregistrer (il était prévu le {date}, de {starts} à {ends}, {place})",
    ({ meeting }, today) => meeting?.status === "planned" && meeting.date < today,
  ],
  ["Tenu le {date}, de {starts} à {ends}, {place}", ({ meeting }) => meeting?.status === "held"],
  ["Annulé (il était prévu le {date}, de {starts} à {ends}, {place})", ({ meeting }) => meeting?.status === "off"],
];

/** Where a round stands: its dates, its rule, its seminar, each reviewer's opinion. */
export const roundSentences: Sentence[] = [
  ...ruleSentences,
  says("Échéance : Jusqu’au {date}", (context, { date }) =>
    isOn(context, context.round && lastDayOf(context.round), date),
  ),
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
  ...meetings.map(([template, bears]) =>
    says(`Séminaire : ${template}`, (context, { date, starts, ends, place }) => {
      const { round, today } = context;
      const isThen = isWhen(context, round, `${date}, de ${starts} à ${ends}`);
      return round !== undefined && round.meeting?.place === place && bears(round, today) && isThen;
    }),
  ),
  says("Résultat : {outcome}", ({ round }, { outcome }) => outcomes[round?.closed?.outcome ?? ""] === outcome),
  says("Avis des relecteurs"),
  says("Relecteur | Avis | Le | Motif"),
  says("{who} | Attendu | – | –", (context, { who = "" }) => {
    const { round, doc } = context;
    const reviewer = round?.reviewers.find((id) => isSeated(context, id, who));
    const isSilent = reviewer !== undefined && round!.given.every(({ by }) => by !== reviewer);
    return isSilent && openIn(doc!) === round;
  }),
  says("{who} | Sans avis | – | –", (context, { who = "" }) => {
    const { round, doc } = context;
    const reviewer = round?.reviewers.find((id) => isSeated(context, id, who));
    const isSilent = reviewer !== undefined && round!.given.every(({ by }) => by !== reviewer);
    return isSilent && openIn(doc!) !== round;
  }),
  says("{who} | {opinion} | {when} | {reason}", isOpinion),
];

function isOpinion(context: Context, { who = "", opinion = "", when, reason = "" }: Record<string, string>): boolean {
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
  return (
    opinions[given.choice] === choice &&
    reported &&
    (reason === "–" ? !given.reason : isText(context, given.reason, reason))
  );
}

/** A reviewer by name, or by seat where who reads may not know them. */
const isSeated = (context: Context, id: string, said: string) => isNamed(context, id, said, context.round);

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
  says("Après « {words} », ajouter « {proposal} »", isRemark("addition")),
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

/** The words of the remark that a page has come to. */
export function offered({ archive, remark }: Context) {
  return remark && archive.remarks.get(remark.file)?.find(({ id }) => id === remark.id);
}

function isRemark(type: string): Check {
  return (context, { words = "", proposal = "" }) => {
    const said = offered(context);
    const exact = plain(said?.anchor?.quotation?.exact ?? "");
    return said?.type === type && plain(said.proposal ?? "") === proposal && exact.startsWith(words.replace(/…$/, ""));
  };
}
