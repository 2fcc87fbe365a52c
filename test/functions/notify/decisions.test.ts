import { describe, expect, test } from "vitest";
import { notifySteps } from "../../../functions/notify/steps.ts";
import { stepBy } from "../../../shared/jobs/steps.ts";
import type { Message } from "../../../shared/ports.ts";
import { listJobs } from "../../../shared/stored/job.ts";
import { listMails } from "../../../shared/stored/mailing.ts";
import { work } from "../../../shared/stored/work.ts";
import { closeRound, createNote, decideAs, type Network, openTestNetwork, type Role, sendMails } from "../network.ts";
import { words } from "./letter.ts";
import * as scene from "./scenes.ts";

/** Notes under review, what was owed until then having left. */
async function underReview(...titles: string[]): Promise<{ network: Network; notes: string[] }> {
  const network = await openTestNetwork();
  const notes: string[] = [];
  for (const title of titles) notes.push(await scene.submitted(network, await createNote(network, { title })));
  await scene.emptyOutbox(network);
  return { network, notes };
}

const at = (network: Network, instant: string) => network.world.set(Date.parse(instant));

const mailsOwed = async ({ ports }: Network) => (await listJobs(ports.store)).filter(({ type }) => type === "mail");

/** Works at the mails that are due at a moment; the subjects of those that leave to somebody. */
async function subjectsAt(network: Network, instant: string, role: Role): Promise<string[]> {
  at(network, instant);
  await sendMails(network);
  const { address } = network.people[role];
  return network.sent.splice(0).flatMap(({ to, subject }) => (to.address === address ? [words(subject)] : []));
}

describe("the decisions of a day are one letter", () => {
  test("which leaves at five, and tells each once", async () => {
    const { network, notes } = await underReview("Laïcité");
    await decideAs(network, "first", notes[0]!, "approve");
    expect(await subjectsAt(network, "2008-03-03T10:00:00.000Z", "author")).toEqual([]);
    await decideAs(network, "first", notes[0]!, "requestChanges");
    expect(await subjectsAt(network, "2008-03-03T15:59:00.000Z", "coordinator")).toEqual([]);
    expect(await subjectsAt(network, "2008-03-03T16:00:00.000Z", "author")).toEqual(["Un nouvel avis sur « Laïcité »"]);
    expect(await subjectsAt(network, "2008-03-04T16:00:00.000Z", "author")).toEqual([]);
  });

  test("of several documents too, to who writes and to who coordinates", async () => {
    const { network, notes } = await underReview("Laïcité", "Ville");
    for (const note of notes) await decideAs(network, "first", note, "approve");
    at(network, "2008-03-03T16:00:00.000Z");
    await sendMails(network);
    const letters = network.sent.filter(({ subject }) => words(subject) === "2 nouveaux avis sur 2 documents");
    expect(letters.map(({ to }) => to.address).sort()).toEqual([
      "coordination@reseau.example",
      "redaction@cofrimi.example",
    ]);
    expect(words(letters[0]!.text)).toContain("« Ville » : Direction (ORIV), favorable, le 3 mars 2008 à 10 h");
    expect(
      (await listMails(network.ports.store, notes[1]!)).filter(({ letter }) => letter === "newDecision"),
    ).toHaveLength(2);
    expect(await mailsOwed(network)).toEqual([]);
  });

  test("the day after, where they came later, and after the weekend", async () => {
    const { network, notes } = await underReview("Laïcité");
    at(network, "2008-03-07T16:30:00.000Z");
    await decideAs(network, "first", notes[0]!, "approve");
    expect(await subjectsAt(network, "2008-03-09T16:00:00.000Z", "author")).toEqual([]);
    expect(await subjectsAt(network, "2008-03-10T16:00:00.000Z", "author")).toEqual(["Un nouvel avis sur « Laïcité »"]);
  });

  test("none of a round that was closed before five", async () => {
    const { network, notes } = await underReview("Laïcité");
    await decideAs(network, "first", notes[0]!, "approve");
    await closeRound(network, notes[0]!, true);
    expect(await subjectsAt(network, "2008-03-03T16:00:00.000Z", "author")).toEqual([
      "« Laïcité » : relecture close sans accord",
    ]);
    expect(await mailsOwed(network)).toEqual([]);
  });

  test("the coordinator who learns that all are there learns it of none again", async () => {
    const { network, notes } = await underReview("Laïcité");
    await decideAs(network, "first", notes[0]!, "approve");
    await decideAs(network, "second", notes[0]!, "approve");
    expect(await subjectsAt(network, "2008-03-03T10:00:00.000Z", "coordinator")).toEqual([
      "Tous les avis sont là : « Laïcité »",
    ]);
    expect(await subjectsAt(network, "2008-03-03T16:00:00.000Z", "coordinator")).toEqual([]);
  });
});

test("whichever job writes it, and however often, it is one mail", async () => {
  const { network, notes } = await underReview("Laïcité", "Ville");
  for (const note of notes) await decideAs(network, "first", note, "approve");
  at(network, "2008-03-03T16:00:00.000Z");
  const { ports, settings, people } = network;
  const sent: Message[] = [];
  // it leaves, and the word that it did is lost
  const lost = {
    send: async (message: Message) => {
      sent.push(message);
      throw new Error("connection lost");
    },
  };
  const owed = (await listJobs(ports.store)).filter((job) => "to" in job && job.to === people.author.id);
  for (const { id } of owed) await work(ports, id, 60, stepBy(notifySteps({ ...ports, mail: lost }, settings)));
  expect(sent).toHaveLength(2);
  expect(sent[1]).toEqual(sent[0]);
});
