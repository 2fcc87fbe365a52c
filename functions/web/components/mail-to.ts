import { shortenAtWord } from "../../../shared/document/shorten.ts";
import type { Person } from "../../../shared/stored/person.ts";

/** People to whom one message goes; of more, somebody chooses. */
const fewAddresses = 10;
/** Characters of a text, e.g. of a decision, that a subject has. */
const longestSubject = 80;

/** The link that begins a message to some people, of a subject (RFC 6068); none without anybody, or to more than ten. */
export function mailTo(people: readonly Pick<Person, "address">[], subject: string): string | undefined {
  if (people.length === 0 || people.length > fewAddresses) return undefined;
  const to = people.map(({ address }) => encodeURIComponent(address).replaceAll("%40", "@")).join(",");
  return `mailto:${to}?subject=${encodeURIComponent(shortenAtWord(subject, longestSubject))}`;
}
