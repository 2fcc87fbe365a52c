import { isPressing, reminderKey } from "../../../shared/asking/resolutions.ts";
import { actingAs } from "../../../shared/deliverable/holder.ts";
import { mentionsTo } from "../../../shared/stored/digest.ts";
import { type OpenResolution, openResolutionsOf } from "../../../shared/stored/meeting.ts";
import { getText } from "../../../shared/stored/text.ts";
import { lateWords } from "../duties.ts";
import type { Fact } from "../facts.ts";
import { oneLine } from "../letter.ts";
import type { Occasion } from "../occasion.ts";
import type { LetterWriter } from "../recipient.ts";

/** What meetings gave the reader to do and whose day draws near or has passed: all of it in one mail, once a day. */
export const resolutionReminder: LetterWriter = async (occasion) => {
  const { to, say, today, ports, shortDate } = occasion;
  const mentioned = await mentionsTo(ports.store, to.id);
  const open = await openResolutionsOf(ports.store, actingAs(to));
  const listed = open.filter((each) => isPressing(each, today) && mentioned[reminderKey(each)]?.day !== today);
  const [first] = listed;
  if (!first?.due) return undefined;
  const words = oneLine(await wordsOf(occasion, first), 100);
  const meetings = new Set(listed.map(({ meeting }) => meeting));
  const link = { label: say("link.meeting"), purpose: "meeting", thing: first.meeting } as const;
  return {
    role: "doing",
    link: meetings.size === 1 ? link : { label: say("link.enter"), purpose: "enter" },
    subject:
      first.due < today
        ? say("resolutionReminder.subject.late", { words })
        : say("resolutionReminder.subject", { words, date: shortDate(first.due) }),
    paragraphs: [say("resolutionReminder.lead", { count: listed.length }), say("resolutionReminder.body")],
    facts: await Promise.all(listed.map((each) => resolutionFact(occasion, each))),
    mentions: Object.fromEntries(listed.map((each) => [reminderKey(each), { day: today, reminder: each.due ?? "" }])),
  };
};

/** The line of one: what is to be done, by when, how late. */
async function resolutionFact(occasion: Occasion, resolution: OpenResolution): Promise<Fact> {
  const { say, date, today } = occasion;
  const { due = "" } = resolution;
  const words = await wordsOf(occasion, resolution);
  const late = due < today;
  const values = { words, date: date(due) };
  return [
    say("fact.resolution"),
    late ? say("resolution.late", { ...values, late: lateWords(occasion, due) }) : say("resolution.by", values),
  ];
}

async function wordsOf({ ports, say }: Occasion, { words }: OpenResolution): Promise<string> {
  return oneLine((await getText(ports.files, words)) ?? say("resolution.erased"), 300);
}
