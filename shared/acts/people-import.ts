import type { Language } from "../i18n/languages.ts";
import { foldWords } from "../name.ts";
import type { Ports, Store, Write } from "../ports.ts";
import { organisationIdOf } from "../programme/organisation-id.ts";
import { changeOrganisation, organisationFor, organisationMeant, organisationRoles } from "../stored/organisation.ts";
import { foldAddress, listPeople, type Person, personWrites } from "../stored/person.ts";
import { type Listed, type ListFault, readPeopleList } from "./people-list.ts";
import { sendWaiting } from "./welcome.ts";

/** How many of a list were added, and how many the directory had. */
export type Imported = { added: number; there: number };

/** People of one commit: two rows each, and one of each organisation. */
const aCommit = 25;

/**
 * Adds the people of a list to the directory, and the organisations that it does not have; nothing where a line of it has a
 * fault. Who is there by that address, name and organisation stays as they are: the same list changes nothing, and one that a
 * crash interrupted is completed by importing it again. `language`: of whom the list gives none. Throws `conflict`.
 */
export async function importPeople(
  ports: Pick<Ports, "store" | "ids" | "clock">,
  text: string,
  language: Language,
): Promise<{ ok: Imported } | { faults: ListFault[] }> {
  const { store } = ports;
  const { people, faults } = await readPeopleList(text, language);
  const known = await knownBy(store);
  const all = [...faults, ...(await strangers(store, people, known))].sort((a, b) => a.line - b.line);
  if (all.length > 0) return { faults: all };
  await giveRoles(store, people);
  const fresh = people.filter(({ address }) => !known.has(foldAddress(address)));
  for (let from = 0; from < fresh.length; from += aCommit) await add(ports, fresh.slice(from, from + aCommit));
  const organisations = fresh.map(({ organisation }) => organisationMeant(store, organisation));
  await sendWaiting(ports, [
    ...new Set((await Promise.all(organisations)).flatMap((meant) => meant?.organisation.id ?? [])),
  ]);
  return { ok: { added: fresh.length, there: people.length - fresh.length } };
}

/** Who has each address, folded. */
async function knownBy(store: Store): Promise<Map<string, Person>> {
  const present = (await listPeople(store)).filter(({ removed }) => !removed);
  return new Map(present.map((person) => [foldAddress(person.address), person]));
}

/** Lines whose address the directory has for somebody else, or at another organisation; and those of one that is called otherwise now. */
async function strangers(
  store: Store,
  people: readonly Listed[],
  known: ReadonlyMap<string, Person>,
): Promise<ListFault[]> {
  const faults: ListFault[] = [];
  for (const { line, name, address, organisation } of people) {
    const meant = await organisationMeant(store, organisation);
    if (meant?.isFormer) faults.push({ line, code: "renamed", word: organisation, other: meant.organisation.short });
    const person = known.get(foldAddress(address));
    if (!person || meant?.isFormer) continue;
    if (foldWords(person.name) !== foldWords(name))
      faults.push({ line, code: "address-taken", word: address, other: person.name });
    else if (person.belongs !== (meant?.organisation.id ?? organisationIdOf(organisation)))
      faults.push({ line, code: "elsewhere", word: organisation, other: person.organisation });
  }
  return faults;
}

/** Makes the organisations that are new; those that are there get the roles that the list says of them, besides their own. */
async function giveRoles(store: Store, people: readonly Listed[]): Promise<void> {
  const given = Map.groupBy(people, ({ organisation }) => organisation);
  for (const [name, of] of given) {
    const said = organisationRoles.filter((role) => of.some(({ roles }) => roles.includes(role)));
    const { organisation, writes, isNew } = await organisationFor(store, name, said);
    const roles = organisationRoles.filter((role) => organisation.roles.includes(role) || said.includes(role));
    if (isNew) await store.commit(writes);
    else await changeOrganisation({ store }, organisation.id, { ...organisation, roles });
  }
}

/** Adds some people in one commit, while their organisations are called as they are. */
async function add({ store, ids }: Pick<Ports, "store" | "ids">, people: readonly Listed[]): Promise<void> {
  const writes = new Map<string, Write[]>();
  for (const { line: _, roles: __, ...listed } of people) {
    const { organisation, writes: same } = await organisationFor(store, listed.organisation);
    const { id: belongs, short } = organisation;
    const added: Person = { ...listed, id: ids(), organisation: short, belongs, epoch: 1, removed: false };
    writes.set(added.id, personWrites(added));
    writes.set(belongs, same);
  }
  await store.commit([...writes.values()].flat());
}
