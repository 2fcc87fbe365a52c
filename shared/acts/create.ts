import { canonicalJson, plain } from "../chain/hash.ts";
import { issue } from "../chain/issue.ts";
import { decide } from "../deliverable/decide.ts";
import type { CommandOf } from "../deliverable/decided.ts";
import type { Event } from "../deliverable/event.ts";
import { Refusal } from "../errors.ts";
import type { Ports } from "../ports.ts";
import { deliverableChain, deliverables, eventKey } from "../stored/deliverable.ts";

/**
 * Makes a deliverable, once for the same answers however often they are sent: false where they made it before. Throws
 * `deliverable-differs` where its id was made from other answers, and what `issue` throws.
 */
export async function createOnce(
  ports: Pick<Ports, "store" | "clock" | "ids">,
  command: CommandOf<"create">,
): Promise<boolean> {
  const { id } = command;
  try {
    await issue(deliverables, ports, id, command);
    return true;
  } catch (error) {
    if (!(error instanceof Refusal && error.code === "deliverable-exists")) throw error;
  }
  const row = await ports.store.get(eventKey(id, 1));
  if (!row || !isSame(deliverableChain.readEvent(row), command)) throw new Refusal("deliverable-differs");
  return false;
}

/** Whether a first event is what the command would make; of which version a translation starts is no answer: the first stays. */
function isSame({ type, data }: Event, command: CommandOf<"create">): boolean {
  const { translates } = command;
  const from = type === "created" ? data.translates?.from : undefined;
  const answered = translates && from ? { ...command, translates: { ...translates, from } } : command;
  const decision = decide(undefined, answered, 0);
  return "events" in decision && canonicalJson(plain(decision.events[0]!.data)) === canonicalJson(data);
}
