import { fileURLToPath } from "node:url";
import { notifySteps } from "../../functions/notify/steps.ts";
import { tick } from "../../functions/tick/tick.ts";
import { webApp } from "../../functions/web/app.ts";
import type { Network } from "../../infra/local/network.ts";
import * as steps from "../../infra/local/sample-acts.ts";
import { folderAssets } from "../../shared/adapters/assets.ts";
import { isOpen } from "../../shared/asking/open-hours.ts";
import { issue } from "../../shared/chain/issue.ts";
import type { PartPlan } from "../../shared/deliverable/state.ts";
import { MailFailure } from "../../shared/errors.ts";
import type { Job, LetterName } from "../../shared/jobs/job.ts";
import { type Done, stepBy } from "../../shared/jobs/steps.ts";
import type { Message, Ports } from "../../shared/ports.ts";
import { type Settings, settingsSchema } from "../../shared/settings.ts";
import { deliverables, loadState } from "../../shared/stored/deliverable.ts";
import { recordHeartbeat } from "../../shared/stored/heartbeat.ts";
import { listJobs } from "../../shared/stored/job.ts";
import { makeLink } from "../../shared/stored/link.ts";
import { objectKey } from "../../shared/stored/objects.ts";
import { addPerson, type Person } from "../../shared/stored/person.ts";
import { work } from "../../shared/stored/work.ts";
import { addDays, atTime } from "../../shared/time/calendar.ts";
import type { LocalDate } from "../../shared/values.ts";
import { openWorld, type World } from "../world.ts";

/** A mail that left: `acted`, someone did something at that very moment. */
export type Sent = {
  at: string;
  day: LocalDate;
  hour: string;
  to: string;
  letter: LetterName;
  /** The meeting that it is about. */
  meeting?: string;
  /** With spaces of one width; `whole`: as it left. */
  subject: string;
  text: string;
  whole: Pick<Message, "subject" | "text" | "html">;
  calendar?: Message["calendar"];
  open: boolean;
  acted: boolean;
};

export type Year = {
  world: World;
  ports: Network["ports"];
  settings: Settings;
  people: Record<string, Person>;
  ids: Map<string, string>;
  sent: Sent[];
  /** The mail server takes nothing. */
  down: boolean;
  /** Texts and remarks that were erased: of what hash, when, and the file as it was. */
  erased: { hash: string; at: string; bytes: Uint8Array }[];
  /** Copies that reviewers sent back, and how many remarks whoever annotated them had made. */
  copies: { upload: string; of: string; by: string; at: string; name: string; remarks: number }[];
  /** Sizes of files that went with a final that was withdrawn, in bytes, by their key. */
  removed: Map<string, number>;
  /** Who is in the directory no more. */
  gone: Set<string>;
  /** Sets documents for good, and compares versions; absent: final documents are only announced. */
  produce?: (job: Job) => Promise<void>;
};

const timeZone = "Europe/Paris";
const templates = fileURLToPath(new URL("../../templates", import.meta.url));
/** At which the clock rings: around the opening and the closing of each day, when letters of the day leave, and in the night. */
const hours = ["00:00", "07:00", "08:00", "09:00", "12:00", "17:00", "18:00", "19:00", "23:00"];

/** Who is who: an address' local part is the person's name in these tests. */
const cast: Record<string, [name: string, organisation: string, coordinator?: boolean]> = {
  coordination: ["Coordination", "RECI", true],
  cofrimi: ["Chargée de mission", "COFRIMI"],
  crpv: ["Chargé d’études", "CRPV Essonne"],
  oriv: ["Direction", "ORIV"],
  epi: ["Documentaliste", "EPI"],
  villes: ["Cheffe de projet", "Réseau des villes"],
  irev: ["Directrice", "IREV"],
  banlieue: ["Chargée de projet", "Profession Banlieue"],
  acse: ["Service instructeur", "ACSE"],
};

/** `english`: who has the pages and the mails in English. */
export async function openYear(english: string[] = []): Promise<Year> {
  const world = openWorld();
  const settings = settingsSchema.parse({ network: "RECI", publicUrl: "http://127.0.0.1:8080" });
  const sent: Sent[] = [];
  const mail: Ports["mail"] = { send: () => Promise.reject(new Error("a mail has its job")) };
  const ports = { ...world, mail, assets: folderAssets(templates) };
  const people: Record<string, Person> = {};
  for (const [id, [name, organisation, coordinator = false]] of Object.entries(cast))
    people[id] = await addPerson(ports, {
      name,
      organisation,
      coordinator,
      language: english.includes(id) ? "en" : "fr",
      address: `${id}@reseau.example`,
    });
  return {
    world,
    ports,
    settings,
    people,
    ids: new Map(),
    sent,
    down: false,
    erased: [],
    copies: [],
    removed: new Map(),
    gone: new Set(),
  };
}

/** What people do, each at a moment, "2008-03-31 09:00". */
export type Acts = Record<string, (year: Year) => Promise<unknown>>;

/** Lets the clock ring from one day to another while people act, and the workers work; `look`: at the end of each day. */
export async function live(
  year: Year,
  [from, to]: [LocalDate, LocalDate],
  acts: Acts,
  look: (day: LocalDate) => Promise<void>,
): Promise<void> {
  const left = new Set(Object.keys(acts));
  for (let day = from; day <= to; day = addDays(day, 1)) {
    for (const hour of hours) {
      await pass(year, Date.parse(atTime(day, hour, timeZone)));
      const act = acts[`${day} ${hour}`];
      left.delete(`${day} ${hour}`);
      await act?.(year);
      await tick(year.ports, year.settings);
      await workOff(year, { day, hour, acted: act !== undefined });
    }
    await look(day);
  }
  if (left.size > 0) throw new Error(`the clock does not ring at ${[...left].join(", ")}`);
}

type Moment = Pick<Sent, "day" | "hour" | "acted">;

/** Lets time go on to a moment, as for a server that is on: an hour at a time. */
async function pass({ world, ports }: Year, until: number): Promise<void> {
  for (let now = ports.clock() + 3_600_000; now < until && until - now < 86_400_000; now += 3_600_000) {
    world.set(now);
    await recordHeartbeat(ports);
  }
  world.set(until);
}

/** Does all that is due; letters that tell how many pages a version has wait for it to be set. */
async function workOff(year: Year, moment: Moment): Promise<void> {
  for (;;) {
    const due = (await listJobs(year.ports.store)).filter(({ status }) => status === "due");
    if (due.length === 0) return;
    for (const { id } of due.toSorted((a, b) => Number(b.type === "proof") - Number(a.type === "proof"))) {
      const { result } = await work(year.ports, id, 300, (job) => step(year, moment, job));
      if (result === "failed" && !year.down) throw new Error(`${id} failed`);
    }
  }
}

async function step(year: Year, moment: Moment, job: Job): Promise<Done> {
  if (year.produce) await year.produce(job);
  else if (job.type === "render") await render(year, job);
  if (job.type !== "mail" && job.type !== "mails") return "done";
  const send = async (message: Message): Promise<undefined> => {
    if (year.down) throw new MailFailure({ refused: false, said: "421 4.3.2 Service not available" });
    year.sent.push(sentOf(year, moment, job, message));
  };
  return stepBy(notifySteps({ ...year.ports, mail: { send } }, year.settings))(job);
}

function sentOf(
  { ports, settings }: Year,
  moment: Moment,
  { letter, meeting }: Pick<Extract<Job, { type: "mail" | "mails" }>, "letter" | "meeting">,
  { to, subject, text, html, calendar }: Message,
): Sent {
  const words = (said: string) => said.replace(/[\u00a0\u202f]/g, " ");
  const [at, open] = [new Date(ports.clock()).toISOString(), isOpen(settings, ports.clock())];
  return {
    at,
    ...moment,
    to: to.address.split("@")[0]!,
    letter,
    ...(meeting !== undefined && { meeting }),
    subject: words(subject),
    text: words(text),
    whole: { subject, text, html },
    open,
    ...(calendar && { calendar }),
  };
}

/** As if the final documents had been set. */
async function render({ ports }: Year, { deliverable, version, edition }: Extract<Job, { type: "render" }>) {
  const outputs = (["pdf", "docx"] as const).map((format) => {
    const key = objectKey("outputs", `${version}/${edition}/note.${format}`);
    return { format, key, sha256: "0".repeat(64), bytes: 340_000, pages: 12 };
  });
  await issue(deliverables, ports, deliverable, { type: "outputsReady", by: "line", version, edition, outputs });
}

export type Plan = {
  kind: string;
  title: string;
  authors: string[];
  reviewers?: string[];
  quorum?: number;
  due: { draft?: LocalDate; review?: LocalDate; final?: LocalDate };
  parts?: { title: string; people: string[] }[];
  /** "2008/interculturalite", and the id of what it answers of what that expects. */
  action?: string;
  expectation?: string;
};

export async function create(year: Year, plan: Plan) {
  const { kind, title, authors, reviewers = [], quorum = 1, due, parts } = plan;
  const { action = "Programme 2008", expectation } = plan;
  const { ports, people, ids } = year;
  const id = ports.ids();
  ids.set(title, id);
  const who = (names: string[]) => names.map((name) => people[name]!.id);
  const members = parts?.map(
    (part, index): PartPlan => ({ id: `part-${index + 1}`, title: part.title, people: who(part.people) }),
  );
  await issue(deliverables, ports, id, {
    ...{ type: "create", by: steps.asker(people.coordination!), id, kind, title, quorum, due },
    ...{ action, language: "fr", funders: who(["acse"]), ...(expectation !== undefined && { expectation }) },
    ...{ authors: who(authors), reviewers: who(reviewers), parts: members ?? [{ id: "part-1", title: "" }] },
  });
}

/** The coordinator names its authors anew. */
export async function name(year: Year, title: string, authors: string[]): Promise<void> {
  const { ports, people } = year;
  await issue(deliverables, ports, idOf(year, title), {
    ...{ type: "amend", by: steps.asker(people.coordination!) },
    authors: authors.map((who) => people[who]!.id),
  });
}

/** Sends a text as the draft, or a part of it, and submits it where all of it is there. */
export async function send(year: Year, who: string, title: string, text: string, part = "part-1"): Promise<void> {
  await steps.upload(networkOf(year), year.people[who]!, idOf(year, title), {
    part,
    name: "note.md",
    bytes: Buffer.from(text),
  });
}

export async function submit(year: Year, who: string, title: string): Promise<void> {
  await steps.submit(networkOf(year), year.people[who]!, idOf(year, title));
}

export async function decide(
  year: Year,
  who: string,
  title: string,
  choice: "approve" | "requestChanges",
): Promise<void> {
  const reason = choice === "requestChanges" ? "Les questions restent à préciser." : undefined;
  await steps.decide(networkOf(year), year.people[who]!, idOf(year, title), choice, reason);
}

export async function remark(year: Year, who: string, title: string, text: string): Promise<void> {
  await steps.remark(networkOf(year), year.people[who]!, idOf(year, title), [{ type: "comment", text }]);
}

export async function close(year: Year, title: string, unresolved = false): Promise<void> {
  const { ports, people } = year;
  const round = (await stateOf(year, title)).rounds.at(-1)!.number;
  await issue(deliverables, ports, idOf(year, title), {
    type: "closeRound",
    by: steps.asker(people.coordination!),
    round,
    unresolved,
  });
}

export async function integrate(year: Year, who: string, title: string): Promise<void> {
  const state = await stateOf(year, title);
  const round = state.rounds.at(-1)!;
  for (const contribution of Object.keys(round.contributions))
    await issue(deliverables, year.ports, state.id, {
      ...{ type: "dispose", by: steps.asker(year.people[who]!), round: round.number, contribution, as: "integrated" },
    });
}

export async function stateOf(year: Year, title: string) {
  return (await loadState(year.ports.store, idOf(year, title)))!.state;
}

/** The coordinator clicks on "Relancer". */
export function chase(year: Year, who: string, title: string): Promise<string> {
  const { [who]: chased } = year.people;
  return click(year, "coordination", title, "chases", { person: chased!.id, confirmed: "true" });
}

/** Someone sends a form of a page of a deliverable; returns where that leads them. */
export async function click(
  year: Year,
  who: string,
  title: string,
  page: string,
  fields: Record<string, string>,
): Promise<string> {
  const { ports, settings, people } = year;
  const app = webApp(ports, { settings });
  const token = await makeLink(ports, { person: people[who]!, purpose: "enter", days: 1 });
  const entered = await app.request(`/l/${token}`);
  const cookie = entered.headers.getSetCookie()[0]!.split(";")[0]!;
  const headers = { cookie, "content-type": "application/x-www-form-urlencoded", "sec-fetch-site": "same-origin" };
  const body = new URLSearchParams(fields).toString();
  const answer = await app.request(`/deliverables/${idOf(year, title)}/${page}`, { method: "POST", headers, body });
  if (answer.status !== 303)
    throw new Error(`${page} of ${title} was answered ${answer.status}: ${await answer.text()}`);
  return answer.headers.get("location")!;
}

export function idOf({ ids }: Year, title: string): string {
  const id = ids.get(title);
  if (!id) throw new Error(`nobody created ${title}`);
  return id;
}

export function networkOf({ ports, settings }: Year): Network {
  return {
    ports,
    settings,
    folder: "",
    secret: new Uint8Array(32),
    close: () => undefined,
    wrong: [],
    check: () => undefined,
  };
}
