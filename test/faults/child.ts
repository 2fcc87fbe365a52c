import { join } from "node:path";
import { openFiles } from "../../shared/adapters/embedded/files.ts";
import { lockFolder } from "../../shared/adapters/embedded/lock.ts";
import { openStore } from "../../shared/adapters/embedded/store.ts";
import { issue } from "../../shared/chain/issue.ts";
import { Refusal } from "../../shared/errors.ts";
import type { Store } from "../../shared/ports.ts";
import { deliverables } from "../../shared/stored/deliverable.ts";
import { assetKey } from "../../shared/stored/objects.ts";
import { coordinator, create, now } from "../deliverable/scenario.ts";

/** What a process does to a data folder until it is killed, ends or is refused; each line it writes is a promise kept. */
const [, , role = "", folder = "", count = "0"] = process.argv;

const clock = () => now;
const say = (line: string | number) => process.stdout.write(`${line}\n`);
const store = () => openStore(join(folder, "store.sqlite"), clock);
const files = () => openFiles(join(folder, "files"), { secret: new Uint8Array(32), clock });

/** Commands to one deliverable, one after another, for ever; says each sequence number that was committed. */
async function command(): Promise<void> {
  const ports = { store: store(), clock, ids: () => "id" };
  await issue(deliverables, ports, "note", create({ id: "note" }));
  for (let turn = 0; ; turn++) {
    const upload = `u${turn}`;
    const { state } = await issue(deliverables, ports, "note", {
      type: "requestUpload",
      by: coordinator,
      upload,
      part: "main",
      name: "note.md",
    });
    await issue(deliverables, ports, "note", {
      type: "refuseDraft",
      by: "line",
      upload,
      code: "file-damaged",
      details: {},
    });
    say(state.seq + 1);
  }
}

/** Objects of a megabyte, for ever; says each key that was put. */
async function put(): Promise<void> {
  const place = files();
  for (let turn = 0; ; turn++) {
    await place.put(assetKey(`${turn}`), new Uint8Array(1_000_000).fill(turn % 256), "image/png");
    say(assetKey(`${turn}`));
  }
}

/** Holds the folder until killed, with no reference of its own to the lock. */
async function hold(): Promise<void> {
  lockFolder(folder);
  globalThis.gc!();
  say("held");
  setInterval(() => undefined, 1000);
}

/** Adds one to a row, so many times, whoever else does. */
async function add(): Promise<void> {
  const shared = store();
  for (let turn = 0; turn < Number(count); turn++) await addOne(shared);
  say("added");
}

async function addOne(shared: Store): Promise<void> {
  const key = { pk: "COUNTER", sk: "n" };
  const row = await shared.get(key);
  const next = { put: { ...key, data: ((row?.data as number) ?? 0) + 1 }, expect: row?.version ?? 0 };
  try {
    await shared.commit([next]);
  } catch (error) {
    if (!(error instanceof Refusal && error.code === "conflict")) throw error;
    await addOne(shared);
  }
}

/** Rows and objects until there is no room; says how many of each there were, and why no more. */
async function fill(): Promise<void> {
  const rows = store();
  const place = files();
  say(
    await untilRefused((turn) =>
      rows.commit([
        { put: { pk: "ROWS", sk: `${turn}`, data: "é".repeat(50_000) } },
        { put: { pk: "ROWS", sk: `${turn}'`, data: turn } },
      ]),
    ),
  );
  say(await untilRefused((turn) => place.put(assetKey(`${turn}`), new Uint8Array(turn * 100_000), "image/png")));
}

async function untilRefused(act: (turn: number) => Promise<void>): Promise<string> {
  for (let turn = 0; turn < 1000; turn++) {
    try {
      await act(turn);
    } catch (error) {
      return `${turn} ${error instanceof Refusal ? error.code : error}`;
    }
  }
  return "never refused";
}

const roles: Record<string, () => Promise<void>> = { command, put, hold, add, fill };
await roles[role]?.();
