import { dayAfter, dueReminder, extensionOf, hidesReminder } from "../../shared/asking/deadline.ts";
import { openRound } from "../../shared/deliverable/round/round.ts";
import type { Round } from "../../shared/deliverable/state.ts";
import type { Summary } from "../../shared/deliverable/summary.ts";
import type { Settings } from "../../shared/settings.ts";
import { loadState } from "../../shared/stored/deliverable.ts";
import { type Heartbeat, isInDoubt, leapsOf } from "../../shared/stored/heartbeat.ts";
import { pinned } from "../../shared/stored/version.ts";
import { ask, type TickPorts } from "./ask.ts";
import type { Today } from "./today.ts";

/** `heartbeat`: when `tick` ran, and when it did not. */
type Now = Today & { heartbeat: Heartbeat };

/**
 * Lets an open round's deadline pass, as its rule has it. Where an outage hid a reminder, the deadline may move to the end
 * of the next working day instead. While time may have leapt past it by a clock that is wrong, the deadline waits.
 */
export async function passDeadline(ports: TickPorts, settings: Settings, today: Now, id: string): Promise<void> {
  const now = ports.clock();
  const round = await openRoundOf(ports, id);
  if (!round || round.overdue || Date.parse(round.deadline) > now) return;
  const { heartbeat } = today;
  if (isInDoubt(heartbeat, round.deadline, now)) return;
  const extension = extensionOf(settings, round, now);
  const reminders = await remindersOf(ports, round);
  const outages = [...leapsOf(heartbeat, now), ...(heartbeat.outage ? [heartbeat.outage] : [])];
  const outage = outages.find((each) => hidesReminder(today, round, reminders, each));
  await ask(ports, id, {
    ...{ type: "passDeadline", by: "line", round: round.number, day: today.date },
    ...(extension !== undefined && { extension }),
    ...(outage && { outage: { ...outage, deadline: dayAfter(settings, today.date) } }),
  });
}

/** Reminds the undecided of an open round when their day has come. */
export async function remindReviewers(ports: TickPorts, today: Today, { id, round: summary }: Summary): Promise<void> {
  if (!summary || summary.overdue || Date.parse(summary.deadline) <= ports.clock()) return;
  const round = await openRoundOf(ports, id);
  const days = round && dueReminder(today, round, await remindersOf(ports, round), today.date);
  if (days !== undefined) await ask(ports, id, { type: "remind", by: "line", round: round!.number, days });
}

async function openRoundOf({ store }: TickPorts, id: string): Promise<Round | undefined> {
  const loaded = await loadState(store, id);
  return loaded && openRound(loaded.state);
}

/** Days before the deadline at which reminders leave, as the kind had them when the round opened. */
async function remindersOf({ files }: TickPorts, round: Round): Promise<readonly number[]> {
  return (await pinned(files, round)).kind.round.reminders;
}
