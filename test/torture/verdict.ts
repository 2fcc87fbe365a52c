import { openNetwork } from "../../infra/local/network.ts";
import type { Event } from "../../shared/deliverable/event.ts";
import { checkNetwork } from "../../shared/moving/check.ts";
import { loadEvents } from "../../shared/stored/deliverable.ts";
import { listJobs } from "../../shared/stored/job.ts";
import { everySummary } from "../../shared/stored/lists.ts";
import type { Acknowledged, Ledger } from "./ledger.ts";

/** What held and what did not, in a sentence each. */
export type Verdict = { held: number; faults: string[] };

/** Holds what was acknowledged to what a network has: each once, none lost; nothing refused, failed or damaged. */
export async function judge(folder: string, ledger: Ledger): Promise<Verdict> {
  const { ports, close } = await openNetwork({ folder, publicUrl: "http://127.0.0.1" }, { alone: false });
  try {
    const events = new Map<string, Event[]>();
    for (const { id } of await everySummary(ports.store))
      events.set(id, await Array.fromAsync(loadEvents(ports.store, id)));
    const counted = ledger.map((write) => ({ write, times: timesOf(write, events.get(write.deliverable) ?? []) }));
    const refused = [...events.values()].flat().filter(({ type }) => type === "draftRefused");
    const failed = (await listJobs(ports.store)).filter(({ status }) => status === "failed");
    const { flaws } = await checkNetwork(ports);
    return {
      held: counted.filter(({ times }) => times === 1).length,
      faults: [
        ...counted.flatMap(({ write, times }) => (times === 1 ? [] : `${times} times: ${JSON.stringify(write)}`)),
        ...doubled(events).map((event) => `twice: ${event}`),
        ...refused.map(({ data }) => `a verdict on a good file: ${JSON.stringify(data)}`),
        ...failed.map(({ id, error }) => `a job that was given up: ${id} (${error})`),
        ...flaws.map((flaw) => `a flaw: ${JSON.stringify(flaw)}`),
      ],
    };
  } finally {
    close();
  }
}

/** How many events of a deliverable say what was acknowledged. */
function timesOf(write: Acknowledged, events: readonly Event[]): number {
  const count = (is: (event: Event) => boolean) => events.filter(is).length;
  switch (write.what) {
    case "created":
      return count(({ type }) => type === "created");
    case "uploaded":
      return count(({ type, data }) => type === "draftAccepted" && data.upload === write.upload);
    case "submitted":
      return count(({ type, data }) => type === "roundOpened" && data.version === write.version);
    case "remarked":
      return count(({ type, data }) => type === "contributed" && data.contributions.includes(write.remark));
    case "decided":
      return count(({ type, data }) => type === "decided" && data.submission === write.submission);
    case "closed":
      return count(({ type, data }) => type === "roundClosed" && data.round === write.round);
    case "final":
      return count(({ type }) => type === "outputsReady");
  }
}

/** Decisions and remarks that are there more than once, acknowledged or not. */
function doubled(events: ReadonlyMap<string, readonly Event[]>): string[] {
  const named = [...events.values()].flat().flatMap(({ type, data }) => {
    if (type === "decided") return [`decision ${data.submission}`];
    return type === "contributed" ? data.contributions.map((id) => `remark ${id}`) : [];
  });
  return named.filter((name, index) => named.indexOf(name) !== index);
}
