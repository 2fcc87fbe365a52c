import { Refusal, type RefusalCode } from "../errors.ts";
import type { Ports, Store, Write } from "../ports.ts";
import type { Aggregate } from "./aggregate.ts";
import { appendEvents } from "./append.ts";
import type { Asker, ChainEvent, Chained } from "./event.ts";
import { hashOf } from "./hash.ts";

const maxAttempts = 5;

/** What a command did: no events when it was already done. */
export type Issued<State, Event> = { state: State; events: Event[] };
type Context = Pick<Ports, "store" | "clock" | "ids">;
/** What must hold besides, such as the right of who asks: checks of the same commit, asked for anew at each attempt. */
export type Provided = () => Promise<Write[]>;

/**
 * Does what a command asks of the `id` of an aggregate: loads, decides, and commits state, events, lists and the jobs owed
 * in one transaction, only if the state read is still current; else decides again on what is there now, at most five
 * times. Where the answer to a commit was lost, its events are looked for, and tried once more if they are not there.
 * Throws the refusal of `decide`, `conflict`, what `provided` throws, and what the store throws: `outcome-unknown` where
 * even that cannot be read.
 */
export async function issue<State extends Chained, Command extends { by: Asker }, Event extends ChainEvent>(
  aggregate: Aggregate<State, Command, Event>,
  ports: Context,
  id: string,
  command: Command,
  provided?: Provided,
): Promise<Issued<State, Event>> {
  const inDoubt: Issued<State, Event>[] = [];
  for (let turn = 1; ; turn++) {
    try {
      return await attempt(aggregate, ports, id, command, inDoubt, provided);
    } catch (error) {
      const done = await landed(aggregate, ports.store, inDoubt);
      if (done) return done;
      if (!mayTryAgain(error, inDoubt.length, turn))
        throw inDoubt.length > 0 && isSilent(error) ? new Refusal("outcome-unknown") : error;
      await pause(ports.ids(), turn);
    }
  }
}

function mayTryAgain(error: unknown, inDoubt: number, turn: number): boolean {
  if (!(error instanceof Refusal) || turn === maxAttempts) return false;
  return error.code === "conflict" || (error.code === "outcome-unknown" && inDoubt === 1);
}

/** Refusals after which it is unknown whether the commit before went through. */
const silent: readonly RefusalCode[] = ["store-unreachable", "store-busy", "disk-failing", "disk-full"];

function isSilent(error: unknown): boolean {
  return error instanceof Refusal && silent.includes(error.code);
}

/** Which of the commits in doubt went through, by the hash of its first event. Throws `outcome-unknown`. */
async function landed<State extends Chained, Event extends ChainEvent>(
  { eventKey }: Pick<Aggregate<State, never, Event>, "eventKey">,
  store: Store,
  inDoubt: readonly Issued<State, Event>[],
): Promise<Issued<State, Event> | undefined> {
  for (const issued of inDoubt) {
    const [first] = issued.events;
    const row = await store.get(eventKey(issued.state.id, first!.seq)).catch(() => {
      throw new Refusal("outcome-unknown");
    });
    if (row && hashOf(row.data as object) === hashOf(first!)) return issued;
  }
  return undefined;
}

async function attempt<State extends Chained, Command extends { by: Asker }, Event extends ChainEvent>(
  { load, decide, evolve, owed, writes, jobWrites }: Aggregate<State, Command, Event>,
  { store, clock }: Context,
  id: string,
  command: Command,
  inDoubt: Issued<State, Event>[],
  provided: Provided = async () => [],
): Promise<Issued<State, Event>> {
  const checks = await provided();
  const loaded = await load(store, id);
  const now = clock();
  const decision = decide(loaded?.state, command, now);
  if ("refused" in decision) throw new Refusal(decision.refused.code, decision.refused.details);
  if (decision.events.length === 0) return { state: loaded!.state, events: [] };
  const { state, events } = appendEvents(evolve, loaded?.state, decision.events, command.by, now);
  if (state.id !== id) throw new Refusal("request-invalid", { field: "id" });
  const jobs = owed(state, events, loaded?.state);
  try {
    await store.commit([
      ...checks,
      ...writes(state, events, loaded?.version ?? 0, loaded?.state),
      ...jobWrites(jobs, now),
    ]);
  } catch (error) {
    if (error instanceof Refusal && error.code === "outcome-unknown") inDoubt.push({ state, events });
    throw error;
  }
  return { state, events };
}

/** Waits some 20 ms times the turn, spread by a random name so that those who met once do not meet again. */
function pause(random: string, turn: number): Promise<void> {
  const share = [...random].reduce((sum, character) => sum + character.charCodeAt(0), 0) % 32;
  return new Promise((resolve) => setTimeout(resolve, turn * (4 + share)));
}
