import { cpSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { examine } from "../../../../infra/cli/doctor/examine.ts";
import type { Check } from "../../../../infra/cli/doctor/finding.ts";
import { narrowFolder } from "../../../../infra/local/narrow.ts";
import { openNetwork } from "../../../../infra/local/network.ts";
import { loadSettings, saveSettings } from "../../../../shared/stored/network.ts";
import { temporaryFolder } from "../../../temporary.ts";

export const environment = { LIVRABLE_TABLE: "livrable", LIVRABLE_BUCKET: "documents", AWS_REGION: "eu-west-3" };

/** One check finds one thing: fine or to mend, by its text. */
export function check(title: string, examined: Check, ok: boolean, key: string): void {
  test(title, async () => {
    const [{ ok: found, key: said } = { ok: undefined, key: undefined }] = await examine([examined], environment);
    expect([found, said]).toEqual([ok, key]);
  });
}

/** A folder with a network, as its server left it. */
let sound: string | undefined;

/** Makes that folder, once. */
export async function openSound(): Promise<void> {
  if (sound !== undefined) return;
  const folder = temporaryFolder();
  const network = await openNetwork({ folder, publicUrl: "http://127.0.0.1:8080" }, { alone: true });
  const sender = { name: "Réseau RECI", address: "livrable@reci.fr" };
  await saveSettings(network.ports, { ...(await loadSettings(network.ports.store)), sender });
  network.close();
  sound = folder;
}

/** A copy of it, then as `damage` leaves it. */
export function network(damage: (folder: string) => void = () => undefined): string {
  const folder = temporaryFolder();
  cpSync(sound!, folder, { recursive: true });
  narrowFolder(folder);
  damage(folder);
  return folder;
}

/** Leaves a file of it unreadable. */
export const garbled = (name: string) => (folder: string) => writeFileSync(join(folder, name), "{");
