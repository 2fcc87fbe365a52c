import { basename, dirname } from "node:path";
import { zipSync } from "fflate";
import { ingest } from "../../functions/ingest/ingest.ts";
import { applyTo } from "../../shared/acts/corrections.ts";
import { roundDeadline } from "../../shared/asking/deadline.ts";
import type { Asker } from "../../shared/chain/event.ts";
import { issue } from "../../shared/chain/issue.ts";
import { ingestJobId } from "../../shared/deliverable/jobs.ts";
import type { Contribution } from "../../shared/deliverable/remarks/contribution.ts";
import type { Choice, Disposition, Round, State } from "../../shared/deliverable/state.ts";
import { passageAt } from "../../shared/document/anchor.ts";
import { eachBlockOf, textOf } from "../../shared/document/visit.ts";
import { readDraft } from "../../shared/formats/read.ts";
import { contributionsOf, putBatch } from "../../shared/stored/batch.ts";
import { deliverables, loadState } from "../../shared/stored/deliverable.ts";
import { finishJob } from "../../shared/stored/job.ts";
import { uploadKey } from "../../shared/stored/objects.ts";
import { membersOf, type Person } from "../../shared/stored/person.ts";
import { putText } from "../../shared/stored/text.ts";
import { loadVersion, pin } from "../../shared/stored/version.ts";
import { addDays, localDate } from "../../shared/time/calendar.ts";
import { holidaysOf } from "../../shared/time/holidays.ts";
import { nextWorkingDay, previousWorkingDay } from "../../shared/time/working-days.ts";
import type { LocalDate } from "../../shared/values.ts";
import type { Network } from "./network.ts";

/** What people of a sample do at their pages, without waiting for the workers; every step is a command of theirs. */

const day = 86_400_000;

/** The same network some days before today: what is done there carries that date. */
export function daysAgo(network: Network, days: number): Network {
  const { ports } = network;
  return { ...network, ports: { ...ports, clock: () => ports.clock() - days * day } };
}

/** The day it is at the network's place, some days from now. */
export function dayIn({ ports, settings }: Network, days: number): LocalDate {
  return addDays(localDate(new Date(ports.clock()).toISOString(), settings.timeZone), days);
}

/** The first working day from then on. */
export function workingDayIn(network: Network, days: number): LocalDate {
  return nextWorkingDay(holidaysOf(network.settings.holidays), dayIn(network, days));
}

/** The last working day until then: of what is past. */
export function workingDayBefore(network: Network, days: number): LocalDate {
  return previousWorkingDay(holidaysOf(network.settings.holidays), dayIn(network, days));
}

export type Sent = { part: string; name: string; bytes: Uint8Array };

/** Sends a file, which is read at once. */
export async function upload(network: Network, author: Person, id: string, sent: Sent): Promise<State> {
  const { ports, settings } = network;
  const { part, name, bytes } = sent;
  const upload = ports.ids();
  await issue(deliverables, ports, id, { type: "requestUpload", by: asker(author), upload, part, name });
  await ports.files.put(uploadKey(upload), bytes, "application/octet-stream");
  const job = { id: ingestJobId(upload), type: "ingest" as const, deliverable: id, upload };
  await ingest(ports, job, readDraft, settings.limits);
  await finishJob(ports, job.id);
  return stateOf(network, id);
}

/** A Markdown sample with what lies beside it: its images, its bibliography. */
export async function zipped({ ports }: Network, sample: string): Promise<Uint8Array> {
  const folder = dirname(sample);
  const beside = (await ports.assets.list(folder)).filter((name) => /\.(png|bib)$/.test(name));
  const names = [basename(sample), ...beside];
  const entries = await Promise.all(
    names.map(async (name) => [name, await ports.assets.read(`${folder}/${name}`)] as const),
  );
  return zipSync(Object.fromEntries(entries));
}

/** Submits the draft there is. */
export async function submit(network: Network, author: Person, id: string): Promise<void> {
  const { ports, settings } = network;
  const state = await stateOf(network, id);
  const version = state.versions.at(-1);
  if (!version) throw new Error(`the sample ${state.title} was not read`);
  const pins = await pin(ports, state.kind);
  const deadline = roundDeadline(settings, state, pins.demands, ports.clock());
  const members = await membersOf(ports.store, state.reviewers);
  const asked = { type: "submit", by: asker(author), version: version.hash, deadline, members } as const;
  await issue(deliverables, ports, id, { ...asked, ...pins, day: dayIn(network, 0) });
}

/** `on`: words of the text, the passage; absent: the whole document. */
export type Remark = Pick<Contribution, "type" | "text" | "proposal"> & { on?: string };

/** Sends remarks on the version under review. */
export async function remark(
  network: Network,
  reviewer: Person,
  id: string,
  remarks: readonly Remark[],
): Promise<void> {
  const { ports } = network;
  const state = await stateOf(network, id);
  const { number, version } = lastRound(state);
  const [part] = await loadVersion(ports.files, state, version);
  const contributions = remarks.map(({ on, ...said }): Contribution => {
    const block = on && eachBlockOf(part!.tree).find((each) => textOf(each).includes(on));
    const passage = block && passageAt(part!.tree, block.id, on);
    if (on && !passage) throw new Error(`the sample does not say « ${on} »`);
    return { id: ports.ids().slice(0, 16), ...said, ...(passage && { anchor: { part: part!.id, ...passage } }) };
  });
  const batch = await putBatch(ports, contributions);
  const about = { round: number, version, submission: ports.ids() };
  await issue(deliverables, ports, id, { type: "contribute", by: asker(reviewer), ...about, offer: batch });
}

/** Decides on the version of the last round, as a reviewer does on the page. */
export async function decide(
  network: Network,
  reviewer: Person,
  id: string,
  choice: Choice,
  reason?: string,
): Promise<void> {
  const { ports } = network;
  const { number, version } = lastRound(await stateOf(network, id));
  const about = { round: number, version, submission: ports.ids(), choice };
  const said = reason === undefined ? {} : { reason: await putText(ports, reason) };
  await issue(deliverables, ports, id, { type: "decide", by: asker(reviewer), ...about, ...said });
}

/** Closes the last round as the coordinator, its remarks disposed of or not. */
export async function close(network: Network, coordinator: Person, id: string): Promise<void> {
  const { number } = lastRound(await stateOf(network, id));
  await issue(deliverables, network.ports, id, {
    type: "closeRound",
    by: asker(coordinator),
    round: number,
    unresolved: false,
  });
}

/** Applies the corrections of the last round to the draft, and gives the other remarks their dispositions, in order. */
export async function integrate(
  network: Network,
  author: Person,
  id: string,
  dispositions: readonly { as: Disposition; reason?: string }[],
): Promise<void> {
  const { ports } = network;
  const state = await stateOf(network, id);
  const { number, version } = lastRound(state);
  const base = state.versions.at(-1)!.hash;
  const by = asker(author);
  const remarks = await contributionsOf(ports.files, lastRound(state));
  const corrections = remarks.filter(({ type }) => type === "correction");
  const wanted = new Set(corrections.map(({ id: correction }) => correction));
  const applied = await applyTo(ports, state, { base, before: version, remarks, wanted });
  await issue(deliverables, ports, id, { type: "applyCorrections", by, round: number, base, ...applied });
  const others = remarks.filter(({ type }) => type !== "correction");
  for (const [index, { id: contribution }] of others.entries()) {
    const { as, reason } = dispositions[index]!;
    const said = reason === undefined ? {} : { reason: await putText(ports, reason) };
    await issue(deliverables, ports, id, { type: "dispose", by, round: number, contribution, as, ...said });
  }
}

/** The state of a deliverable of the sample; throws an `Error` where there is none. */
export async function stateOf({ ports }: Network, id: string): Promise<State> {
  const loaded = await loadState(ports.store, id);
  if (!loaded) throw new Error(`the sample ${id} is not there`);
  return loaded.state;
}

/** A person as the author of a command. */
export function asker({ id, coordinator }: Person): Asker {
  return { person: id, coordinator };
}

function lastRound({ rounds, title }: State): Round {
  const round = rounds.at(-1);
  if (!round) throw new Error(`the sample ${title} has no round`);
  return round;
}
