import { Refusal } from "../../shared/errors.ts";

/** Does work in its turn. `name`: of what it is about, of which one is done at a time, and one more waits. */
export type Turns = <T>(name: string, work: () => Promise<T>) => Promise<T>;

/**
 * `atOnce`: how many have a turn; `waiting`: how many wait for one, `seconds` at most. `slow`: who takes longer than these
 * seconds goes on without a turn, `atMost` of them at once.
 */
export type Allowed = {
  atOnce: number;
  waiting: number;
  seconds: number;
  slow: { seconds: number; atMost: number };
};

/**
 * Lets some pieces of work run together; others wait their turn, which nobody keeps by being slow. Throws `server-busy`
 * for one that waited in vain, or that finds too many before it.
 */
export function takingTurns({ atOnce, waiting, seconds, slow }: Allowed): Turns {
  const queue = new Set<{ name: string; begin: () => void }>();
  const running = new Set<string>();
  let turns = 0;
  let without = 0;
  const startNext = () => {
    for (const next of queue) {
      if (turns >= atOnce) return;
      if (running.has(next.name)) continue;
      queue.delete(next);
      running.add(next.name);
      turns++;
      next.begin();
    }
  };
  const turn = (name: string) =>
    new Promise<void>((resolve, reject) => {
      const refuse = () => {
        queue.delete(mine);
        reject(new Refusal("server-busy", { seconds }));
      };
      const patience = setTimeout(refuse, seconds * 1000);
      const begin = () => {
        clearTimeout(patience);
        resolve();
      };
      const mine = { name, begin };
      const named = [...queue].some((other) => other.name === name);
      queue.add(mine);
      startNext();
      if (queue.has(mine) && (named || queue.size > waiting)) {
        clearTimeout(patience);
        refuse();
      }
    });
  /** Returns how to end. */
  const keepTurn = (): (() => void) => {
    let has = true;
    const leave = setTimeout(() => {
      if (without >= slow.atMost) return;
      has = false;
      without++;
      turns--;
      startNext();
    }, slow.seconds * 1000);
    return () => {
      clearTimeout(leave);
      if (has) turns--;
      else without--;
    };
  };
  return async (name, work) => {
    await turn(name);
    const end = keepTurn();
    try {
      return await work();
    } finally {
      end();
      running.delete(name);
      startNext();
    }
  };
}
