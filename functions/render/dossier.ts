import { makeDossier } from "../../shared/evidence/proof-archive/make.ts";
import type { Job } from "../../shared/jobs/job.ts";
import type { Keyring } from "../../shared/ports.ts";
import type { Settings } from "../../shared/settings.ts";
import type { RenderPorts } from "./order.ts";

export type DossierJob = Extract<Job, { type: "dossier" }>;
/** The seeds of the keys that sign dossiers, loaded when one is made. */
export type SigningKeys = () => Promise<Keyring>;

/** Gathers and signs the dossier of a deliverable. Safe to run twice: the same facts are the same archive. */
export async function dossier(
  ports: RenderPorts,
  job: DossierJob,
  signingKeys: SigningKeys,
  settings: Settings,
): Promise<void> {
  await makeDossier(ports, job, await signingKeys(), settings);
}
