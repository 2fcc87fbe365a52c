import { beforeEach, describe, expect, test } from "vitest";
import { tick } from "../../../../functions/tick/tick.ts";
import { issue } from "../../../../shared/chain/issue.ts";
import type { Command } from "../../../../shared/deliverable/command.ts";
import type { Upload } from "../../../../shared/deliverable/state.ts";
import { loadRecordData } from "../../../../shared/evidence/record-data.ts";
import { putBatch } from "../../../../shared/stored/batch.ts";
import { deliverables, loadEvents } from "../../../../shared/stored/deliverable.ts";
import { organisationsOf } from "../../../../shared/stored/holders.ts";
import { uploadKey } from "../../../../shared/stored/objects.ts";
import { changeOrganisation } from "../../../../shared/stored/organisation.ts";
import { changePerson, type Person } from "../../../../shared/stored/person.ts";
import { left as leaving, arrives as someone, type Visit, browserOf as visit } from "../../colleagues.ts";
import {
  arrive,
  as,
  browse,
  closeRound,
  completeDraft,
  createNote,
  decideAs,
  deposit,
  type Network,
  openTestNetwork,
  pass,
  putOutputs,
  sendMails,
  stateOf,
  submitDraft,
} from "../../network.ts";
import { words, wordsOf } from "../../notify/letter.ts";

let network: Network;
let note: string;
const here = (path = "") => `/deliverables/${note}${path}`;
const statusOf = async (browser: Visit, path: string) => (await browser.get(path)).status;
const ask = (command: object) =>
  issue(deliverables, network.ports, note, { ...command, by: as(network, "coordinator") } as Command);
const amend = (changes: object) => ask({ type: "amend", ...changes });

const arrives = (organisation: string, name?: string) => someone(network, organisation, name);
const browserOf = (person: Person, purpose: "enter" | "download" = "enter") =>
  visit(network, person, purpose, purpose === "download" ? note : undefined);
const left = () => leaving(network);

async function becomesFinal(): Promise<void> {
  await deposit(network, note);
  await submitDraft(network, note);
  await decideAs(network, "first", note, "approve");
  await decideAs(network, "second", note, "approve");
  await closeRound(network, note);
  await putOutputs(network, note);
  pass(network);
}

beforeEach(async () => {
  network = await openTestNetwork();
  note = await createNote(network);
});

describe("what a funder is given is given to its organisation", () => {
  beforeEach(async () => {
    await amend({ funders: ["org:acse"] });
    await becomesFinal();
    await left();
  });

  test("a colleague who is added later opens it from their own link, their first page and what they fund", async () => {
    const colleague = await browserOf(await arrives("ACSE"));
    expect(wordsOf(await colleague.page("/"))).toContain("Ce que nous finançons");
    expect(await colleague.page("/funded")).toContain(`href="${here("/final")}"`);
    expect(await statusOf(colleague, here("/final"))).toBe(200);
    for (const path of ["/outputs/pdf", "/outputs/docx"]) expect(await statusOf(colleague, here(path))).toBe(302);
    const byLink = await browserOf(await arrives("ACSE", "Autre collègue"), "download");
    expect(await statusOf(byLink, here("/final"))).toBe(200);
    expect(await statusOf(colleague, here("/review"))).toBe(404);
  });

  test("another funder never sees it", async () => {
    const daic = await browserOf(await arrives("DAIC"));
    for (const path of ["", "/final", "/outputs/pdf", "/draft", "/review"])
      expect(await statusOf(daic, here(path))).toBe(404);
    for (const path of ["/", "/funded"]) expect(await daic.page(path)).not.toContain("note de cadrage");
  });

  test("who leaves for another organisation sees it no more, who joins sees it", async () => {
    const moving = await arrives("ACSE");
    const browser = await browserOf(moving);
    expect(await statusOf(browser, here("/final"))).toBe(200);
    await changePerson(network.ports, moving.id, { organisation: "DAIC" });
    expect(await statusOf(browser, here("/final"))).toBe(404);
    expect(await browser.page("/funded")).not.toContain("note de cadrage");
    await changePerson(network.ports, moving.id, { organisation: "ACSE" });
    expect(await statusOf(browser, here("/final"))).toBe(200);
  });

  test("an organisation that funds it no more keeps for its people what it was given, those of today too", async () => {
    await amend({ funders: [] });
    const colleague = await browserOf(await arrives("ACSE"));
    const page = await colleague.page(here("/final"));
    expect(wordsOf(page)).toContain("tel que c’était alors");
    expect(await statusOf(colleague, here("/outputs/pdf"))).toBe(302);
    expect(await colleague.page("/funded")).toContain(`href="${here("/final")}"`);
  });

  test("one whose own access was ended sees nothing, their colleagues do, until the organisation's is", async () => {
    const coordinator = await browse(network, "coordinator");
    const [one, other] = [await arrives("ACSE"), await arrives("ACSE", "Autre collègue")];
    expect(await coordinator.page(here("/links"))).toContain(`value="person/${one.id}"`);
    await coordinator.post(here("/links/end"), { scope: `person/${one.id}` });
    expect(await statusOf(await browserOf(one), here("/final"))).toBe(404);
    expect(await (await browserOf(one)).page("/")).not.toContain("Ce que nous finançons");
    expect(await statusOf(await browserOf(other), here("/final"))).toBe(200);
    await coordinator.post(here("/links/end"), { scope: "person/org:acse" });
    expect(await statusOf(await browserOf(other), here("/final"))).toBe(404);
    expect(wordsOf(await coordinator.page(here("/links")))).toMatch(/ACSE/);
    await left();
    await coordinator.post(here("/invitations"), { person: "org:acse" });
    expect(await statusOf(await browserOf(other), here("/final"))).toBe(200);
    expect(await statusOf(await browserOf(one), here("/final"))).toBe(404);
    expect(await left()).toEqual([network.people.funder.address, other.address].sort());
  });

  test("the cover and the proof name the organisation", async () => {
    const { store } = network.ports;
    expect(await organisationsOf(store, ["org:acse", network.people.funder.id])).toEqual(["ACSE"]);
    const { people } = await loadRecordData(network.ports, await Array.fromAsync(loadEvents(store, note)));
    expect(people.get("org:acse")).toEqual({ name: "ACSE", organisation: "" });
  });
});

describe("an organisation that writes", () => {
  let colleague: Person;
  beforeEach(async () => {
    colleague = await arrives("CREFE", "Chargée d’études");
    await left();
    await amend({ authors: ["org:crefe"] });
  });

  test("its people are asked, and each sends the draft as an author", async () => {
    expect(await left()).toEqual([network.people.stranger.address, colleague.address].sort());
    const browser = await browserOf(colleague);
    expect(wordsOf(await browser.page("/"))).toContain("note de cadrage");
    expect(await browser.page("/drafts")).toContain(`href="${here("/draft")}"`);
    const answer = await browser.json(here("/uploads"), { name: "cadrage.md", part: "part-1" });
    expect(answer.status).toBeLessThan(300);
    const [sent] = Object.values((await stateOf(network, note)).uploads);
    expect(sent).toMatchObject({ by: colleague.id, as: "org:crefe" });
    expect(sent!.office).toBeUndefined();
  });

  test("is awaited by its name, chased and reminded as its people, each once", async () => {
    const coordinator = await browse(network, "coordinator");
    await left();
    const page = await coordinator.page(here());
    expect(wordsOf(page)).toContain("CREFE brouillon, pour le 20 mars 2008");
    const chase = () => coordinator.post(here("/chases"), { person: "org:crefe", confirmed: "true" });
    const chased = await chase();
    expect(wordsOf(await coordinator.page(chased.headers.get("location")!))).toContain("Relance envoyée : CREFE.");
    expect(await left()).toEqual([network.people.stranger.address, colleague.address].sort());
    expect((await chase()).status).toBe(409);
    network.world.set(Date.parse("2008-03-25T09:00:00.000Z"));
    await tick(network.ports, network.settings);
    const reminded = (await left()).filter((address) => address.endsWith("@crefe.example"));
    expect(reminded).toEqual([network.people.stranger.address, colleague.address].sort());
  });

  /** What a colleague asked to send comes, and is read. */
  async function reads(): Promise<Upload> {
    const [[upload, { part }]] = Object.entries((await stateOf(network, note)).uploads) as [[string, Upload]];
    expect(part).toBe("part-1");
    await arrive(network, note, upload, Buffer.from(completeDraft));
    return (await stateOf(network, note)).uploads[upload]!;
  }

  test("what a colleague sends is read as an author's", async () => {
    await (await browserOf(colleague)).json(here("/uploads"), { name: "cadrage.md", part: "part-1" });
    expect(await reads()).toMatchObject({ status: "accepted", as: "org:crefe" });
  });

  test("not once they left it: it is refused in the words for who may not, and nothing is lost", async () => {
    await (await browserOf(colleague)).json(here("/uploads"), { name: "cadrage.md", part: "part-1" });
    await changePerson(network.ports, colleague.id, { organisation: "EPI" });
    await left();
    const { status, refused } = await reads();
    expect([status, refused?.code]).toEqual(["refused", "forbidden"]);
    const [upload] = Object.keys((await stateOf(network, note)).uploads);
    const kept = await network.ports.files.get(uploadKey(upload!));
    expect(Buffer.from(kept!).toString()).toBe(completeDraft);
    await sendMails(network);
    expect(network.sent.map(({ to }) => to.address)).toEqual([colleague.address]);
    const { text } = network.sent[0]!;
    expect(words(text)).toContain("Vous n’avez pas le droit de faire cela. Demandez-le à la coordination du réseau.");
    expect(words(text)).toContain("parce que vous étiez auteur de ce document");
    expect((await network.app.request(/http:\/\/[^/]+(\/l\/\S+)/.exec(text)![1]!)).status).toBe(303);
  });

  test("who reviews it themselves sees it as a reviewer: no draft, nothing that others offered, one letter", async () => {
    await left();
    const authors = [network.people.author.id, "org:crefe"];
    await amend({ authors, reviewers: [colleague.id, network.people.second.id] });
    const browser = await browserOf(colleague);
    expect(await browser.page("/drafts")).not.toContain("note de cadrage");
    expect((await browser.json(here("/uploads"), { name: "cadrage.md", part: "part-1" })).status).toBe(404);
    await deposit(network, note);
    await submitDraft(network, note);
    const offer = await putBatch(network.ports, [{ id: "r1", type: "comment", text: "Une remarque d’une autre." }]);
    const { version } = (await stateOf(network, note)).rounds[0]!;
    const second = { type: "contribute", round: 1, version, submission: "remarques", offer } as const;
    await issue(deliverables, network.ports, note, { ...second, by: as(network, "second") });
    expect(await browser.page(here("/review"))).not.toContain("Une remarque d’une autre.");
    expect(await browser.page("/reviews")).toContain(here("/review"));
    const writer = await browserOf(await arrives("CREFE", "Autre collègue"));
    expect(await writer.page(here("/review"))).toContain("Une remarque d’une autre.");
    const { owed } = (await (await browser.get("/", { accept: "application/json" })).json()) as { owed: unknown[] };
    expect(owed).toMatchObject([{ id: note, what: "review" }]);
    await sendMails(network);
    await sendMails(network);
    const letters = network.sent.filter(({ to }) => to.address === colleague.address).map(({ subject }) => subject);
    expect(letters.map(words)).toEqual([expect.stringContaining("Votre avis sur")]);
  });

  test("may write nothing of it any more for who left it", async () => {
    const browser = await browserOf(colleague);
    await changePerson(network.ports, colleague.id, { organisation: "EPI" });
    expect((await browser.json(here("/uploads"), { name: "cadrage.md", part: "part-1" })).status).toBe(404);
    expect(await browser.page("/drafts")).not.toContain("note de cadrage");
  });
});

describe("the form of a plan", () => {
  const fields = () => ({
    ...{ title: "Note", action: "Interculturalité", reviewers: [network.people.first.id] },
    ...{ authors: [network.people.author.id, "org:cofrimi"], funders: ["org:acse"], dueFinal: "2008-07-01" },
  });

  test("offers organisations, the funders first to fund, and takes them in the place of people", async () => {
    const coordinator = await browse(network, "coordinator");
    const funder = { short: "IREV", name: "Institut régional", territory: "", roles: ["funder" as const] };
    await changeOrganisation(network.ports, "irev", funder);
    const page = await coordinator.page(here("/changes"));
    const offered = [...page.matchAll(/name="funders"[^>]*value="(org:[^"]*)"/g)].map(([, value]) => value);
    expect(offered).toEqual(["org:irev", "org:acse", "org:cofrimi", "org:crefe", "org:oriv", "org:reci"]);
    const answer = await coordinator.post(here("/changes"), fields());
    expect(answer.status).toBe(303);
    const { authors, funders } = await stateOf(network, note);
    expect([authors, funders]).toEqual([fields().authors, fields().funders]);
    expect(wordsOf(await coordinator.page(here()))).toContain("Financeurs ACSE");
    expect(await coordinator.page(here("/changes"))).toMatch(/value="org:acse" checked/);
  });

  test("refuses an organisation that the network has not", async () => {
    const coordinator = await browse(network, "coordinator");
    const answer = await coordinator.json(here("/changes"), { ...fields(), funders: ["org:inconnue"] });
    expect(answer.status).toBe(400);
    expect(((await answer.json()) as { errors: unknown[] }).errors).toContainEqual(
      expect.objectContaining({ field: "funders" }),
    );
  });
});
