import { beforeAll, expect, test } from "vitest";
import { completeDraft } from "../functions/network.ts";
import { openLint } from "../interface/lint/lint.ts";
import { tries } from "../long.ts";
import { unlisted } from "../unlisted.ts";
import { archiveOf } from "./truth/archive.ts";
import { readCalendar } from "./truth/calendars.ts";
import { factsAt } from "./truth/facts.ts";
import { readFinal } from "./truth/finals.ts";
import { readEditionMails } from "./truth/mail-editions.ts";
import { readMail } from "./truth/mails.ts";
import { enteredAt } from "./truth/money.ts";
import { readPage } from "./truth/pages.ts";
import { readCopies } from "./truth/printed.ts";
import type { Archive } from "./truth/reader.ts";
import { readReceipt } from "./truth/receipts.ts";
import { liveSeason } from "./truth/season.ts";
import { openMoney, openPages, openProgrammes, openReceipts, type Visit } from "./truth/visits.ts";
import type { Year } from "./year.ts";

/** Asked for; signed, with a line undone; with missions, more than planned; at another rate, a payment cancelled. */
const moneyDays = ["2008-03-14", "2008-04-04", "2008-04-15", "2008-05-13"];
let year: Year;
let archive: Archive;
const receipts: Visit[] = [];
const pages: Visit[] = [];
const programmes: Visit[] = [];
const money: Visit[] = [];
/** The first programme; another, of which something is late; a document withdrawn; a final one. */
const programmeDays = ["2008-03-07", "2008-04-01", "2008-04-22", "2008-05-30"];
/** Words of documents, of files and of changes between two versions, and names: what else people wrote. */
const written = [
  completeDraft,
  "Texte de départ, version du 12\u00a0mai",
  "De quoi est-il question ?",
  "du 3 mars",
  "Coordination",
  "Objet",
  "Suite",
  "Supprimé",
  "Ajouté",
];
/** Before anything is submitted; a replacement proposed, a withdrawal, a meeting to come, past and held, an outage, the end. */
const days = [
  "2008-03-13",
  "2008-03-26",
  "2008-04-04",
  "2008-04-11",
  "2008-04-15",
  "2008-04-22",
  "2008-05-08",
  "2008-05-20",
  "2008-05-30",
];
const pageDays = days.filter((_, at) => (at + 1) % tries(3, 1) === 0);
beforeAll(async () => {
  const receiptDays = ["2008-04-11", "2008-04-14", "2008-04-21", "2008-05-30"];
  year = await liveSeason(async (lived, day) => {
    if (receiptDays.includes(day)) receipts.push(...(await openReceipts(lived)));
    if (pageDays.includes(day)) pages.push(...(await openPages(lived)));
    if (moneyDays.includes(day))
      money.push(...(await openMoney(lived, ["coordination", "cofrimi", "irev", "acse", "villes"])));
    if (programmeDays.includes(day))
      programmes.push(...(await openProgrammes(lived, ["coordination", "adjointe", "oriv", "acse"])));
  });
  archive = await archiveOf(year);
}, 300_000);

test("every row that the season wrote is of a sort that rows.ts has", async () => {
  expect(await unlisted(year.ports.store)).toEqual([]);
});

test("no sentence of a mail states what the events do not bear, nor is one of a template that nobody classified", () => {
  const faults = year.sent.flatMap((mail) => readMail(archive, { ...mail, to: year.people[mail.to]!.id }));
  expect(faults).toEqual([]);
  expect(year.sent.length).toBeGreaterThan(200);
});

test("who writes, funds or coordinates has one letter of each edition that is there, who writes one of each that is opened; all have one once it is withdrawn", () =>
  expect(readEditionMails(archive)).toEqual([]));

test("no page and no mail has a slip of typing, a date or a count that is none, or a text that is missing; English has no French in it", () => {
  const { programmes: planned, texts, remarks } = archive;
  const lint = openLint([...planned.values(), ...texts.values(), ...remarks.values(), ...written]);
  for (const { path, html } of [...pages, ...receipts, ...programmes, ...money])
    if (html.startsWith("<!doctype html>")) lint.page(path, html);
  for (const { to, letter, whole } of year.sent) lint.mail(letter, whole, year.people[to]!.language);
  expect(lint.slips()).toEqual([]);
  expect(lint.count()).toBeGreaterThan(tries(4000, 6000));
});

test("an invitation for the calendar states the meeting as it was last told, to whom it is for, with its revision", () => {
  const mailed = year.sent.filter(({ letter }) => /^meeting(Invited|Changed|Cancelled)$/.test(letter));
  const received = mailed.map(({ at, to, calendar }) => ({ at, reader: year.people[to]!.id, ...calendar! }));
  const opened = pages.filter(({ status, path }) => status === 200 && path.endsWith(".ics"));
  const fetched = opened.map(({ at, reader, html }) => ({ at, reader, text: html }));
  expect([...received, ...fetched].flatMap((each) => readCalendar(archive, each))).toEqual([]);
  expect(received.filter(({ text, method }) => !text.includes(`METHOD:${method}\r\n`))).toEqual([]);
  expect([received.length, fetched.length > tries(10, 20)]).toEqual([18, true]);
});

test("a receipt states what was decided, by whom, when, how it came, and how its round stands", () => {
  expect(receipts.flatMap((visit) => readReceipt(archive, visit))).toEqual([]);
  expect(receipts.length).toBeGreaterThan(40);
});

test("no line of a page states what the events do not bear, nor does a form offer or fill in anything else, and a history tells each of them", () => {
  expect([...pages, ...programmes].filter(({ status }) => status >= 500).map(({ path }) => path)).toEqual([]);
  const read = pages.filter(({ status, path }) => status === 200 && !path.endsWith(".ics"));
  expect(read.flatMap((visit) => readPage(archive, visit))).toEqual([]);
  expect(read.length).toBeGreaterThan(tries(1000, 2000));
});

test("nor does a line of the year, of a programme, its actions, its matrix, its history, or of a structure", () => {
  const read = programmes.filter(({ status }) => status === 200);
  expect(read.flatMap((visit) => readPage(archive, visit))).toEqual([]);
  expect(read.length).toBeGreaterThan(150);
});

test("nor does a line of an agreement, of what was entered on it, or of one's own entries, whose sums the reader makes itself", () => {
  const read = money.filter(({ status }) => status === 200);
  expect(read.flatMap((visit) => readPage(archive, visit))).toEqual([]);
  const unseen = money.filter(({ status }) => status !== 200).map(({ reader, path }) => `${reader} ${path}`);
  const people = (names: string[]) => names.map((name) => year.people[name]!.id);
  const closed = ["", "/entries"].flatMap((page) => [
    ...people(["cofrimi", "irev", "acse", "villes"]).map((id) => `${id} /agreements/acse-reseau-2008${page}`),
    ...people(["villes"]).map((id) => `${id} /agreements/acse-2008-114${page}`),
  ]);
  expect(new Set(unseen)).toEqual(new Set(closed));
  expect([...new Set(money.map(({ status }) => status))]).toEqual([200, 404]);
});

test("each line that was entered comes to its quantity at the rate that its term had then", () => {
  const lines = enteredAt(archive, "9999");
  expect(lines.filter(({ cents, told }) => cents !== told)).toEqual([]);
  expect([
    lines.length,
    lines.filter(({ undoes }) => undoes).length,
    new Set(lines.map(({ holder }) => holder)).size,
  ]).toEqual([9, 1, 4]);
});

test.each(["Cadrage", "Synthèse", "Lettre", "Voilée", "Panne", "Réservée", "Charte"])(
  "the approval record of « %s » states nothing else than the events, on its page, in Word and in print",
  async (title) => expect(await readFinal(archive, year, title)).toEqual([]),
);

test("a proof copy is marked as one and a final document is not; each has the words of its version, and its pages", async () => {
  const all = [...archive.rows.values()].map((rows) => factsAt(rows)!);
  const faults = await Promise.all(all.map((facts) => readCopies(year, facts)));
  expect(faults.flat()).toEqual([]);
});
