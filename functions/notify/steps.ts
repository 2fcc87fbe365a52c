import { noteInDeliverables } from "../../shared/acts/meetings.ts";
import type { StepsBy } from "../../shared/jobs/steps.ts";
import type { Settings } from "../../shared/settings.ts";
import { notify, oweEach } from "./notify.ts";
import type { NotifyPorts } from "./occasion.ts";
import { untilReady } from "./waiting.ts";

/** The jobs that mail, and the one that tells deliverables of a meeting. */
export function notifySteps(ports: NotifyPorts, settings: Settings): StepsBy<"notify"> {
  return {
    note: async (job) => {
      await noteInDeliverables(ports, job.meeting);
      return "done";
    },
    mail: async (job) => (await untilReady(ports, job)) ?? notify(ports, job, settings),
    mails: (job) => oweEach(ports, job),
  };
}
