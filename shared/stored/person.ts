import { isDeepStrictEqual } from "node:util";
import { Refusal } from "../errors.ts";
import type { Language } from "../i18n/languages.ts";
import { checkedName } from "../name.ts";
import type { Key, Ports, Store, Write } from "../ports.ts";
import type { PersonId } from "../values.ts";
import { allOf, fromData, toData } from "./row.ts";

/**
 * Access patterns: one person; the directory; a person by address.
 *
 * | row     | pk              | sk     |
 * |---------|-----------------|--------|
 * | person  | PEOPLE          | <id>   |
 * | address | EMAIL#<address> | person |
 *
 * An address belongs to one person: its row is made and deleted in the commit that writes the person's. Nobody is
 * deleted, since events name them; a removed person keeps a name and no address row.
 */
export const peopleKey = "PEOPLE";
const personKey = (id: PersonId): Key => ({ pk: peopleKey, sk: id });
const addressKey = (address: string): Key => ({ pk: `EMAIL#${foldAddress(address)}`, sk: "person" });

export type Person = {
  id: PersonId;
  name: string;
  address: string;
  organisation: string;
  language: Language;
  coordinator: boolean;
  /** Raised on removal and on a new address, which ends the links and sessions made before. */
  epoch: number;
  removed: boolean;
};

export type NewPerson = Pick<Person, "name" | "address" | "organisation" | "language" | "coordinator">;

/** Removed people included: their names are wanted in histories. */
export async function getPerson(store: Store, id: PersonId): Promise<Person | undefined> {
  const row = await store.get(personKey(id));
  return row && fromData<Person>(row);
}

/** By address, whatever its case; never a removed person. */
export async function findPerson(store: Store, address: string): Promise<Person | undefined> {
  const row = await store.get(addressKey(address));
  return row && getPerson(store, fromData<{ person: PersonId }>(row).person);
}

/** The directory, removed people included, by id. */
export async function listPeople(store: Store): Promise<Person[]> {
  return Array.fromAsync(allOf(store, peopleKey), (row) => fromData<Person>(row));
}

/** The member that each of some people belongs to, where they belong to one. */
export async function membersOf(store: Store, ids: readonly PersonId[]): Promise<Record<PersonId, string>> {
  const people = await Promise.all(ids.map((id) => getPerson(store, id)));
  return Object.fromEntries(
    people.flatMap((person) => (person?.organisation ? [[person.id, person.organisation] as const] : [])),
  );
}

/** The organisations of some people, each once: those that fund a document, as its cover names them. */
export async function organisationsOf(store: Store, ids: readonly PersonId[]): Promise<string[]> {
  const people = await Promise.all(ids.map((id) => getPerson(store, id)));
  return [...new Set(people.flatMap((person) => (person?.organisation ? [person.organisation] : [])))];
}

/** As histories, lists and mails name someone: "Direction (ORIV)", since many are named by their office. */
export function fullName({ name, organisation }: Pick<Person, "name" | "organisation">): string {
  return organisation && !name.includes(organisation) ? `${name} (${organisation})` : name;
}

/** A person with names as they are kept. Throws `request-invalid`. */
function namedPerson<T extends Pick<Person, "name" | "organisation">>(person: T): T {
  const organisation = person.organisation === "" ? "" : checkedName("organisation", person.organisation);
  return { ...person, name: checkedName("name", person.name), organisation };
}

/** Throws `request-invalid` (a name that is none), `address-taken`. */
export async function addPerson(ports: Pick<Ports, "store" | "ids">, person: NewPerson): Promise<Person> {
  const added: Person = {
    ...{ id: ports.ids(), ...namedPerson(person), address: person.address.trim() },
    ...{ epoch: 1, removed: false },
  };
  await commitAddress(ports.store, added.address, [
    { put: { ...personKey(added.id), data: toData(added) }, expect: 0 },
    takeAddress(added),
  ]);
  return added;
}

/**
 * What is already so is not written again. Throws `not-found` (also for a removed person), `request-invalid`,
 * `address-taken`, `conflict`.
 */
export async function changePerson(
  ports: Pick<Ports, "store">,
  id: PersonId,
  changes: Partial<NewPerson>,
): Promise<Person> {
  const { person, version } = await present(ports.store, id);
  const changed = { ...namedPerson({ ...person, ...changes }), address: (changes.address ?? person.address).trim() };
  if (isDeepStrictEqual(changed, person)) return person;
  if (changed.address === person.address) {
    await ports.store.commit([{ put: { ...personKey(id), data: toData(changed) }, expect: version }]);
    return changed;
  }
  const moved = { ...changed, epoch: person.epoch + 1 };
  const sameRow = foldAddress(moved.address) === foldAddress(person.address);
  await commitAddress(ports.store, moved.address, [
    { put: { ...personKey(id), data: toData(moved) }, expect: version },
    ...(sameRow ? [] : [takeAddress(moved), { delete: addressKey(person.address) }]),
  ]);
  return moved;
}

/** Ends the person's links and sessions in the same write. Throws `not-found`, `conflict`. */
export async function removePerson(ports: Pick<Ports, "store">, id: PersonId): Promise<void> {
  const { person, version } = await present(ports.store, id);
  const removed = { ...person, epoch: person.epoch + 1, removed: true, coordinator: false };
  await ports.store.commit([
    { put: { ...personKey(id), data: toData(removed) }, expect: version },
    { delete: addressKey(person.address) },
  ]);
}

async function present(store: Store, id: PersonId): Promise<{ person: Person; version: number }> {
  const row = await store.get(personKey(id));
  const person = row && fromData<Person>(row);
  if (!row || !person || person.removed) throw new Refusal("not-found");
  return { person, version: row.version };
}

function takeAddress(person: Person): Write {
  return { put: { ...addressKey(person.address), data: { person: person.id } }, expect: 0 };
}

/** A conflict is told as `address-taken` when that is what it was. */
async function commitAddress(store: Store, address: string, writes: Write[]): Promise<void> {
  try {
    await store.commit(writes);
  } catch (error) {
    if (error instanceof Refusal && error.code === "conflict" && (await store.get(addressKey(address)))) {
      throw new Refusal("address-taken", { address });
    }
    throw error;
  }
}

function foldAddress(address: string): string {
  return address.trim().normalize("NFC").toLowerCase();
}
