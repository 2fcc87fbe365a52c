import { dealsAt, enteredAt } from "./money.ts";
import { standpoint, takesPart } from "./money-words.ts";
import { type Context, type Sentence, says } from "./reader.ts";
import { personOf } from "./words.ts";

/** On the page of a meeting that was held: the way to the missions that an agreement pays, of all who came, or one's own. */

/** By what coming to it is paid; nobody of the season has two agreements for one meeting. */
const paidBy = ({ archive, at, meeting }: Context) =>
  dealsAt(archive, at).filter(
    ({ stage, from, until, actions, terms }) =>
      meeting!.status === "held" &&
      stage !== "settled" &&
      from <= meeting!.date &&
      meeting!.date <= until &&
      terms.some(
        ({ unit, action }) =>
          unit === "mission" &&
          actions.some((each) => meeting!.actions.includes(each) && (action === undefined || action === each)),
      ),
  );

/** Who came and whose mission is not entered: nobody enters those of whoever pays. */
function due(context: Context): string[] {
  const { archive, at, meeting, present } = context;
  const [deal] = paidBy(context);
  const lines = enteredAt(archive, at).filter((line) => line.meeting === meeting!.id && !line.undone);
  const funder = archive.organisations.find(({ id }) => id === deal!.funder)?.short;
  return meeting!.present.filter(
    (id) =>
      present!.includes(id) &&
      personOf(context, id)?.organisation !== funder &&
      lines.every(({ person }) => person !== id),
  );
}

/** Coordinators for all; who came for themselves, where their organisation may enter for an action of the meeting. */
export function mayEnter(context: Context): boolean {
  const { meeting, office, reader } = context;
  const [deal] = meeting === undefined ? [] : paidBy(context);
  if (!deal || office) return deal !== undefined;
  const shared = deal.actions.filter((each) => meeting!.actions.includes(each));
  return (
    meeting!.present.includes(reader!.id) &&
    standpoint(context, deal) === "member" &&
    shared.some((each) => takesPart(context, each))
  );
}

export const missionsOfMeeting: Sentence[] = [
  says("Saisir ma mission", (context) => !context.office && mayEnter(context)),
  says("Saisir les missions des {count} présents", (context, { count }) => {
    return context.office && mayEnter(context) && due(context).length === Number(count);
  }),
  says("Missions de cette rencontre, déjà saisies", (context) => {
    return context.office && mayEnter(context) && due(context).length === 0;
  }),
];

/** The way to missions, of a meeting whose comings are paid, to who may enter some. */
export function leftOutOfMissions(context: Context): string[] {
  const isSaid = context.before.some((line) => missionsOfMeeting.some(({ pattern }) => pattern.test(line)));
  return mayEnter(context) === isSaid ? [] : ["the way to missions"];
}
