import { type Gathering, gatheringAt } from "./gatherings.ts";
import type { Context } from "./reader.ts";
import { isMoment, isText } from "./words.ts";

/** All of them as they stood at an instant. */
export function gatheringsAt({ archive, at }: Pick<Context, "archive" | "at">): Gathering[] {
  return [...archive.meetings.values()].flatMap((rows) => gatheringAt(rows, at) ?? []);
}

/** "9 avril 2008, de 14 h à 17 h": whether it is then. */
export function isThen(context: Context, gathering: Gathering, said = ""): boolean {
  return isMoment(context, gathering, said);
}

/** Whether its day is past, and nobody said what became of it. */
export function isUnrecorded({ status, date }: Gathering, { today }: Pick<Context, "today">): boolean {
  return status === "planned" && date < today;
}

/** Whether words are an item of its agenda, a document by its title. */
export function isItem(context: Context, { documents, words }: Gathering, said: string): boolean {
  const titles = context.all.filter(({ id }) => documents.includes(id)).map(({ title }) => title);
  return titles.includes(said) || words.some((ref) => isText(context, ref, said));
}

/** Whether these are all items of its agenda. */
export function isAgenda(context: Context, gathering: Gathering, said: string, by: string): boolean {
  const items = said.split(by);
  const { documents, words } = gathering;
  // a mail gives them in one sentence, without the points of theirs
  const isOne = (each: string) => isItem(context, gathering, each) || isItem(context, gathering, `${each}.`);
  return items.length === documents.length + words.length && items.every(isOne);
}
