import { dayAfter, dueReminder, extensionOf, hidesReminder } from "../../shared/asking/deadline.ts";
import { openRound } from "../../shared/deliverable/round/round.ts";
import type { Round } from "../../shared/deliverable/state.ts";
import type { Settings } from "../../shared/settings.ts";
import { loadState } from "../../shared/stored/deliverable.ts";
import { roundsAhead } from "../../shared/stored/due.ts";
import { type Heartbeat, isInDoubt, leapsOf } from "../../shared/stored/heartbeat.ts";
import type { DueRound } from "../../shared/stored/listing.ts";
import { isDone, takeOnce } from "../../shared/stored/once.ts";
import { pinnedKind } from "../../shared/stored/version.ts";
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

/**
 * Reminds the undecided of open rounds when their day has come: looked at once a working day, as a reminder has a day and
 * a round that gets its deadline on a day has none on it. What failed is looked at again at the next run.
 */
export async function remindReviewers(ports: TickPorts, today: Today): Promise<void> {
  if (!today.open || (await isDone(ports, "rounds", today.date))) return;
  const rounds = await roundsAhead(ports.store);
  const results = await Promise.allSettled(rounds.map((round) => remind(ports, today, round)));
  const fault = results.find((result) => result.status === "rejected");
  if (fault) throw fault.reason;
  await takeOnce(ports, "rounds", today.date, "tick");
}

async function remind(ports: TickPorts, today: Today, round: DueRound): Promise<void> {
  if (Date.parse(round.deadline) <= ports.clock()) return;
  const reminders = await remindersOf(ports, round);
  if (dueReminder(today, round, reminders, today.date) === undefined) return;
  // the row says when to look, the state what to do
  const open = await openRoundOf(ports, round.id);
  const days = open?.number === round.number ? dueReminder(today, open, reminders, today.date) : undefined;
  if (days !== undefined) await ask(ports, round.id, { type: "remind", by: "line", round: round.number, days });
}

async function openRoundOf({ store }: TickPorts, id: string): Promise<Round | undefined> {
  const loaded = await loadState(store, id);
  return loaded && openRound(loaded.state);
}

/** Days before the deadline at which reminders leave, as the kind had them when the round opened. */
async function remindersOf({ files }: TickPorts, round: Pick<Round, "kind">): Promise<readonly number[]> {
  return (await pinnedKind(files, round)).round.reminders;
}
