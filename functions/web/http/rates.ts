import { Refusal } from "../../../shared/errors.ts";
import { hit, type Rate, spent } from "../../../shared/stored/counter.ts";
import type { PageContext, Web } from "./context.ts";

const hour = 3600;

/** How often what may be asked for, in seconds: by one client, of one mail address, or of one record. */
export const rates = {
  /** Links asked for at the door by one client: more of them come later, and none is refused. */
  linksAsked: { limit: 60, seconds: hour },
  /** Mailed to one address, whoever asks. */
  linksMailed: { limit: 5, seconds: hour },
  /** Links that are not ours, tried by one client. */
  wrongLinks: { limit: 60, seconds: hour / 6 },
  /** A link sent again to one person, for one deliverable. */
  sentAgain: { limit: 3, seconds: 24 * hour },
  /** By one person, on one deliverable. */
  decisions: { limit: 30, seconds: hour },
  remarks: { limit: 600, seconds: hour },
  /** Of one deliverable, by everyone. */
  shares: { limit: 30, seconds: hour },
  uploads: { limit: 60, seconds: hour },
  /** Of one agreement, by everyone. */
  statements: { limit: 30, seconds: hour },
  /** Documents that are set because one person asks for them. */
  renderings: { limit: 30, seconds: hour },
} as const satisfies Record<string, Rate>;
export type RateName = keyof typeof rates;

/** Counts one more of `name`, of what `of` names. Throws `too-many-requests`, with the seconds to wait. */
export async function within({ ports }: Web, name: RateName, ...of: string[]): Promise<void> {
  const seconds = await hit(ports, [name, ...of].join(" "), rates[name]);
  if (seconds > 0) throw new Refusal("too-many-requests", { seconds });
}

/** Whether one more of `name` is allowed, which it then counts; for where the answer must not tell. */
export async function isWithin({ ports }: Web, name: RateName, ...of: string[]): Promise<boolean> {
  return (await hit(ports, [name, ...of].join(" "), rates[name])) === 0;
}

/** As `within`, by the client that asks; nothing where its address is not known for sure. */
export async function withinClient(c: PageContext, web: Web, name: RateName): Promise<void> {
  const client = clientOf(web.clientAddress?.(c));
  if (client !== undefined) await within(web, name, client);
}

/** As `withinClient`, but counts nothing. */
export async function leftToClient(c: PageContext, web: Web, name: RateName): Promise<void> {
  const client = clientOf(web.clientAddress?.(c));
  const seconds = client === undefined ? 0 : await spent(web.ports, `${name} ${client}`, rates[name]);
  if (seconds > 0) throw new Refusal("too-many-requests", { seconds });
}

/** Whether the client that asks has had its share of `name`, of which this is counted; never where it is not known for sure. */
export async function isBeyondShare(c: PageContext, web: Web, name: RateName): Promise<boolean> {
  const client = clientOf(web.clientAddress?.(c));
  return client !== undefined && !(await isWithin(web, name, client));
}

/** One client: an IPv4 address, or the /56 network that one subscriber has of IPv6 (RFC 6177). */
export function clientOf(address: string | undefined): string | undefined {
  if (address === undefined) return undefined;
  const [, mapped] = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address) ?? [];
  if (mapped ?? !address.includes(":")) return mapped ?? address;
  const [head = "", tail] = address.toLowerCase().replace(/%.*$/, "").split("::");
  const [first, last] = [head, tail ?? ""].map((part) => (part ? part.split(":") : []));
  const zeros = Array.from({ length: tail === undefined ? 0 : 8 - first!.length - last!.length }, () => "0");
  const groups = [...first!, ...zeros, ...last!].slice(0, 4).map((group) => Number.parseInt(group, 16));
  groups[3]! &= 0xff00;
  return `${groups.map((group) => group.toString(16)).join(":")}::/56`;
}
