import { html } from "hono/html";
import { href } from "../../../shared/addresses.ts";
import { Refusal } from "../../../shared/errors.ts";
import { calendarOf, endCalendar, giveCalendar } from "../../../shared/stored/calendar.ts";
import { type Nothing, tick, unlessConfirmed } from "../components/confirmation.ts";
import { frame } from "../components/frame.ts";
import { row } from "../components/row.ts";
import { done } from "../http/answer.ts";
import { type Html, type PageContext, type Visitor, type Web, wantsJson } from "../http/context.ts";
import type { Input } from "../http/input.ts";
import { entered } from "../http/rights.ts";
import { type Say, say } from "../http/say.ts";

/**
 * The address that somebody gives their calendar program, or what it is where they have none yet. Throws `not-found` for who was
 * let in for one thing alone: a calendar shows all that is theirs.
 */
export async function calendar(c: PageContext, web: Web, visitor: Visitor): Promise<Response> {
  const { person } = whoEntered(visitor);
  const speak = say(c, web);
  const { text } = speak;
  const known = await calendarOf(web.ports, person);
  const address = known && `${web.settings.publicUrl}${href("calendarFile", { file: `${known.token}.ics` })}`;
  if (wantsJson(c)) return c.json({ calendar: address ?? null });
  const main = row(
    html`<p><a href="${href("home")}">${text("nav.home")}</a></p>`,
    html`<h1>${text("calendar.title")}</h1>
<p>${text("calendar.lead")}</p>
${known && address ? given(speak, address, known.made) : giving(speak)}`,
  );
  return frame(c, web, { title: text("calendar.title"), main, scripts: ["confirm.js"] });
}

function giving({ text }: Say): Html {
  return html`<p>${text("calendar.none")}</p>
<form method="post" action="${href("calendar")}" data-one-click>${tick(text("calendar.give.sure"))}
<button>${text("calendar.give")}</button></form>`;
}

function given({ text, day }: Say, address: string, made: string): Html {
  return html`<div class="field"><label for="address">${text("calendar.address")}</label>
<p class="hint" id="address-hint">${text("calendar.how")}</p>
<input id="address" type="url" value="${address}" readonly aria-describedby="address-hint"></div>
<p class="buttons"><a class="button" href="${address.replace(/^https?:/, "webcal:")}">${text("calendar.subscribe")}</a>
<a href="${address}">${text("calendar.download")}</a></p>
<p class="muted">${text("calendar.since", { date: day(made) })}</p>
<h2>${text("calendar.lost")}</h2>
<p>${text("calendar.lost.lead")}</p>
<div class="buttons"><form method="post" action="${href("calendar")}" data-one-click>${tick(text("calendar.again.sure"))}
<button class="second">${text("calendar.again")}</button></form>
<form method="post" action="${href("calendarEnd")}" data-one-click>${tick(text("calendar.end.sure"))}
<button class="second">${text("calendar.end")}</button></form></div>`;
}

/** Gives them an address, a new one in the place of the one that they had. Throws `not-found`, `conflict`. */
export async function give(c: PageContext, web: Web, visitor: Visitor, input: Input<Nothing>): Promise<Response> {
  const { person } = whoEntered(visitor);
  unlessConfirmed(input);
  await giveCalendar(web.ports, person);
  return done(c, href("calendar"));
}

/** Ends their address. Throws `not-found`, `conflict`. */
export async function end(c: PageContext, web: Web, visitor: Visitor, input: Input<Nothing>): Promise<Response> {
  const { person } = whoEntered(visitor);
  unlessConfirmed(input);
  await endCalendar(web.ports, person);
  return done(c, href("calendar"));
}

function whoEntered(visitor: Visitor): Visitor {
  if (!entered(visitor)) throw new Refusal("not-found");
  return visitor;
}
