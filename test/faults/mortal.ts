import type { Files, Mail, Store } from "../../shared/ports.ts";

/** Thrown to nobody: the process that would have caught it is gone. */
export class Death extends Error {}

export type Mortal = {
  /** How many calls to the world were made. */
  calls(): number;
  store: Store;
  files: Files;
  mail: Mail;
};

type World = { store: Store; files: Files; mail: Mail };

/**
 * The world as a process sees it that dies at its call number `at` (from 0) to store, files or mail: just before the
 * call takes effect, or just after, before it is told.
 */
export function mortal(world: World, at: number, when: "before" | "after"): Mortal {
  let calls = 0;
  const call =
    <A extends unknown[], R>(act: (...args: A) => Promise<R>) =>
    async (...args: A): Promise<R> => {
      const now = calls++;
      if (now > at || (now === at && when === "before")) throw new Death();
      const result = await act(...args);
      if (now === at) throw new Death();
      return result;
    };
  const { store, files, mail } = world;
  return {
    calls: () => calls,
    store: { ...store, get: call(store.get), query: call(store.query), commit: call(store.commit) },
    files: { ...files, put: call(files.put), get: call(files.get), head: call(files.head) },
    mail: { send: call(mail.send) },
  };
}
