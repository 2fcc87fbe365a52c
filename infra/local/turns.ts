import { Refusal } from "../../shared/errors.ts";

/** `at` work at once; others wait, `seconds` at most. */
export type Turns = <T>(work: () => Promise<T>) => Promise<T>;

/**
 * Lets `atOnce` pieces of work run together; others wait their turn. Throws `server-busy` for one that waited `seconds` in
 * vain, or that finds `waiting` before it.
 */
export function takingTurns({ atOnce, waiting, seconds }: { atOnce: number; waiting: number; seconds: number }): Turns {
  const queue = new Set<() => void>();
  let busy = 0;
  const turn = () =>
    new Promise<void>((resolve, reject) => {
      const busyError = () => reject(new Refusal("server-busy", { seconds }));
      if (queue.size >= waiting) return busyError();
      const begin = () => {
        clearTimeout(patience);
        resolve();
      };
      const patience = setTimeout(() => {
        queue.delete(begin);
        busyError();
      }, seconds * 1000);
      queue.add(begin);
    });
  const next = () => {
    const [first] = queue;
    if (first) {
      queue.delete(first);
      first();
    } else busy--;
  };
  return async (work) => {
    if (busy < atOnce) busy++;
    else await turn();
    try {
      return await work();
    } finally {
      next();
    }
  };
}
