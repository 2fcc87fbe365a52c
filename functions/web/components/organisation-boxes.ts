import { organisationHolder } from "../../../shared/deliverable/holder.ts";
import type { Organisation, OrganisationRole } from "../../../shared/stored/organisation.ts";
import type { People } from "../http/access.ts";
import type { Html } from "../http/context.ts";
import type { Filled } from "../http/input.ts";
import type { Say } from "../http/say.ts";
import { checkboxes } from "./fields.ts";

/** `first`: organisations of this role come before the others. */
type Field = { name: string; label: string; hint?: string; first: OrganisationRole; values?: readonly string[] };

/** Organisations to choose in the place of people: each box is sent as a holder, "org:acse"; one says where nobody belongs to it. */
export function organisationBoxes(
  { speak, people, filled }: { speak: Say; people: People; filled: Filled },
  { first, values = [], ...field }: Field,
): Html {
  const isFirst = ({ roles }: Organisation): number => (roles.includes(first) ? 0 : 1);
  const there = new Set(people.present.map(({ belongs }) => belongs));
  const options = people.organisations
    .toSorted((a, b) => isFirst(a) - isFirst(b))
    .map(({ id, short, name }) => {
      const words = [
        ...(name === short ? [] : [name]),
        ...(there.has(id) ? [] : [speak.text("organisation.nobody.short")]),
      ];
      return { value: organisationHolder(id), label: short, ...(words.length > 0 && { hint: words.join(" – ") }) };
    });
  return checkboxes(filled, { ...field, key: `${field.name}-organisations`, options, values: [...values] });
}
