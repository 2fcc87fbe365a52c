import { type Step, work } from "../../shared/stored/work.ts";
import { say } from "../say.ts";
import { logFault } from "./log.ts";
import type { Network } from "./network.ts";

/** Jobs at work at once in each lane: readings and renderings, each a process of its own; and mails, whose server may be slow. */
const hands = 2;

/** Does jobs in the order in which they come, some at once. */
export type Lane = {
  add(id: string): void;
  /** Whether no job waits or is at work. */
  isIdle(): boolean;
  /** Once one of those at work ends; at once where none is. */
  next(): Promise<void>;
  /** Once those under way are ended. */
  ended(): Promise<void>;
};

/** A lane whose jobs are done by `run`, until it is stopped. */
export function startLane(run: (id: string) => Promise<void>, stopping: AbortSignal): Lane {
  const waiting: string[] = [];
  const busy = new Set<Promise<void>>();
  const begin = () => {
    while (!stopping.aborted && busy.size < hands && waiting.length > 0) {
      const task: Promise<void> = run(waiting.shift()!).finally(() => {
        busy.delete(task);
        begin();
      });
      busy.add(task);
    }
  };
  return {
    add: (id) => {
      waiting.push(id);
      begin();
    },
    isIdle: () => busy.size + waiting.length === 0,
    next: async () => {
      if (busy.size > 0) await Promise.race(busy);
    },
    ended: async () => void (await Promise.all(busy)),
  };
}

/** Takes a job for `seconds` and does it by `step`; what fails is told, and tried again by its row. */
export async function runJob(
  { ports }: Pick<Network, "ports">,
  id: string,
  seconds: number,
  step: Step,
): Promise<void> {
  try {
    const outcome = await work(ports, id, seconds, step);
    if (outcome.result === "failed") logFault(`job ${id}`, outcome.error);
    if (outcome.result === "unknown") console.error(`Livrable: ${say("job.unknown", { job: id })}`);
  } catch (error) {
    logFault(`job ${id}`, error);
  }
}
