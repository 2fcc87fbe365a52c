import { makeProofArchive } from "../../shared/evidence/proof-archive/make.ts";
import type { Job } from "../../shared/jobs/job.ts";
import type { Keyring } from "../../shared/ports.ts";
import type { Settings } from "../../shared/settings.ts";
import type { RenderPorts } from "./order.ts";

export type ProofArchiveJob = Extract<Job, { type: "dossier" }>;
/** The seeds of the keys that sign proof archives, loaded when one is made. */
export type SigningKeys = () => Promise<Keyring>;

/** Gathers and signs the proof archive of a deliverable. Safe to run twice: the same facts are the same archive. */
export async function proofArchive(
  ports: RenderPorts,
  job: ProofArchiveJob,
  signingKeys: SigningKeys,
  settings: Settings,
): Promise<void> {
  await makeProofArchive(ports, job, await signingKeys(), settings);
}
