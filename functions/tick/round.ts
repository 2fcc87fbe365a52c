import { dayAfter, dueReminder, extensionOf, hidesReminder } from "../../shared/asking/deadline.ts";
import { openRound } from "../../shared/deliverable/round/round.ts";
import type { Summary } from "../../shared/deliverable/summary.ts";
import type { Settings } from "../../shared/settings.ts";
import { loadState } from "../../shared/stored/deliverable.ts";
import type { Span } from "../../shared/stored/pulse.ts";
import { pinned } from "../../shared/stored/version.ts";
import { ask, type TickPorts } from "./ask.ts";
import type { Today } from "./today.ts";

/** `outage`: the last time in which nothing rang. */
type Now = Today & { outage: Span | undefined };

/**
 * Lets an open round's deadline pass, as its rule has it, or reminds the undecided when their day has come. Where an outage
 * hid a reminder, the deadline may move to the end of the next working day instead.
 */
export async function keepTime(
  ports: TickPorts,
  settings: Settings,
  today: Now,
  { id, round: summary }: Summary,
): Promise<void> {
  const now = ports.clock();
  const late = summary !== undefined && Date.parse(summary.deadline) <= now;
  if (!summary || summary.overdue || (!late && !today.open)) return;
  const loaded = await loadState(ports.store, id);
  const round = loaded && openRound(loaded.state);
  if (!round) return;
  const asked = { by: "line", round: round.number } as const;
  const reminders = async () => (await pinned(ports.files, round)).kind.round.reminders;
  if (late) {
    const extension = extensionOf(settings, round, now);
    const { outage } = today;
    const hidden = outage && hidesReminder(today, round, await reminders(), outage);
    return ask(ports, id, {
      ...{ type: "passDeadline", ...asked, day: today.date },
      ...(extension !== undefined && { extension }),
      ...(hidden && { outage: { ...outage, deadline: dayAfter(settings, today.date) } }),
    });
  }
  const days = dueReminder(today, round, await reminders(), today.date);
  if (days !== undefined) await ask(ports, id, { type: "remind", ...asked, days });
}
