import { hashOf } from "../chain/hash.ts";
import { foldWords, reservedIds, slug } from "../name.ts";
import type { OrganisationId } from "../values.ts";

const longestId = 64;

/**
 * The id of an organisation by its short name: "crpv-essonne" of "CRPV Essonne". A name too long for that, without a letter of
 * ours, or of a word that an address ends with ("New", since "/organisations/new" is a form) has an id that ends with its hash.
 */
export function organisationIdOf(short: string): OrganisationId {
  const whole = slug(short, 200);
  if (whole !== "" && whole.length <= longestId && !reservedIds.includes(whole)) return whole;
  const hash = hashOf(Buffer.from(foldWords(short))).slice(0, 12);
  return `${slug(short, longestId - 13) || "o"}-${hash}`;
}
