import type { Asker } from "../chain/event.ts";
import type { Holder, OrganisationHolder, OrganisationId, PersonId } from "../values.ts";

/** One holder, or a person with the organisation they belong to: `["9f3…", "org:acse"]`, the person first. */
export type Acting = Holder | readonly [PersonId, ...Holder[]];

const prefix = "org:";

/** An organisation as a holder: "org:acse". */
export function organisationHolder(organisation: OrganisationId): OrganisationHolder {
  return `${prefix}${organisation}`;
}

/** The organisation that a holder is; undefined: it is a person. */
export function organisationIn(holder: Holder): OrganisationId | undefined {
  return holder.startsWith(prefix) ? holder.slice(prefix.length) : undefined;
}

/** Who may belong to an organisation; "": they belong to none. */
type Belonging = { belongs: OrganisationId };

/** The organisation a person belongs to, as a holder; undefined: they belong to none. */
export function organisationOf({ belongs }: Belonging): OrganisationHolder | undefined {
  return belongs === "" ? undefined : organisationHolder(belongs);
}

/** What a person acts under: themselves, and the organisation they belong to. */
export function actingAs(person: Belonging & { id: PersonId }): readonly [PersonId, ...Holder[]] {
  const organisation = organisationOf(person);
  return organisation === undefined ? [person.id] : [person.id, organisation];
}

/** What who asks acts under. */
export function askingAs({ person, organisation }: Exclude<Asker, "line">): readonly [PersonId, ...Holder[]] {
  return organisation === undefined ? [person] : [person, organisation];
}

/** The holders that someone acts as, themselves first. */
export function holdersIn(who: Acting): readonly Holder[] {
  return typeof who === "string" ? [who] : who;
}

/** Whether one of some holders is among those who are named. */
export function isNamed(named: readonly Holder[], holders: readonly Holder[]): boolean {
  return holders.some((holder) => named.includes(holder));
}

/** The people of some who are one of these holders, or belong to one, each once. */
export function peopleOf<T extends Belonging & { id: PersonId; removed: boolean }>(
  people: readonly T[],
  holders: readonly Holder[],
): T[] {
  return people.filter((person) => !person.removed && isNamed(holders, actingAs(person)));
}

/** Of some holders, the organisations to which none of these people belongs. */
export function emptyOrganisations(
  holders: readonly Holder[],
  people: readonly (Belonging & { id: PersonId; removed: boolean })[],
): Holder[] {
  const organisations = [...new Set(holders)].filter((holder) => organisationIn(holder) !== undefined);
  return organisations.filter((organisation) => peopleOf(people, [organisation]).length === 0);
}
