import { dayOf, type Facts, openCarried, stageOf } from "./facts.ts";
import { type Check, type Context, type Sentence, says } from "./reader.ts";
import { isOn, isVersion } from "./words.ts";

/** What pages say of a document whose text began as a version of another, and of the other. */

export const sourceOf = ({ doc, all }: Context): Facts | undefined =>
  all.find(({ id }) => id === doc?.origin?.deliverable);
export const draftOf = (doc: Facts | undefined, hash: string | undefined) =>
  doc?.drafts.find(({ version }) => version === hash);

/** Whether somebody may read a version of a document: who writes it each, who reviews those of rounds, who funds those of editions. */
function mayRead({ office, reader }: Context, doc: Facts, version: string): boolean {
  const { id } = reader!;
  if (office || doc.authors.includes(id)) return true;
  const asked = doc.rounds.some((round) => round.version === version && round.were.has(id));
  const given = doc.funders.includes(id) && doc.editions.some((edition) => edition.version === version);
  return asked || (given && !doc.withdrawn);
}

export const isReadable = (context: Context) => {
  const source = sourceOf(context);
  return source !== undefined && mayRead(context, source, context.doc!.origin!.version);
};

const isFrom: Check = (context, { title, version }) => {
  const source = sourceOf(context);
  return (
    isReadable(context) && source!.title === title && isVersion(context, source!, context.doc!.origin!.version, version)
  );
};

/** Where its text comes from, wherever it is said. */
export const originSentences: Sentence[] = [
  says("Ce document part du texte de {title}, {version}.", isFrom),
  {
    ...says(
      "Ce document part du texte de {title}, {version}. Le document d’origine a été retiré depuis, {on}.",
      (context, found) =>
        isFrom(context, found) && isOn(context, dayOf(sourceOf(context)!.withdrawn?.at ?? "0"), found.on),
    ),
  },
  says(
    "Ce document part du texte d’un autre, que vous ne pouvez pas lire.",
    (context) => context.doc!.origin !== undefined && !isReadable(context),
  ),
  says(
    "Voir ce qui a changé depuis le texte d’origine",
    (context) => isReadable(context) && !sourceOf(context)!.withdrawn,
  ),
  ...[
    ["Une remarque reprise du document d’origine attend une suite.", 1],
    ["{count} remarques reprises du document d’origine attendent une suite.", 2],
  ].map(([template, least]) =>
    says(`${template} Donner suite aux remarques reprises`, ({ doc }, { count = "1" }) => {
      const open = openCarried(doc!).length;
      return stageOf(doc!) === "draft" && open === Number(count) && open >= Number(least);
    }),
  ),
  says(
    "Voir les remarques reprises",
    ({ doc }) => doc!.origin?.carried.length !== 0 && (stageOf(doc!) !== "draft" || openCarried(doc!).length === 0),
  ),
  // of the other: what began as it
  says("Documents qui en sont partis", (context) => derivedOf(context).length > 0),
  {
    ...says("{title} depuis la {version} – {redline}", (context, { title, redline, version }) =>
      derivedOf(context).some(
        (each) =>
          each.title === title &&
          isVersion(context, context.doc!, each.origin!.version, version) &&
          (redline === undefined || !context.doc!.withdrawn),
      ),
    ),
    pattern: /^(?<title>.+) depuis la (?<version>version [^–]+?)(?: – Voir ce qui a changé – (?<redline>.+))?$/u,
  },
];

/** The documents that began as a version of one, of those that the reader may see. */
function derivedOf({ all, doc, office, reader }: Context): Facts[] {
  const sees = ({ authors, funders, rounds }: Facts) =>
    [...authors, ...funders].includes(reader!.id) || rounds.some(({ were }) => were.has(reader!.id));
  return all.filter((each) => each.origin?.deliverable === doc!.id && (office || sees(each)));
}

/** What a page that speaks of an origin does not say. */
export function leftOutOfOrigin(context: Context): string[] {
  const said = context.before.join("\n");
  const source = sourceOf(context);
  const wanted = [
    ...(source
      ? [isReadable(context) ? `Ce document part du texte de ${source.title}` : "Ce document part du texte d’un autre"]
      : []),
    ...(source?.withdrawn && isReadable(context) ? ["Le document d’origine a été retiré depuis"] : []),
    ...(/^(deliverable$|final)/.test(context.kind)
      ? derivedOf(context).map(({ title }) => `${title} depuis la version`)
      : []),
  ];
  return wanted.filter((words) => !said.includes(words));
}
