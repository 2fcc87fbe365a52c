import type { StepsBy } from "../../shared/jobs/steps.ts";
import type { Settings } from "../../shared/settings.ts";
import { notify, oweEach } from "./notify.ts";
import type { NotifyPorts } from "./occasion.ts";

/** The jobs that mail. */
export function notifySteps(ports: NotifyPorts, settings: Settings): StepsBy<"notify"> {
  return {
    mail: (job) => notify(ports, job, settings),
    mails: (job) => oweEach(ports, job),
  };
}
