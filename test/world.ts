import { join } from "node:path";
import { openFiles } from "../shared/adapters/embedded/files.ts";
import { type EmbeddedStore, openStore } from "../shared/adapters/embedded/store.ts";
import type { Files, Keyring } from "../shared/ports.ts";
import { now } from "./deliverable/scenario.ts";
import { temporaryFolder } from "./temporary.ts";

/** A world of its own in a folder that goes with the process: real store and files, a clock that is set by hand. */
export type World = {
  folder: string;
  store: EmbeddedStore;
  files: Files;
  keyring: Keyring;
  clock: () => number;
  ids: () => string;
  set(instant: number): void;
};

/** `database`: ":memory:" for one that no disk has to keep. */
export function openWorld(folder = temporaryFolder(), database = join(folder, "store.sqlite")): World {
  let instant = now;
  let named = 0;
  const clock = () => instant;
  const secret = new Uint8Array(32).fill(7);
  return {
    folder,
    store: openStore(database, clock),
    files: openFiles(join(folder, "files"), { secret, clock }),
    keyring: { current: "k1", keys: new Map([["k1", secret]]) },
    clock,
    ids: () => `id${++named}`,
    set: (value) => {
      instant = value;
    },
  };
}
