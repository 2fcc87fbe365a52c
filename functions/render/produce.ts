import type { Settings } from "../../shared/settings.ts";
import type { Job } from "../../shared/workflow/job.ts";
import type { RenderPorts } from "./order.ts";
import { proof } from "./proof.ts";
import { render, type SetDocuments } from "./render.ts";

/** The jobs that make files, each safe to do twice; any other is none of ours. */
export async function produce(ports: RenderPorts, job: Job, set: SetDocuments, settings: Settings): Promise<void> {
  switch (job.type) {
    case "render":
      return render(ports, job, set, settings);
    case "proof":
      return proof(ports, job, set, settings);
  }
}
