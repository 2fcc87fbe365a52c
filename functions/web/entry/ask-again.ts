import { href } from "../../../shared/addresses.ts";
import { openLink } from "../../../shared/stored/link.ts";
import { type Nothing, unlessConfirmed } from "../components/confirmation.ts";
import { done, param } from "../http/answer.ts";
import type { PageContext, Visitor, Web } from "../http/context.ts";
import type { Input } from "../http/input.ts";
import { mailLink } from "./ask-link.ts";
import { refuseLink } from "./open-link.ts";

/**
 * Mails a new link to the address that the network has of whoever had a link that is over: nothing is typed, and whoever else has it learns
 * nothing. Throws `link-invalid`, `unconfirmed`, `too-many-requests`.
 */
export async function askAgain(
  c: PageContext,
  web: Web,
  _: Visitor | undefined,
  input: Input<Nothing>,
): Promise<Response> {
  const token = param(c, "token");
  const link = await openLink(web.ports, token);
  if (!("reason" in link)) return done(c, href("openLink", { token }));
  const { person } = link;
  if (!person) return refuseLink(c, web);
  unlessConfirmed(input);
  await mailLink(c, web, person.address, async () => person);
  return done(c, href("linkSent"));
}
