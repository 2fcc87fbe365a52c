import { isDeepStrictEqual } from "node:util";
import { href } from "../addresses.ts";
import { plain } from "../chain/hash.ts";
import type { Command } from "../deliverable/command.ts";
import type { Event } from "../deliverable/event.ts";
import { proofCopyJobId, unpublishJobId } from "../deliverable/jobs.ts";
import { knows } from "../deliverable/known.ts";
import { peopleIn } from "../deliverable/named-people.ts";
import type { State } from "../deliverable/state.ts";
import { summarize } from "../deliverable/summary.ts";
import { standingEvents } from "../deliverable/undoing/undoing.ts";
import type { Ports, Store } from "../ports.ts";
import type { Instant } from "../values.ts";
import type { EventFile, Kept, Listed } from "./chain.ts";
import { deliverableChain, deliverables } from "./deliverable.ts";
import { listRows } from "./list-rows.ts";
import { formerKey, summaryKey } from "./listing.ts";
import { everyId } from "./lists.ts";
import { readingKey } from "./objects.ts";
import { continuedOf, proofArchivesOf, proofCopyKey } from "./outputs.ts";
import { forgetProofArchives, oweProofArchive } from "./proof-archive.ts";
import { referencesOf } from "./references.ts";
import { fromData } from "./row.ts";

/** Deliverables, for those who go through everything. */
export const keptDeliverables: Kept<State, Command, Event> = {
  ...deliverableChain,
  ...deliverables,
  rows: [...deliverableChain.rows, ...listRows],
  ids: everyId,
  listed,
  files: filesOf,
  people: peopleIn,
  idIn: (job) => ("deliverable" in job ? job.deliverable : undefined),
  knows,
  afterErasure: async (ports, id) => {
    for await (const key of ports.files.list(continuedOf(id))) await ports.files.delete(key);
    await renewArchives(ports, id);
  },
  page: (id) => href("deliverable", { id }),
};

async function listed(store: Store, state: State, at: Instant): Promise<Listed> {
  const row = (await store.get(summaryKey(state))) ?? (await store.get(formerKey(state.id)));
  if (!row) return "nowhere";
  const made = plain(summarize(state, at));
  const same = fromData<{ schema?: number }>(row).schema !== made.schema || isDeepStrictEqual(made, row.data);
  return same ? "as it is" : "otherwise";
}

function filesOf(id: string, events: readonly Event[]): EventFile[] {
  const withdrawal = standingEvents(events).find(({ type }) => type === "withdrawn");
  const gone = withdrawal && unpublishJobId(id, withdrawal.seq);
  return [...referenced(events, gone), ...events.flatMap((event) => besidesOf(id, event, gone))];
}

/** The files that a proof archive holds too. */
function referenced(events: readonly Event[], gone: string | undefined): EventFile[] {
  return referencesOf(events).map(({ path, key, sha256, copies, withdrawn }) => ({
    ...{ key, content: { sha256 }, ...(copies && { copies }) },
    ...(withdrawn && gone && { gone }),
    ...(/^(texts|contributions|evidence)\//.test(path) && { said: true }),
  }));
}

/**
 * Files that no proof archive holds: what reading a draft noticed, what is known of the documents that reviewers are given, a picture of a
 * final's first page; `gone`: the job that takes away the files of one that was withdrawn.
 */
function besidesOf(id: string, { type, data, at, by }: Event, gone?: string): EventFile[] {
  if (type === "outputsReady" && data.picture) {
    const { key, sha256, bytes } = data.picture;
    return [{ key, content: { sha256, bytes }, ...(gone && { gone }) }];
  }
  if (type === "draftAccepted" && by === "line") return [{ key: readingKey(data.upload), content: {}, since: at }];
  if (type !== "roundOpened") return [];
  return [{ key: proofCopyKey(data.version, "json"), content: {}, job: proofCopyJobId(id, data.round) }];
}

async function renewArchives(ports: Pick<Ports, "store" | "files" | "clock">, id: string): Promise<void> {
  const archives = await Array.fromAsync(ports.files.list(proofArchivesOf(id)));
  for (const key of archives) await ports.files.delete(key);
  await forgetProofArchives(ports.store, id);
  const loaded = archives.length > 0 ? await deliverableChain.load(ports.store, id) : undefined;
  if (!loaded) return;
  const { state } = loaded;
  const before = state.stage === "withdrawn" ? [] : state.editions;
  for (const { seq } of [...before, state]) await oweProofArchive(ports, { id, seq });
}
