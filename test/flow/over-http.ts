import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { expect, test } from "vitest";
import type { Network } from "../../infra/local/network.ts";
import type { State, Upload } from "../../shared/deliverable/state.ts";
import { ownInlines, plainText } from "../../shared/document/visit.ts";
import { verifyProofArchive } from "../../shared/evidence/proof-archive/verify.ts";
import { loadEvents, loadState, rebuild } from "../../shared/stored/deliverable.ts";
import { listJobs, type StoredJob } from "../../shared/stored/job.ts";
import { makeLink } from "../../shared/stored/link.ts";
import { addPerson } from "../../shared/stored/person.ts";
import type { PublicKey } from "../../shared/stored/proof-archive.ts";
import { loadVersion } from "../../shared/stored/version.ts";
import { lettersIn } from "../outbox.ts";
import { seedText } from "../programme/seed.ts";
import { type Visitor, visitor } from "./visitor.ts";

/** A network that serves its pages at `url`, its workers at work; `later`: so many minutes pass, and its clock rings. */
export type Running = { network: Network; url: string; stop(): Promise<void>; later(minutes: number): Promise<void> };

/** Minutes after which what was closed or withdrawn is taken back no more, and is told. */
export const untilTold = 11;

/**
 * The whole way over HTTP, as people go it: created, uploaded, read, submitted, changes requested, a new draft, a new
 * round, remarks, approved with reservations, corrected in place, confirmed, rendered, mailed, downloaded, proven.
 */
export function flowOverHttp(name: string, start: () => Promise<Running>): void {
  test(`a note goes from draft to final over HTTP: ${name}`, { timeout: 240_000 }, async () => {
    const running = await start();
    try {
      await theWholeWay(running);
    } finally {
      await running.stop();
    }
  });
}

const roles = ["coordinator", "author", "first", "second", "funder"] as const;
type Role = (typeof roles)[number];
type Cast = Record<Role, { id: string; visitor: Visitor }>;

async function theWholeWay({ network, url, later }: Running): Promise<void> {
  const { store } = network.ports;
  const cast = await gather(network, url);
  const id = await create(cast);
  const here = `/deliverables/${id}`;

  await deposit(cast.author.visitor, here, "sample.docx");
  const first = await submit(cast, network, id);
  await follow(network, cast.first.visitor, url, "premiere@oriv.example", "Votre avis");
  await follow(network, cast.second.visitor, url, "seconde@irev.example", "Votre avis");
  const decide: Decide = (who, round, version, choice, reason) =>
    cast[who].visitor.trySend(`${here}/review/decision`, {
      round,
      version,
      submission: `${who}-${round}-${choice}`,
      choice,
      reason,
    });

  expect((await decide("first", 1, first, "approve")).status).toBe(201);
  expect((await decide("second", 1, first, "requestChanges")).status).toBe(400);
  expect((await decide("second", 1, first, "requestChanges", "Préciser la notion d’interculturalité.")).status).toBe(
    201,
  );
  expect((await decide("second", 1, first, "requestChanges", "Préciser la notion d’interculturalité.")).status).toBe(
    201,
  );
  await cast.coordinator.visitor.send(`${here}/closure`, { round: 1, outcome: "changesRequested" });
  expect((await decide("first", 1, first, "approve")).status).toBe(201);
  expect((await stateOf(network, id)).rounds[0]).toMatchObject({
    outcome: "changesRequested",
    decisions: { length: 2 },
  });

  await deposit(cast.author.visitor, here, "sample.md");
  const second = await submit(cast, network, id);
  expect(second).not.toBe(first);
  expect((await decide("first", 2, first, "approve")).status).toBe(409);
  await remark(cast.first.visitor, network, id);
  expect((await decide("first", 2, second, "approve")).status).toBe(201);
  expect((await cast.coordinator.visitor.trySend(`${here}/closure`, { round: 2, outcome: "approved" })).status).toBe(
    409,
  );
  expect((await decide("second", 2, second, "approveWithReservations", "Revoir le calendrier.")).status).toBe(201);
  await cast.coordinator.visitor.send(`${here}/closure`, { round: 2, outcome: "toIntegrate" });
  const third = await integrate(cast, network, id);
  expect((await decide("first", 3, second, "approve")).status).toBe(409);
  expect((await decide("first", 3, third, "approve")).status).toBe(201);
  await cast.coordinator.visitor.send(`${here}/closure`, { round: 3, outcome: "approved" });

  await until(async () => (await stateOf(network, id)).final?.outputs.length, "the final documents");
  await later(untilTold);
  await follow(network, cast.funder.visitor, url, "suivi@financeur.example", "Document final");
  await download(cast.funder.visitor, `${here}/outputs/pdf`, "%PDF-");
  await download(cast.funder.visitor, `${here}/outputs/docx`, "PK");
  expect((await cast.first.visitor.open("/deliverables")).status).toBe(404);
  expect((await cast.funder.visitor.open(here)).status).toBe(404);

  await untilIdle(network);
  await prove(cast.coordinator.visitor, here);
  expect(await rebuild(store, id)).toEqual(await stateOf(network, id));
  const types = (await Array.fromAsync(loadEvents(store, id))).map(({ type }) => type);
  expect(types.filter((type) => type === "decided")).toHaveLength(5);
  // a laptop looks by the minute whether an action has the words by which one was named
  expect(types.filter((type) => type !== "amended").slice(-3)).toEqual(["outputsReady", "downloaded", "downloaded"]);
  await planYear(cast.coordinator.visitor, network, id);
}

type Decide = (
  who: "first" | "second",
  round: number,
  version: string,
  choice: string,
  reason?: string,
) => Promise<Response>;

/** Writes a correction of a passage and a comment on the whole; they go along with the decision. */
async function remark(reviewer: Visitor, network: Network, id: string): Promise<void> {
  const state = await stateOf(network, id);
  const { number: round, version } = state.rounds.at(-1)!;
  const [part] = await loadVersion(network.ports.files, state, version);
  const block = part!.tree.blocks.find(({ type }) => type === "paragraph")!;
  const [words = ""] = plainText(ownInlines(block)).split(" ");
  const place = { round, version };
  const here = `/deliverables/${id}/remarks`;
  const correction = { type: "correction", block: block.id, words, correction: "Désormais", text: "" };
  await reviewer.send(here, { ...place, remark: "correction", ...correction });
  await reviewer.send(here, { ...place, remark: "ensemble", type: "comment", text: "Le cadre est clair." });
  const { unsent } = await reviewer.json<{ unsent: { id: string }[] }>(here);
  expect(unsent.map((each) => each.id).toSorted()).toEqual(["correction", "ensemble"]);
}

/** Applies the correction, answers the comment, and submits what came of it to be confirmed; the hash of its version. */
async function integrate(cast: Cast, network: Network, id: string): Promise<string> {
  const { visitor: author } = cast.author;
  const here = `/deliverables/${id}`;
  const base = (await stateOf(network, id)).versions.at(-1)!.hash;
  await author.send(`${here}/corrections`, { round: 2, base, remark: "correction" });
  const early = { version: (await stateOf(network, id)).versions.at(-1)!.hash };
  expect(early.version).not.toBe(base);
  expect((await author.trySend(`${here}/submission`, early)).status).toBe(409);
  const answer = { disposition: "declined", reason: "Le cadre a été validé par le comité." };
  await author.send(`${here}/contributions/ensemble`, answer);
  const version = await submit(cast, network, id);
  expect((await stateOf(network, id)).rounds.at(-1)).toMatchObject({ number: 3, confirms: 2, version });
  const redline = async () => author.open(`${here}/redline?from=${base}&to=${version}`);
  await until(async () => (await (await redline()).text()).includes("Désormais"), "the redline");
  return version;
}

/** The people of the flow; the coordinator and the author enter by a link, the others by the mails they get. */
async function gather({ ports }: Network, url: string): Promise<Cast> {
  const people = [
    ["coordinator", "Coordination", "coordination@reseau.example"],
    ["author", "Chargée de mission", "redaction@cofrimi.example"],
    ["first", "Direction", "premiere@oriv.example"],
    ["second", "Chargé d’études", "seconde@irev.example"],
    ["funder", "Service instructeur", "suivi@financeur.example"],
  ] as const;
  const cast: Partial<Cast> = {};
  for (const [role, name, address] of people) {
    const person = await addPerson(ports, {
      name,
      address,
      organisation: "",
      language: "fr",
      coordinator: role === "coordinator",
    });
    cast[role] = { id: person.id, visitor: visitor(url) };
    if (role !== "coordinator" && role !== "author") continue;
    const token = await makeLink(ports, { person, purpose: "enter", days: 1 });
    expect((await cast[role].visitor.open(`/l/${token}`)).status).toBe(200);
  }
  return cast as Cast;
}

async function create({ coordinator, author, first, second, funder }: Cast): Promise<string> {
  const { id } = await coordinator.visitor.send<{ id: string }>("/deliverables", {
    kind: "framing-note",
    title: "L’interculturalité : note de cadrage",
    action: "Interculturalité",
    language: "fr",
    authors: [author.id],
    reviewers: [first.id, second.id],
    funders: [funder.id],
    quorum: 2,
  });
  return id;
}

/** Uploads a sample as the page does, and waits until it is read. */
async function deposit(author: Visitor, here: string, sample: string): Promise<void> {
  const bytes = await readFile(join(import.meta.dirname, "../../templates/framing-note", sample));
  type Begun = { upload: string; url: string; fields: Record<string, string> };
  const { upload, url, fields } = await author.send<Begun>(`${here}/uploads`, { name: sample, bytes: bytes.length });
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  form.set("file", new File([bytes], sample));
  const address = new URL(url, (await author.open(here)).url);
  expect((await fetch(address, { method: "POST", body: form, redirect: "manual" })).status).toBe(303);
  const read = async () => (await author.json<{ upload: Upload }>(`${here}/uploads/${upload}`)).upload;
  await until(async () => (await read()).status !== "awaited", `the reading of ${sample}`);
  expect(await read()).toMatchObject({ status: "accepted" });
}

/** Submits the draft; the hash of its version. */
async function submit({ author }: Cast, network: Network, id: string): Promise<string> {
  const version = (await stateOf(network, id)).versions.at(-1)?.hash ?? "";
  await author.visitor.send(`/deliverables/${id}/submission`, { version });
  return version;
}

/** Opens the link of the newest mail to `address` about `subject`. */
async function follow(
  { outbox = "" }: Network,
  person: Visitor,
  url: string,
  address: string,
  subject: string,
): Promise<void> {
  const letters = async () =>
    (await lettersIn(outbox)).filter((letter) => letter.to.includes(address) && letter.subject.startsWith(subject));
  await until(async () => (await letters()).length, `the mail « ${subject} » to ${address}`);
  const [letter] = await letters();
  const link = new RegExp(`${url}/l/\\S+`).exec(letter?.text ?? "")?.[0] ?? "";
  expect((await person.open(link)).status).toBe(200);
}

/** By the button of the page to which its address leads a funder. */
async function download(person: Visitor, path: string, magic: string): Promise<void> {
  const page = await person.open(path);
  expect(page.headers.get("content-type")).toMatch(/^text\/html/);
  const response = await person.sendForm(path, { confirmed: "true" });
  expect(response.status).toBe(200);
  expect(response.headers.get("content-disposition")).toMatch(/^attachment/);
  const bytes = Buffer.from(await response.arrayBuffer());
  expect(bytes.subarray(0, magic.length).toString("latin1")).toBe(magic);
}

/** People and the programme of 2008 are imported: the note, whose action was said in words, is of the action of that title. */
async function planYear(coordinator: Visitor, network: Network, id: string): Promise<void> {
  const list = "nom;courriel;structure\nDocumentaliste;documentation@crefe.example;CREFE";
  await coordinator.send("/people/import", { list });
  await coordinator.send("/programmes/import", { file: seedText });
  expect((await stateOf(network, id)).action).toBe("2008/interculturalite");
  const { organisations } = await coordinator.json<{ organisations: { short: string; roles: string[] }[] }>(
    "/organisations",
  );
  expect(organisations).toContainEqual(expect.objectContaining({ short: "CREFE", roles: ["member"] }));
  const page = await (await coordinator.open("/programmes/2008/actions/interculturalite")).text();
  expect(page).toContain(`/deliverables/${id}`);
  expect((await coordinator.open("/programmes/2008/matrix/csv")).status).toBe(200);
}

/** The dossier is sound, and signed by the key that the network publishes. */
async function prove(coordinator: Visitor, here: string): Promise<void> {
  const published = await coordinator.json<{ keys: PublicKey[] }>("/.well-known/livrable/dossier-keys.json");
  let archive = Buffer.alloc(0);
  // a download of the final has it gathered anew
  await until(async () => {
    archive = Buffer.from(await (await coordinator.open(`${here}/dossier/archive`)).arrayBuffer());
    return archive.subarray(0, 2).toString("latin1") === "PK";
  }, "the proof archive");
  const source = {
    size: archive.length,
    read: async (at: number, length: number) => archive.subarray(at, at + length),
  };
  const { problems, trusted } = await verifyProofArchive(source, published.keys[0]!.fingerprint);
  expect({ problems, trusted }).toEqual({ problems: [], trusted: true });
}

async function stateOf({ ports }: Network, id: string): Promise<State> {
  const loaded = await loadState(ports.store, id);
  if (!loaded) throw new Error(`no deliverable ${id}`);
  return loaded.state;
}

/** Until nothing is owed but the letter of a day's decisions, which leaves at five in the afternoon. */
export async function untilIdle({ ports }: Network): Promise<void> {
  const isOfDay = (job: StoredJob) => job.type === "mail" && job.letter === "newDecision" && job.status === "waiting";
  await until(async () => (await listJobs(ports.store)).every(isOfDay), "no job left");
}

async function until(reached: () => Promise<unknown>, what: string): Promise<void> {
  for (let tries = 0; tries < 600; tries++) {
    if (await reached()) return;
    await pause(100);
  }
  throw new Error(`waited in vain for ${what}`);
}
