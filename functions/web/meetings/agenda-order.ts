import { html } from "hono/html";
import * as z from "zod";
import { issueMeeting } from "../../../shared/acts/meetings.ts";
import { href } from "../../../shared/addresses.ts";
import { hashOf } from "../../../shared/chain/hash.ts";
import { Refusal } from "../../../shared/errors.ts";
import { type AgendaItem, type Meeting, planOf } from "../../../shared/meeting/state.ts";
import type { MeetingSay } from "../components/meeting-words.ts";
import { done } from "../http/answer.ts";
import type { Html, PageContext, Web } from "../http/context.ts";
import { type Input, InvalidRequest, identifier } from "../http/input.ts";
import { by } from "../programme/who.ts";
import type { ShownItem } from "./agenda-list.ts";
import type { OpenedMeeting } from "./who.ts";

/** An item of an agenda that changes places with the one before or after it. */
export const reordering = z.strictObject({ item: identifier, to: z.enum(["up", "down"], "input.wrong") });
export type Reordering = z.infer<typeof reordering>;

/**
 * The items of an agenda, one of which is chosen, and what moves it by one place; `moved`: the one that just was, which stays chosen.
 * None is otherwise: what a program sends as it finds it moves nothing.
 */
export function orderForm({ told }: MeetingSay, { id }: Meeting, items: readonly ShownItem[], moved?: string): Html {
  const choices = items.map((item, at) => {
    const field = `order-${at + 1}`;
    const checked = item.id === moved ? html` checked` : "";
    return html`<div class="choice"><input id="${field}" name="item" type="radio" value="${item.id}" required${checked}>
<label for="${field}">${at + 1}. ${item.title}</label></div>`;
  });
  const buttons = (["up", "down"] as const).map(
    (to) => html`<button class="second" name="to" value="${to}">${told(`order.${to}`)}</button> `,
  );
  return html`<details id="order"${moved === undefined ? "" : html` open`}><summary>${told("order")}</summary>
<form method="post" action="${href("meetingAgenda", { meeting: id })}"><fieldset class="field"><legend>${told("order.which")}</legend>${choices}</fieldset>
<p class="buttons">${buttons}</p></form></details>`;
}

/**
 * Moves an item by one place; at an end, nothing changes. Nobody is mailed: the order is read on the page. Throws `not-found` for an item
 * that there is not, `meeting-held`, `meeting-cancelled`, `meeting-changed`.
 */
export async function reorderAgenda(
  c: PageContext,
  web: Web,
  { meeting, visitor }: OpenedMeeting,
  { ok, filled }: Input<Reordering>,
): Promise<Response> {
  if (!ok) throw new InvalidRequest(filled.errors);
  if (meeting.stage !== "planned") throw new Refusal(meeting.stage === "held" ? "meeting-held" : "meeting-cancelled");
  const plan = planOf(meeting);
  const agenda = moved(plan.agenda, ok);
  if (!agenda) throw new Refusal("not-found");
  await issueMeeting(web.ports, meeting.id, {
    ...{ type: "change", by: by(visitor), seen: hashOf(plan) },
    ...{ ...plan, agenda },
  });
  return done(c, `${href("meeting", { meeting: meeting.id }, { ordered: ok.item })}#order`, { id: meeting.id });
}

/** The agenda with an item one place further; undefined: it has no such item. */
function moved(agenda: readonly AgendaItem[], { item, to }: Reordering): AgendaItem[] | undefined {
  const from = agenda.findIndex(({ id }) => id === item);
  if (from < 0) return undefined;
  const place = Math.min(agenda.length - 1, Math.max(0, from + (to === "up" ? -1 : 1)));
  const others = agenda.toSpliced(from, 1);
  return others.toSpliced(place, 0, agenda[from]!);
}

/** Items as a form gives them, in the order that the agenda had: matters and lines keep their places, lines in the form's own order. */
export function inAgendaOrder(
  before: readonly AgendaItem[],
  matters: readonly AgendaItem[],
  lines: readonly AgendaItem[],
): AgendaItem[] {
  const known = new Set(before.map(({ id }) => id));
  const words = [...lines];
  const kept = before.flatMap(({ id, what }): AgendaItem[] => {
    if (what === "words") return words.splice(0, 1);
    return matters.filter((item) => item.id === id);
  });
  return [...kept, ...matters.filter(({ id }) => !known.has(id)), ...words];
}
