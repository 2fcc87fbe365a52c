import { isDeepStrictEqual } from "node:util";
import * as z from "zod";
import { Refusal } from "../errors.ts";
import { checkedName, foldWords } from "../name.ts";
import type { Ports, Store, Write } from "../ports.ts";
import { organisationIdOf } from "../programme/organisation-id.ts";
import type { OrganisationId } from "../values.ts";
import { defineRow } from "./define.ts";

/** What an organisation is to the network; it may be several. */
export const organisationRoles = ["member", "funder", "contractor", "partner"] as const;
export type OrganisationRole = (typeof organisationRoles)[number];

const organisation = z.object({
  id: z.string(),
  /** As lists and programmes name it: "ORIV". */
  short: z.string(),
  name: z.string(),
  territory: z.string(),
  roles: z.array(z.enum(organisationRoles)),
});
export type Organisation = z.infer<typeof organisation>;
export type NewOrganisation = Omit<Organisation, "id">;

export const organisationRow = defineRow({
  at: "ORGANISATIONS / <id>",
  what: "an organisation; all of them",
  by: ["web", "render", "notify", "tick"],
  leaves: true,
  shape: organisation,
});
/** A name belongs to one organisation: the row is made in the commit that writes the organisation's. */
export const organisationNameRow = defineRow({
  at: "ORGANISATION-NAME#<name> / organisation",
  what: "whose a name is, folded",
  by: ["web", "tick"],
  leaves: true,
  shape: z.object({ id: z.string() }),
});

/**
 * How far people are called as their organisations are today. There is none in a network of before, and after an import; `done`:
 * all are; `after`: the last person who was looked at.
 */
export const belongingRow = defineRow({
  at: "PULSE / belonging",
  what: "how far people belong to organisations as these are called",
  by: ["web", "tick"],
  leaves: false,
  shape: z.object({ done: z.boolean(), after: z.string().optional() }),
});

/** All organisations, by short name. */
export async function listOrganisations(store: Store): Promise<Organisation[]> {
  const all = await Array.fromAsync(organisationRow.all(store, {}));
  return all.sort((a, b) => (foldWords(a.short) < foldWords(b.short) ? -1 : 1));
}

/** One of them; undefined: there is none of that id, or of "", which who belongs to none has. */
export async function getOrganisation(store: Store, id: OrganisationId): Promise<Organisation | undefined> {
  return id === "" ? undefined : organisationRow.get(store, { id });
}

/** The one that bears a name, short or whole, whatever its case and accents. */
export async function findOrganisation(store: Store, name: string): Promise<Organisation | undefined> {
  const found = await organisationNameRow.get(store, { name: foldWords(name) });
  return found && getOrganisation(store, found.id);
}

/** An organisation that a name means, and its row's version; `isFormer`: it was called so once, and is no more. */
export type Meant = { organisation: Organisation; version: number; isFormer: boolean };

/** The one that bears a name, or whose id is made of it ("CRPV-Essonne" is "CRPV Essonne"); undefined: none ever did. */
export async function organisationMeant(store: Store, name: string): Promise<Meant | undefined> {
  const named = await organisationNameRow.get(store, { name: foldWords(name) });
  const id = named?.id ?? organisationIdOf(name);
  const found = await organisationRow.find(store, { id });
  if (!found) return undefined;
  const { short, name: whole } = found.data;
  const isFormer = !named && ![short, whole].some((now) => organisationIdOf(now) === id);
  return { organisation: found.data, version: found.version, isFormer };
}

/**
 * The organisation that a name means, else one to be made. `writes`: what makes it, or holds that it is still called so, for
 * the commit that names it. Throws `organisation-renamed` for a name that one bore before, since nobody joins it unseen;
 * `request-invalid`.
 */
export async function organisationFor(
  store: Store,
  name: string,
  roles: readonly OrganisationRole[] = [],
): Promise<{ organisation: Organisation; writes: Write[]; isNew: boolean }> {
  const meant = await organisationMeant(store, name);
  if (meant?.isFormer) throw new Refusal("organisation-renamed", { name, now: meant.organisation.short });
  if (meant) {
    const { organisation, version } = meant;
    const writes: Write[] = [{ check: organisationRow.key(organisation), expect: version }];
    return { organisation, writes, isNew: false };
  }
  const organisation = {
    id: organisationIdOf(name),
    ...checked({ short: name, name: "", territory: "", roles: [...roles] }),
  };
  return { organisation, writes: creating(organisation), isNew: true };
}

/**
 * Adds an organisation; its id is made of its short name. Throws `request-invalid` (a name that is none), `organisation-exists`
 * (`name`: which of its names another bears).
 */
export async function addOrganisation({ store }: Pick<Ports, "store">, asked: NewOrganisation): Promise<Organisation> {
  const added = { id: organisationIdOf(asked.short), ...checked(asked) };
  await commitNamed(store, added, creating(added));
  return added;
}

/**
 * What is already so is not written again; people are called by another short name as `settlePeople` comes to them. Throws
 * `not-found`, `request-invalid`, `organisation-exists`, `conflict`.
 */
export async function changeOrganisation(
  { store }: Pick<Ports, "store">,
  id: OrganisationId,
  asked: NewOrganisation,
): Promise<Organisation> {
  const found = await organisationRow.find(store, { id });
  if (!found) throw new Refusal("not-found");
  const changed = { id, ...checked(asked) };
  if (isDeepStrictEqual(changed, found.data)) return changed;
  const before = namesOf(found.data);
  const after = namesOf(changed);
  await commitNamed(store, changed, [
    organisationRow.put({ id }, changed, { expect: found.version }),
    ...namesTaken(changed).filter((_, index) => !before.includes(after[index]!)),
    ...before.filter((name) => !after.includes(name)).map((name) => organisationNameRow.remove({ name })),
    ...(changed.short === found.data.short ? [] : [belongingRow.put({}, { done: false })]),
  ]);
  return changed;
}

function namesOf({ short, name }: NewOrganisation): string[] {
  return [...new Set([short, name].map(foldWords))];
}

function creating(organisation: Organisation): Write[] {
  return [organisationRow.put({ id: organisation.id }, organisation, { expect: 0 }), ...namesTaken(organisation)];
}

function namesTaken(organisation: Organisation): Write[] {
  return namesOf(organisation).map((name) => organisationNameRow.put({ name }, { id: organisation.id }, { expect: 0 }));
}

function checked({ short, name, territory, roles }: NewOrganisation): NewOrganisation {
  return {
    short: checkedName("short", short),
    name: checkedName("name", name || short),
    territory: territory === "" ? "" : checkedName("territory", territory),
    roles: organisationRoles.filter((role) => roles.includes(role)),
  };
}

/** A conflict is told as `organisation-exists` when that is what it was. */
async function commitNamed(store: Store, organisation: Organisation, writes: Write[]): Promise<void> {
  try {
    await store.commit(writes);
  } catch (error) {
    const others = await Promise.all(
      [organisation.short, organisation.name].map((name) => findOrganisation(store, name)),
    );
    const other = others.find((each) => each && each.id !== organisation.id);
    const isTaken = other ?? (await getOrganisation(store, organisation.id));
    if (error instanceof Refusal && error.code === "conflict" && isTaken) {
      throw new Refusal("organisation-exists", { name: isTaken.short });
    }
    throw error;
  }
}
