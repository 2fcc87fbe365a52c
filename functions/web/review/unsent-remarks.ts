import type { NewBatch } from "../../../shared/deliverable/command.ts";
import type { Contribution } from "../../../shared/deliverable/remarks/contribution.ts";
import type { Round, State } from "../../../shared/deliverable/state.ts";
import { Refusal } from "../../../shared/errors.ts";
import type { Write } from "../../../shared/ports.ts";
import { putBatch } from "../../../shared/stored/batch.ts";
import { deleteRemarks, listRemarks, type Pad, type Remark, sentWrites } from "../../../shared/stored/remark.ts";
import { loadVersion } from "../../../shared/stored/version.ts";
import type { PersonId } from "../../../shared/values.ts";
import { inReadingOrder, type Parts } from "../components/passages.ts";
import type { Web } from "../http/context.ts";

/** What a person has not sent: on the round's version, ready or with something lacking still; and of earlier versions. */
export type Unsent = { ready: Remark[]; unfinished: Remark[]; earlier: Remark[] };

/** Reads the remarks that a person has written and not sent, sorted by whether they can be sent now. */
export async function unsentOf({ ports }: Web, state: State, person: PersonId, round: Round): Promise<Unsent> {
  const all = await listRemarks(ports.store, state, person);
  const [now, earlier] = [
    all.filter(({ version }) => version === round.version),
    all.filter(({ version }) => version !== round.version),
  ];
  return { ready: now.filter(isFinished), unfinished: now.filter((remark) => !isFinished(remark)), earlier };
}

/** Whether a remark says something: an author can do something with it. */
export function isFinished({ type, text, proposal, anchor }: Contribution): boolean {
  if (type === "comment") return text.trim() !== "";
  if (type === "correction" && proposal === "") return anchor !== undefined || text.trim() !== "";
  return (proposal ?? "").trim() !== "";
}

/**
 * Numbers of a person's unsent remarks, by id: their own, from 1 on in the order of the text. The round gives each its number when it is
 * sent, after those of others, which an undecided reviewer is not told of.
 */
export function numbersOf(version: Parts, { ready, unfinished }: Unsent): Map<string, number> {
  return new Map(inReadingOrder(version, [...ready, ...unfinished]).map(({ id }, index) => [id, index + 1]));
}

/** Remarks in the order of the text; as they were written where the version is not to be read. */
async function inOrder(web: Web, state: State, { version }: Round, remarks: Remark[]): Promise<Remark[]> {
  if (remarks.length < 2) return remarks;
  try {
    // names that have the place of their part tell blocks of several parts apart
    return inReadingOrder({ parts: await loadVersion(web.ports.files, state, version), collective: true }, remarks);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return remarks;
  }
}

/** Tries again for remarks that went from another window meanwhile. */
const maxAttempts = 3;

/**
 * Sends a person's finished remarks on a round, in the order of the text, whatever `command` they go with, in its one commit; the rows go with it,
 * and those for which it has no room after it, were it to fail. What a round has already is not sent again, so that a crash between leaves
 * nothing to mend. `anyway`: the command is given without them where the round takes no more; they stay unsent. Throws
 * what `command` throws.
 */
export async function sendRemarks(
  web: Web,
  state: State,
  round: Round,
  person: PersonId,
  command: (batch: NewBatch | undefined, sent: () => Write[]) => Promise<unknown>,
  anyway = false,
): Promise<void> {
  const pad: Pad = { deliverable: state.id, person };
  for (let attempt = 1; ; attempt++) {
    const ready = await inOrder(web, state, round, (await unsentOf(web, state, person, round)).ready);
    const ids = ready.map(({ id }) => id);
    const batch = ready.length > 0 ? await putBatch(web.ports, ready.map(contributionOf)) : undefined;
    try {
      await command(batch, () => sentWrites(pad, ids));
    } catch (error) {
      const full = error instanceof Refusal && error.code === "too-many-contributions";
      if (full && anyway) return void (await command(undefined, () => []));
      const overtaken = error instanceof Refusal && error.details.field === "contributions";
      if (!overtaken || attempt === maxAttempts) throw error;
      continue;
    }
    return deleteRemarks(web.ports, pad, ids).catch(web.fault ?? console.error);
  }
}

/** What goes into the round of a remark's row. */
function contributionOf({ round: _, version: __, created: ___, updated: ____, ...contribution }: Remark): Contribution {
  return contribution;
}
