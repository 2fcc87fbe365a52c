import { isDeepStrictEqual } from "node:util";
import * as z from "zod";
import { Refusal } from "../errors.ts";
import type { Language } from "../i18n/languages.ts";
import { checkedName, tidyName } from "../name.ts";
import type { Ports, Store, Write } from "../ports.ts";
import { organisationIdOf } from "../programme/organisation-id.ts";
import type { OrganisationId, PersonId } from "../values.ts";
import { defineRow, text } from "./define.ts";
import { organisationFor } from "./organisation.ts";
import { isConflict } from "./row.ts";

const person = z.object({
  id: z.string(),
  name: z.string(),
  address: z.string(),
  /** The short name of the organisation, as lists, histories and mails show it; "" for none. */
  organisation: z.string(),
  /** The organisation that they belong to; "" for none. */
  belongs: z.string(),
  language: text<Language>(),
  coordinator: z.boolean(),
  /** They asked to be spared the letter of the week. */
  withoutWeekly: z.boolean().optional(),
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
  by: ["web", "ingest", "render", "notify", "tick"],
  ...{ leaves: true, schema: 2 },
  shape: person,
  older: {
    1: ({ organisation, ...rest }) => ({ ...rest, organisation: organisation!, belongs: belongingOf(organisation) }),
  },
});
export const addressRow = defineRow({
  at: "EMAIL#<address> / person",
  what: "whose an address is",
  by: ["web"],
  leaves: true,
  shape: z.object({ person: z.string() }),
  personal: true,
});
/** Where someone belonged before organisations were kept: to the one that bears the name. */
function belongingOf(organisation: unknown): OrganisationId {
  return typeof organisation === "string" && tidyName(organisation) ? organisationIdOf(organisation) : "";
}

const placeOf = (address: string) => ({ address: foldAddress(address) });

export type NewPerson = Pick<
  Person,
  "name" | "address" | "organisation" | "language" | "coordinator" | "withoutWeekly"
>;

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

/** The member that somebody belongs to, as a quorum counts members: its id, which stays when it is renamed; "" for none. */
export function memberOf({ belongs, organisation }: Pick<Person, "belongs" | "organisation">): string {
  return belongs || organisation;
}

/** The member that each of some people belongs to, where they belong to one. */
export async function membersOf(store: Store, ids: readonly PersonId[]): Promise<Record<PersonId, string>> {
  const people = await Promise.all(ids.map((id) => getPerson(store, id)));
  return Object.fromEntries(
    people.flatMap((person) => (person && memberOf(person) ? [[person.id, memberOf(person)] as const] : [])),
  );
}

/** Whether somebody has the letter of the week: who coordinates, unless they asked to be spared it. */
export function hasWeekly({ coordinator, removed, withoutWeekly }: Person): boolean {
  return coordinator && !removed && !withoutWeekly;
}

/** As histories, lists and mails name someone: "Direction (ORIV)", since many are named by their office. */
export function fullName({ name, organisation }: Pick<Person, "name" | "organisation">): string {
  return organisation && !name.includes(organisation) ? `${name} (${organisation})` : name;
}

/** A person with names as they are kept, and no word of what they did not ask for. Throws `request-invalid`. */
function namedPerson<T extends Pick<NewPerson, "name" | "organisation" | "withoutWeekly">>(person: T) {
  const { withoutWeekly, ...rest } = person;
  const organisation = rest.organisation === "" ? "" : checkedName("organisation", rest.organisation);
  return { ...rest, name: checkedName("name", rest.name), organisation, ...(withoutWeekly && { withoutWeekly }) };
}

/** A person in the organisation that they name, and what goes into the same commit. Throws `request-invalid`. */
async function joined(store: Store, person: Person): Promise<{ person: Person; writes: Write[] }> {
  if (person.organisation === "") return { person: { ...person, belongs: "" }, writes: [] };
  const { organisation, writes } = await organisationFor(store, person.organisation);
  return { person: { ...person, organisation: organisation.short, belongs: organisation.id }, writes };
}

/**
 * The organisation is the one that bears the name, or is made. Throws `request-invalid` (a name that is none),
 * `address-taken`.
 */
export async function addPerson({ store, ids }: Pick<Ports, "store" | "ids">, person: NewPerson): Promise<Person> {
  const named = { ...namedPerson(person), address: person.address.trim() };
  const id = ids();
  return retried(async () => {
    const { person: added, writes } = await joined(store, { id, ...named, belongs: "", epoch: 1, removed: false });
    await commitAddress(store, added.address, [...personWrites(added), ...writes]);
    return added;
  });
}

/** What adds a person who is in none of the rows yet. */
export function personWrites(added: Person): Write[] {
  return [personRow.put(added, added, { expect: 0 }), takeAddress(added)];
}

/**
 * What is already so is not written again; another organisation is the one that bears the name, or is made. Throws `not-found`
 * (also for a removed person), `request-invalid`, `address-taken`, `conflict`.
 */
export async function changePerson(
  { store }: Pick<Ports, "store">,
  id: PersonId,
  changes: Partial<NewPerson>,
): Promise<Person> {
  return retried(async () => {
    const { person, version } = await present(store, id);
    const asked = { ...namedPerson({ ...person, ...changes }), address: (changes.address ?? person.address).trim() };
    const stays = asked.organisation === person.organisation;
    const { person: changed, writes } = stays ? { person: asked, writes: [] } : await joined(store, asked);
    if (isDeepStrictEqual(changed, person)) return person;
    if (changed.address === person.address) {
      await store.commit([personRow.put({ id }, changed, { expect: version }), ...writes]);
      return changed;
    }
    const moved = { ...changed, epoch: person.epoch + 1 };
    const sameRow = foldAddress(moved.address) === foldAddress(person.address);
    await commitAddress(store, moved.address, [
      ...[personRow.put({ id }, moved, { expect: version }), ...writes],
      ...(sameRow ? [] : [takeAddress(moved), addressRow.remove(placeOf(person.address))]),
    ]);
    return moved;
  });
}

/** Times that a commit is tried anew where its organisation was made or renamed meanwhile. */
const tries = 3;

async function retried(act: () => Promise<Person>, left = tries): Promise<Person> {
  try {
    return await act();
  } catch (error) {
    if (left > 1 && isConflict(error)) return retried(act, left - 1);
    throw error;
  }
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
    if (isConflict(error) && (await addressRow.get(store, placeOf(address)))) {
      throw new Refusal("address-taken", { address });
    }
    throw error;
  }
}

/** An address as it is compared: whatever its case. */
export function foldAddress(address: string): string {
  return address.trim().normalize("NFC").toLowerCase();
}
