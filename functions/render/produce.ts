import type { Job } from "../../shared/jobs/job.ts";
import type { Settings } from "../../shared/settings.ts";
import { dossier, type SigningKeys } from "./dossier.ts";
import type { RenderPorts } from "./order.ts";
import { proof } from "./proof.ts";
import { type CompareVersions, redline } from "./redline.ts";
import { render, type SetDocuments } from "./render.ts";

/** What the jobs are done with. */
export type Tools = { set: SetDocuments; compare: CompareVersions; signingKeys: SigningKeys };

/** The jobs that make files, each safe to do twice; any other is none of ours. */
export async function produce(ports: RenderPorts, job: Job, tools: Tools, settings: Settings): Promise<void> {
  switch (job.type) {
    case "render":
      return render(ports, job, tools.set, settings);
    case "proof":
      return proof(ports, job, tools.set, settings);
    case "redline":
      return redline(ports, job, tools.compare, settings);
    case "dossier":
      return dossier(ports, job, tools.signingKeys, settings);
  }
}
