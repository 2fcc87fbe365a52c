import { dueReminder, extensionOf } from "../../shared/line/deadline.ts";
import { loadState, type Summary } from "../../shared/line/rows/deliverable.ts";
import { pinned } from "../../shared/line/version.ts";
import type { Settings } from "../../shared/settings.ts";
import { openRound } from "../../shared/workflow/round.ts";
import { ask, type TickPorts } from "./ask.ts";
import type { Today } from "./today.ts";

/** Lets an open round's deadline pass, as its rule has it, or reminds the undecided when their day has come. */
export async function keepTime(
  ports: TickPorts,
  settings: Settings,
  today: Today,
  { id, round: summary }: Summary,
): Promise<void> {
  const now = ports.clock();
  const late = summary !== undefined && Date.parse(summary.deadline) <= now;
  if (!summary || summary.overdue || (!late && !today.open)) return;
  const loaded = await loadState(ports.store, id);
  const round = loaded && openRound(loaded.state);
  if (!round) return;
  const asked = { by: "line", round: round.number } as const;
  if (late) {
    const extension = extensionOf(settings, round, now);
    return ask(ports, id, {
      ...{ type: "passDeadline", ...asked, day: today.date },
      ...(extension !== undefined && { extension }),
    });
  }
  const { reminders } = (await pinned(ports.files, round)).kind.round;
  const days = dueReminder(today, round, reminders, today.date);
  if (days !== undefined) await ask(ports, id, { type: "remind", ...asked, days });
}
