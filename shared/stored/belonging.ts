import { Refusal } from "../errors.ts";
import type { Row, Store } from "../ports.ts";
import type { OrganisationId } from "../values.ts";
import { everySummary } from "./lists.ts";
import {
  belongingRow,
  getOrganisation,
  type Organisation,
  organisationFor,
  organisationMeant,
  organisationRow,
} from "./organisation.ts";
import { listPeople, type Person, personRow } from "./person.ts";
import { unlessConflict } from "./row.ts";

/** People whom one call looks at, whom it writes at once, and times that one is written anew who changes meanwhile. */
const [aTurn, atOnce, tries] = [400, 10, 5];

/**
 * Gives people the organisation that they name, at most 400 of them at one call: makes those that a network of before only
 * named, and calls people by the short name of today where one was renamed. Says whether nothing is left. A crash repeats some
 * of it.
 */
export async function settlePeople(store: Store, most = aTurn): Promise<boolean> {
  const stored = await belongingRow.find(store, {});
  if (stored?.data.done) return true;
  const { after } = stored?.data ?? {};
  const partition = personRow.key({ id: "" }).pk;
  const { rows, next } = await store.query(partition, { limit: most, ...(after !== undefined && { after }) });
  await makeOrganisations(store, rows.map(personRow.read));
  for (let at = 0; at < rows.length; at += atOnce)
    await Promise.all(rows.slice(at, at + atOnce).map((row) => settle(store, row)));
  const reached = next === undefined ? { done: true } : { done: false, after: next };
  const kept = await unlessConflict(store.commit([belongingRow.put({}, reached, { expect: stored?.version ?? 0 })]));
  return kept && reached.done;
}

/** The same to the end: before a network is served by one process, and once an organisation was renamed. */
export async function settleEveryone(store: Store): Promise<void> {
  while (!(await settlePeople(store)));
}

/** Makes the organisations that people name and that there are not; a funder, where somebody of it funds a deliverable. */
async function makeOrganisations(store: Store, people: readonly Person[]): Promise<void> {
  const missing = new Map<OrganisationId, string>();
  for (const { belongs, organisation } of people)
    if (belongs && !missing.has(belongs) && !(await getOrganisation(store, belongs)))
      missing.set(belongs, organisation);
  if (missing.size === 0) return;
  const funding = await fundingOrganisations(store);
  for (const [id, name] of missing) {
    if (await organisationMeant(store, name)) continue;
    const { writes } = await organisationFor(store, name, funding.has(id) ? ["funder"] : []);
    await unlessConflict(store.commit(writes));
  }
}

/** Those of which somebody funds a deliverable, or did. */
async function fundingOrganisations(store: Store): Promise<Set<OrganisationId>> {
  const summaries = await everySummary(store);
  const funders = new Set(
    summaries.flatMap(({ funders, past }) => [
      ...funders,
      ...Object.entries(past).flatMap(([person, roles]) => (roles.includes("funder") ? [person] : [])),
    ]),
  );
  return new Set((await listPeople(store)).flatMap(({ id, belongs }) => (funders.has(id) ? [belongs] : [])));
}

/** Throws `conflict` for someone who changes all the while. */
async function settle(store: Store, row: Row): Promise<void> {
  let found: Pick<Row, "pk" | "sk" | "version" | "data"> | undefined = row;
  for (let left = tries; found && left > 0; left--) {
    const person = personRow.read(found);
    const { organisation, check } = (await organisationOf(store, person)) ?? {};
    if (!organisation || isCalled(person, organisation)) return;
    const settled = { ...person, organisation: organisation.short, belongs: organisation.id };
    const put = personRow.put({ id: person.id }, settled, { expect: found.version });
    if (await unlessConflict(store.commit([put, check!]))) return;
    found = await store.get(row);
  }
  if (found) throw new Refusal("conflict");
}

function isCalled({ organisation, belongs }: Person, { id, short }: Organisation): boolean {
  return organisation === short && belongs === id;
}

/** The organisation that someone belongs to, else the one that bears the name; with the check that it is still called so. */
async function organisationOf(store: Store, { belongs, organisation }: Person) {
  if (belongs === "") return undefined;
  const found = await organisationRow.find(store, { id: belongs });
  if (found) {
    const check = { check: organisationRow.key({ id: belongs }), expect: found.version };
    return { organisation: found.data, check };
  }
  const named = await organisationMeant(store, organisation);
  if (!named || named.isFormer) return undefined;
  return {
    organisation: named.organisation,
    check: { check: organisationRow.key(named.organisation), expect: named.version },
  };
}
