import type { PartPlan, PersonId, State } from "./state.ts";

type Planned = Pick<State, "parts" | "authors">;

/**
 * Who owes a part: those named for it who are still authors; of a document in one piece that names nobody, all its
 * authors. Empty: nobody owes it by name, and any author may write it.
 */
export function partOwners({ parts, authors }: Planned, part: string): PersonId[] {
  const named = parts.find(({ id }) => id === part)?.people?.filter((person) => authors.includes(person)) ?? [];
  return named.length === 0 && parts.length === 1 ? authors : named;
}

/** Whether an author may write a part: it is theirs, or nobody's by name. */
export function mayWritePart(planned: Planned, part: string, person: PersonId): boolean {
  const owners = partOwners(planned, part);
  return owners.length === 0 || owners.includes(person);
}

/** The parts of which the current draft has nothing yet, each with who owes it. */
export function missingParts(
  state: Pick<State, "parts" | "authors" | "versions">,
): { part: PartPlan; owners: PersonId[] }[] {
  const read = state.versions.at(-1)?.manifest.parts ?? [];
  return state.parts
    .filter(({ id }) => !read.some(({ part }) => part === id))
    .map((part) => ({ part, owners: partOwners(state, part.id) }));
}

/** The member's name of a part, also of one that was dropped; "" where the kind has one part. */
export function partTitle({ parts, dropped }: Pick<State, "parts" | "dropped">, part: string): string {
  return [...parts, ...dropped].find(({ id }) => id === part)?.title ?? "";
}
