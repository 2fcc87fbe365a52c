import type { Done, StepsBy } from "../../shared/jobs/steps.ts";
import type { Settings } from "../../shared/settings.ts";
import type { RenderPorts } from "./order.ts";
import { proofArchive, type SigningKeys } from "./proof-archive.ts";
import { proofCopy } from "./proof-copy.ts";
import { type CompareVersions, redline } from "./redline.ts";
import { render, type SetDocuments } from "./render.ts";
import { typeset } from "./typeset.ts";
import { unpublish } from "./unpublish.ts";

/** What the jobs are done with. */
export type Tools = { set: SetDocuments; compare: CompareVersions; signingKeys: SigningKeys };

/** The jobs that make files, each safe to do twice. */
export function renderSteps(ports: RenderPorts, tools: Tools, settings: Settings): StepsBy<"render"> {
  return {
    render: (job) => done(render(ports, job, tools.set, settings)),
    proof: (job) => done(proofCopy(ports, job, tools.set, settings)),
    redline: (job) => done(redline(ports, job, tools.compare, settings)),
    typeset: (job) => done(typeset(ports, job, tools.set)),
    matrix: (job) => done(typeset(ports, job, tools.set)),
    unpublish: (job) => done(unpublish(ports, job)),
    dossier: (job) => done(proofArchive(ports, job, tools.signingKeys, settings)),
  };
}

async function done(work: Promise<void>): Promise<Done> {
  await work;
  return "done";
}
