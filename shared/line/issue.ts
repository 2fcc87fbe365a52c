import { Refusal } from "../errors.ts";
import type { Ports, Write } from "../ports.ts";
import { appendEvents } from "../workflow/append.ts";
import type { Command } from "../workflow/command.ts";
import { decide } from "../workflow/decide.ts";
import type { Event } from "../workflow/event.ts";
import { owed } from "../workflow/owed.ts";
import type { State } from "../workflow/state.ts";
import { deliverableWrites, loadState } from "./rows/deliverable.ts";
import { jobWrites } from "./rows/job.ts";

const maxAttempts = 5;

/** What a command did: no events when it was already done. */
export type Issued = { state: State; events: Event[] };
type Context = Pick<Ports, "store" | "clock" | "ids">;
/** What must hold besides, such as the right of who asks: checks of the same commit, asked for anew at each attempt. */
export type Provided = () => Promise<Write[]>;

/**
 * Does what a command asks of the deliverable `id`: loads, decides, and commits state, events, summary and the jobs owed
 * in one transaction, only if the state read is still current; else decides again on what is there now, at most five
 * times. Throws the refusal of `decide`, `conflict`, what `provided` throws, and what the store throws.
 */
export async function issue(ports: Context, id: string, command: Command, provided?: Provided): Promise<Issued> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await attemptIssue(ports, id, command, provided);
    } catch (error) {
      const lost = error instanceof Refusal && error.code === "conflict";
      if (!lost || attempt === maxAttempts) throw error;
      await pause(ports.ids(), attempt);
    }
  }
}

async function attemptIssue(
  { store, clock }: Context,
  id: string,
  command: Command,
  provided: Provided = async () => [],
): Promise<Issued> {
  const checks = await provided();
  const loaded = await loadState(store, id);
  const now = clock();
  const decision = decide(loaded?.state, command, now);
  if ("refused" in decision) throw new Refusal(decision.refused.code, decision.refused.details);
  if (decision.events.length === 0) return { state: loaded!.state, events: [] };
  const { state, events } = appendEvents(loaded?.state, decision.events, command.by, now);
  if (state.id !== id) throw new Refusal("request-invalid", { field: "id" });
  const jobs = owed(state, events, loaded?.state);
  const writes = [...deliverableWrites(state, events, loaded?.version ?? 0), ...jobWrites(jobs, now)];
  await store.commit([...checks, ...writes]);
  return { state, events };
}

/** Waits some 20 ms times the attempt, spread by a random name so that those who met once do not meet again. */
function pause(random: string, attempt: number): Promise<void> {
  const share = [...random].reduce((sum, character) => sum + character.charCodeAt(0), 0) % 32;
  return new Promise((resolve) => setTimeout(resolve, attempt * (4 + share)));
}
