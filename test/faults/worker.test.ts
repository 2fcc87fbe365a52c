import { cpSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { ingest } from "../../functions/ingest/ingest.ts";
import { notify } from "../../functions/notify/notify.ts";
import { render } from "../../functions/render/render.ts";
import { tick } from "../../functions/tick/tick.ts";
import { folderAssets } from "../../shared/adapters/assets.ts";
import { openOutbox } from "../../shared/adapters/embedded/mail.ts";
import { issue } from "../../shared/chain/issue.ts";
import type { State } from "../../shared/deliverable/state.ts";
import { readDraft } from "../../shared/formats/read.ts";
import type { Job } from "../../shared/jobs/job.ts";
import { type Done, work } from "../../shared/jobs/work.ts";
import type { Ports } from "../../shared/ports.ts";
import { settingsSchema } from "../../shared/settings.ts";
import { deliverables, loadEvents, loadState, rebuild } from "../../shared/stored/deliverable.ts";
import { listJobs } from "../../shared/stored/job.ts";
import { addPerson, findPerson } from "../../shared/stored/person.ts";
import { pin } from "../../shared/stored/version.ts";
import { create, deadline, now } from "../deliverable/scenario.ts";
import { lettersIn } from "../outbox.ts";
import { temporaryFolder } from "../temporary.ts";
import { openWorld } from "../world.ts";
import { Death, mortal } from "./mortal.ts";

const id = "interculturalite";
const settings = settingsSchema.parse({});
const draft = Buffer.from(
  [
    "---\ntitle: L’interculturalité\nlang: fr\n---",
    ...["Contexte", "Enjeux et questions", "Cadre de référence", "Méthode", "Calendrier"].map(
      (title) => `# ${title}\n\nUn paragraphe.`,
    ),
  ].join("\n\n"),
);

type Scene = Ports & { folder: string; outbox: string; set(instant: number): void; close(): void };

/** A network in a folder, as a process that begins sees it. */
function openScene(folder = temporaryFolder(), instant = now): Scene {
  const world = openWorld(folder);
  world.set(instant);
  const outbox = join(folder, "outbox");
  const assets = folderAssets(join(import.meta.dirname, "../../templates"));
  return { ...world, mail: openOutbox(outbox, world.clock), assets, outbox, close: () => world.store.close() };
}

type Role = "coordination" | "redaction" | "relecture" | "financement";

async function addPeople(world: Scene): Promise<void> {
  for (const name of ["coordination", "redaction", "relecture", "financement"] satisfies Role[]) {
    const address = `${name}@reseau.example`;
    await addPerson(world, {
      name,
      address,
      organisation: "ORIV",
      language: "fr",
      coordinator: name === "coordination",
    });
  }
}

async function asker(world: Scene, role: Role): Promise<{ person: string; coordinator: boolean }> {
  const person = await findPerson(world.store, `${role}@reseau.example`);
  return { person: person!.id, coordinator: person!.coordinator };
}

/** What becomes of a due job, whatever its type; the documents are stand-ins, made at once. */
function stepOf(ports: Ports) {
  const set = async () => ({
    outputs: [{ format: "pdf" as const, mediaType: "application/pdf", bytes: Buffer.from("%PDF-2.0"), pages: 1 }],
  });
  return async (job: Job): Promise<Done> => {
    if (job.type === "ingest") return (await ingest(ports, job, readDraft, settings.limits)) ? "done" : "waiting";
    if (job.type === "render") await render(ports, job, set, settings);
    else if (job.type === "mail" || job.type === "mails") return notify(ports, job, settings);
    return "done";
  };
}

/** Works until nothing is due, time passing by the minute, as after a new start. */
async function workOn(world: Scene, from: number): Promise<void> {
  for (let minute = 1; minute < 60; minute++) {
    world.set(from + minute * 60_000);
    await tick(world, settings);
    const due = (await listJobs(world.store)).filter(({ status }) => status === "due");
    for (const { id } of due) await work(world, id, 60, stepOf(world));
    if (
      (await listJobs(world.store)).every(({ status }) => status === "failed" || status === "waiting") &&
      due.length === 0
    )
      return;
  }
}

const stateOf = async (world: Scene) => (await loadState(world.store, id))!.state;

/** Brings a world to the moment before one job is worked at; returns the job's id. */
type Moment = (world: Scene) => Promise<string>;

const beforeReading: Moment = async (world) => {
  await addPeople(world);
  const roles = ["coordination", "redaction", "relecture", "financement"] as const;
  const [office, author, reviewer, funder] = await Promise.all(roles.map((role) => asker(world, role)));
  const people = { authors: [author!.person], reviewers: [reviewer!.person], funders: [funder!.person] };
  await issue(deliverables, world, id, create({ by: office!, ...people, quorum: 1 }));
  await issue(deliverables, world, id, {
    type: "requestUpload",
    by: author!,
    upload: "u1",
    part: "main",
    name: "note.md",
  });
  await world.files.put("uploads/u1", draft, "text/markdown");
  await tick(world, settings);
  return "ingest/u1";
};

const beforeInvitation: Moment = async (world) => {
  await beforeReading(world);
  await workOn(world, now);
  const version = (await stateOf(world)).versions.at(-1)!.hash;
  const pins = await pin(world, "framing-note");
  await issue(deliverables, world, id, {
    type: "submit",
    by: await asker(world, "coordination"),
    version,
    deadline,
    ...pins,
  });
  return (await listJobs(world.store)).find((job) => job.id.includes("invited"))!.id;
};

const beforeRendering: Moment = async (world) => {
  await beforeInvitation(world);
  const { version } = (await stateOf(world)).rounds[0]!;
  const approval = { type: "decide", round: 1, version, submission: "s1", choice: "approve" } as const;
  await issue(deliverables, world, id, { ...approval, by: await asker(world, "relecture") });
  await issue(deliverables, world, id, {
    type: "closeRound",
    by: await asker(world, "coordination"),
    round: 1,
    unresolved: false,
  });
  return `render/${id}/1`;
};

type Outcome = { events: string[]; letters: string[]; jobs: string[]; state: Omit<State, "head"> };

/** What a world came to: events by type, letters by subject, jobs left, the state but for times and hashes. */
async function outcome(world: Scene): Promise<Outcome> {
  const state = await stateOf(world);
  expect(await rebuild(world.store, id)).toEqual(state);
  const events = (await Array.fromAsync(loadEvents(world.store, id))).map(({ type }) => type);
  const letters = (await lettersIn(world.outbox)).map(({ to, subject }) => `${to}: ${subject}`).sort();
  const { head: _, ...rest } = JSON.parse(JSON.stringify(state), (name, value) =>
    ["accepted", "closed", "approved", "at"].includes(name) && typeof value === "string" ? "" : value,
  );
  return { events, letters, jobs: (await listJobs(world.store)).map((job) => job.id), state: rest };
}

/** A copy of a folder at rest, opened by a new process. */
function copyOf(folder: string, instant: number): Scene {
  const copy = temporaryFolder();
  cpSync(folder, copy, { recursive: true });
  return openScene(copy, instant);
}

/** Lets a worker live on a copy of what `at` left, or die at its call number `death`; then a new process goes on. */
async function workedOn(at: { folder: string; job: string; instant: number }, death: number, when: "before" | "after") {
  const world = copyOf(at.folder, at.instant);
  const worker = mortal(world, death, when);
  const ports = { ...world, ...worker };
  const died = await work(ports, at.job, 60, stepOf(ports)).then(
    () => false,
    (error) => error instanceof Death,
  );
  world.close();
  const next = openScene(world.folder, at.instant);
  await workOn(next, at.instant);
  const end = await outcome(next);
  next.close();
  return { calls: worker.calls(), died, end };
}

test.each<[string, Moment]>([
  ["reading a draft", beforeReading],
  ["sending an invitation", beforeInvitation],
  ["rendering the documents", beforeRendering],
])("%s: a worker that dies at any call leaves what the next one ends as if nothing had been", async (_, moment) => {
  const world = openScene();
  const at = { folder: world.folder, job: await moment(world), instant: world.clock() };
  world.close();
  const { calls, end, died } = await workedOn(at, Number.POSITIVE_INFINITY, "before");
  expect(died).toBe(false);
  expect(end.jobs).toEqual([]);
  for (let call = 0; call < calls; call++) {
    for (const when of ["before", "after"] as const) {
      expect(await workedOn(at, call, when)).toMatchObject({ died: true, end });
    }
  }
});
