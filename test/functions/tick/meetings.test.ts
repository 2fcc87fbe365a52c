import { beforeEach, expect, test } from "vitest";
import { tick } from "../../../functions/tick/tick.ts";
import { issueMeeting } from "../../../shared/acts/meetings.ts";
import type { Command } from "../../../shared/meeting/command.ts";
import { loadMeeting } from "../../../shared/stored/meeting.ts";
import { putText } from "../../../shared/stored/text.ts";
import { as, type Network, openTestNetwork, sendMails } from "../network.ts";

let network: Network;
type Asked = Command extends infer C ? (C extends { by: unknown } ? Omit<C, "by"> : never) : never;
const act = (command: Asked) =>
  issueMeeting(network.ports, "mai", { ...command, by: as(network, "coordinator") } as Command);

/** A meeting on Tuesday 6 May 2008, to which nobody is invited. */
beforeEach(async () => {
  network = await openTestNetwork();
  await act({
    ...{ type: "plan", id: "mai", kind: "network", title: "Réunion de mai", actions: ["2008/veille"] },
    ...{ organiser: network.people.coordinator.id, date: "2008-05-06", place: "Metz", invited: [], agenda: [] },
  });
});

/** Subjects of what leaves at ten of some days, in Paris. */
async function letters(...days: string[]): Promise<string[]> {
  for (const day of days) {
    network.world.set(Date.parse(`${day}T08:00:00.000Z`));
    await tick(network.ports, network.settings);
    await sendMails(network);
  }
  return network.sent.map(({ subject }) => subject.replace(/[\u00a0\u202f]/g, " "));
}

test("the working day after a meeting that nobody recorded, its organiser is asked once", async () => {
  const asked = "« Réunion de mai » du 6 mai : à enregistrer";
  expect((await letters("2008-05-06", "2008-05-07", "2008-05-09")).filter((each) => each === asked)).toHaveLength(1);
});

test("who is to do what a meeting decided is reminded three days before its day and two after, once a day", async () => {
  const words = await putText(network.ports, "Écrire aux communes");
  const resolution = { id: "d1", words, person: network.people.first.id, due: "2008-05-22" };
  await act({ type: "record", present: [], outsiders: 0, today: "2008-05-06", resolutions: [resolution] });
  const days = ["2008-05-15", "2008-05-19", "2008-05-20", "2008-05-23", "2008-05-26", "2008-05-26", "2008-05-27"];
  const reminders = (await letters(...days)).filter((each) => each.startsWith("À faire"));
  expect(reminders).toEqual([
    // given, then reminded
    ...["À faire pour le 22 mai : Écrire aux communes", "À faire pour le 22 mai : Écrire aux communes"],
    "À faire, en retard : Écrire aux communes",
  ]);
  expect((await loadMeeting(network.ports.store, "mai"))!.state.resolutions[0]!.reminded).toEqual([
    "2008-05-19",
    "2008-05-26",
  ]);
});

test("nobody is reminded of what is done", async () => {
  const words = await putText(network.ports, "Écrire aux communes");
  const resolution = { id: "d1", words, person: network.people.first.id, due: "2008-05-22" };
  await act({ type: "record", present: [], outsiders: 0, today: "2008-05-06", resolutions: [resolution] });
  await act({ type: "closeResolution", resolution: "d1", as: "done", on: "2008-05-07" });
  expect((await letters("2008-05-19", "2008-05-26")).filter((each) => each.startsWith("À faire"))).toEqual([]);
});

test("the week's letter has meetings to come, to record, and decisions that are late", async () => {
  // a sentence of its own at the meeting, part of one in the letter: "communes, pour le", not "communes., pour le"
  const words = await putText(network.ports, "Écrire aux communes.");
  const resolution = { id: "d1", words, person: network.people.first.id, due: "2008-04-30" };
  await act({ type: "addResolution", resolution });
  await letters("2008-05-05");
  const texts = network.sent.map(({ text }) => text.replace(/[\u00a0\u202f]/g, " "));
  const said = texts.find((text) => text.includes("\n\nSemaine du 5 mai"));
  expect(said).toContain("une rencontre, une décision en retard");
  expect(said).toContain("Rencontre : Réunion de mai, 6 mai 2008");
  expect(said).toMatch(/Décision en retard : Écrire aux communes, pour le 30 avril 2008, attendu de .+/);
});
