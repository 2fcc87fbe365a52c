import { organisationHolder, organisationIn, organisationOf, peopleOf } from "../deliverable/holder.ts";
import type { Key, Store } from "../ports.ts";
import type { Holder } from "../values.ts";
import { getOrganisation, type Organisation, organisationRow } from "./organisation.ts";
import { fullName, getPerson, listPeople, type Person, personRow } from "./person.ts";

/** How people and organisations are called, by what deliverables name them by: "Direction (ORIV)", "org:acse" → "ACSE". */
export function holderNames(
  people: readonly Person[],
  organisations: readonly Organisation[],
): ReadonlyMap<Holder, string> {
  const own = people.flatMap((person) => {
    const organisation = organisationOf(person);
    return organisation === undefined ? [] : [[organisation, person.organisation] as const];
  });
  return new Map<Holder, string>([
    ...people.map((person) => [person.id, fullName(person)] as const),
    ...own,
    ...organisations.map(({ id, short }) => [organisationHolder(id), short] as const),
  ]);
}

/** The row of a person, or of an organisation. */
export function holderKey(holder: Holder): Key {
  const organisation = organisationIn(holder);
  return organisation === undefined ? personRow.key({ id: holder }) : organisationRow.key({ id: organisation });
}

/** How one is called; undefined: nobody is called so. */
export async function holderName(store: Store, holder: Holder): Promise<string | undefined> {
  const organisation = organisationIn(holder);
  if (organisation !== undefined) return organisationName(store, organisation);
  const person = await getPerson(store, holder);
  return person && fullName(person);
}

/** The short name of an organisation; of one without a row, as its people have it. */
async function organisationName(store: Store, id: string): Promise<string | undefined> {
  const known = await getOrganisation(store, id);
  if (known) return known.short;
  const own = (await listPeople(store)).find((person) => organisationOf(person) === organisationHolder(id));
  return own?.organisation;
}

/** The short names of some organisations and of those of some people, each once: who funds a document, as its cover says. */
export async function organisationsOf(store: Store, holders: readonly Holder[]): Promise<string[]> {
  const names = await Promise.all(
    holders.map((holder) => {
      const id = organisationIn(holder);
      return id === undefined
        ? getPerson(store, holder).then((person) => person?.organisation)
        : organisationName(store, id);
    }),
  );
  return [...new Set(names.flatMap((name) => name || []))];
}

/** The people of the directory who are there and are one of these holders, or belong to one, each once. */
export async function presentPeople(store: Store, holders: readonly Holder[]): Promise<Person[]> {
  const people = holders.some((holder) => organisationIn(holder) !== undefined)
    ? await listPeople(store)
    : (await Promise.all(holders.map((id) => getPerson(store, id)))).flatMap((person) => person ?? []);
  return peopleOf(people, holders);
}
