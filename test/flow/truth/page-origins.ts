import { dayOf, openCarried, stageOf } from "./facts.ts";
import { draftOf, isReadable, sourceOf } from "./origin-words.ts";
import { compared, isVersionNamed } from "./page-forms.ts";
import { dispositions, offered, remarkSentences } from "./page-words.ts";
import { type Check, type Context, type Sentence, says } from "./reader.ts";
import { isAt, isNamed, isOn, isText } from "./words.ts";

/** The remark that came along which a page has come to, its disposition, and where it is in the document. */
const suiteOf = ({ doc, remark }: Context) => doc!.origin?.suites.get(remark?.id ?? "");

const isLeft: Check = ({ doc }, { count, left }) => {
  const open = openCarried(doc!).length;
  const words = open === 0 ? "Toutes ont leur suite." : open === 1 ? "Une est sans suite." : `${open} sont sans suite.`;
  return left === words && (count === undefined || doc!.origin!.carried.length === Number(count));
};

const numbered: Check = (context, { n, count }) => {
  const { carried } = context.doc!.origin!;
  const remark = carried.find(({ number }) => number === Number(n));
  if (remark) context.remark = remark;
  return remark !== undefined && (count === undefined || carried.length === Number(count));
};

/** The remarks that came along, in a list or one by one. */
const carried: Sentence[] = [
  says("Remarque nᵒ {n}", numbered),
  says("Remarque reprise nᵒ {n} sur {count}", numbered),
  says("Une remarque reprise. {left}", (context, { left = "" }) => isLeft(context, { count: "1", left })),
  says("{count} remarques reprises. {left}", isLeft),
  // the count and what is left of it, each on its own
  says("{left}", isLeft),
  says(
    "{title} · Sur l’ensemble du document · {left}",
    (context, { title, left = "" }) =>
      context.doc!.title === title && offered(context)?.anchor === undefined && isLeft(context, { left }),
  ),
  says("Sur l’ensemble du document", ({ doc, archive }) =>
    doc!.origin!.carried.some(({ file, id }) =>
      archive.remarks.get(file)!.some((each) => each.id === id && !each.anchor),
    ),
  ),
  says("Commentaire", (context) => offered(context)?.type === "comment"),
  ...Object.entries(dispositions).map(([as, word]) => says(word, (context) => suiteOf(context)?.as === as)),
  says("En attente de suite", (context) => suiteOf(context) === undefined),
  {
    ...says("{who}, le {when}", (context, { who = "", when }) => {
      const { remark } = context;
      return remark !== undefined && isNamed(context, remark.by, who) && isAt(context, remark.at, when);
    }),
    pattern: /^(?<who>.+), le (?<when>.+)$/u,
  },
  says("Donner suite à la prochaine", ({ doc }) => openCarried(doc!).length > 0 && stageOf(doc!) !== "final"),
  says("Donner suite – Remarque nᵒ {n}", (context) => suiteOf(context) === undefined),
  says("Changer la suite donnée – Remarque nᵒ {n}", (context) => suiteOf(context) !== undefined),
  says("Enregistrer la suite donnée", ({ doc, remark }) => openCarried(doc!).every(({ id }) => id === remark?.id)),
  says("{reason}", (context, { reason = "" }) => isText(context, suiteOf(context)?.reason, reason)),
  ...remarkSentences,
];

/** What changed since: between the version of the other and one of its own; nothing once the other was withdrawn. */
const redline: Sentence[] = [
  ...compared,
  says(
    "Le document d’origine, « {title} », a été retiré, {date} : ce qui a changé depuis son texte ne se lit plus.",
    (context, { title, date }) => {
      const source = sourceOf(context)!;
      return isReadable(context) && source.title === title && isOn(context, dayOf(source.withdrawn?.at ?? "0"), date);
    },
  ),
  says("De « {source} », version {version}, {when}, à « {title} », {own}", (context, found) => {
    const { doc } = context;
    const source = sourceOf(context)!;
    const draft = draftOf(source, doc!.origin!.version)!;
    const isSource =
      source.title === found.source && draft.version.startsWith(found.version!) && isAt(context, draft.at, found.when);
    const newest = doc!.drafts.at(-1)!.version;
    return (
      isReadable(context) &&
      !source.withdrawn &&
      isSource &&
      doc!.title === found.title &&
      isVersionNamed(context, newest, found.own!)
    );
  }),
];

/** Pages of a document that began as another. */
export const originPages: Record<string, Sentence[]> = {
  carried,
  "carried/:one": carried,
  "origin/redline": redline,
};
