import type { State } from "../../../shared/deliverable/state.ts";
import { Refusal } from "../../../shared/errors.ts";
import { loadState } from "../../../shared/stored/deliverable.ts";
import type { Web } from "./context.ts";

/**
 * Does what a form asks of a deliverable, once. Where its stage forbids that by now, and what was asked is done (by the same form, which was
 * sent twice, or by somebody else), nothing happens: the deliverable as it stands then; undefined: it was done here.
 */
export async function unlessDone(
  { ports }: Web,
  id: string,
  isDone: (now: State) => boolean | Promise<boolean>,
  work: () => Promise<unknown>,
): Promise<State | undefined> {
  try {
    await work();
    return undefined;
  } catch (error) {
    const isLate = error instanceof Refusal && error.code === "stage-forbids";
    const now = isLate ? (await loadState(ports.store, id))?.state : undefined;
    if (!now || !(await isDone(now))) throw error;
    return now;
  }
}
