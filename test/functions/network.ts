import { createHash } from "node:crypto";
import { fileURLToPath } from "node:url";
import type { Hono } from "hono";
import { ingest } from "../../functions/ingest/ingest.ts";
import { notify } from "../../functions/notify/notify.ts";
import type { NotifyPorts } from "../../functions/notify/occasion.ts";
import { notifySteps } from "../../functions/notify/steps.ts";
import { webApp } from "../../functions/web/app.ts";
import type { Variables } from "../../functions/web/http/context.ts";
import { folderAssets } from "../../shared/adapters/assets.ts";
import type { Asker } from "../../shared/chain/event.ts";
import { issue } from "../../shared/chain/issue.ts";
import type { Picture } from "../../shared/deliverable/final/final.ts";
import type { PartPlan, Round, State } from "../../shared/deliverable/state.ts";
import { readDraft } from "../../shared/formats/read.ts";
import { steps } from "../../shared/jobs/job.ts";
import { type StepsBy, stepBy } from "../../shared/jobs/steps.ts";
import type { Message, Ports } from "../../shared/ports.ts";
import { type Settings, settingsSchema } from "../../shared/settings.ts";
import { deliverables, loadState } from "../../shared/stored/deliverable.ts";
import { listJobs, wakeJob } from "../../shared/stored/job.ts";
import { makeLink, type Purpose } from "../../shared/stored/link.ts";
import { loadSettings } from "../../shared/stored/network.ts";
import { objectKey, uploadKey } from "../../shared/stored/objects.ts";
import { pictureKey } from "../../shared/stored/outputs.ts";
import { addPerson, type NewPerson, type Person } from "../../shared/stored/person.ts";
import { withRevisions } from "../../shared/stored/revisions.ts";
import { putText } from "../../shared/stored/text.ts";
import { pin } from "../../shared/stored/version.ts";
import { work } from "../../shared/stored/work.ts";
import type { Hash } from "../../shared/values.ts";
import { openWorld, type World } from "../world.ts";

/** A network with its pages, in a folder of its own; mails are kept in `sent`, time stands still unless it is set. */
export type Network = {
  world: World;
  ports: Ports;
  settings: Settings;
  sent: Message[];
  people: Record<Role, Person>;
  app: Hono<{ Variables: Variables }>;
};
export type Role = "coordinator" | "author" | "first" | "second" | "funder" | "stranger";

const shipped = folderAssets(fileURLToPath(new URL("../../templates", import.meta.url)));

const cast: Record<Role, Partial<NewPerson> & Pick<NewPerson, "name" | "address">> = {
  coordinator: {
    name: "Coordination",
    address: "coordination@reseau.example",
    organisation: "RECI",
    coordinator: true,
  },
  author: { name: "Chargée de mission", address: "redaction@cofrimi.example", organisation: "COFRIMI" },
  first: { name: "Direction", address: "direction@oriv.example", organisation: "ORIV" },
  second: { name: "Research officer", address: "etudes@irev.example", organisation: "IREV", language: "en" },
  funder: { name: "Service instructeur", address: "suivi@acse.example", organisation: "ACSE" },
  stranger: { name: "Documentaliste", address: "documentation@crefe.example", organisation: "CREFE" },
};

export async function openTestNetwork(changes: Partial<Settings> = {}, world = openWorld()): Promise<Network> {
  const settings = settingsSchema.parse({ network: "RECI", publicUrl: "http://127.0.0.1:8080", ...changes });
  const sent: Message[] = [];
  const mail = { send: async (message: Message) => void sent.push(message) };
  const assets = withRevisions(shipped, world.files, () => loadSettings(world.store));
  const ports: Ports = { ...world, mail, assets };
  const people: [string, Person][] = [];
  for (const [role, person] of Object.entries(cast)) {
    people.push([role, await addPerson(ports, { organisation: "", language: "fr", coordinator: false, ...person })]);
  }
  const app = webApp(ports, { settings });
  return { world, ports, settings, sent, people: Object.fromEntries(people) as Record<Role, Person>, app };
}

export function as({ people }: Network, role: Role): Exclude<Asker, "line"> {
  return { person: people[role].id, coordinator: people[role].coordinator };
}

type Plan = { kind?: string; title?: string; parts?: PartPlan[]; reviewers?: Role[]; quorum?: number };

/** A framing note to write, unless told otherwise. */
export async function createNote(network: Network, plan: Plan = {}): Promise<string> {
  const { ports, people } = network;
  const { kind = "framing-note", title = "L’interculturalité\u00a0: note de cadrage", parts, quorum = 2 } = plan;
  const id = ports.ids();
  await issue(deliverables, ports, id, {
    type: "create",
    by: as(network, "coordinator"),
    ...{ id, kind, title, quorum },
    action: "Interculturalité",
    language: "fr",
    authors: [people.author.id],
    reviewers: (plan.reviewers ?? ["first", "second"]).map((role) => people[role].id),
    funders: [people.funder.id],
    due: { draft: "2008-03-20", review: "2008-05-12", final: "2008-07-01" },
    parts: parts ?? [{ id: "part-1", title: "" }],
  });
  return id;
}

/** A draft that has every section, every title, one figure with its description. */
export const completeDraft = `---
title: L’interculturalité
author: Groupe de travail
lang: fr
---

# Contexte

L’année européenne du dialogue interculturel.

# Enjeux et questions

De quoi parle-t-on ?

# Cadre de référence

Un cadre[^1].

[^1]: Une note.

# Méthode

Des échanges.

# Calendrier

Mars, puis juillet.
`;

/** Sends a draft and has it read, as the workers would. Returns the upload. */
export async function deposit(
  network: Network,
  id: string,
  text: string | Uint8Array = completeDraft,
  name = "cadrage.md",
  part = "part-1",
): Promise<string> {
  const { ports } = network;
  const upload = ports.ids();
  await issue(deliverables, ports, id, { type: "requestUpload", by: as(network, "author"), upload, part, name });
  await arrive(network, id, upload, Buffer.from(text));
  return upload;
}

/** The file of an upload comes, and is read. */
export async function arrive({ ports, settings }: Network, id: string, upload: string, bytes: Uint8Array) {
  await ports.files.put(uploadKey(upload), bytes, "application/octet-stream");
  await ingest(ports, { id: `ingest/${upload}`, type: "ingest", deliverable: id, upload }, readDraft, settings.limits);
}

export async function submitDraft(
  network: Network,
  id: string,
  deadline = "2008-05-12T22:00:00.000Z",
  by: Role = "author",
): Promise<string> {
  const { ports } = network;
  const state = await stateOf(network, id);
  const version = state.versions.at(-1)?.hash ?? "";
  const pinned = await pin(ports, state.kind);
  await issue(deliverables, ports, id, { type: "submit", by: as(network, by), version, deadline, ...pinned });
  return version;
}

export async function decideAs(
  network: Network,
  role: Role,
  id: string,
  choice: "approve" | "requestChanges",
): Promise<string> {
  const { ports } = network;
  const round = (await stateOf(network, id)).rounds.at(-1);
  const submission = `${role}-${round?.number}-${choice}`;
  const reason =
    choice === "requestChanges" ? { reason: await putText(ports, "Préciser la notion <d’interculturalité>.") } : {};
  const { version = "", number = 0 } = round ?? {};
  await issue(deliverables, ports, id, {
    type: "decide",
    by: as(network, role),
    round: number,
    version,
    submission,
    choice,
    ...reason,
  });
  return submission;
}

export async function closeRound(network: Network, id: string, unresolved = false): Promise<void> {
  const round = (await stateOf(network, id)).rounds.at(-1)?.number ?? 0;
  await issue(deliverables, network.ports, id, {
    type: "closeRound",
    by: as(network, "coordinator"),
    round,
    unresolved,
  });
}

/** As if the final documents had been set. */
export async function putOutputs(network: Network, id: string): Promise<void> {
  const { final } = await stateOf(network, id);
  if (!final) throw new Error("no final");
  const { version, edition } = final;
  const content = Buffer.alloc(340_000, "%PDF-");
  const sha256 = createHash("sha256").update(content).digest("hex");
  const output = (format: "docx" | "pdf", pages: number) => {
    const key = objectKey("outputs", `${version}/${edition}/note.${format}`);
    return { format, key, sha256, bytes: content.length, pages };
  };
  const outputs = [output("docx", 12), output("pdf", 12)];
  for (const { key } of outputs) await network.ports.files.put(key, content, "application/pdf");
  const ready = { version, edition, outputs, picture: await putPicture(network, version, edition) };
  await issue(deliverables, network.ports, id, { type: "outputsReady", by: "line", ...ready });
}

async function putPicture({ ports }: Network, version: Hash, edition: number): Promise<Picture> {
  const content = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>');
  const key = pictureKey(version, edition, 0);
  await ports.files.put(key, content, "image/svg+xml");
  const sha256 = createHash("sha256").update(content).digest("hex");
  return { key, sha256, bytes: content.length, width: 595, height: 842 };
}

export async function stateOf({ ports }: Network, id: string): Promise<State> {
  const loaded = await loadState(ports.store, id);
  if (!loaded) throw new Error(`no deliverable ${id}`);
  return loaded.state;
}

/** The round that was opened last, open or closed. */
export async function lastRound(network: Network, id: string): Promise<Round> {
  return (await stateOf(network, id)).rounds.at(-1)!;
}

/**
 * Sends the mails that are owed, but for those that failed, those that wait for open hours, and those that tell of what can still be
 * taken back.
 */
export async function sendMails({ ports, settings }: Network): Promise<void> {
  for (const job of await listJobs(ports.store)) {
    if (steps[job.type].by !== "notify" || job.status === "failed") continue;
    await wakeJob(ports, job.id);
    const worked = await work(ports, job.id, 60, stepBy(mailSteps(ports, settings)));
    if (worked.result === "failed") throw worked.error;
  }
}

/** The jobs that mail, where nobody sets documents: no letter waits for that. */
export function mailSteps(ports: NotifyPorts, settings: Settings): StepsBy<"notify"> {
  return { ...notifySteps(ports, settings), mail: (job) => notify(ports, job, settings) };
}

/** Some minutes pass: ten and one, after which nothing that mails tell of is taken back. */
export function pass({ world }: Network, minutes = 11): void {
  world.set(world.clock() + minutes * 60_000);
}

export type Browser = {
  get(path: string, headers?: Record<string, string>): Promise<Response>;
  /** A form as a browser of ours sends it. */
  post(path: string, fields?: Record<string, string | string[]>, headers?: Record<string, string>): Promise<Response>;
  /** A form with files, as a browser has written it. */
  upload(path: string, body: Uint8Array<ArrayBuffer>, headers: Record<string, string>): Promise<Response>;
  json(path: string, body: unknown): Promise<Response>;
  /** The page that is there in the end, wherever it leads on to. */
  page(path: string): Promise<string>;
};

/** A browser, let in by a link to `enter` unless told otherwise; nobody's where there is no role. */
export async function browse(
  network: Network,
  role?: Role,
  purpose: Purpose = "enter",
  thing?: string,
): Promise<Browser> {
  const { app, ports, people } = network;
  const jar = new Map<string, string>();
  const ask = async (path: string, init: RequestInit, headers: Record<string, string>) => {
    const cookie = [...jar].map((pair) => pair.join("=")).join("; ");
    const answer = await app.request(path, { ...init, headers: { ...(cookie && { cookie }), ...headers } });
    keepCookies(jar, answer);
    return answer;
  };
  if (role) {
    const link = { person: people[role], purpose, days: 30, ...(thing === undefined ? {} : { thing }) };
    await ask(`/l/${await makeLink(ports, link)}`, {}, {});
  }
  return {
    get: (path, headers = {}) => ask(path, {}, headers),
    page: (path) => pageAt(path, (each) => ask(each, {}, {})),
    post: (path, fields = {}, headers = {}) => {
      const body = new URLSearchParams();
      for (const [name, values] of Object.entries(fields))
        for (const value of [values].flat()) body.append(name, value);
      const sent = { "content-type": "application/x-www-form-urlencoded", "sec-fetch-site": "same-origin", ...headers };
      return ask(path, { method: "POST", body: body.toString() }, sent);
    },
    upload: (path, body, headers) =>
      ask(path, { method: "POST", body }, { "sec-fetch-site": "same-origin", ...headers }),
    json: (path, body) =>
      ask(path, { method: "POST", body: JSON.stringify(body) }, { "content-type": "application/json" }),
  };
}

/** A page of ours, wherever it leads on to: what a browser shows in the end. */
export async function pageAt(path: string, ask: (path: string) => Promise<Response>, hops = 3): Promise<string> {
  const answer = await ask(path);
  const next = answer.headers.get("location") ?? "";
  const leadsOn = answer.status >= 300 && answer.status < 400 && /^\/(?!files\/)/.test(next);
  return leadsOn && hops > 0 ? pageAt(next, ask, hops - 1) : answer.text();
}

/** What a browser keeps of an answer, and forgets. */
function keepCookies(jar: Map<string, string>, answer: Response): void {
  for (const line of answer.headers.getSetCookie()) {
    const [name = "", value = ""] = line.split(";")[0]!.split("=");
    if (/;\s*max-age=0/i.test(line)) jar.delete(name);
    else jar.set(name, value);
  }
}
