import { html } from "hono/html";
import * as z from "zod";
import { href } from "../../../shared/addresses.ts";
import type { Store } from "../../../shared/ports.ts";
import { oweAnew } from "../../../shared/stored/job.ts";
import { findPerson, getPerson, type Person } from "../../../shared/stored/person.ts";
import { unlessConfirmed } from "../components/confirmation.ts";
import { errorSummary, nothingFilled } from "../components/filled.ts";
import { frame } from "../components/frame.ts";
import { linkForm } from "../components/link-form.ts";
import type { OwnLinkAsked } from "../components/narrow.ts";
import { row } from "../components/row.ts";
import { done } from "../http/answer.ts";
import type { PageContext, Visitor, Web } from "../http/context.ts";
import type { Filled, Input } from "../http/input.ts";
import { readsOutbox } from "../http/outbox.ts";
import { isBeyondShare, isWithin } from "../http/rates.ts";
import { say } from "../http/say.ts";

export const linkAsked = z.strictObject({
  address: z.email("input.address").max(254, "input.long"),
  /** What they typed waits on the page that they ask from. */
  waits: z.boolean().optional(),
});
type LinkAsked = z.infer<typeof linkAsked>;

/** The front door: whoever is not in asks for their link. */
export function askLink(c: PageContext, web: Web, filled: Filled = nothingFilled): Promise<Response> {
  const speak = say(c, web);
  const { text } = speak;
  const main = row(
    "",
    html`${errorSummary(speak, filled)}
<h1>${text("home.title")}</h1>
<p>${text("home.lead")}</p>
<p>${text("home.link.lead")}</p>
${linkForm(speak, filled)}`,
  );
  const refused = filled.errors.length > 0;
  return frame(c, web, { title: text("home.short"), main, refused });
}

/** In place of a person's id where nobody is meant. */
const nobody = "nobody";
/** Seconds by which a link's mail leaves later where one client asks for many. */
const slowly = 300;

/**
 * Mails the link that was asked for. Says the same whether or not the address is known, and whether or not it was asked for too often; what is read and
 * written is the same too, so that the time it takes tells nothing. Nobody is refused for what others ask: who asks for
 * many makes their own mails wait. All addresses that are not known share one job, so that they cannot fill the store.
 */
export async function sendLink(
  c: PageContext,
  web: Web,
  _: Visitor | undefined,
  { ok, filled }: Input<LinkAsked>,
): Promise<Response> {
  if (!ok) return askLink(c, web, filled);
  const address = ok.address.trim().toLowerCase();
  await mailLink(c, web, address, (store) => findPerson(store, address));
  return done(c, `${href("linkSent")}${ok.waits ? "?waits" : ""}`);
}

/** Mails whoever is in by a link of one thing the link of all their pages. Throws `unconfirmed`. */
export async function sendOwnLink(
  c: PageContext,
  web: Web,
  { person }: Visitor,
  input: Input<OwnLinkAsked>,
): Promise<Response> {
  unlessConfirmed(input);
  await mailLink(c, web, person.address, async () => person);
  return done(c, href(input.ok?.page ?? "home"));
}

/** Mails a link to whoever `find` knows, within what an address and who asks may have. */
export async function mailLink(
  c: PageContext,
  web: Web,
  address: string,
  find: (store: Store) => Promise<Person | undefined>,
): Promise<void> {
  const { ports } = web;
  const after = (await isBeyondShare(c, web, "linksAsked")) ? slowly : 0;
  if (!(await isWithin(web, "linksMailed", address))) return;
  const person = (await find(ports.store)) ?? (await getPerson(ports.store, nobody));
  const to = person?.id ?? nobody;
  const job = person ? ports.ids() : nobody;
  await oweAnew(ports, { id: `mail/access/${job}`, type: "mail", to, letter: "access" }, after);
}

/** What happens next, whether or not the address is known. */
export function linkSent(c: PageContext, web: Web): Promise<Response> {
  const { text } = say(c, web);
  const main = row(
    "",
    html`<h1>${text("link.sent.title")}</h1>
<p>${text("link.sent.lead")}</p>
${c.req.query("waits") === undefined ? "" : html`<p>${text("link.sent.waits")}</p>`}
<p>${text("link.sent.else")}</p>
${readsOutbox(c, web) ? html`<p><a href="${href("outbox")}">${text("link.sent.outbox")}</a></p>` : ""}
<p><a href="${href("home")}">${text("error.home")}</a></p>`,
  );
  return frame(c, web, { title: text("link.sent.title"), main });
}
