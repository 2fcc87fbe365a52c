import type { Holder } from "../../../shared/values.ts";
import { checkboxes } from "../components/fields.ts";
import type { People } from "../http/access.ts";
import type { Html } from "../http/context.ts";
import type { Filled } from "../http/input.ts";

/** Who owes one part, of the authors: each box is sent as `owners`, "<part>.<person>" or "<part>.org:oriv". */
export function ownerBoxes(
  { people, filled }: { people: People; filled: Filled },
  { part, label, authors, chosen }: { part: string; label: string; authors: readonly Holder[]; chosen: Holder[] },
): Html {
  return checkboxes(filled, {
    ...{ name: "owners", key: `owners-${part}`, label },
    options: authors.map((id) => ({ value: `${part}.${id}`, label: people.name(id) })),
    values: chosen.map((id) => `${part}.${id}`),
  });
}

/** The people and organisations whose boxes of one part were ticked. */
export function ownersIn(owners: readonly string[], part: string): Holder[] {
  return owners.flatMap((owner) => (owner.startsWith(`${part}.`) ? [owner.slice(part.length + 1)] : []));
}
