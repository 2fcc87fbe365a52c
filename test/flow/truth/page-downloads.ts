import { dayOf, lastDay, type Row } from "./facts.ts";
import { isDossier } from "./page-words.ts";
import { type Check, type Context, type Sentence, says } from "./reader.ts";
import { isNamed, isOn, isText } from "./words.ts";

/** What pages say of who downloaded which file of a final: buttons to who funds it, what was received to who coordinates. */

type Download = Extract<Row, { type: "downloaded" }>;

/** What is downloaded, in words. */
export const downloadWords: Record<Download["data"]["what"], string> = {
  pdf: "le PDF",
  docx: "le document Word",
  html: "la page HTML",
  archive: "le dossier de preuve",
};

/** The edition that a page is about: by its address, else the newest that there is or was. */
const edition = ({ doc, thing, kind }: Context): number =>
  kind === "final/:edition" ? Number(thing) : (doc!.editions.findLast(({ outputs }) => outputs)?.number ?? 0);

const downloadsOf = (context: Context, person: string): Download[] => {
  const rows = context.doc!.rows.filter((row): row is Download => row.type === "downloaded" && row.by === person);
  return rows.filter(({ data }) => data.edition === edition(context));
};

/** Who funds it, of whom a line is, by name. */
const funderIn = (context: Context, who = "") => context.doc!.funders.find((id) => isNamed(context, id, who));
const isFunder: Check = ({ all, doc, reader, office }) =>
  !office && (doc ? [doc] : all).some(({ funders }) => funders.includes(reader!.id));

/** To who coordinates it: what each who funds it received first when, or that they have nothing. */
export const receivedSentences: Sentence[] = [
  says("Reçu par les financeurs", ({ office, doc }) => office && doc!.funders.length > 0),
  says("{who} : pas encore téléchargé", (context, { who }) => {
    const funder = funderIn(context, who);
    return context.office && funder !== undefined && downloadsOf(context, funder).length === 0;
  }),
  says("{who} : {what}, le {date}", (context, { who, what, date }) => {
    const funder = funderIn(context, who);
    const first = downloadsOf(context, funder ?? "").find(({ data }) => downloadWords[data.what] === what);
    return context.office && first !== undefined && isOn(context, dayOf(first.at), date);
  }),
];

/** A link by which the final was shared, and whether an end was put to it. */
type Shared = Extract<Row, { type: "shared" }>["data"] & { ended: boolean };

/** The links by which a final was shared. */
export const sharesOf = ({ doc }: Pick<Context, "doc">): Shared[] =>
  doc!.rows.flatMap((row) => {
    if (row.type !== "shared") return [];
    const ended = doc!.rows.some(({ type, data }) => type === "shareEnded" && data.share === row.data.share);
    return [{ ...row.data, ended }];
  });

const takenBy = ({ doc }: Context, share: string): Download[] =>
  doc!.rows.filter((row): row is Download => row.type === "downloaded" && row.data.share === share);

/** "le PDF, le 26 mai 2008 ⏎ le document Word, le 26 mai 2008": whether all that was taken by a link, when first, is said. */
function isTaken(context: Context, share: string, said = ""): boolean {
  const rows = takenBy(context, share);
  if (rows.length === 0) return said === "rien encore";
  const lines = said.split(" ⏎ ");
  return (
    new Set(rows.map(({ data }) => `${data.what} ${data.edition}`)).size === lines.length &&
    lines.every((line) => {
      const [, what, edition = "1", date] = /^(.+?)(?: de l’édition (\d+))?, le (.+)$/.exec(line) ?? [];
      const first = rows.find(({ data }) => downloadWords[data.what] === what && data.edition === Number(edition));
      return first !== undefined && isOn(context, dayOf(first.at), date);
    })
  );
}

/** To who coordinates: the links that were shared, for whom each is, whether it opens, and what was taken by it. */
export const shareSentences: Sentence[] = [
  says("Pour qui | État | Téléchargé | Mettre fin", (context) => context.office && sharesOf(context).length > 0),
  {
    ...says("{label} | {state} | {taken} | {end}", (context, { label = "", date, taken, end }) => {
      const found = sharesOf(context).find((each) => isText(context, each.label, label));
      if (!found || !context.office || !isTaken(context, found.share, taken)) return false;
      const isOver = found.ended || found.expires <= context.at;
      return (
        (date === undefined ? found.ended : isOn(context, lastDay(found.expires), date)) &&
        isOver === (end === undefined)
      );
    }),
    pattern:
      /^(?<label>.+?) \| (?:valable jusqu’au (?<date>[^|]+)|il y a été mis fin) \| (?<taken>[^|]+?) \| ?(?<end>[^|]+)?$/u,
  },
  says("Aucun lien n’a été partagé.", (context) => context.office && sharesOf(context).length === 0),
];

/** Who funds a final of whom its coordinator does not read what they received. */
export function leftOutOfReceived(context: Context): string[] {
  const { doc, office, before } = context;
  if (!office || edition(context) === 0) return [];
  const names = before.flatMap((line) =>
    / : (?:pas encore téléchargé|.+, le .+)$/.test(line) ? line.split(" : ").slice(0, 1) : [],
  );
  const unsaid = doc!.funders.filter((id) => !names.some((name) => isNamed(context, id, name)));
  return unsaid.map((id) => `what ${id} received`);
}

/** To who funds it: that what their buttons lead to is told of. */
export const downloadSentences: Sentence[] = [
  says("Ce que vous téléchargez est noté comme reçu : la coordination voit qui, quoi et quel jour.", isFunder),
  says("Je le télécharge", isFunder),
  says(
    "Télécharger le dossier de preuve – {title} (archive .zip, {size})",
    (context, { title, size = "" }) =>
      isFunder(context, {}) && context.doc!.title === title && isDossier(context, { size }),
  ),
];
