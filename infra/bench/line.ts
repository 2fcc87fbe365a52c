import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import type { Event } from "../../shared/deliverable/event.ts";
import { loadEvents } from "../../shared/stored/deliverable.ts";
import { openNetwork } from "../local/network.ts";
import { addPeople, finalNote } from "../local/sample.ts";
import { startWorkers } from "../local/workers.ts";

/** Milliseconds, by the clock of the events: from submitting to the final documents, and of that from closing. */
export type LineFigures = { submitToFinal: number; closeToFinal: number };

const folder = mkdtempSync(join(tmpdir(), "livrable-bench-"));
const network = await openNetwork({ folder, publicUrl: "http://127.0.0.1:8080" }, { alone: true });
const workers = startWorkers(network);
try {
  const id = await finalNote(network, await addPeople(network));
  const events = await untilFinal(id);
  const final = at(events, "outputsReady");
  const figures: LineFigures = {
    submitToFinal: final - at(events, "roundOpened"),
    closeToFinal: final - at(events, "roundClosed"),
  };
  console.log(JSON.stringify(figures));
} finally {
  await workers.stop();
  network.close();
  rmSync(folder, { recursive: true, force: true });
}

async function untilFinal(id: string): Promise<Event[]> {
  for (;;) {
    const events = await Array.fromAsync(loadEvents(network.ports.store, id));
    if (events.at(-1)?.type === "outputsReady") return events;
    await pause(20);
  }
}

function at(events: Event[], type: Event["type"]): number {
  const event = events.find((each) => each.type === type);
  if (!event) throw new Error(`no event ${type}`);
  return Date.parse(event.at);
}
