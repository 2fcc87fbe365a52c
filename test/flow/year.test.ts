import { beforeAll, describe, expect, test } from "vitest";
import { renderSteps } from "../../functions/render/steps.ts";
import { datedDuties } from "../../shared/asking/digest.ts";
import { formatDate } from "../../shared/i18n/dates.ts";
import { stepBy } from "../../shared/jobs/steps.ts";
import { everySummary } from "../../shared/stored/lists.ts";
import { addDays, daysBetween } from "../../shared/time/calendar.ts";
import { holidaysOf } from "../../shared/time/holidays.ts";
import { completeDraft } from "../functions/network.ts";
import { tools } from "../functions/render/approved.ts";
import { tries } from "../long.ts";
import { archiveOf } from "./truth/archive.ts";
import { readFinal } from "./truth/finals.ts";
import { readMail } from "./truth/mails.ts";
import { readPage } from "./truth/pages.ts";
import type { Archive } from "./truth/reader.ts";
import { readReceipt } from "./truth/receipts.ts";
import { openPages, openReceipts, type Visit } from "./truth/visits.ts";
import * as y from "./year.ts";

const notes = ["13", "14", "17", "18", "19", "20", "21", "24", "25", "26"].map((day, index) => ({
  title: `Note ${"ABCDEFGHIJ"[index]}`,
  review: `2008-11-${day}`,
}));
const part =
  "# Actions menées\n\nUn atelier en 2007.\n\n# Bibliographie\n\nRien.\n\n# Personnes ressources\n\nLa direction.\n";

const acts: y.Acts = {
  "2008-01-15 09:00": async (year) => {
    await y.create(year, {
      ...{ kind: "framing-note", title: "Cadrage", authors: ["cofrimi"], reviewers: ["oriv", "epi"], quorum: 2 },
      due: { draft: "2008-03-20", review: "2008-05-05", final: "2008-07-01" },
    });
    await y.create(year, {
      ...{ kind: "synthesis-note", title: "Synthèse", authors: ["crpv"], reviewers: ["epi"] },
      due: { draft: "2008-05-12", final: "2008-09-30" },
    });
    await y.create(year, { kind: "plain", title: "Lettre", authors: ["crpv"], due: { draft: "2008-06-16" } });
  },
  "2008-03-03 18:00": async (year) => {
    year.down = true;
    for (const title of ["Alpha", "Bêta"])
      await y.create(year, { kind: "plain", title, authors: ["banlieue"], due: { draft: "2009-03-02" } });
  },
  "2008-03-04 09:00": async (year) => {
    year.down = false;
  },
  "2008-03-31 09:00": (year) => y.send(year, "cofrimi", "Cadrage", completeDraft),
  "2008-03-31 12:00": (year) => y.submit(year, "cofrimi", "Cadrage"),
  "2008-04-14 12:00": (year) => y.decide(year, "epi", "Cadrage", "approve"),
  "2008-05-20 09:00": (year) => y.close(year, "Cadrage", true),
  "2008-07-10 09:00": (year) => y.send(year, "cofrimi", "Cadrage", `${completeDraft}\nUne annexe.\n`),
  "2008-07-10 12:00": (year) => y.submit(year, "cofrimi", "Cadrage"),
  "2008-07-11 09:00": (year) => y.decide(year, "epi", "Cadrage", "approve"),
  "2008-07-28 23:00": (year) => y.decide(year, "oriv", "Cadrage", "approve"),
  "2008-09-01 12:00": (year) =>
    y.create(year, {
      ...{ kind: "resource-dossier", title: "Dossier", authors: ["oriv", "crpv", "epi"], reviewers: ["irev"] },
      ...{ due: { draft: "2008-10-15", final: "2008-12-15" } },
      parts: ["oriv", "crpv", "epi"].map((who) => ({ title: who.toUpperCase(), people: [who] })),
    }),
  "2008-09-02 12:00": (year) => y.name(year, "Synthèse", ["crpv", "irev"]),
  "2008-10-06 09:00": async (year) => {
    for (const { title, review } of notes)
      await y.create(year, {
        ...{ kind: "plain", title, authors: ["oriv"], reviewers: ["villes"], due: { draft: "2008-10-20", review } },
      });
  },
  "2008-10-10 09:00": (year) => y.send(year, "oriv", "Dossier", part, "part-1"),
  "2008-10-20 09:00": async (year) => {
    for (const { title } of notes) await y.send(year, "oriv", title, `# ${title}\n\nUn texte.\n`);
    await y.send(year, "epi", "Dossier", part, "part-3");
  },
  "2008-10-20 12:00": async (year) => {
    for (const { title } of notes) await y.submit(year, "oriv", title);
  },
  "2008-10-27 07:00": (year) => y.chase(year, "crpv", "Dossier"),
  "2008-11-09 23:00": (year) => y.chase(year, "crpv", "Dossier"),
};

let year: y.Year;
let archive: Archive;
/** What everyone's pages said at the end of the last month; in the long form, of each. */
const pages: Visit[] = [];
/** What everyone's receipts said at the end of each month. */
const receipts: Visit[] = [];
const monthsRead = tries(1, 12);
/** Who owed what at the end of a day without having been told. */
const untold: string[] = [];
beforeAll(async () => {
  year = await y.openYear();
  const render = stepBy(renderSteps(year.ports, tools, year.settings));
  year.produce = async (job) => {
    if (job.type === "render") await render(job);
  };
  await y.live(year, ["2008-01-14", "2008-12-31"], acts, async (day) => {
    untold.push(...(await untoldOn(year, day)));
    const isMonthsEnd = addDays(day, 1).endsWith("-01");
    if (isMonthsEnd) receipts.push(...(await openReceipts(year)));
    if (isMonthsEnd && Number(day.slice(5, 7)) > 12 - monthsRead) pages.push(...(await openPages(year)));
  });
  archive = await archiveOf(year);
}, 300_000);

const told = (who: string, from: string, to: string) =>
  year.sent
    .filter((mail) => mail.to === who && mail.day >= from && mail.day <= to)
    .map(({ day, hour, subject }) => `${day} ${hour} ${subject}`)
    .sort();

const rows: [what: string, who: string, from: string, to: string, mails: string[]][] = [
  [
    "the author of two texts who sends none is asked once, reminded, then has one list a week",
    "crpv",
    "2008-01-14",
    "2008-06-30",
    [
      "2008-01-15 09:00 2 textes vous sont demandés, le premier pour le 12 mai",
      "2008-04-28 08:00 2 choses attendues de vous, la première pour le 12 mai",
      // 12 May is Whit Monday
      "2008-05-09 08:00 2 choses attendues de vous, la première pour le 12 mai",
      "2008-05-16 08:00 2 choses attendues de vous, la première en retard de 4 jours",
      "2008-05-23 08:00 2 choses attendues de vous, la première en retard de 11 jours",
      "2008-05-30 08:00 2 choses attendues de vous, la première en retard de 18 jours",
      "2008-06-06 08:00 2 choses attendues de vous, la première en retard de 25 jours",
      "2008-06-13 08:00 2 choses attendues de vous, la première en retard de 32 jours",
      "2008-06-16 08:00 Dernier jour pour « Lettre »",
      "2008-06-20 08:00 2 choses attendues de vous, la première en retard de 39 jours",
      "2008-06-27 08:00 2 choses attendues de vous, la première en retard de 46 jours",
    ],
  ],
  [
    "who owes a part too is chased by name, early on a Monday and late on a Sunday, and has the rest in the week's list",
    "crpv",
    "2008-10-13",
    "2008-11-16",
    [
      "2008-10-13 08:00 3 choses attendues de vous, la première en retard de 5 mois",
      "2008-10-15 08:00 Dernier jour pour « Dossier »",
      "2008-10-20 08:00 3 choses attendues de vous, la première en retard de 5 mois",
      "2008-10-27 07:00 « Dossier » : Coordination vous relance",
      "2008-10-27 08:00 2 choses attendues de vous, la première en retard de 6 mois",
      "2008-11-03 08:00 3 choses attendues de vous, la première en retard de 6 mois",
      "2008-11-09 23:00 « Dossier » : Coordination vous relance",
      "2008-11-10 08:00 3 choses attendues de vous, la première en retard de 6 mois",
    ],
  ],
  [
    "an author who sends late is told so, then hears of the review, and answers it late",
    "cofrimi",
    "2008-01-14",
    "2008-12-31",
    [
      "2008-01-15 09:00 Une note de cadrage vous est demandée : « Cadrage », pour le 20 mars",
      "2008-03-06 08:00 Il reste 14 jours pour « Cadrage »",
      "2008-03-17 08:00 Il reste 3 jours pour « Cadrage »",
      // 22 March is a Saturday, 24 March Easter Monday
      "2008-03-25 08:00 « Cadrage » : en retard de 5 jours",
      "2008-03-31 09:00 « Cadrage » : lu, rien à vérifier",
      "2008-04-14 17:00 Un nouvel avis sur « Cadrage »",
      "2008-05-06 08:00 Nouvelle échéance : « Cadrage », 13 mai",
      "2008-05-20 12:00 « Cadrage » : relecture close sans accord",
      "2008-06-17 08:00 Il reste 14 jours pour « Cadrage »",
      // 28 June is a Saturday
      "2008-06-27 08:00 Il reste 4 jours pour « Cadrage »",
      "2008-07-03 08:00 « Cadrage » : en retard de 2 jours",
      "2008-07-10 08:00 « Cadrage » : en retard de 9 jours",
      "2008-07-10 09:00 « Cadrage » : lu, rien à vérifier",
      "2008-07-11 17:00 Un nouvel avis sur « Cadrage »",
      "2008-07-29 17:00 Un nouvel avis sur « Cadrage »",
      "2008-08-01 08:00 Document final : « Cadrage »",
    ],
  ],
  [
    "a reviewer who never answers in ten rounds has the list once a week, and what ends on its day",
    "villes",
    "2008-11-01",
    "2008-12-15",
    [
      "2008-11-10 08:00 10 documents à relire, le premier avant le 13 novembre",
      "2008-11-13 08:00 Dernier jour pour relire « Note A »",
      "2008-11-14 08:00 Dernier jour pour relire « Note B »",
      "2008-11-14 08:00 Nouvelle échéance : « Note A », 20 novembre",
      "2008-11-17 08:00 10 documents à relire, le premier avant le 17 novembre",
      "2008-11-17 08:00 Nouvelle échéance : « Note B », 21 novembre",
      "2008-11-18 08:00 Dernier jour pour relire « Note D »",
      "2008-11-18 08:00 Nouvelle échéance : « Note C », 24 novembre",
      "2008-11-19 08:00 Dernier jour pour relire « Note E »",
      "2008-11-19 08:00 Nouvelle échéance : « Note D », 25 novembre",
      "2008-11-20 08:00 2 documents à relire, le premier avant le 20 novembre",
      "2008-11-20 08:00 Nouvelle échéance : « Note E », 26 novembre",
      "2008-11-21 08:00 2 documents à relire, le premier avant le 21 novembre",
      "2008-11-21 08:00 Nouvelle échéance : « Note F », 27 novembre",
      "2008-11-24 08:00 10 choses attendues de vous, la première en retard de 4 jours",
      "2008-11-24 08:00 Nouvelle échéance : « Note G », 28 novembre",
      "2008-11-25 08:00 2 documents à relire, le premier avant le 25 novembre",
      "2008-11-25 08:00 Nouvelle échéance : « Note H », 1er décembre",
      "2008-11-26 08:00 2 documents à relire, le premier avant le 26 novembre",
      "2008-11-26 08:00 Nouvelle échéance : « Note I », 2 décembre",
      "2008-11-27 08:00 Dernier jour pour relire « Note F »",
      "2008-11-27 08:00 Nouvelle échéance : « Note J », 3 décembre",
      "2008-11-28 08:00 Dernier jour pour relire « Note G »",
      "2008-12-01 08:00 10 choses attendues de vous, la première en retard de 11 jours",
      "2008-12-02 08:00 Dernier jour pour relire « Note I »",
      "2008-12-03 08:00 Dernier jour pour relire « Note J »",
      "2008-12-08 08:00 10 choses attendues de vous, la première en retard de 18 jours",
      "2008-12-15 08:00 10 choses attendues de vous, la première en retard de 25 jours",
    ],
  ],
  [
    "who was asked for two texts while mail was down over midnight is asked for both at once",
    "banlieue",
    "2008-01-14",
    "2008-12-31",
    ["2008-03-04 12:00 2 textes vous sont demandés, le premier pour le 2 mars 2009"],
  ],
  [
    "who becomes an author of a text that is long late is asked, then reminded a week after",
    "irev",
    "2008-08-01",
    "2008-09-17",
    [
      "2008-09-02 12:00 Une note de synthèse vous est demandée : « Synthèse », pour le 12 mai",
      "2008-09-09 08:00 « Synthèse » : en retard de 4 mois",
      "2008-09-16 08:00 « Synthèse » : en retard de 4 mois",
    ],
  ],
  [
    "a funder has the final document of a night in the morning, and nothing else",
    "acse",
    "2008-01-14",
    "2008-12-31",
    ["2008-08-01 08:00 Document final : « Cadrage »"],
  ],
  [
    "a coordinator on holiday finds what the line did, and the weeks",
    "coordination",
    "2008-07-28",
    "2008-09-01",
    [
      "2008-07-28 08:00 Semaine du 28 juillet : 3 retards, une échéance",
      "2008-07-28 23:00 Tous les avis sont là : « Cadrage »",
      "2008-08-01 08:00 Document final : « Cadrage »",
      "2008-08-04 08:00 Semaine du 4 août : 2 retards",
      "2008-08-11 08:00 Semaine du 11 août : 2 retards",
      "2008-08-18 08:00 Semaine du 18 août : 2 retards",
      "2008-08-25 08:00 Semaine du 25 août : 2 retards",
      "2008-09-01 08:00 Semaine du 1er septembre : 2 retards",
    ],
  ],
  [
    "the week's letter leaves at eight on both sides of summer time, and after Easter Monday",
    "coordination",
    "2008-03-24",
    "2008-03-31",
    [
      "2008-03-25 08:00 Semaine du 24 mars : un retard",
      "2008-03-31 08:00 Semaine du 31 mars : un retard",
      "2008-03-31 12:00 Relecture ouverte : « Cadrage »",
    ],
  ],
  [
    "and back on winter time",
    "coordination",
    "2008-10-20",
    "2008-10-27",
    [
      "2008-10-20 08:00 Semaine du 20 octobre : 4 retards, 10 échéances",
      ...[..."ABCDEFGHIJ"].map((each) => `2008-10-20 12:00 Relecture ouverte : « Note ${each} »`),
      "2008-10-27 08:00 Semaine du 27 octobre : 4 retards",
    ],
  ],
];
test.each(rows)("%s", (_, who, from, to, mails) => expect(told(who, from, to)).toEqual(mails.toSorted()));

describe("over the year", () => {
  test("nobody owed something without having been told, reminded, and told again when it was late", () => {
    expect(untold).toEqual([]);
  });

  test("no letter left out of open hours that no act had just caused", () => {
    const early = year.sent.filter(({ open, acted }) => !open && !acted);
    expect(early.map(lineOf)).toEqual([]);
  });

  test("nobody was told the same thing twice a day", () => {
    expect(repeated(({ day, to, subject }) => `${day} ${to} ${subject}`)).toEqual([]);
  });

  test("nobody had two letters a day of what they owe", () => {
    const digests = year.sent.filter(({ letter }) => letter === "reminder" || letter === "weekly");
    expect(repeated(({ day, to }) => `${day} ${to}`, digests)).toEqual([]);
  });

  test("nobody was told of the same document twice a day, in whichever letter", () => {
    const told = tellings().flatMap((mail) => mail.documents.map((document) => ({ ...mail, document })));
    const seen = new Set<string>();
    const again = told.filter(({ day, to, document }) => {
      const key = `${day} ${to} ${document}`;
      return seen.has(key) || !seen.add(key);
    });
    expect(again.map(lineOf)).toEqual([]);
  });

  test("nobody was reminded of what they were just told, but on the last day of something of it", () => {
    const mails = tellings();
    const again = mails.filter(
      ({ to, day, letter, documents, text }) =>
        letter === "reminder" &&
        !text.includes(plain(formatDate("fr", day))) &&
        documents.every((document) =>
          mails.some((other) => {
            const before = daysBetween(other.day, day);
            const within = documents.length > 1 ? 7 : 3;
            return other.to === to && before > 0 && before < within && other.documents.includes(document);
          }),
        ),
    );
    expect(again.map(lineOf)).toEqual([]);
  });
});

describe("against the events", () => {
  test("no sentence of a mail of the year states what they do not bear", () => {
    const faults = year.sent.flatMap((mail) => readMail(archive, { ...mail, to: year.people[mail.to]!.id }));
    expect(faults).toEqual([]);
    expect(year.sent.length).toBeGreaterThan(200);
  });

  test("no line of a receipt of a month's end states what they do not bear", () => {
    expect(receipts.flatMap((visit) => readReceipt(archive, visit))).toEqual([]);
    expect(receipts.length).toBeGreaterThan(20);
  });

  test("nor does the approval record of what was approved, on its page, in Word and in print", async () => {
    const approved = [...year.ids.keys()].filter(isReady);
    expect(approved).toEqual(["Cadrage"]);
    for (const title of approved) expect(await readFinal(archive, year, title)).toEqual([]);
  });

  test("no line of a page of a month's end states what they do not bear, nor does a form", () => {
    const read = pages.filter(({ status, path }) => status === 200 && !path.endsWith(".ics"));
    expect(read.flatMap((visit) => readPage(archive, visit))).toEqual([]);
    expect(read.length).toBeGreaterThan(100 * monthsRead);
  });
});

const isReady = (title: string) => archive.rows.get(year.ids.get(title)!)!.some(({ type }) => type === "outputsReady");

/** Letters that tell of what someone owes, each with the documents that it names. */
function tellings() {
  return year.sent.flatMap((mail) => {
    if (!["draftAsked", "chased", "invited", "reminder"].includes(mail.letter)) return [];
    const named = [...`${mail.subject} ${mail.text}`.matchAll(/« (.+?) »/g)].map(([, title]) => title!);
    return [{ ...mail, documents: [...new Set(named)].filter((title) => year.ids.has(title)) }];
  });
}

function repeated(key: (mail: y.Sent) => string, mails = year.sent): string[] {
  const seen = new Map<string, number>();
  for (const mail of mails) seen.set(key(mail), (seen.get(key(mail)) ?? 0) + 1);
  return [...seen].flatMap(([name, count]) => (count > 1 ? [name] : []));
}

const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, " ");
const lineOf = ({ day, hour, to, subject }: y.Sent) => `${day} ${hour} ${to} ${subject}`;

/** What is owed at the end of a day, and was not told since it was given, before its day, or of late once it was past. */
async function untoldOn({ ports, people, sent }: y.Year, day: string): Promise<string[]> {
  const holidays = holidaysOf("FR");
  const summaries = await everySummary(ports.store);
  const owed = await datedDuties(ports.assets, summaries, { today: day, timeZone: "Europe/Paris", holidays });
  const names = new Map(Object.entries(people).map(([name, { id }]) => [id, name]));
  return [...owed].flatMap(([person, things]) => {
    const mails = sent.filter(({ to }) => to === names.get(person));
    const last = (title: string) =>
      mails.findLast(({ text, subject }) => `${subject} ${text}`.includes(title))?.day ?? "";
    return things.flatMap(({ title, given, date = "9999", late }) => {
      const since = last(title);
      const asked = since >= given || daysBetween(given, day) < weekend;
      const reminded = day !== date || daysBetween(given, day) < 15 || daysBetween(since, day) <= 14;
      const again =
        !late || daysBetween(date > given ? date : given, day) < longest || daysBetween(since, day) <= longest;
      return asked && reminded && again ? [] : [`${day} ${names.get(person)} ${title}`];
    });
  });
}
/** Days: off at most, and a week with them. */
const weekend = 4;
const longest = 12;
