import { expect, test } from "vitest";
import { notify } from "../../../../functions/notify/notify.ts";
import { notifySteps } from "../../../../functions/notify/steps.ts";
import { issueMeeting } from "../../../../shared/acts/meetings.ts";
import type { LetterName } from "../../../../shared/jobs/job.ts";
import type { JobOf } from "../../../../shared/jobs/steps.ts";
import type { Command } from "../../../../shared/meeting/command.ts";
import type { MeetingPlan } from "../../../../shared/meeting/state.ts";
import { listJobs } from "../../../../shared/stored/job.ts";
import { putText } from "../../../../shared/stored/text.ts";
import { lineOf, parseCalendar } from "../../../formats/calendar.ts";
import { as, type Network, openTestNetwork } from "../../network.ts";
import { checkLetters, mailJob } from "../letter.ts";
import * as scene from "../scenes.ts";

const meeting = "juillet";

/** The plan of the seminar of July, on which a note under review is discussed. */
async function planOf(network: Network, changes: Partial<MeetingPlan> = {}): Promise<MeetingPlan> {
  const deliverable = await scene.inReview(network);
  return {
    ...{ kind: "internal", title: "", actions: ["2008/interculturalite"], organiser: network.people.coordinator.id },
    ...{ date: "2008-07-03", starts: "14:00", ends: "17:30", place: "ORIV, Strasbourg" },
    invited: [network.people.first.id, network.people.stranger.id],
    agenda: [{ id: "note", what: "version", deliverable }],
    ...changes,
  };
}

type Asked = Command extends infer C ? (C extends { by: unknown } ? Omit<C, "by"> : never) : never;
const act = (network: Network, command: Asked) =>
  issueMeeting(network.ports, meeting, { ...command, by: as(network, "coordinator") } as Command);

async function planned(network: Network, changes: Partial<MeetingPlan> = {}): Promise<MeetingPlan> {
  const plan = await planOf(network, changes);
  await act(network, { type: "plan", id: meeting, ...plan });
  return plan;
}

async function held(network: Network): Promise<void> {
  await planned(network, { date: "2008-02-26" });
  const minutes = await putText(network.ports, "La note est approuvée.");
  const words = await putText(network.ports, "Écrire aux communes");
  const resolution = { id: "d1", words, person: network.people.first.id, due: "2008-03-06" };
  const record = { present: [network.people.first.id], outsiders: 2, minutes, today: "2008-02-26" };
  await act(network, { type: "record", ...record, resolutions: [resolution] });
}

checkLetters([
  {
    ...{ letter: "meetingInvited", to: "stranger", purpose: "meeting", calendar: "REQUEST" },
    subject: {
      fr: "Séminaire interne du 3 juillet : invitation",
      en: "Internal seminar, 3 July: invitation",
    },
    lead: {
      fr: "Vous êtes invité à la rencontre du 3 juillet 2008, de 14 h à 17 h 30.",
      en: "You are invited to the meeting on 3 July 2008, from 14:00 to 17:30.",
    },
    facts: {
      fr: [
        "Lieu : ORIV, Strasbourg",
        "Visioconférence : https://visio.example/reci",
        "Ordre du jour : L’interculturalité : note de cadrage ; Les notions",
      ],
      en: [
        "Place: ORIV, Strasbourg",
        "Online meeting: https://visio.example/reci",
        "Agenda: L’interculturalité : note de cadrage; Les notions",
      ],
    },
    bring: async (network) => {
      const plan = await planOf(network, { call: "https://visio.example/reci" });
      const words = { id: "words", what: "words", words: await putText(network.ports, "Les notions.") } as const;
      await act(network, { type: "plan", id: meeting, ...plan, agenda: [...plan.agenda, words] });
      return { meeting, sequence: 0 };
    },
  },
  {
    ...{ letter: "meetingInvited", when: "of a series", to: "stranger", purpose: "enter", calendar: "PUBLISH" },
    subject: {
      fr: "Séminaire interne : 2 dates, du 3 juillet au 2 octobre",
      en: "Internal seminar: 2 dates, 3 July to 2 October",
    },
    lead: {
      fr: "Vous êtes invité à 2 rencontres, du 3 juillet 2008 au 2 octobre 2008.",
      en: "You are invited to 2 meetings, from 3 July 2008 to 2 October 2008.",
    },
    facts: {
      fr: ["Date 2 sur 2 : 2 octobre 2008, de 14 h à 17 h 30"],
      en: ["Date 2 of 2: 2 October 2008, from 14:00 to 17:30"],
    },
    bring: async (network) => {
      const plan = await planned(network);
      const asked = {
        type: "plan" as const,
        by: as(network, "coordinator"),
        ...plan,
        agenda: [] as MeetingPlan["agenda"],
      };
      await issueMeeting(network.ports, "octobre", { ...asked, id: "octobre", date: "2008-10-02" });
      // one whose day has passed, and one that is off
      await issueMeeting(network.ports, "janvier", { ...asked, id: "janvier", date: "2008-01-10" });
      await issueMeeting(network.ports, "aout", { ...asked, id: "aout", date: "2008-08-28" });
      await issueMeeting(network.ports, "aout", { type: "cancel", by: asked.by });
      return { meeting, sequence: 0, announces: ["janvier", "aout", "octobre"] };
    },
  },
  {
    ...{ letter: "meetingChanged", when: "of day", to: "first", purpose: "meeting", calendar: "REQUEST" },
    subject: {
      fr: "« Séminaire de juillet » du 3 juillet : nouvelle date, le 10 juillet",
      en: "“Séminaire de juillet”, 3 July: new date, 10 July",
    },
    lead: {
      fr: "La rencontre du 3 juillet 2008 est déplacée au 10 juillet 2008, à 9 h.",
      en: "The meeting on 3 July 2008 is moved to 10 July 2008, at 09:00.",
    },
    bring: async (network) => {
      const { ends: _, ...plan } = await planned(network, { title: "Séminaire de juillet" });
      await act(network, { type: "change", ...plan, date: "2008-07-10", starts: "09:00" });
      return { meeting, sequence: 1 };
    },
  },
  {
    ...{ letter: "meetingChanged", when: "of hour", to: "first", purpose: "meeting", calendar: "REQUEST" },
    subject: {
      fr: "« Séminaire de juillet » du 3 juillet : changement",
      en: "“Séminaire de juillet”, 3 July: change",
    },
    lead: {
      fr: "La rencontre a maintenant lieu le 3 juillet 2008, à 9 h.",
      en: "The meeting will now take place on 3 July 2008, at 09:00.",
    },
    facts: {
      fr: ["Ordre du jour : Les suites ; Qui écrit ? ; La diffusion…"],
      en: ["Agenda: Les suites; Qui écrit ?; La diffusion…"],
    },
    bring: async (network) => {
      const points = ["Les suites.", "Qui écrit ?", "La diffusion…"].map(async (point) => ({
        ...{ id: point.slice(0, 3), what: "words" as const, words: await putText(network.ports, point) },
      }));
      const agenda = await Promise.all(points);
      const { ends: _, ...plan } = await planned(network, { title: "Séminaire de juillet", agenda });
      await act(network, { type: "change", ...plan, starts: "09:00" });
      return { meeting, sequence: 1 };
    },
  },
  {
    ...{ letter: "meetingCancelled", to: "first", purpose: "meeting", calendar: "CANCEL" },
    subject: {
      fr: "Séminaire interne du 3 juillet : annulation",
      en: "Internal seminar, 3 July: cancelled",
    },
    facts: { fr: ["Motif : La salle est prise."], en: ["Reason: La salle est prise."] },
    bring: async (network) => {
      await planned(network);
      await act(network, { type: "cancel", reason: await putText(network.ports, "La salle est prise.") });
      return { meeting, sequence: 1 };
    },
  },
  {
    ...{ letter: "meetingCancelled", when: "to whom it is without", to: "first", purpose: "enter", calendar: "CANCEL" },
    subject: {
      fr: "Séminaire interne du 3 juillet : sans vous",
      en: "Internal seminar, 3 July: without you",
    },
    bring: async (network) => {
      const plan = await planned(network);
      await act(network, { type: "change", ...plan, invited: [network.people.stranger.id] });
      return { meeting, sequence: 1 };
    },
  },
  {
    ...{ letter: "meetingToRecord", to: "coordinator", purpose: "enter", lands: /^\/meetings\/[\w-]+\/record$/ },
    subject: {
      fr: "Séminaire interne du 26 février : à enregistrer",
      en: "Internal seminar, 26 February: to record",
    },
    bring: async (network) => {
      await planned(network, { date: "2008-02-26" });
      return { meeting };
    },
  },
  {
    ...{ letter: "meetingRecorded", to: "stranger", purpose: "meeting" },
    subject: {
      fr: "Séminaire interne du 26 février : compte rendu",
      en: "Internal seminar, 26 February: minutes",
    },
    bring: async (network) => {
      await held(network);
      return { meeting };
    },
  },
  {
    ...{ letter: "resolutionGiven", to: "first", purpose: "meeting", lands: /\/decisions\/[\w-]+$/ },
    subject: {
      fr: "À faire pour le 6 mars : Écrire aux communes",
      en: "To do by 6 March: Écrire aux communes",
    },
    facts: {
      fr: ["À faire : Écrire aux communes, pour le 6 mars 2008"],
      en: ["To do: Écrire aux communes, by 6 March 2008"],
    },
    bring: async (network) => {
      await held(network);
      return { meeting, resolutions: ["d1"] };
    },
  },
  {
    ...{ letter: "resolutionChased", to: "first", purpose: "meeting", lands: /\/decisions\/[\w-]+$/ },
    subject: {
      fr: "Coordination vous relance : À faire pour le 6 mars : Écrire aux communes",
      en: "Coordination is chasing you: To do by 6 March: Écrire aux communes",
    },
    bring: async (network) => {
      await held(network);
      return { meeting, resolutions: ["d1"] };
    },
  },
  {
    ...{ letter: "resolutionReminder", to: "first", purpose: "meeting" },
    subject: { fr: "À faire pour le 6 mars : Écrire aux communes", en: "To do by 6 March: Écrire aux communes" },
    bring: async (network) => {
      await held(network);
      return { meeting };
    },
  },
]);

/** Letters that are owed about the meeting, by name and reader, once each job for many has owed its own. */
async function owedLetters(network: Network): Promise<string[]> {
  const steps = notifySteps(network.ports, network.settings);
  for (const job of await listJobs(network.ports.store)) if (job.type === "mails") await steps.mails(job);
  const jobs = (await listJobs(network.ports.store)).flatMap((job) =>
    job.type === "mail" && job.meeting ? [job] : [],
  );
  const nameOf = (id: string) => Object.entries(network.people).find(([, person]) => person.id === id)?.[0];
  return jobs.map(({ letter, to, seq }) => `${seq} ${letter} ${nameOf(to)}`).sort();
}

test("each change of a meeting is told once to each whom it is for, and to nobody what is nothing to their calendar", async () => {
  const network = await openTestNetwork();
  const plan = await planned(network);
  await act(network, { type: "change", ...plan, date: "2008-07-10" });
  await act(network, { type: "change", ...plan, date: "2008-07-10", agenda: [] });
  await act(network, { type: "change", ...plan, date: "2008-07-10", agenda: [], invited: [...plan.invited].reverse() });
  await act(network, { type: "change", ...plan, date: "2008-07-10", agenda: [], invited: [network.people.author.id] });
  await act(network, { type: "cancel" });
  expect(await owedLetters(network)).toEqual([
    ...["1 meetingInvited first", "1 meetingInvited stranger", "2 meetingChanged first", "2 meetingChanged stranger"],
    ...["4 meetingCancelled first", "4 meetingCancelled stranger", "4 meetingInvited author"],
    "5 meetingCancelled author",
  ]);
});

test("who is given something to do learns of the minutes from that letter; a correction tells nobody anew", async () => {
  const network = await openTestNetwork();
  await held(network);
  const before = await owedLetters(network);
  expect(before.filter((each) => !each.startsWith("1 "))).toEqual([
    "2 meetingRecorded stranger",
    "3 resolutionGiven first",
  ]);
  await act(network, { type: "record", present: [], outsiders: 4, today: "2008-02-27" });
  expect(await owedLetters(network)).toEqual(before);
});

test("who is to do something is chased once a day, by who coordinates; the calendar's own reminder chases nobody", async () => {
  const network = await openTestNetwork();
  await held(network);
  const before = await owedLetters(network);
  await issueMeeting(network.ports, meeting, { type: "remind", by: "line", resolutions: ["d1"], day: "2008-03-03" });
  expect(await owedLetters(network)).toEqual(before);
  for (const day of ["2008-03-04", "2008-03-04", "2008-03-05"])
    await act(network, { type: "remind", resolutions: ["d1"], day });
  expect((await owedLetters(network)).filter((each) => !before.includes(each))).toEqual([
    "5 resolutionChased first",
    "6 resolutionChased first",
  ]);
});

test("a letter of a plan that is no more the last is not written, and its calendar has the uid of the meeting", async () => {
  const network = await openTestNetwork();
  const plan = await planned(network);
  await act(network, { type: "change", ...plan, date: "2008-07-10" });
  await act(network, { type: "change", ...plan, date: "2008-07-11" });
  const steps = notifySteps(network.ports, network.settings);
  for (const job of await listJobs(network.ports.store))
    if (job.type === "mail" && job.letter === "meetingChanged") await steps.mail(job as JobOf<"mail">);
  expect(network.sent.map(({ subject }) => subject)).toHaveLength(2);
  expect(network.sent[0]!.calendar!.text).toMatch(/\r\nUID:juillet@[\s\S]*\r\nSEQUENCE:2\r\n/);
});

test.each<[string, string, string]>([
  ["by its kind, with a capital, where it has no title", "", "Séminaire interne"],
  ["by its title", "comité de rédaction", "comité de rédaction"],
])("a calendar calls a meeting %s", async (_, title, summary) => {
  const network = await openTestNetwork();
  await planned(network, { title });
  const steps = notifySteps(network.ports, network.settings);
  for (const job of await listJobs(network.ports.store))
    if (job.type === "mail" && job.letter === "meetingInvited") await steps.mail(job as JobOf<"mail">);
  expect(network.sent).toHaveLength(2);
  for (const { calendar } of network.sent) expect(calendar!.text).toContain(`\r\nSUMMARY:${summary}\r\n`);
});

test("a guest’s calendar hears of one meeting, of themselves, and of no link", async () => {
  const network = await openTestNetwork();
  const tell = async (letter: LetterName, sequence: number) => {
    await notify(
      network.ports,
      mailJob(network, letter, "first", { id: `mail/${letter}`, meeting, sequence }),
      network.settings,
    );
    const { calendar } = network.sent.at(-1)!;
    expect(calendar!.text).not.toMatch(/\/l\/|crefe\.example|irev\.example/);
    const [event] = parseCalendar(calendar!.text).inside;
    return ["UID", "SEQUENCE", "DTSTART", "STATUS", "ATTENDEE"].map((name) => lineOf(event!, name).value);
  };
  const uid = `${meeting}@reseau.example`;
  const me = "MAILTO:direction@oriv.example";
  const plan = await planned(network);
  expect(await tell("meetingInvited", 0)).toEqual([uid, "0", "20080703T120000Z", "CONFIRMED", me]);
  network.world.set(Date.parse("2008-03-05T08:00:00.000Z"));
  await act(network, { type: "change", ...plan, date: "2008-12-04" });
  expect(await tell("meetingChanged", 1)).toEqual([uid, "1", "20081204T130000Z", "CONFIRMED", me]);
  await act(network, { type: "cancel" });
  expect(await tell("meetingCancelled", 2)).toEqual([uid, "2", "20081204T130000Z", "CANCELLED", me]);
});
