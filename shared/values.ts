/** Values that every room names. */

/** The key of a person in the directory: 128 random bits, base64url. */
export type PersonId = string;
/** The short name of an organisation as an id: "crpv-essonne" of "CRPV Essonne". */
export type OrganisationId = string;
/** An organisation as a holder: "org:acse". */
export type OrganisationHolder = `org:${OrganisationId}`;
/**
 * Who may be named as an author or a funder: a person by their id, or an organisation for all who belong to it, whoever they
 * are on the day. A person's id has no colon.
 */
export type Holder = PersonId | OrganisationHolder;
/** A calendar day at the network's place, "2008-05-12"; it ends at midnight there. */
export type LocalDate = string;
/** UTC, ISO 8601 with milliseconds and Z. */
export type Instant = string;
/** SHA-256, lower-case hex. */
export type Hash = string;
/** A file as it was sent, kept in the file store as `sources/<hash>`; `bytes`: its size. */
export type FileRef = { hash: Hash; name: string; mediaType: string; bytes: number };
/** A text kept in the file store under its salted hash, so that it can be erased without breaking the chain. */
export type TextRef = Hash;

/** A value without some of its fields. */
export function without<T extends object, K extends keyof T>(value: T, ...fields: readonly K[]): Omit<T, K> {
  const gone = new Set<PropertyKey>(fields);
  return Object.fromEntries(Object.entries(value).filter(([field]) => !gone.has(field))) as Omit<T, K>;
}

/** Each once: those of `before` in the places that they had, then who is new. A form sends them in the order of its list. */
export function inPlace<T>(asked: readonly T[], before: readonly T[] = []): T[] {
  return [...new Set([...before.filter((each) => asked.includes(each)), ...asked])];
}
