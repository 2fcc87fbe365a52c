import type { Holder, PersonId } from "../../values.ts";
import { type Acting, isNamed } from "../holder.ts";
import { authorsIn, hasEnded } from "../place.ts";
import type { PartPlan, State } from "../state.ts";

type Planned = Pick<State, "parts" | "authors" | "places">;
/** The same, with who reviews it: they write none of it by their organisation. */
type Written = Planned & Pick<State, "reviewers">;

/**
 * Who owes a part: those named for it who are still authors and have access; of a document in one piece that names
 * nobody, all such authors. Empty: nobody owes it by name.
 */
export function partOwners(planned: Planned, part: string): Holder[] {
  const able = ableAuthors(planned);
  if (namesNobody(planned, part)) return planned.parts.length === 1 ? able : [];
  return namedFor(planned, part).filter((person) => able.includes(person));
}

/** Authors whose access was not ended. */
export function ableAuthors(planned: Pick<State, "authors" | "places">): Holder[] {
  return planned.authors.filter((person) => !hasEnded(planned, person));
}

/** Whether any author may write a part. Where those named have all left, nobody but the coordinator does. */
export function namesNobody(planned: Pick<State, "parts">, part: string): boolean {
  return namedFor(planned, part).length === 0;
}

/** Whether an author may write a part: it is theirs, or nobody was named for it. */
export function mayWritePart(planned: Written, part: string, who: Acting): boolean {
  return namesNobody(planned, part) || isNamed(partOwners(planned, part), authorsIn(planned, who));
}

/** Why someone does not write a part as an author; undefined: they do. */
export function writerFault(state: Written, part: string, who: Acting): "forbidden" | "part-not-yours" | undefined {
  if (!isNamed(state.authors, authorsIn(state, who))) return "forbidden";
  return mayWritePart(state, part, who) ? undefined : "part-not-yours";
}

/** As whom a file was asked for: its sender, with the organisation in whose name they wrote. */
export function senderOf({ by, as }: { by: PersonId; as?: Holder }): Acting {
  return as === undefined ? by : [by, as];
}

function namedFor({ parts }: Pick<State, "parts">, part: string): Holder[] {
  return parts.find(({ id }) => id === part)?.people ?? [];
}

/** The parts of which the current draft has nothing yet, each with who owes it. */
export function missingParts(state: Planned & Pick<State, "versions">): { part: PartPlan; owners: Holder[] }[] {
  const read = state.versions.at(-1)?.manifest.parts ?? [];
  return state.parts
    .filter(({ id }) => !read.some(({ part }) => part === id))
    .map((part) => ({ part, owners: partOwners(state, part.id) }));
}

/** The member's name of a part, also of one that was dropped; "" where the kind has one part. */
export function partTitle({ parts, dropped }: Pick<State, "parts" | "dropped">, part: string): string {
  return [...parts, ...dropped].find(({ id }) => id === part)?.title ?? "";
}

/** Whether a draft has no text, and no file was sent for it. */
export function isBlank({ stage, versions, uploads }: Pick<State, "stage" | "versions" | "uploads">): boolean {
  return stage === "draft" && versions.length === 0 && Object.keys(uploads).length === 0;
}
