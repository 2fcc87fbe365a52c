import { html } from "hono/html";
import * as z from "zod";
import { href } from "../../../shared/addresses.ts";
import { issue } from "../../../shared/chain/issue.ts";
import { delivered } from "../../../shared/deliverable/final/editions.ts";
import { longestShare, shareOf } from "../../../shared/deliverable/final/sharing.ts";
import type { State } from "../../../shared/deliverable/state.ts";
import { Refusal } from "../../../shared/errors.ts";
import { deliverables } from "../../../shared/stored/deliverable.ts";
import { shareToken } from "../../../shared/stored/share.ts";
import { putText } from "../../../shared/stored/text.ts";
import { addDays, endOfDay } from "../../../shared/time/calendar.ts";
import type { LocalDate } from "../../../shared/values.ts";
import { type Nothing, unlessConfirmed } from "../components/confirmation.ts";
import { nowOf } from "../components/duties.ts";
import { hidden, textField } from "../components/fields.ts";
import { nothingFilled } from "../components/filled.ts";
import { formPage } from "../components/form-page.ts";
import { frame } from "../components/frame.ts";
import { row } from "../components/row.ts";
import type { Opened } from "../http/access.ts";
import { attempt, done, param } from "../http/answer.ts";
import { type Html, type PageContext, type Web, wantsJson } from "../http/context.ts";
import { day } from "../http/day.ts";
import { type FieldError, type Filled, type Input, InvalidRequest, identifier, line } from "../http/input.ts";
import { within } from "../http/rates.ts";
import { type Say, say } from "../http/say.ts";
import { listShares, shareTable } from "./share-list.ts";

/** A shared link: its id, given by the form so that one sent twice makes one; for whom; its last day, a month on unless told. */
export const sharing = z.strictObject({
  share: identifier,
  label: line("input.share", 200),
  until: day.optional(),
});

/** Days that a shared link lives unless its coordinator says otherwise. */
const usualDays = 30;

/** The coordinator shares a final by a link, and finds those that were shared. `filled`: the form as it was refused. */
export async function shares(
  c: PageContext,
  web: Web,
  { state }: Opened,
  filled: Filled = nothingFilled,
): Promise<Response> {
  const listed = await listShares(web, state);
  if (wantsJson(c)) return c.json({ shares: listed });
  const speak = say(c, web);
  const { text } = speak;
  const body = html`${delivered(state) ? shareForm(web, speak, state, filled) : html`<p>${text("shares.not-yet")}</p>`}
${listed.length > 0 ? shareTable(speak, state, listed) : ""}`;
  const back = { href: href("final", { id: state.id }), label: state.title };
  return formPage(c, web, { title: text("shares.new"), back, filled, body, scripts: ["confirm.js"] });
}

/** For whom the link is, and until when. */
export function shareForm(web: Web, speak: Say, { id }: State, filled: Filled = nothingFilled): Html {
  const { text } = speak;
  const until = { name: "until", label: text("shares.until"), hint: text("shares.until.hint"), type: "date" } as const;
  return html`<p>${text("shares.lead")}</p>
<form method="post" action="${href("shares", { id })}" novalidate>${hidden("share", filled.typed.share ?? web.ports.ids())}
${textField(filled, { name: "label", label: text("shares.label"), hint: text("shares.label.hint") })}
${textField(filled, { ...until, value: usualDay(web) })}
<button>${text("shares.do")}</button></form>`;
}

function usualDay(web: Web): LocalDate {
  return addDays(nowOf(web).today, usualDays);
}

/** Makes it, and shows its address this once. */
export async function makeShare(
  c: PageContext,
  web: Web,
  opened: Opened,
  { ok, filled }: Input<z.infer<typeof sharing>>,
): Promise<Response> {
  if (!ok) return shares(c, web, opened, filled);
  const { ports, settings } = web;
  const { state, by, still } = opened;
  const { share, until = usualDay(web) } = ok;
  const errors = untilErrors(c, web, until);
  if (errors.length > 0) return shares(c, web, opened, { ...filled, errors });
  await within(web, "shares", state.id);
  const expires = endOfDay(until, settings.timeZone);
  const label = shareOf(state, share)?.label ?? (await putText(ports, ok.label));
  const command = { type: "share", by, share, label, expires } as const;
  const result = await attempt(c, filled, { "date-invalid": "until" }, async () => {
    const { state: now } = await issue(deliverables, ports, state.id, command, still);
    return made(c, web, opened, now, share);
  });
  return result instanceof Response ? result : shares(c, web, opened, result);
}

/** What is wrong with the last day of a link. Throws `request-invalid` in JSON. */
function untilErrors(c: PageContext, web: Web, until: LocalDate): FieldError[] {
  const { today } = nowOf(web);
  const last = addDays(today, longestShare);
  if (until >= today && until <= last) return [];
  const { text, date } = say(c, web);
  const errors = [{ field: "until", message: text("input.share.until", { date: date(last) }) }];
  if (wantsJson(c)) throw new InvalidRequest(errors);
  return errors;
}

/** Minutes in which a form that is sent again shows its link again to who made it: an answer may have been lost. */
const shownFor = 10;

/** The address of a link, this once; later on to the list of them. */
async function made(c: PageContext, web: Web, { visitor }: Opened, state: State, id: string): Promise<Response> {
  const share = shareOf(state, id)!;
  const since = web.ports.clock() - Date.parse(share.made);
  const isFresh = share.by === visitor.person.id && share.ended === undefined && since < shownFor * 60_000;
  if (!isFresh) return done(c, href("links", { id: state.id }));
  const { expires } = share;
  const shared = { deliverable: state.id, share: id };
  const token = await shareToken(web.ports, shared, { person: visitor.person, expires });
  const address = `${web.settings.publicUrl}${href("shared", { token })}`;
  if (wantsJson(c)) return c.json({ share: id, address, expires }, 201);
  const speak = say(c, web);
  const { text } = speak;
  const main = row(
    html`<p><a href="${href("final", { id: state.id })}">${state.title}</a></p>`,
    html`<h1>${text("shares.made")}</h1>
<div class="note done" role="status"><p>${text("shares.made.lead", { title: state.title, date: speak.until(expires) })}</p></div>
${addressField(speak, address)}
<p><a href="${href("links", { id: state.id })}">${text("shares.see")}</a></p>`,
  );
  return frame(c, web, { title: text("shares.made"), main });
}

function addressField({ text }: Say, address: string): Html {
  return html`<div class="field"><label for="address">${text("shares.address")}</label>
<input id="address" type="url" value="${address}" readonly></div>`;
}

/** Puts an end to one. Throws `unconfirmed`, `not-found`. */
export async function endShare(
  c: PageContext,
  web: Web,
  { state, by, still }: Opened,
  input: Input<Nothing>,
): Promise<Response> {
  const share = param(c, "share");
  if (!shareOf(state, share)) throw new Refusal("not-found");
  unlessConfirmed(input);
  await issue(deliverables, web.ports, state.id, { type: "endShare", by, share }, still);
  return done(c, href("links", { id: state.id }));
}
