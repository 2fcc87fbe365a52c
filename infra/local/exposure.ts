import { isIP } from "node:net";
import { Refusal } from "../../shared/errors.ts";
import type { Listening, NetworkLocation } from "./network.ts";

/** Whether a host's name or address is this machine's own, which no other can ask for. */
export function isLoopback(host: string): boolean {
  const name = host.toLowerCase().replace(/^\[|\]$/g, "");
  if (name === "localhost" || name === "::1") return true;
  return /^(::ffff:)?127\./.test(name) && isIP(name) !== 0;
}

/** The variable by which others than who sits at the machine can ask, as the environment has it: `HOST=0.0.0.0`. */
export function exposedBy({
  publicUrl,
  host,
  proxies = 0,
}: Pick<NetworkLocation, "publicUrl"> & Listening): string | undefined {
  const { protocol, hostname } = new URL(publicUrl);
  if (protocol === "https:" || !isLoopback(hostname)) return `PUBLIC_URL=${publicUrl}`;
  if (!isLoopback(host)) return `HOST=${host}`;
  return proxies > 0 ? `PROXIES=${proxies}` : undefined;
}

/** Mails hold links that let in: without a mail server they stay where others can ask for them. Throws `mail-missing`. */
export function checkExposure(location: NetworkLocation & Listening): void {
  const variable = exposedBy(location);
  if (variable !== undefined && !location.smtpUrl && !location.outboxGuarded)
    throw new Refusal("mail-missing", { variable });
}
