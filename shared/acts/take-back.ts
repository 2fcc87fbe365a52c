import type { Asker } from "../chain/event.ts";
import { type Issued, issue, type Provided } from "../chain/issue.ts";
import type { Event, EventOf } from "../deliverable/event.ts";
import type { State } from "../deliverable/state.ts";
import { heldFor } from "../deliverable/undoing/undoable.ts";
import { Refusal, type RefusalCode } from "../errors.ts";
import type { Ports, Store } from "../ports.ts";
import { getBatch } from "../stored/batch.ts";
import { deliverables, loadEvents } from "../stored/deliverable.ts";
import { dropProvisional } from "../stored/job.ts";
import { addRemarks, deleteRemarks, type Pad, type Remark, unsentWrites } from "../stored/remark.ts";

type Context = Pick<Ports, "store" | "files" | "clock" | "ids">;
type Taking = { by: Exclude<Asker, "line">; of: number };

/**
 * Takes back the last thing that was done to a deliverable, the event `of`. Remarks that were sent are unsent again, with the event's own
 * commit as far as that has room; the others are there before it, unseen while the round has them, so that a crash between
 * leaves nothing to mend. Throws `undo-superseded`, `undo-not-yours`, `undo-too-late`, and what `issue` throws.
 */
export async function takeBack(
  ports: Context,
  state: State,
  taking: Taking,
  still: Provided,
): Promise<Issued<State, Event>> {
  const act = state.undoable?.find(({ of }) => of === taking.of);
  const issued = await undo(ports, state, taking, still);
  // a crash between leaves them to `work`, which does them no more either
  if (act && heldFor(act) !== undefined) await dropProvisional(ports, state.id, taking.of);
  return issued;
}

async function undo(ports: Context, state: State, { by, of }: Taking, still: Provided): Promise<Issued<State, Event>> {
  const command = { type: "undo", by, of } as const;
  const sent = await sentBy(ports.store, state, of);
  if (!sent) return issue(deliverables, ports, state.id, command, still);
  const pad: Pad = { deliverable: state.id, person: sent.by };
  const remarks = await remarksOf(ports, sent);
  const { along, before } = unsentWrites(pad, remarks);
  await addRemarks(ports, pad, before);
  try {
    return await issue(deliverables, ports, state.id, command, async () => [...(await still()), ...along]);
  } catch (error) {
    const ids = before.map(({ id }) => id);
    if (error instanceof Refusal && refusals.includes(error.code)) await deleteRemarks(ports, pad, ids);
    throw error;
  }
}

/** After which nothing was taken back for sure. */
const refusals: readonly RefusalCode[] = ["undo-superseded", "undo-not-yours", "undo-too-late"];

/** The event by which remarks were sent, where that is the last thing that can be taken back. */
async function sentBy(store: Store, { id, undoable }: State, of: number): Promise<EventOf<"contributed"> | undefined> {
  const last = undoable?.at(-1);
  if (last?.of !== of || last.what !== "contributed") return undefined;
  for await (const event of loadEvents(store, id)) if (event.seq === of && event.type === "contributed") return event;
  return undefined;
}

/** The remarks of a batch as their sender has them unsent, in their order. */
async function remarksOf({ files }: Context, { data, at }: EventOf<"contributed">): Promise<Remark[]> {
  const { round, version, file } = data;
  return (await getBatch(files, file)).map((contribution, index) => {
    const created = new Date(Date.parse(at) + index).toISOString();
    return { ...contribution, round, version, created, updated: created };
  });
}
