import { isDeepStrictEqual } from "node:util";
import * as z from "zod";
import { Refusal } from "../errors.ts";
import type { Language } from "../i18n/languages.ts";
import { checkedName } from "../name.ts";
import type { Ports, Store, Write } from "../ports.ts";
import type { PersonId } from "../values.ts";
import { defineRow, text } from "./define.ts";

const person = z.object({
  id: z.string(),
  name: z.string(),
  address: z.string(),
  organisation: z.string(),
  language: text<Language>(),
  coordinator: z.boolean(),
  /** Raised on removal and on a new address, which ends the links and sessions made before. */
  epoch: z.number(),
  removed: z.boolean(),
});
export type Person = z.infer<typeof person>;

/**
 * An address belongs to one person: its row is made and deleted in the commit that writes the person's. Nobody is
 * deleted, since events name them; a removed person keeps a name and no address row.
 */
export const personRow = defineRow({
  at: "PEOPLE / <id>",
  what: "a person; all of them are the directory",
  by: ["web", "render", "notify", "tick"],
  leaves: true,
  shape: person,
});
export const addressRow = defineRow({
  at: "EMAIL#<address> / person",
  what: "whose an address is",
  by: ["web"],
  leaves: true,
  shape: z.object({ person: z.string() }),
  personal: true,
});
const placeOf = (address: string) => ({ address: foldAddress(address) });

export type NewPerson = Pick<Person, "name" | "address" | "organisation" | "language" | "coordinator">;

/** Removed people included: their names are wanted in histories. */
export async function getPerson(store: Store, id: PersonId): Promise<Person | undefined> {
  return personRow.get(store, { id });
}

/** By address, whatever its case; never a removed person. */
export async function findPerson(store: Store, address: string): Promise<Person | undefined> {
  const found = await addressRow.get(store, placeOf(address));
  return found && getPerson(store, found.person);
}

/** The directory, removed people included, by id. */
export async function listPeople(store: Store): Promise<Person[]> {
  return Array.fromAsync(personRow.all(store, {}));
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
  await commitAddress(ports.store, added.address, [personRow.put(added, added, { expect: 0 }), takeAddress(added)]);
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
    await ports.store.commit([personRow.put({ id }, changed, { expect: version })]);
    return changed;
  }
  const moved = { ...changed, epoch: person.epoch + 1 };
  const sameRow = foldAddress(moved.address) === foldAddress(person.address);
  await commitAddress(ports.store, moved.address, [
    personRow.put({ id }, moved, { expect: version }),
    ...(sameRow ? [] : [takeAddress(moved), addressRow.remove(placeOf(person.address))]),
  ]);
  return moved;
}

/** Ends the person's links and sessions in the same write. Throws `not-found`, `conflict`. */
export async function removePerson(ports: Pick<Ports, "store">, id: PersonId): Promise<void> {
  const { person, version } = await present(ports.store, id);
  const removed = { ...person, epoch: person.epoch + 1, removed: true, coordinator: false };
  await ports.store.commit([
    personRow.put({ id }, removed, { expect: version }),
    addressRow.remove(placeOf(person.address)),
  ]);
}

async function present(store: Store, id: PersonId): Promise<{ person: Person; version: number }> {
  const found = await personRow.find(store, { id });
  if (!found || found.data.removed) throw new Refusal("not-found");
  return { person: found.data, version: found.version };
}

function takeAddress(person: Person): Write {
  return addressRow.put(placeOf(person.address), { person: person.id }, { expect: 0 });
}

/** A conflict is told as `address-taken` when that is what it was. */
async function commitAddress(store: Store, address: string, writes: Write[]): Promise<void> {
  try {
    await store.commit(writes);
  } catch (error) {
    if (error instanceof Refusal && error.code === "conflict" && (await addressRow.get(store, placeOf(address)))) {
      throw new Refusal("address-taken", { address });
    }
    throw error;
  }
}

function foldAddress(address: string): string {
  return address.trim().normalize("NFC").toLowerCase();
}
