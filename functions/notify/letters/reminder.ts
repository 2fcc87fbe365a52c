import { type DatedDuty, digestOf, mentionsOf } from "../../../shared/asking/digest.ts";
import { isQuiet, mondayOf } from "../../../shared/asking/week.ts";
import { isQuietOfMeetings } from "../../../shared/asking/week-meetings.ts";
import type { LetterName } from "../../../shared/jobs/job.ts";
import type { Mentions } from "../../../shared/stored/digest.ts";
import { mentionsTo } from "../../../shared/stored/digest.ts";
import { doneBy } from "../../../shared/stored/once.ts";
import { hasWeekly } from "../../../shared/stored/person.ts";
import { lateWords, leadOf, mailsOwed, owedTo, subjectOf, thingFacts, thingLine, wayTo, wayToAll } from "../duties.ts";
import type { Fact } from "../facts.ts";
import type { LetterDraft, Occasion } from "../occasion.ts";
import type { LetterWriter } from "../recipient.ts";
import { meetingsFor, weekFor } from "./weekly.ts";

/** What the reader owes, where its day draws near or has passed: all of it in one mail a day, and not the same for a week. */
export const reminder: LetterWriter = async (occasion) => {
  const { to, today, ports } = occasion;
  if (await hasWeek(occasion)) return undefined;
  const things = await owedTo(occasion);
  const onTheWay = await mentionedToday(occasion, things);
  const listed = digestOf(things, { ...(await mentionsTo(ports.store, to.id)), ...onTheWay }, today);
  const [first] = listed;
  if (!first) return undefined;
  const draft = listed.length === 1 ? await one(occasion, first) : several(occasion, listed);
  const facts = [...draft.facts, ...unlisted(occasion, things.length - listed.length)];
  return { ...draft, facts, mentions: mentionsOf(listed, today), optional: true };
};

/** Things that a letter of their own will mention today, and has not left yet. */
async function mentionedToday(occasion: Occasion, things: DatedDuty[]): Promise<Mentions> {
  const owed = (await mailsOwed(occasion)).filter(({ letter }) => mentionsOne.has(letter));
  const mentioned = things.filter(({ id }) => owed.some(({ deliverable }) => deliverable === id));
  return mentionsOf(mentioned, occasion.today);
}
const mentionsOne: ReadonlySet<LetterName> = new Set(["draftAsked", "invited", "chased"]);

/** A line that counts the things owed that the letter does not list. */
function unlisted({ say }: Occasion, count: number): Fact[] {
  return count > 0 ? [[say("fact.others"), say("owed.others", { count })]] : [];
}

/** The week's letter of today lists it already, to who coordinates. */
async function hasWeek(occasion: Occasion): Promise<boolean> {
  const { ports, to, today } = occasion;
  const monday = mondayOf(today);
  if (!hasWeekly(to) || (await doneBy(ports, "weekly", monday)) !== today) return false;
  if (!isQuiet(await weekFor(occasion, monday)) || !isQuietOfMeetings(await meetingsFor(occasion, monday))) return true;
  const { isQuietOfReports, weekOfReports } = await import("../../../shared/asking/reports.ts");
  return !isQuietOfReports(await weekOfReports(ports.store, { monday, today }));
}

async function one(occasion: Occasion, thing: DatedDuty): Promise<LetterDraft> {
  return {
    ...wayTo(occasion, thing),
    subject: subjectOf(occasion, thing),
    paragraphs: [leadOf(occasion, thing), occasion.say(thing.what === "review" ? "reminder.body" : "owed.body")],
    facts: await thingFacts(occasion, thing),
  };
}

/** The link lets the reader in, to all of them. */
function several(occasion: Occasion, things: DatedDuty[]): LetterDraft {
  const reviews = things.every(({ what, late }) => what === "review" && !late);
  return {
    ...wayToAll(occasion),
    ...(reviews ? reviewsWords(occasion, things) : mixedWords(occasion, things)),
    facts: things.map((thing) => thingLine(occasion, thing, reviews)),
  };
}

type Words = Pick<LetterDraft, "subject" | "paragraphs">;

function reviewsWords({ say, date, shortDate }: Occasion, things: DatedDuty[]): Words {
  const { length: count } = things;
  const first = things[0]!.date!;
  return {
    subject: say("reminder.several.subject", { count, date: shortDate(first) }),
    paragraphs: [say("reminder.several.lead", { count, deadline: date(first) }), say("reminder.several.body")],
  };
}

function mixedWords(occasion: Occasion, things: DatedDuty[]): Words {
  const { say, date, shortDate } = occasion;
  const { length: count } = things;
  const { date: first, late } = things[0]!;
  const body = say("owed.several.body");
  if (!first)
    return {
      subject: say("owed.several.subject.none", { count }),
      paragraphs: [say("owed.several.lead.none", { count }), body],
    };
  const paragraphs = [say("owed.several.lead", { count, date: date(first) }), body];
  return late
    ? { subject: say("owed.several.subject.late", { count, late: lateWords(occasion, first) }), paragraphs }
    : { subject: say("owed.several.subject", { count, date: shortDate(first) }), paragraphs };
}
