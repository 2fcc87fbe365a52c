import { href } from "../../../shared/addresses.ts";
import { addDays } from "../../../shared/time/calendar.ts";
import { holidaysOf } from "../../../shared/time/holidays.ts";
import { nextWorkingDay } from "../../../shared/time/working-days.ts";
import { askFor, closeRound, deposit, submitDraft } from "../acts/documents.ts";
import { enter } from "../acts/entries.ts";
import { receive } from "../acts/receiving.ts";
import { decide } from "../acts/reviewing.ts";
import type { Day, Moment } from "../clock.ts";
import type { Play, Scene, Track } from "../story.ts";
import { months, watchNote } from "../texts/watch.ts";

const action = "integration-et-collectivites";

/** Rounds that the coordinator closes: the first by hand; those that a meeting of the network discussed, after it. */
const closings: Readonly<Record<number, Moment>> = {
  1: "2008-02-06 16:00",
  4: "2008-05-16 09:30",
  8: "2008-09-19 09:30",
};

/** When the days of three months are entered. */
const quarters: readonly Moment[] = ["2008-04-02 17:00", "2008-07-02 17:00", "2008-10-02 18:00", "2009-01-08 17:00"];

/** Veille qualitative: a note each month, its findings with who follows them and how far they are, and in the end the year's trend. */
export const veille: Track = {
  title: "Veille qualitative",
  paid: { action, terms: ["Jours, veille qualitative"] },
  scenes: [
    ...months.flatMap((_, at) => monthly(at + 1)),
    ...quarters.map(
      (at, quarter): Scene => ({
        at,
        what: "ORIV enters a day for each note",
        play: (on) => enterQuarter(on, quarter),
      }),
    ),
    {
      at: "2009-01-20 10:00",
      what: "the coordinator looks at the year's trend, and takes its table",
      play: lookAtTrend,
    },
    {
      at: "2009-01-21 11:00",
      what: "DAIC downloads the last note",
      play: (on) => receive(on, on.people.daic, titleOf(12)),
    },
  ],
};

/** The note of a month: asked towards its end, sent at the beginning of the next, approved the day after; final at its deadline. */
function monthly(month: number): Scene[] {
  const word = `watch-${month}`;
  const sent = workingDay(month + 1, 5);
  const read = workingFrom(addDays(sent, 1));
  const closed = closings[month];
  const close = (on: Play) => closeRound(on, word, "approved");
  return [
    {
      at: `${workingDay(month, 22)} 11:00`,
      what: `the note of month ${month} is asked for`,
      play: (on) => ask(on, month),
    },
    { at: `${sent} 15:00`, what: "it is sent and submitted", play: (on) => send(on, word, month) },
    { at: `${read} 10:00`, what: "ORIV approves it", play: (on) => approve(on, word, month) },
    ...(closed ? [{ at: closed, what: "the coordinator closes its round", play: close }] : []),
  ];
}

function titleOf(month: number): string {
  return `Veille sur les échanges du RIPD : ${months[month - 1]!.name} 2008`;
}

/** A day of a month of 2008, the thirteenth being January 2009, or the working day after it. */
function workingDay(month: number, day: number): Day {
  return workingFrom(new Date(Date.UTC(2008, month - 1, day)).toISOString().slice(0, 10));
}

function workingFrom(date: string): Day {
  return nextWorkingDay(holidaysOf("FR"), date) as Day;
}

async function ask(on: Play, month: number): Promise<void> {
  await askFor(on, `watch-${month}`, {
    ...{ action, expected: "note-mensuelle-de-veille", kind: "watch-note", title: titleOf(month) },
    authors: ["Chargée de veille"],
    reviewers: ["Direction"],
    funders: ["DAIC"],
    draft: workingDay(month + 1, 6),
    review: workingDay(month + 1, 13),
    final: workingDay(month + 1, 20),
  });
}

async function send(on: Play, word: string, month: number): Promise<void> {
  const { veille: author } = on.people;
  await author.follow(`« ${titleOf(month)} »`);
  const name = `note-de-veille-${String(month).padStart(2, "0")}.md`;
  await deposit(on, author, word, { name, bytes: Buffer.from(watchNote(month)) });
  await submitDraft(on, author, word);
}

async function approve(on: Play, word: string, month: number): Promise<void> {
  const { oriv } = on.people;
  await oriv.follow(`« ${titleOf(month)} »`);
  await decide(on, oriv, word, "approve");
}

async function enterQuarter({ people: { veille: author } }: Play, quarter: number): Promise<void> {
  const lines = [1, 2, 3].map((month) => ({
    ...{ term: "Jours, veille qualitative", amount: "1" },
    date: workingDay(quarter * 3 + month, 22),
  }));
  await enter(author, lines);
}

async function lookAtTrend({ people: { coordination } }: Play): Promise<void> {
  const of = { programme: "2008", action };
  await coordination.open(href("trend", of));
  await coordination.open(href("trendFile", of));
}
