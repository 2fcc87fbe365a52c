import { join } from "node:path";
import { openFiles } from "../shared/adapters/embedded/files.ts";
import { type EmbeddedStore, openStore } from "../shared/adapters/embedded/store.ts";
import type { Files, Keyring } from "../shared/ports.ts";
import { now } from "./deliverable/scenario.ts";
import { filesInMemory } from "./files-in-memory.ts";

/** A world of its own: the store and the files of a network, a clock that is set by hand. */
export type World = {
  store: EmbeddedStore;
  files: Files;
  keyring: Keyring;
  clock: () => number;
  ids: () => string;
  set(instant: number): void;
};

/** A world in memory; that of a `folder`, as one that is copied, or opened again, is on the disk. */
export function openWorld(folder?: string): World {
  let instant = now;
  let named = 0;
  const clock = () => instant;
  const secret = new Uint8Array(32).fill(7);
  const signing = { secret, clock };
  return {
    store: openStore(folder === undefined ? ":memory:" : join(folder, "store.sqlite"), clock, { durable: false }),
    files:
      folder === undefined ? filesInMemory(signing) : openFiles(join(folder, "files"), { ...signing, durable: false }),
    keyring: { current: "k1", keys: new Map([["k1", secret]]) },
    clock,
    ids: () => `id${++named}`,
    set: (value) => {
      instant = value;
    },
  };
}
