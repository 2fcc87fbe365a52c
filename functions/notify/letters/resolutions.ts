import { isPressing, reminderKey } from "../../../shared/asking/resolutions.ts";
import { actingAs } from "../../../shared/deliverable/holder.ts";
import type { Resolution } from "../../../shared/meeting/state.ts";
import { mentionsTo } from "../../../shared/stored/digest.ts";
import { openResolutionsOf } from "../../../shared/stored/meeting.ts";
import { getText } from "../../../shared/stored/text.ts";
import { lateWords, wayToAll } from "../duties.ts";
import type { Fact } from "../facts.ts";
import { oneLine, unstopped } from "../letter.ts";
import type { Occasion } from "../occasion.ts";
import { type LetterWriter, toDoer } from "../recipient.ts";

/** What meetings gave the reader to do and whose day draws near or has passed: all of it in one mail, once a day. */
export const resolutionReminder: LetterWriter = async (occasion) => {
  const { to, say, today, ports, date } = occasion;
  const mentioned = await mentionsTo(ports.store, to.id);
  const open = await openResolutionsOf(ports.store, actingAs(to));
  const listed = open
    .filter((each) => isPressing(each, today) && mentioned[reminderKey(each)]?.day !== today)
    .toSorted(byDue);
  const [first] = listed;
  if (!first?.due) return undefined;
  const meetings = new Set(listed.map(({ meeting }) => meeting));
  return {
    ...(meetings.size > 1
      ? { ...wayToAll(occasion), role: "doing" }
      : toDoer(occasion, first.meeting, listed.length === 1 ? first.id : undefined)),
    subject: await toDoSubject(occasion, listed),
    paragraphs: [
      say("resolutionReminder.lead", { count: listed.length, date: date(first.due) }),
      say("resolutionReminder.body"),
    ],
    facts: await Promise.all(listed.map((each) => resolutionFact(occasion, each))),
    mentions: Object.fromEntries(listed.map((each) => [reminderKey(each), { day: today, reminder: each.due ?? "" }])),
  };
};

/** One of what meetings decided, as a letter lists it. */
type ToDo = Pick<Resolution, "words" | "due">;

/** "À faire pour le 20 juin : écrire aux communes"; of several how many, and the day of the first. */
export async function toDoSubject(occasion: Occasion, things: readonly ToDo[]): Promise<string> {
  const { say, today, shortDate } = occasion;
  const { length: count } = things;
  const { due } = things[0]!;
  const late = due !== undefined && due < today;
  const date = due === undefined ? "" : shortDate(due);
  if (count > 1) {
    const key = due === undefined ? "toDo.several.none" : late ? "toDo.several.late" : "toDo.several";
    return say(key, { count, date });
  }
  const words = oneLine(await wordsOf(occasion, things[0]!), 100);
  return say(due === undefined ? "toDo.none" : late ? "toDo.late" : "toDo", { words, date });
}

/** The line of one: what is to be done, by when, how late. */
export async function resolutionFact(occasion: Occasion, resolution: ToDo): Promise<Fact> {
  const { say, date, today } = occasion;
  const { due } = resolution;
  const words = await wordsOf(occasion, resolution);
  if (due === undefined) return [say("fact.resolution"), words];
  const values = { words: unstopped(words), date: date(due) };
  return [
    say("fact.resolution"),
    due < today ? say("resolution.late", { ...values, late: lateWords(occasion, due) }) : say("resolution.by", values),
  ];
}

/** What is due first, first; what has no day last. */
export function byDue({ due: a = "9999" }: ToDo, { due: b = "9999" }: ToDo): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

async function wordsOf({ ports, say }: Occasion, { words }: ToDo): Promise<string> {
  return oneLine((await getText(ports.files, words)) ?? say("resolution.erased"), 300);
}
