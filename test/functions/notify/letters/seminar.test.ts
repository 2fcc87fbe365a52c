import { expect, test } from "vitest";
import { notify } from "../../../../functions/notify/notify.ts";
import { issue } from "../../../../shared/chain/issue.ts";
import type { LetterName } from "../../../../shared/jobs/job.ts";
import { deliverables } from "../../../../shared/stored/deliverable.ts";
import { putText } from "../../../../shared/stored/text.ts";
import { lineOf, parseCalendar } from "../../../formats/calendar.ts";
import { as, closeRound, openTestNetwork } from "../../network.ts";
import { checkLetters, mailJob, title } from "../letter.ts";
import * as scene from "../scenes.ts";

checkLetters([
  {
    letter: "seminarInvited",
    to: "stranger",
    purpose: "seminar",
    calendar: "REQUEST",
    subject: {
      fr: `Séminaire du 3 juillet, dossier prêt : ${title.fr}`,
      en: `Seminar on 3 July, papers ready: ${title.en}`,
    },
    lead: {
      fr: "Vous êtes invité au séminaire du 3 juillet 2008, de 14 h à 17 h 30.",
      en: "You are invited to the seminar on 3 July 2008, from 14:00 to 17:30.",
    },
    facts: {
      fr: ["Lieu : ORIV, Strasbourg", "Visioconférence : https://visio.example/reci", "Ordre du jour : Les notions."],
      en: ["Place: ORIV, Strasbourg", "Online meeting: https://visio.example/reci", "Agenda: Les notions."],
    },
    bring: async (network) => {
      const id = await scene.inReview(network);
      const agenda = await putText(network.ports, "Les notions.");
      await scene.planSeminar(network, id, { call: "https://visio.example/reci", agenda });
      return { deliverable: id, round: 1, sequence: 0 };
    },
  },
  {
    letter: "seminarChanged",
    to: "first",
    purpose: "seminar",
    calendar: "REQUEST",
    subject: {
      fr: `Séminaire du 10 juillet, changement : ${title.fr}`,
      en: `Seminar on 10 July, changed: ${title.en}`,
    },
    lead: {
      fr: "Le séminaire a maintenant lieu le 10 juillet 2008, à 9 h.",
      en: "The seminar will now take place on 10 July 2008, at 09:00.",
    },
    bring: async (network) => {
      const id = await scene.inReview(network);
      await scene.planSeminar(network, id);
      await scene.planSeminar(network, id, { date: "2008-07-10", starts: "09:00", ends: undefined as never });
      return { deliverable: id, round: 1, sequence: 1 };
    },
  },
  {
    letter: "seminarCancelled",
    to: "first",
    purpose: "seminar",
    calendar: "CANCEL",
    subject: { fr: `Séminaire du 3 juillet annulé : ${title.fr}`, en: `Seminar on 3 July cancelled: ${title.en}` },
    lead: {
      fr: "Le séminaire du 3 juillet 2008, de 14 h à 17 h 30 n’a pas lieu.",
      en: "The seminar on 3 July 2008, from 14:00 to 17:30 will not take place.",
    },
    facts: { fr: ["Motif : Grève des trains."], en: ["Reason: Grève des trains."] },
    bring: async (network) => {
      const id = await scene.inReview(network);
      await scene.planSeminar(network, id);
      const reason = await putText(network.ports, "Grève des trains.");
      await issue(deliverables, network.ports, id, {
        type: "cancelSeminar",
        by: as(network, "coordinator"),
        round: 1,
        reason,
      });
      return { deliverable: id, round: 1, sequence: 1 };
    },
  },
  {
    letter: "seminarCancelled",
    when: "for one alone",
    to: "stranger",
    purpose: "enter",
    calendar: "CANCEL",
    subject: { fr: `Séminaire sans vous : ${title.fr}`, en: `Seminar without you: ${title.en}` },
    bring: async (network) => {
      const id = await scene.inReview(network);
      await scene.planSeminar(network, id);
      await scene.planSeminar(network, id, {}, ["first"]);
      return { deliverable: id, round: 1, sequence: 1 };
    },
  },
]);

test("a participant's calendar hears of one meeting, of themselves, and of no link", async () => {
  const network = await openTestNetwork();
  const id = await scene.inReview(network);
  const tell = async (letter: LetterName, sequence: number) => {
    await notify(
      network.ports,
      mailJob(network, letter, "first", { id: `mail/${letter}`, deliverable: id, sequence }),
      network.settings,
    );
    const { calendar } = network.sent.at(-1)!;
    expect(calendar!.text).not.toMatch(/\/l\/|crefe\.example|irev\.example/);
    const [event] = parseCalendar(calendar!.text).inside;
    return ["UID", "SEQUENCE", "DTSTART", "STATUS", "ATTENDEE"].map((name) => lineOf(event!, name).value);
  };
  const uid = `seminar-${id}-1@reseau.example`;
  const me = "MAILTO:direction@oriv.example";
  await scene.planSeminar(network, id);
  expect(await tell("seminarInvited", 0)).toEqual([uid, "0", "20080703T120000Z", "CONFIRMED", me]);
  network.world.set(Date.parse("2008-03-05T08:00:00.000Z"));
  await scene.planSeminar(network, id, { date: "2008-12-04" });
  expect(await tell("seminarChanged", 1)).toEqual([uid, "1", "20081204T130000Z", "CONFIRMED", me]);
  await closeRound(network, id, true);
  expect(await tell("seminarCancelled", 1)).toEqual([uid, "2", "20081204T130000Z", "CANCELLED", me]);
});
