import type { ChainEvent } from "../chain/event.ts";
import type { Key, Row, Store } from "../ports.ts";
import type { AnyKept } from "../stored/chain.ts";
import { holderKey } from "../stored/holders.ts";
import { addressRow, foldAddress, personRow } from "../stored/person.ts";
import type { Holder, PersonId } from "../values.ts";
import type { Flaw } from "./inventory.ts";
import { isDamaged } from "./rows.ts";

/** The directory of a network held against what its histories name. Settings may be absent: their defaults hold. */
export type Directory = {
  /** Notes a row: of a person, or of an address. */
  see(row: Row): void;
  /** Notes those whom the events of one aggregate name: `row` is its state's. */
  name(aggregate: AnyKept, row: Key, events: readonly ChainEvent[]): void;
  /** What is wrong, once all was seen and named; what changed meanwhile is left for the next check. */
  close(store: Store): Promise<Flaw[]>;
};

/** Begins to hold the directory against what names it. */
export function holdDirectory(): Directory {
  const named = new Map<PersonId, string>();
  const [people, addresses] = [new Set<PersonId>(), new Map<string, PersonId>()];
  return {
    see(row) {
      if (personRow.holds(row)) people.add(row.sk);
      if (addressRow.holds(row) && !isDamaged(row)) addresses.set(row.pk, addressRow.read(row).person);
    },
    name(aggregate, { pk }, events) {
      for (const person of aggregate.people(events)) if (!named.has(person)) named.set(person, pk);
    },
    async close(store) {
      const flaws = [
        ...(await all(named, ([person, by]) => missing(store, person, by))),
        ...(await all(people, (person) => unreachable(store, person))),
        ...(await all(addresses, ([pk, person]) => leadsNowhere(store, pk, person))),
      ];
      return flaws.sort((a, b) => (a.where < b.where ? -1 : 1));
    },
  };
}

async function all<T>(things: Iterable<T>, flawsOf: (thing: T) => Promise<Flaw[]>): Promise<Flaw[]> {
  const flaws: Flaw[] = [];
  for (const thing of things) flaws.push(...(await flawsOf(thing)));
  return flaws;
}

/** A person, or the organisation that something was given to. */
async function missing(store: Store, id: Holder, by: string): Promise<Flaw[]> {
  const key = holderKey(id);
  return (await store.get(key)) ? [] : [{ code: "person-missing", where: nameOf(key), by }];
}

/** A present person whose address is nobody's, or someone else's. */
async function unreachable(store: Store, id: PersonId): Promise<Flaw[]> {
  const [key, row] = [personRow.key({ id }), await store.get(personRow.key({ id }))];
  if (!row || isDamaged(row)) return [];
  const { address, removed } = personRow.read(row);
  if (removed) return [];
  const place = addressRow.key({ address: foldAddress(address) });
  const found = await store.get(place);
  if (found && (isDamaged(found) || addressRow.read(found).person === id)) return [];
  return (await isStill(store, row)) ? [{ code: "address-missing", where: nameOf(key) }] : [];
}

/** An address of someone who is not there, was removed, or has another; which address, no flaw repeats. */
async function leadsNowhere(store: Store, pk: string, id: PersonId): Promise<Flaw[]> {
  const [key, place] = [personRow.key({ id }), { pk, sk: "person" }];
  const [row, found] = await Promise.all([store.get(key), store.get(place)]);
  if (!found || (row && isDamaged(row))) return [];
  const person = row && personRow.read(row);
  if (person && !person.removed && addressRow.key({ address: foldAddress(person.address) }).pk === pk) return [];
  return (await isStill(store, found)) && (await isStill(store, row ?? key))
    ? [{ code: "address-leads-nowhere", where: addressRow.at, by: nameOf(key) }]
    : [];
}

/** Whether a row is as it was found; a key: that it is still of no row. */
async function isStill(store: Store, row: Row | Key): Promise<boolean> {
  return (await store.get(row))?.version === ("version" in row ? row.version : undefined);
}

function nameOf({ pk, sk }: Key): string {
  return `${pk} / ${sk}`;
}
