import { followSource, pairDraft } from "../../shared/acts/translation.ts";
import type { Done, StepsBy } from "../../shared/jobs/steps.ts";
import type { Settings } from "../../shared/settings.ts";
import { readCopy } from "./copy.ts";
import { type IngestPorts, ingest, type ReadDraft } from "./ingest.ts";

/** The jobs that read a file which a person sent, and those that compare what was read with what it translates. */
export function ingestSteps(
  ports: IngestPorts,
  read: ReadDraft,
  { limits }: Pick<Settings, "limits">,
): StepsBy<"ingest"> {
  return {
    ingest: async (job) => isThere(await ingest(ports, job, read, limits)),
    copy: async (job) => isThere(await readCopy(ports, job, read, limits)),
    pair: async (job) => done(pairDraft(ports, job)),
    follow: async (job) => done(followSource(ports, job)),
  };
}

async function done(work: Promise<void>): Promise<Done> {
  await work;
  return "done";
}

function isThere(read: boolean): Done {
  return read ? "done" : "waiting";
}
