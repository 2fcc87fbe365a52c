import type { Event } from "../../shared/deliverable/event.ts";
import { roundBefore } from "../../shared/deliverable/round/round.ts";
import type { Round, State } from "../../shared/deliverable/state.ts";
import { standingEvents } from "../../shared/deliverable/undoing/undoing.ts";
import type { SentRemark } from "../../shared/stored/batch.ts";
import { eventsOf } from "../../shared/stored/deliverable.ts";
import { listMails, type Mailing } from "../../shared/stored/mailing.ts";
import type { Occasion } from "./occasion.ts";

/** Whether a remark of a round, the `index`th of the reader's own there, has the disposition that a letter told them already. */
export type ToldBefore = (round: Round, remark: SentRemark, index: number) => boolean;

/** Remarks of a round that a letter tells of; of the others it says how many there are. */
export const shownRemarks = 15;

/** What the reader knows of their remarks by the letters that left, as the record has them: those of invitations to confirm, and of dispositions. */
export async function toldBefore({ ports, to, job }: Occasion, state: State): Promise<ToldBefore> {
  const mails = (await listMails(ports.store, state.id)).filter((mail) => mail.to === to.id && mail.job !== job.id);
  const given = new Map<string, string>();
  for (const event of standingEvents(await eventsOf(ports.store, state)))
    for (const remark of disposedBy(event)) given.set(remark, event.at);
  return ({ number }, { id, disposition }, index) => {
    const since = given.get(`${number} ${id}`);
    if (disposition === "open" || since === undefined || index >= shownRemarks) return false;
    return mails.some((mail) => mail.at >= since && roundTold(state, mail) === number);
  };
}

/** The remarks that an event gives a disposition, each by its round and its id: "1 r2"; a correction that is applied has one thereby. */
function disposedBy({ type, data }: Event): string[] {
  if (type === "disposed") return [`${data.round} ${data.contribution}`];
  return type === "correctionsApplied" ? data.contributions.map((id) => `${data.round} ${id}`) : [];
}

/** The round of whose remarks a letter tells. */
function roundTold(state: State, { letter, round: number }: Mailing): number | undefined {
  if (letter === "dispositions") return number;
  const round = letter === "invited" ? state.rounds.find((each) => each.number === number) : undefined;
  return round && roundBefore(state, round)?.number;
}
