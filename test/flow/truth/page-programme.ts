import { type Facts, stageOf } from "./facts.ts";
import { gatheringsAt, isThen } from "./meetings.ts";
import { agreementsOfAction } from "./page-agreements.ts";
import { chaseSentences } from "./page-deliverable.ts";
import { called, organisationPages } from "./page-organisation.ts";
import { stages } from "./page-words.ts";
import { workSentences } from "./page-year.ts";
import { type Action, type Programme, type ProgrammeRow, presentIn, standingOf } from "./programmes.ts";
import { type Check, type Context, type Found, type Sentence, says } from "./reader.ts";
import { isAt, isNamed, isOn, plain } from "./words.ts";

/** The pages of a programme: its actions, what is expected of each, the matrix, the history. */

/** Whether days are those of a period. */
export const isPeriod = (context: Context, { from, until }: { from: string; until: string }, found: Found) =>
  isOn(context, from, found.from) && isOn(context, until, found.until);
const titles = (programme: Programme) => presentIn(programme).map(({ title }) => plain(title));

const steering = (context: Context, { steering: { words, organisations } }: Action) =>
  plain(words ?? organisations.map((id) => called(context, id)).join(", "));
const funding = (context: Context, { funding: paid }: Action) =>
  "by" in paid ? paid.by.map((id) => called(context, id)).join(", ") : "Pas de financement";
const expectations = ({ expected }: Action) =>
  expected
    .map(({ title, count, when }) => {
      const named = count === 1 ? title : `${count} × ${title}`;
      return plain(when ? `${named} (${when.said})` : named);
    })
    .join(" · ");

/** The action whose title a heading gives. */
const under = ({ programme, heading }: Context) => presentIn(programme!).find(({ title }) => plain(title) === heading);

const programme: Sentence[] = [
  says("du {from} au {until}", (context, found) => isPeriod(context, context.programme!, found)),
  says("{title}", ({ programme: { title } = { title: "" } }, found) => plain(title) === found.title),
  says("{family}", ({ programme, heading }, { family }) =>
    programme!.families.some(({ id, title }) => {
      const used = presentIn(programme!).some((action) => action.family === id);
      return title === family && heading === family && used;
    }),
  ),
  says("{funders}", (context, { funders }) => {
    const next = presentIn(context.programme!).find(({ title }) => plain(title) === context.after);
    return next !== undefined && funding(context, next) === funders;
  }),
  says("{action}", ({ programme, heading }, { action }) => heading === action && titles(programme!).includes(action!)),
  says("{steering}", (context, found) => {
    const action = under(context);
    return action !== undefined && steering(context, action) === found.steering;
  }),
  says("{expectations}", (context, found) => {
    const action = under(context);
    return action !== undefined && expectations(action) === found.expectations;
  }),
  {
    ...says("Documents faits : {done} sur {of} {late} en retard", isTally),
    pattern: /^Documents faits : (?<done>\d+) sur (?<of>\d+)(?:,? (?<late>\d+) en retard)?$/u,
  },
  says("Vision globale Ajouter une action", ({ office }) => office),
  ...["Un point à vérifier", "{count} points à vérifier"].map((words) => says(words, ({ office }) => office)),
  {
    ...says("{action} – {doubt}", ({ programme, office }, { action = "", doubt = "" }) => {
      const found = presentIn(programme!).find(({ title }) => plain(title) === action);
      return office && found !== undefined && isQuoted(found, doubt);
    }),
    pattern: /^(?<action>.+?) – (?<doubt>(?:On y nomme )?« .+)$/u,
  },
];

/** How far an action is: of how many documents expected, how many are final, how many of those that lack are late. */
function isTally(context: Context, { done, of, late }: Found): boolean {
  const { all, today, programme } = context;
  const action = under(context);
  const expected = action?.expected.filter(({ what }) => what === "document") ?? [];
  if (!action) return false;
  const documents = all.filter(({ ref }) => ref === `${programme!.id}/${action.id}`);
  const standings = expected.map((each) => ({ each, ...standingOf(each, documents, today) }));
  const ready = standings.map(({ each, made }) => Math.min(each.count, made.filter(({ outputs }) => outputs).length));
  const behind = standings.map((standing, index) => (standing.late ? standing.each.count - ready[index]! : 0));
  const sum = (numbers: readonly number[]) => numbers.reduce((all, number) => all + number, 0);
  const isLate =
    late === undefined ? sum(behind) === 0 || !seesLate({ ...context, action }) : sum(behind) === Number(late);
  return Number(of) === sum(expected.map(({ count }) => count)) && Number(done) === sum(ready) && isLate;
}

/** Whether all that a sentence has in quotation marks is said by an action. */
function isQuoted(action: Action, sentence: string): boolean {
  const words = plain(JSON.stringify(action)).replace(/\\"/g, '"');
  const quoted = [...sentence.matchAll(/« (.+?) »(?=[ ,:;.]|$)/gu)].map(([, said = ""]) => said);
  return quoted.length > 0 && quoted.every((said) => said.split(", ").every((each) => words.includes(each)));
}

const documentsOf = (context: Context): Facts[] => {
  const { programme, action, all } = context;
  return all.filter(({ ref }) => ref === `${programme!.id}/${action!.id}`);
};

/** Whether a reader takes part in an action, or pays for it: what is late is not for who pays. */
function seesLate({ office, action, reader, archive, programme, all }: Context): boolean {
  if (office) return true;
  const own = archive.organisations.find(({ short }) => short === reader!.organisation);
  const takesPart = [...action!.steering.organisations, ...action!.concerned].includes(own?.id ?? "");
  const holds = all.some((doc) => doc.ref === `${programme!.id}/${action!.id}` && isOf(doc, reader!.id));
  return takesPart || (own?.roles.includes("member") === true && holds);
}

const isOf = ({ authors, reviewers, funders, rounds }: Facts, id: string) =>
  [...authors, ...reviewers, ...funders, ...rounds.flatMap(({ were }) => [...were])].includes(id);

const isExpected: Check = (context, { words = "", late, how = "" }) =>
  context.action!.expected.some((expected) => {
    const { title, count, when, strand } = expected;
    const of = context.action!.strands.find(({ id }) => id === strand)?.title;
    const named = [count === 1 ? title : `${count} × ${title}`, when?.said, of].filter(Boolean).join(" · ");
    if (plain(named) !== words || context.heading !== "Ce qui est attendu") return false;
    if (expected.what === "sheets") return how === "" && late === undefined;
    // nobody of the season plans a meeting that the programme expects
    const made = expected.what === "document" ? documentsOf(context) : [];
    const standing = standingOf(expected, made, context.today);
    const begun = Math.min(standing.made.length, count);
    const some = count > 1 ? `en cours, ${begun} sur ${count} ${begun > 1 ? "commencés" : "commencé"}` : "en cours";
    const said = standing.done ? "fait" : begun > 0 ? some : "rien encore";
    return said === how && (late !== undefined) === (standing.late && seesLate(context));
  });

const lines = (said: readonly string[]) => said.map(plain);
const planned: Record<string, [one: string, other: string]> = {
  hour: ["h", "h"],
  day: ["j", "j"],
  mission: ["mission", "missions"],
  "direct-cost": ["frais directs", "frais directs"],
  "running-cost": ["frais de fonctionnement", "frais de fonctionnement"],
  "lump-sum": ["forfait", "forfaits"],
};

const action: Sentence[] = [
  ...chaseSentences,
  ...workSentences,
  says("Ce qui est attendu, et de qui", ({ heading }) => heading === "Ce qui est attendu, et de qui"),
  says("{programme}", ({ programme, before }, found) => before.length < 8 && programme!.title === found.programme),
  says("{title}", ({ action, heading }, { title }) => plain(action!.title) === title && heading === title),
  {
    ...says("{family} · du {from} au {until}", (context, { family, ...found }) => {
      const { programme, action } = context;
      const named = programme!.families.find(({ id }) => id === action!.family)?.title;
      return family === named && isPeriod(context, action!.period ?? programme!, found);
    }),
    pattern: /^(?:(?<family>.+) · )?du (?<from>.+) au (?<until>.+)$/u,
  },
  says("{intent}", ({ action }, { intent }) =>
    [action!, ...action!.strands].some((each) => lines(each.intent.split("\n")).includes(intent!)),
  ),
  says("{strand}", ({ action, heading }, { strand }) =>
    action!.strands.some(({ title }) => plain(title) === strand && heading === strand),
  ),
  says("Rien n’est attendu encore de cette action.", ({ action }) => action!.expected.length === 0),
  says("Documents qui n’étaient pas attendus", (context) => besides(context).length > 0),
  {
    ...says("{words} – {late}{how}", isExpected),
    pattern:
      /^(?<words>.+?)(?: – (?<late>En retard )?(?<how>rien encore|fait|en cours(?:, \d+ sur \d+ commencés?)?))?$/u,
  },
  ...Object.entries(stages).map(([stage, word]) =>
    says(`{title} ${word}`, (context, { title }) => {
      const listed = context.heading === "Ce qui est attendu" ? documentsOf(context) : besides(context);
      return listed.some((doc) => doc.title === title && stageOf(doc) === stage && !doc.withdrawn);
    }),
  ),
  says("Créer ce document – {title}", (context, { title }) =>
    context.action!.expected.some(
      (each) =>
        each.what === "document" &&
        plain(each.title) === title &&
        standingOf(each, documentsOf(context), context.today).made.length < each.count,
    ),
  ),
  ...(
    [
      ["prévue", "planned"],
      ["tenue", "held"],
      ["annulée", "off"],
    ] as const
  ).map(([word, status]) =>
    says(`{when} – Séminaire interne ${word}`, (context, { when }) =>
      gatheringsAt(context).some(
        (each) =>
          each.actions.includes(`${context.programme!.id}/${context.action!.id}`) &&
          each.status === status &&
          isThen(context, each, when),
      ),
    ),
  ),
  says("Modifier l’action En discuter à une rencontre", ({ office }) => office),
  says("Noter une convention pour cette action", ({ office }) => office),
  ...agreementsOfAction,
  says("Prévoir cette rencontre – {title}", ({ action, office }, { title }) =>
    action!.expected.some((each) => office && each.what === "meeting" && plain(each.title) === title),
  ),
  says("{line}", ({ action, heading }, { line }) => {
    const under: Record<string, readonly string[]> = {
      "Type d’intervention": action!.interventions,
      "Type de documents produits / résultats attendus": action!.results,
    };
    return lines(under[heading ?? ""] ?? []).includes(line!);
  }),
  says("Pilotage : {who}", (context, { who }) => steering(context, context.action!) === who),
  says(
    "Structures concernées : {who}",
    (context, { who }) => context.action!.concerned.map((id) => called(context, id)).join(", ") === who,
  ),
  says("Financement : {who}", (context, { who }) => funding(context, context.action!) === who),
  says("Pourquoi : {why}", ({ action }, { why }) => "none" in action!.funding && plain(action!.funding.none) === why),
  says("{term}", ({ action, heading }, { term }) =>
    action!.payment.some((each) => {
      const { words, unit, planned: hundredths } = each;
      const isCounted = unit !== undefined && hundredths !== undefined;
      const [one, other] = planned[unit ?? ""] ?? ["", ""];
      const number = String((hundredths ?? 0) / 100).replace(".", ",");
      const said = isCounted ? `${words} : ${number} ${(hundredths ?? 0) < 200 ? one : other}` : words;
      return heading === "Modalités de paiement et financeurs potentiels" && plain(said) === term;
    }),
  ),
  ...[
    "Type d’intervention",
    "Pilotage",
    "Type de documents produits / résultats attendus",
    "Modalités de paiement et financeurs potentiels",
  ].map((words) => says(words, ({ heading }) => heading === words)),
];

/** Documents of an action that nobody expected. */
function besides(context: Context): Facts[] {
  const { expected } = context.action!;
  return documentsOf(context).filter(
    ({ expectation, withdrawn }) => !withdrawn && !expected.some(({ id }) => id === expectation),
  );
}

const rows: [string, (context: Context, action: Action) => string[]][] = [
  ["Type d’intervention", (_, { interventions }) => interventions],
  ["Pilotage", (context, each) => [steering(context, each)]],
  ["Type de documents produits / résultats attendus", (_, { results }) => results],
  [
    "Modalités de paiement et financeurs potentiels",
    (context, each) => [funding(context, each), ...each.payment.map(({ words }) => words)],
  ],
];
/** Lines of a cell stand one after another. */
const joined = (said: readonly string[]) => plain(said.join("")).replaceAll(" ", "");
const columnsOf = (programme: Programme) =>
  programme.families.flatMap(({ id }) => presentIn(programme).filter(({ family }) => family === id));
const headingOf = ({ heading, title }: Action) => plain(heading ?? title);

const matrix: Sentence[] = [
  says("{title}", ({ programme }, { title }) => programme!.title === title),
  says(" | {families}", ({ programme }, { families = "" }) => {
    const used = programme!.families.filter(({ id }) => presentIn(programme!).some(({ family }) => family === id));
    return families === used.map(({ title }) => title).join(" | ");
  }),
  says("{headings}", ({ programme }, { headings }) => columnsOf(programme!).map(headingOf).join(" | ") === headings),
  ...rows.flatMap(([name, linesOf]) => [
    {
      ...says(`${name} | {cells}`, (context, { cells = "" }) => {
        const wanted = columnsOf(context.programme!).map((each) => joined(linesOf(context, each)));
        return cells.replaceAll(" ", "") === wanted.join("|");
      }),
      pattern: new RegExp(`^${name} \\| ?(?<cells>.*)$`, "u"),
    },
    says(`${name} : {lines}`, (context, { lines: said = "" }) => {
      const own = presentIn(context.programme!).find((each) => headingOf(each) === context.heading);
      return own !== undefined && joined(linesOf(context, own)) === said.replaceAll(" ", "");
    }),
  ]),
  says("{heading}", ({ programme, heading: above }, { heading }) => {
    const named = [...programme!.families.map(({ title }) => title), ...presentIn(programme!).map(headingOf)];
    return above === heading && named.includes(heading!);
  }),
];

/** A sentence of the history: it tells one event, of its instant, that no line before it told. */
function tells(template: string, bears: (row: ProgrammeRow, found: Found, context: Context) => boolean): Sentence {
  return says(template, (context, found) => {
    const { programme, happened, moment } = context;
    const row = programme!.rows.findLast(
      (each) =>
        !happened!.includes(each) &&
        isAt(context, each.at, moment) &&
        (each.by === "line" ? found.who === "Livrable" : isNamed(context, each.by, found.who ?? "")) &&
        bears(each, found, context),
    );
    if (row) happened!.push(row);
    return row !== undefined;
  });
}
const titleOf = ({ programme }: Context, id: string) =>
  programme!.rows.flatMap((row) =>
    (row.type === "actionAdded" || row.type === "actionChanged") && row.data.action.id === id
      ? [row.data.action.title]
      : [],
  );

const history: Sentence[] = [
  says("{title}", ({ programme }, { title }) => programme!.title === title),
  says("{when}", ({ moment }, { when }) => moment === when),
  tells("{who} a créé le programme.", ({ type }) => type === "created"),
  tells(
    "{who} a ajouté l’action « {action} ».",
    ({ type, data }, { action: named }) =>
      type === "actionAdded" && plain((data as { action: Action }).action.title) === named,
  ),
  tells("{who} a modifié l’action « {action} » : {changed}.", (row, { action: named, changed }, context) => {
    if (row.type !== "actionChanged") return false;
    const { action: now } = row.data;
    const before = context.programme!.rows.filter(({ seq }) => seq < row.seq);
    const old = before.findLast(
      (each) => (each.type === "actionAdded" || each.type === "actionChanged") && each.data.action.id === now.id,
    );
    if (old?.type !== "actionAdded" && old?.type !== "actionChanged") return false;
    const fields: Record<string, string> = {
      title: "titre",
      expected: "attendus",
      results: "résultats",
      intent: "intention",
    };
    const changes = Object.entries(fields).filter(
      ([name]) => JSON.stringify(old.data.action[name as "title"]) !== JSON.stringify(now[name as "title"]),
    );
    return plain(now.title) === named && changed === changes.map(([, word]) => word).join(", ");
  }),
  tells("{who} a retiré l’action « {action} ».", ({ type, data }, { action: named }, context) => {
    const { action: id } = data as { action: string };
    return type === "actionRemoved" && titleOf(context, id).map(plain).includes(named!);
  }),
  tells("{who} a changé l’ordre des actions.", ({ type }) => type === "actionsOrdered"),
];

const programmes: Sentence[] = [
  says("Nouveau programme Importer un programme", ({ office }) => office),
  says(
    "{title}",
    ({ archive, heading }, { title }) =>
      [...archive.programmes.values()].some(([row]) => row?.type === "created" && row.data.title === title) &&
      heading === title,
  ),
  says("du {from} au {until}", (context, found) =>
    [...context.archive.programmes.values()].some(
      ([row]) => row?.type === "created" && row.data.title === context.heading && isPeriod(context, row.data, found),
    ),
  ),
];

const doubted = /^.+? – (?:On y nomme )?« .+$/u;
/** What the page of a programme leaves out: an action; a doubt, or one too many. */
export function leftOutOfProgramme({ programme, before, office }: Context): string[] {
  const doubts = before.filter((line) => doubted.test(line)).length;
  const [, counted = "0"] = /(?:^|\n)(Un|\d+) points? à vérifier/.exec(before.join("\n")) ?? [];
  const said = counted === "Un" ? 1 : Number(counted);
  return [
    ...titles(programme!).flatMap((title) => (before.includes(title) ? [] : [`no action ${title}`])),
    ...(doubts === said || !office ? [] : [`${said} doubts instead of ${doubts}`]),
  ];
}

export const programmePages: Record<string, Sentence[]> = {
  ...{ programmes, programme, action, matrix, history },
  ...organisationPages,
};
