import { gatheringsAt, isThen } from "./meetings.ts";
import { agreementsOfFunder, leftOutOfFunderAgreements } from "./page-agreements.ts";
import { documentSentences } from "./page-documents.ts";
import { action as actionOfDocument, listedStage } from "./page-lists.ts";
import { isPeriod } from "./page-programme.ts";
import { hasEnded, isStage, isWithdrawnFinal, kinds, shortFormats, withdrawnFinal } from "./page-words.ts";
import { type Action, type Programme, presentIn, programmesAt, standingOf } from "./programmes.ts";
import { type Context, type Sentence, says } from "./reader.ts";
import { isOn, plain, titled } from "./words.ts";

/** What a funder is told of the actions that their organisation pays for, and of the documents that they are given. */

type Paid = { programme: Programme; action: Action };

const paidBy = ({ archive, at, reader }: Context): Paid[] => {
  const own = archive.organisations.find(({ short }) => short === reader!.organisation)?.id ?? "";
  return programmesAt(archive.programmes, at).flatMap((programme) =>
    presentIn(programme)
      .filter(({ funding }) => "by" in funding && funding.by.includes(own))
      .map((action) => ({ programme, action })),
  );
};

/** The action that a line is under: the last whose title the page said. */
const under = (context: Context): Paid | undefined => {
  const all = paidBy(context);
  const line = context.before.findLast((said) => all.some(({ action }) => plain(action.title) === said));
  return all.find(({ action }) => plain(action.title) === line);
};

const funds = (context: Context) => context.all.some(({ funders }) => funders.includes(context.reader!.id));
const kindName = (kind: string | undefined) => plain(kinds.get(kind ?? "")?.name.fr ?? "");
const documentsOf = (context: Context, { programme, action }: Paid) =>
  context.all.filter(({ ref }) => ref === `${programme.id}/${action.id}`);

/** What is expected of the action that a line is under, and is not all there, or not all the reader's. */
const isExpected =
  (what: "document" | "meeting") =>
  (context: Context, { words, how }: Record<string, string>): boolean => {
    const paid = under(context);
    return (
      paid?.action.expected.some((expected) => {
        const { title, count, when, strand } = expected;
        const of = paid.action.strands.find(({ id }) => id === strand)?.title;
        const kind = expected.what === "document" ? kindName(expected.kind) : "";
        const named = [count === 1 ? title : `${count} × ${title}`, when?.said, of, kind].filter(Boolean).join(" · ");
        if (expected.what !== what || plain(named) !== words) return false;
        // nobody of the season plans a meeting that the programme expects
        const { made, done } = standingOf(
          expected,
          what === "document" ? documentsOf(context, paid) : [],
          context.today,
        );
        const isGiven = made.length >= count && made.every(({ funders }) => funders.includes(context.reader!.id));
        const begun = Math.min(made.length, count);
        const some = count > 1 ? `en cours, ${begun} sur ${count} ${begun > 1 ? "commencés" : "commencé"}` : "en cours";
        const said = done ? "fait" : begun > 0 ? some : "rien encore";
        return !isGiven && said === how;
      }) === true
    );
  };

const stages = [
  ["prévue", "planned"],
  ["tenue", "held"],
  ["annulée", "off"],
] as const;

const funded: Sentence[] = [
  ...listedStage,
  says("Final", (context) => titled(context, context.after ?? "")?.outputs !== undefined),
  says("L’édition {edition} est en préparation.", ({ doc }, { edition }) => doc!.making?.number === Number(edition)),
  actionOfDocument,
  says(
    "{kind}",
    ({ doc, before }, { kind }) => doc !== undefined && before.at(-1) === doc.title && kindName(doc.kind) === kind,
  ),
  ...documentSentences,
  ...agreementsOfFunder,
  says("{programme}", (context, { programme: said }) =>
    paidBy(context).some(({ programme }) => plain(programme.title) === said),
  ),
  says("{action}", (context, { action: said }) =>
    paidBy(context).some(({ action }) => plain(action.title) === said && context.heading === said),
  ),
  says("du {from} au {until}", (context, found) => {
    const paid = under(context);
    return paid !== undefined && isPeriod(context, paid.action.period ?? paid.programme, found);
  }),
  says("Documents attendus", (context) => under(context) !== undefined),
  says("Autres documents", (context) => paidBy(context).length > 0 && funds(context)),
  says("Documents", (context) => paidBy(context).length === 0 && funds(context)),
  says("Rien n’est attendu encore de cette action.", (context) => under(context)?.action.expected.length === 0),
  ...(["document", "meeting"] as const).map((what) => says("{words} – {how}", isExpected(what))),
  ...stages.map(([word, status]) => ({
    ...says(
      `{when} – Séminaire interne, {place} ${word} · {count} personnes présentes`,
      (context, { when, place, count }) =>
        gatheringsAt(context).some(
          (each) =>
            each.actions.some((ref) => ref === `${under(context)?.programme.id}/${under(context)?.action.id}`) &&
            each.status === status &&
            isThen(context, each, when) &&
            plain(each.place) === place &&
            (count === undefined ? status !== "held" : each.present.length + each.outsiders === Number(count)),
        ),
    ),
    pattern: new RegExp(
      `^(?<when>.+?) – Séminaire interne, (?<place>.+) ${word}(?: · (?<count>\\d+) personnes présentes)?$`,
      "u",
    ),
  })),
  says(
    "Ni vous ni votre structure ne financez d’action ou de document pour l’instant.",
    (context) => !funds(context) && paidBy(context).length === 0,
  ),
  says(
    "Document final attendu le {date}.",
    (context, { date }) => context.doc!.outputs === undefined && isOn(context, context.doc!.due.final, date),
  ),
  says("Document final à venir.", (context) => !isStage("final")(context, {}) && context.doc!.due.final === undefined),
  says(
    "Les documents finaux sont en cours de composition. Ils seront là dans un instant.",
    (context) => isStage("final")(context, {}) && !context.doc!.outputs,
  ),
  withdrawnFinal,
  says(
    "Ce livrable a été retiré du programme.",
    (context) => isStage("withdrawn")(context, {}) && !isWithdrawnFinal(context),
  ),
];

/** What the page does not say: an action that their organisation pays for, a document that they fund. */
export function leftOutOfFunded(context: Context): string[] {
  const { before, all, reader } = context;
  const actions = paidBy(context).map(({ action }) => plain(action.title));
  const given = all.filter((doc) => doc.funders.includes(reader!.id) && !hasEnded(doc, reader!.id));
  const documents = given.map(({ title }) => plain(title));
  const unsaid = [...actions, ...documents].filter((title) => !before.includes(title));
  const files = given.flatMap(({ title, outputs = [], withdrawn }) =>
    withdrawn ? [] : outputs.map(({ format }) => `${shortFormats[format]} – ${plain(title)}`),
  );
  const unoffered = files.filter((each) => !before.some((line) => line.startsWith(each)));
  return [...unsaid, ...unoffered].map((each) => `nothing of ${each}`).concat(leftOutOfFunderAgreements(context));
}

export const fundedPages: Record<string, Sentence[]> = { funded };
