import { importProgramme, readProgramme } from "../../../shared/acts/programme-file.ts";
import { listProgrammes } from "../../../shared/stored/programme.ts";
import { seedText } from "../../programme/seed.ts";
import type { Site } from "./site.ts";

/** The programme of the network, of whose actions meetings are; once. */
export async function addProgramme(site: Site): Promise<void> {
  const { ports } = site.network;
  const read = await readProgramme(ports, seedText);
  const by = { person: site.people.coordinator.id, coordinator: true };
  if ("ok" in read && (await listProgrammes(ports.store)).length === 0) await importProgramme(ports, by, read.ok, "fr");
}
