import { organisationHolder } from "../../../shared/deliverable/holder.ts";
import type { Organisation, OrganisationRole } from "../../../shared/stored/organisation.ts";
import type { Html } from "../http/context.ts";
import type { Filled } from "../http/input.ts";
import { checkboxes } from "./fields.ts";

/** `first`: organisations of this role come before the others. */
type Field = { name: string; label: string; hint?: string; first: OrganisationRole; values?: readonly string[] };

/** Organisations to choose in the place of people: each box is sent as a holder, "org:acse". */
export function organisationBoxes(
  { organisations, filled }: { organisations: readonly Organisation[]; filled: Filled },
  { first, values = [], ...field }: Field,
): Html {
  const isFirst = ({ roles }: Organisation): number => (roles.includes(first) ? 0 : 1);
  const options = organisations
    .toSorted((a, b) => isFirst(a) - isFirst(b))
    .map(({ id, short, name }) => ({
      ...{ value: organisationHolder(id), label: short },
      ...(name !== short && { hint: name }),
    }));
  return checkboxes(filled, { ...field, key: `${field.name}-organisations`, options, values: [...values] });
}
