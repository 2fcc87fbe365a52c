import { cpSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { tick } from "../../functions/tick/tick.ts";
import { folderAssets } from "../../shared/adapters/assets.ts";
import { openOutbox } from "../../shared/adapters/embedded/mail.ts";
import { issue } from "../../shared/chain/issue.ts";
import { newestVersion } from "../../shared/deliverable/origins/translation.ts";
import type { State } from "../../shared/deliverable/state.ts";
import type { JobType } from "../../shared/jobs/job.ts";
import type { Ports } from "../../shared/ports.ts";
import { matrixDocument } from "../../shared/programme/matrix-document.ts";
import { settingsSchema } from "../../shared/settings.ts";
import { awaitCopy } from "../../shared/stored/copy.ts";
import { deliverables, loadEvents, loadState, rebuild } from "../../shared/stored/deliverable.ts";
import { listJobs, oweJob, type StoredJob } from "../../shared/stored/job.ts";
import { meetings } from "../../shared/stored/meeting.ts";
import { uploadKey } from "../../shared/stored/objects.ts";
import type { TypesetSource } from "../../shared/stored/outputs.ts";
import { addPerson, findPerson } from "../../shared/stored/person.ts";
import { oweProofArchive } from "../../shared/stored/proof-archive.ts";
import { listRemarks } from "../../shared/stored/remark.ts";
import { oweTypeset } from "../../shared/stored/typeset.ts";
import { keep, pin } from "../../shared/stored/version.ts";
import { work } from "../../shared/stored/work.ts";
import { create, deadline, now } from "../deliverable/scenario.ts";
import { wordFile } from "../formats/drafts.ts";
import { tries, ways } from "../long.ts";
import { lettersIn } from "../outbox.ts";
import { temporaryFolder } from "../temporary.ts";
import { openWorld } from "../world.ts";
import { stepOf, workOn as workUntilDone } from "./line.ts";
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
  return { ...world, folder, mail: openOutbox(outbox, world.clock), assets, outbox, close: () => world.store.close() };
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

const workOn = (world: Scene, from: number) => workUntilDone(world, settings, from);

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
  await world.files.put(uploadKey("u1"), draft, "text/markdown");
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

const jobOf = async ({ store }: Scene, type: JobType) => (await listJobs(store)).find((job) => job.type === type)!.id;

const beforeProof: Moment = async (world) => {
  await beforeInvitation(world);
  return jobOf(world, "proof");
};

/** The note in English, made of the version that its reviewers have. */
const twin = "interculturality";
const inEnglish = Buffer.from(
  ["Context", "Issues and questions", "Framework", "Method", "Timetable"]
    .map((title) => `# ${title}\n\nA paragraph.`)
    .join("\n\n"),
);

/** Opens the English of the note, whose draft was read but not paired. */
const beforePairing: Moment = async (world) => {
  await beforeInvitation(world);
  await workOn(world, now);
  const [by, author] = [await asker(world, "coordination"), await asker(world, "redaction")];
  const translates = { deliverable: id, language: "fr", from: newestVersion(await stateOf(world))! };
  const people = { authors: [author.person], reviewers: [author.person], funders: [] };
  await issue(deliverables, world, twin, create({ by, id: twin, language: "en", ...people, quorum: 1, translates }));
  // who made it was cut off before its source was told: the pairing tells it
  const about = { upload: "u4", part: "main", name: "note.md" };
  await issue(deliverables, world, twin, { type: "requestUpload", by, ...about });
  await world.files.put(uploadKey("u4"), inEnglish, "text/markdown");
  await tick(world, settings);
  await work(world, "ingest/u4", 60, stepOf(world, settings));
  return jobOf(world, "pair");
};

/** The note's next version is under review; its English follows the one before. */
const beforeFollowing: Moment = async (world) => {
  await beforePairing(world);
  await workOn(world, now);
  await decideAndClose(world, "requestChanges");
  const about = { upload: "u5", part: "main", name: "note.md" };
  await issue(deliverables, world, id, { type: "requestUpload", by: await asker(world, "redaction"), ...about });
  await world.files.put(uploadKey("u5"), Buffer.concat([draft, Buffer.from("\n\nUn ajout.\n")]), "text/markdown");
  await workOn(world, now);
  const version = (await stateOf(world)).versions.at(-1)!.hash;
  const [by, pins] = [await asker(world, "coordination"), await pin(world, "framing-note")];
  await issue(deliverables, world, id, { type: "submit", by, version, deadline, ...pins });
  return jobOf(world, "follow");
};

/** What a reviewer wrote into the Word file that they were given. */
const annotated = wordFile({
  body: `<w:p><w:r><w:t>Un paragraphe.</w:t></w:r><w:ins w:id="1" w:author="Relecture" w:date="2008-05-12T08:00:00Z"><w:r><w:t xml:space="preserve"> Un ajout.</w:t></w:r></w:ins></w:p>`,
});

const beforeCopy: Moment = async (world) => {
  await beforeProof(world);
  await workOn(world, now);
  const { version } = (await stateOf(world)).rounds[0]!;
  const { person } = await asker(world, "relecture");
  await awaitCopy(world, { deliverable: id, person, upload: "u2", name: "copie.docx", round: 1, version });
  await world.files.put(uploadKey("u2"), annotated, "application/octet-stream");
  await tick(world, settings);
  return jobOf(world, "copy");
};

const beforeManyMails: Moment = async (world) => {
  await beforeInvitation(world);
  await workOn(world, now);
  const to = await Promise.all((["redaction", "relecture"] as const).map((role) => asker(world, role)));
  const about = { deliverable: id, letter: "access" } as const;
  await oweJob(world, { id: "mail/many", type: "mails", to: to.map(({ person }) => person), ...about });
  return "mail/many";
};

async function decideAndClose(world: Scene, choice: "approve" | "requestChanges"): Promise<void> {
  const { version, number: round } = (await stateOf(world)).rounds.at(-1)!;
  const reason = choice === "approve" ? {} : { reason: "0".repeat(64) };
  const decision = { type: "decide", round, version, submission: `s${round}`, choice, ...reason } as const;
  await issue(deliverables, world, id, { ...decision, by: await asker(world, "relecture") });
  const by = await asker(world, "coordination");
  await issue(deliverables, world, id, { type: "closeRound", by, round, unresolved: false });
}

const beforeRedline: Moment = async (world) => {
  await beforeInvitation(world);
  await decideAndClose(world, "requestChanges");
  const about = { upload: "u3", part: "main", name: "note.md" };
  await issue(deliverables, world, id, { type: "requestUpload", by: await asker(world, "redaction"), ...about });
  await world.files.put(uploadKey("u3"), Buffer.concat([draft, Buffer.from("\n\nUn ajout.\n")]), "text/markdown");
  await workOn(world, now);
  const version = (await stateOf(world)).versions.at(-1)!.hash;
  const [by, pins] = [await asker(world, "coordination"), await pin(world, "framing-note")];
  await issue(deliverables, world, id, { type: "submit", by, version, deadline, ...pins });
  return jobOf(world, "redline");
};

const beforeRendering: Moment = async (world) => {
  await beforeInvitation(world);
  await decideAndClose(world, "approve");
  return jobOf(world, "render");
};

/** A matrix that is to be set; `owe`: how its job is owed. */
const beforeTypesetting: (owe: (world: Scene, source: TypesetSource) => Promise<void>) => Moment =
  (owe) => async (world) => {
    await beforeInvitation(world);
    await workOn(world, now);
    const { theme } = await pin(world, "framing-note");
    const words = { title: "Vision globale", network: "RECI", language: "fr", row: (row: string) => row };
    const tree = matrixDocument({ title: "Programme de travail 2008", families: [], rows: [] }, words);
    await owe(world, { tree: await keep(world.files, "trees", tree), theme });
    const [job] = await listJobs(world.store);
    return job!.id;
  };

/** As the first releases owed it. */
async function oweMatrix(world: Scene, source: TypesetSource): Promise<void> {
  const id = `matrix/${source.tree}/${source.theme}`;
  await oweJob(world, { id, type: "matrix", ...source, instant: new Date(now).toISOString() });
}

const beforeNote: Moment = async (world) => {
  await beforeInvitation(world);
  await workOn(world, now);
  const by = await asker(world, "coordination");
  await issue(meetings, world, "mars", {
    ...{ type: "plan", by, id: "mars", kind: "network", title: "", actions: ["2008/interculturalite"] },
    ...{ organiser: by.person, date: "2008-03-20", place: "Paris", invited: [] },
    agenda: [{ id: "note", what: "version", deliverable: id }],
  });
  return jobOf(world, "note");
};

const beforeProofArchive: Moment = async (world) => {
  await beforeRendering(world);
  await workOn(world, now);
  await oweProofArchive(world, await stateOf(world));
  return jobOf(world, "dossier");
};

const beforeUnpublishing: Moment = async (world) => {
  await beforeRendering(world);
  await workOn(world, now);
  const by = await asker(world, "coordination");
  await issue(deliverables, world, id, { type: "withdraw", by, reason: "0".repeat(64) });
  // until then it can be taken back
  world.set(world.clock() + 11 * 60_000);
  await tick(world, settings);
  return jobOf(world, "unpublish");
};

type Outcome = {
  events: string[];
  letters: string[];
  jobs: string[];
  remarks: number;
  files: number;
  state: Omit<State, "head">;
  /** Of what translates it. */
  twin?: State["translates"];
};

/** Whether a letter waits for five in the afternoon, with what else is decided that day. */
const isOfDay = (job: StoredJob) => job.type === "mail" && job.letter === "newDecision" && job.status === "waiting";

/** What a world came to: events by type, letters by subject, jobs left, unsent remarks, files kept, the state but for times and hashes. */
async function outcome(world: Scene): Promise<Outcome> {
  const state = await stateOf(world);
  expect(await rebuild(world.store, id)).toEqual(state);
  const events = (await Array.fromAsync(loadEvents(world.store, id))).map(({ type }) => type);
  const letters = (await lettersIn(world.outbox)).map(({ to, subject }) => `${to}: ${subject}`).sort();
  const { head: _, ...rest } = JSON.parse(JSON.stringify(state), (name, value) =>
    ["accepted", "closed", "approved", "at"].includes(name) && typeof value === "string" ? "" : value,
  );
  const jobs = (await listJobs(world.store)).filter((job) => !isOfDay(job)).map(({ id }) => id);
  const remarks = (await listRemarks(world.store, state, (await asker(world, "relecture")).person)).length;
  const files = (await Array.fromAsync(world.files.list(""))).length;
  const translates = (await loadState(world.store, twin))?.state.translates;
  return { events, letters, jobs, remarks, files, state: rest, ...(translates && { twin: translates }) };
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
  const died = await work(ports, at.job, 60, stepOf(ports, settings)).then(
    () => false,
    (error) => error instanceof Death,
  );
  world.close();
  const next = openScene(world.folder, at.instant);
  await workOn(next, at.instant);
  const end = await outcome(next);
  next.close();
  return { calls: worker.calls.length, died, end };
}

const moments: Record<JobType, [work: string, moment: Moment]> = {
  ingest: ["reading a draft", beforeReading],
  copy: ["reading an annotated copy", beforeCopy],
  pair: ["pairing a translation with its source", beforePairing],
  follow: ["holding a translation against its source's newer version", beforeFollowing],
  render: ["setting the final documents", beforeRendering],
  proof: ["setting a version for its reviewers", beforeProof],
  redline: ["comparing two versions", beforeRedline],
  typeset: ["setting a document that no deliverable is", beforeTypesetting(oweTypeset)],
  matrix: ["setting the matrix of a programme, as earlier releases owed it", beforeTypesetting(oweMatrix)],
  unpublish: ["taking away the files of a final", beforeUnpublishing],
  dossier: ["gathering what proves a deliverable", beforeProofArchive],
  note: ["telling a deliverable of its meeting", beforeNote],
  mail: ["sending an invitation", beforeInvitation],
  mails: ["owing a mail to each of many", beforeManyMails],
};

test.each(Object.values(moments))(
  "%s: a worker that dies at any call leaves what the next one ends as if nothing had been",
  async (_, moment) => {
    const world = openScene();
    const at = { folder: world.folder, job: await moment(world), instant: world.clock() };
    world.close();
    const { calls, end, died } = await workedOn(at, Number.POSITIVE_INFINITY, "before");
    expect(died).toBe(false);
    expect(end.jobs).toEqual([]);
    // what dies before a call finds what dies after the one before
    for (let call = 0; call < calls; call += tries(3, 1))
      for (const when of call === 0 ? (["before", "after"] as const) : ways(["after", "before"] as const, 0))
        expect(await workedOn(at, call, when)).toMatchObject({ died: true, end });
  },
);
