import type { Ports } from "../../shared/ports.ts";
import { loadSettings, saveSettings } from "../../shared/stored/network.ts";
import { personWrites } from "../../shared/stored/person.ts";

/** Those whom the scenarios of deliverables name. */
const named = ["coordination", "redaction-oriv", "relecture-crefe", "relecture-epi", "acse"];

/** Gives a store the settings and the directory that the scenarios of deliverables suppose; `more`: ids of others. */
export async function addDirectory(ports: Pick<Ports, "store" | "files">, ...more: string[]): Promise<void> {
  await saveSettings(ports, await loadSettings(ports.store));
  for (const id of [...named, ...more]) {
    const place = { name: id, address: `${id}@reseau.example`, organisation: "", belongs: "", language: "fr" } as const;
    await ports.store.commit(personWrites({ id, ...place, coordinator: false, epoch: 1, removed: false }));
  }
}
