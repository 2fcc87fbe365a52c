import { noteInDeliverables } from "../../shared/acts/meetings.ts";
import type { StepsBy } from "../../shared/jobs/steps.ts";
import type { Settings } from "../../shared/settings.ts";
import { untilInvited } from "./after-invitation.ts";
import { untilSet } from "./awaiting-proof.ts";
import { untilEnded } from "./ended-round.ts";
import { notify, oweEach } from "./notify.ts";
import type { NotifyPorts } from "./occasion.ts";

/** The jobs that mail, and the one that tells deliverables of a meeting. */
export function notifySteps(ports: NotifyPorts, settings: Settings): StepsBy<"notify"> {
  return {
    note: async (job) => {
      await noteInDeliverables(ports, job.meeting);
      return "done";
    },
    mail: async (job) =>
      (await untilSet(ports, job)) ??
      (await untilEnded(ports, job)) ??
      (await untilInvited(ports, job)) ??
      notify(ports, job, settings),
    mails: (job) => oweEach(ports, job),
  };
}
