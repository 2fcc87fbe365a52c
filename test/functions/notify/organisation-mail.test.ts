import { beforeEach, describe, expect, test } from "vitest";
import { notifySteps } from "../../../functions/notify/steps.ts";
import { issue } from "../../../shared/chain/issue.ts";
import type { Command } from "../../../shared/deliverable/command.ts";
import { stepBy } from "../../../shared/jobs/steps.ts";
import { deliverables } from "../../../shared/stored/deliverable.ts";
import { listJobs } from "../../../shared/stored/job.ts";
import { addOrganisation } from "../../../shared/stored/organisation.ts";
import { changePerson } from "../../../shared/stored/person.ts";
import { work } from "../../../shared/stored/work.ts";
import { browserOf, left as leaving, arrives as someone } from "../colleagues.ts";
import {
  as,
  closeRound,
  createNote,
  decideAs,
  deposit,
  type Network,
  openTestNetwork,
  pass,
  putOutputs,
  sendMails,
  submitDraft,
} from "../network.ts";
import { words, wordsOf } from "./letter.ts";

let network: Network;
let note: string;
const ask = (command: object) =>
  issue(deliverables, network.ports, note, { ...command, by: as(network, "coordinator") } as Command);
const amend = (changes: object) => ask({ type: "amend", ...changes });
const arrives = (organisation: string, name?: string) => someone(network, organisation, name);
const left = () => leaving(network);
/** Subjects of the mails to an address since the last look. */
async function lettersTo(address: string): Promise<string[]> {
  await sendMails(network);
  await sendMails(network);
  return network.sent.splice(0).flatMap(({ to, subject }) => (to.address === address ? [words(subject)] : []));
}

beforeEach(async () => {
  network = await openTestNetwork();
  note = await createNote(network);
  await left();
});

async function becomesFinal(): Promise<void> {
  await deposit(network, note);
  await submitDraft(network, note);
  await decideAs(network, "first", note, "approve");
  await decideAs(network, "second", note, "approve");
  await closeRound(network, note);
  await putOutputs(network, note);
  pass(network);
}

describe("a mail to an organisation", () => {
  test("goes to each of its people who are there, once to who is named themselves too", async () => {
    await amend({ funders: ["org:acse", network.people.funder.id] });
    const colleague = await arrives("ACSE");
    const gone = await arrives("ACSE", "Ancien suivi");
    await changePerson(network.ports, gone.id, { organisation: "DAIC" });
    await left();
    await becomesFinal();
    await sendMails(network);
    await sendMails(network);
    const finals = network.sent.filter(({ subject }) => words(subject).startsWith("Document final"));
    const told = finals.map(({ to }) => to.address).filter((address) => address.endsWith("@acse.example"));
    expect(told.sort()).toEqual([network.people.funder.address, colleague.address].sort());
    expect(network.sent.map(({ to }) => to.address)).not.toContain(gone.address);
  });

  test("does not reach who left it before the mail did", async () => {
    const leaving = await arrives("ACSE");
    await becomesFinal();
    await left();
    await amend({ funders: ["org:acse"] });
    const owed = (await listJobs(network.ports.store)).filter((job) => "letter" in job && job.letter === "final");
    expect(owed).toMatchObject([{ to: "org:acse" }]);
    await changePerson(network.ports, leaving.id, { organisation: "DAIC" });
    expect(await left()).toEqual([network.people.funder.address]);
  });

  test("does not leave once the organisation has its role no more, in one step or two", async () => {
    const { author } = network.people;
    await amend({ authors: [author.id, "org:crefe"] });
    await amend({ authors: [author.id] });
    expect(await left()).toEqual([]);
    await amend({ authors: [author.id, "org:crefe"] });
    await sendMails(network);
    expect((await listJobs(network.ports.store)).flatMap((job) => ("through" in job ? [job.through] : []))).toEqual([
      "org:crefe",
    ]);
    await amend({ authors: [author.id] });
    expect(await left()).toEqual([]);
  });

  test("is of the role that the organisation still has: who funds is told of no decision", async () => {
    const { author } = network.people;
    await amend({ authors: [author.id, "org:acse"], funders: ["org:acse"] });
    await deposit(network, note);
    await submitDraft(network, note);
    await left();
    await decideAs(network, "first", note, "approve");
    await amend({ authors: [author.id] });
    expect(await left()).not.toContain(network.people.funder.address);
  });

  test("nor is who is an author no more, themselves", async () => {
    const { author } = network.people;
    await amend({ authors: [author.id, network.people.stranger.id] });
    await deposit(network, note);
    await submitDraft(network, note);
    await left();
    await decideAs(network, "first", note, "approve");
    await amend({ authors: [network.people.stranger.id] });
    expect(await left()).not.toContain(author.address);
  });

  test("asks nobody again who writes it in their own name", async () => {
    const { stranger, author } = network.people;
    await amend({ authors: [author.id, stranger.id] });
    expect(await left()).toContain(stranger.address);
    const colleague = await arrives("CREFE");
    await amend({ authors: [author.id, stranger.id, "org:crefe"] });
    expect(await left()).toEqual([colleague.address]);
  });

  test.each([
    ["at once", [["person", "org:crefe"]]],
    ["one after the other", [["person"], ["org:crefe"]]],
    ["the other way round", [["org:crefe"], ["person"]]],
  ])("chases once a day who is named themselves and by their organisation: %s", async (_, chases) => {
    const { stranger, author } = network.people;
    await amend({ authors: [author.id, stranger.id, "org:crefe"] });
    await left();
    for (const named of chases) {
      const people = named.map((each) => (each === "person" ? stranger.id : each));
      await ask({ type: "chase", people, day: "2008-03-03" });
      await sendMails(network);
      await sendMails(network);
    }
    expect(network.sent.filter(({ to }) => to.address === stranger.address)).toHaveLength(1);
    const browser = await browserOf(network, stranger);
    const { owed } = (await (await browser.get("/", { accept: "application/json" })).json()) as { owed: unknown[] };
    expect(owed).toHaveLength(1);
  });
});

describe("an organisation without people", () => {
  const coordinator = () => network.people.coordinator.address;
  beforeEach(async () => {
    await addOrganisation(network.ports, { short: "EPI", name: "", territory: "", roles: [] });
  });

  test("is told to the coordinator once, and what it is to write waits for somebody", async () => {
    await amend({ authors: [network.people.author.id, "org:epi"] });
    expect(await lettersTo(coordinator())).toEqual(["« L’interculturalité : note de cadrage » : personne à EPI"]);
    network.world.set(Date.parse("2008-03-05T09:00:00.000Z"));
    expect(await left()).toEqual([]);
    const colleague = await arrives("EPI");
    const browser = await browserOf(network, colleague);
    expect(wordsOf(await browser.page("/"))).toContain("note de cadrage");
    expect(await lettersTo(colleague.address)).toEqual([expect.stringContaining("vous est demandé")]);
    expect(await listJobs(network.ports.store)).toEqual([]);
  });

  test("has the final documents as soon as it has somebody", async () => {
    await amend({ funders: ["org:epi"] });
    await left();
    await becomesFinal();
    expect(await lettersTo(coordinator())).toContain("« L’interculturalité : note de cadrage » : personne à EPI");
    const colleague = await arrives("EPI");
    expect(await lettersTo(colleague.address)).toEqual([expect.stringContaining("Document final")]);
  });

  test("has nothing that waits for it once it is named no more", async () => {
    await amend({ authors: [network.people.author.id, "org:epi"] });
    await left();
    await amend({ authors: [network.people.author.id] });
    expect(await left()).toEqual([]);
    expect((await listJobs(network.ports.store)).filter(({ type }) => type === "mail")).toEqual([]);
  });

  test("waits on the pages of its coordinator", async () => {
    await amend({ authors: [network.people.author.id, "org:epi"] });
    const steps = stepBy(notifySteps(network.ports, network.settings));
    expect(await work(network.ports, (await listJobs(network.ports.store))[0]!.id, 60, steps)).toEqual({
      result: "waiting",
    });
    const browser = await browserOf(network, network.people.coordinator);
    expect(wordsOf(await browser.page(`/deliverables/${note}/links`))).toContain("attend quelqu’un de cette structure");
    expect(wordsOf(await browser.page(`/deliverables/${note}`))).toContain("Personne n’est inscrit à EPI");
    const added = { name: "Direction", address: "direction@epi.example", organisation: "EPI", language: "fr" };
    expect((await browser.json("/people", added)).status).toBe(201);
    expect(await listJobs(network.ports.store)).toContainEqual(
      expect.objectContaining({ to: "org:epi", status: "due" }),
    );
    expect(wordsOf(await browser.page(`/deliverables/${note}`))).not.toContain("Personne n’est inscrit");
  });

  test("whose people all review the document waits too, and the page says so until another joins them", async () => {
    const colleague = await arrives("EPI");
    const authors = [network.people.author.id, "org:epi"];
    await amend({ authors, reviewers: [colleague.id, network.people.second.id] });
    await left();
    const browser = await browserOf(network, network.people.coordinator);
    const page = async () => wordsOf(await browser.page(`/deliverables/${note}`));
    expect(await page()).toContain("Toutes les personnes inscrites à EPI relisent ce document");
    await arrives("EPI", "Chargée d’études");
    expect(await page()).not.toContain("relisent ce document");
  });
});
