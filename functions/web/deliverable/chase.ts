import * as z from "zod";
import { href } from "../../../shared/addresses.ts";
import { writtenToday } from "../../../shared/asking/written-today.ts";
import { issue } from "../../../shared/chain/issue.ts";
import { chasedOn } from "../../../shared/deliverable/chasing.ts";
import { dutiesOf, isWork } from "../../../shared/deliverable/duties.ts";
import type { State } from "../../../shared/deliverable/state.ts";
import { heldFor } from "../../../shared/deliverable/undoing/undoable.ts";
import { Refusal } from "../../../shared/errors.ts";
import { deliverables } from "../../../shared/stored/deliverable.ts";
import { holderName, presentPeople } from "../../../shared/stored/holders.ts";
import { putText } from "../../../shared/stored/text.ts";
import type { Holder, Instant } from "../../../shared/values.ts";
import { askedFrom, pageAsked } from "../components/asked-from.ts";
import { longestNote } from "../components/chase-form.ts";
import { nowOf } from "../components/duties.ts";
import type { Opened } from "../http/access.ts";
import { done } from "../http/answer.ts";
import type { PageContext, Web } from "../http/context.ts";
import { holder, type Input, InvalidRequest } from "../http/input.ts";
import { tell } from "../http/notice.ts";
import { say } from "../http/say.ts";

/** Whom a coordinator chases, one or several people and organisations, and two lines of their own; `from`: as `askedFrom`. */
export const chasing = z.strictObject({
  person: holder.optional(),
  people: z.array(holder).max(100, "input.many").default([]),
  from: askedFrom,
  note: z.string("input.wrong").trim().max(longestNote, "input.long").optional(),
});

/**
 * The coordinator chases people by name for what they owe of a deliverable; of several, those who were not written to today. Throws
 * `chased-today` where all were, `not-found` where none of them owes anything of it any more.
 */
export async function chase(
  c: PageContext,
  web: Web,
  { state, by, still }: Opened,
  { ok, filled }: Input<z.infer<typeof chasing>>,
): Promise<Response> {
  if (!ok) throw new InvalidRequest(filled.errors);
  const { ports } = web;
  const asked = [...(ok.person === undefined ? [] : [ok.person]), ...ok.people];
  if (asked.length === 0) throw new InvalidRequest([{ field: "person", message: say(c, web).text("input.person") }]);
  const there = await Promise.all(asked.map((each) => presentPeople(ports.store, [each])));
  const people = await notWrittenTo(
    web,
    state,
    asked.filter((_, index) => there[index]!.length > 0),
  );
  const note = ok.note ? { note: await putText(ports, ok.note) } : {};
  const issued = await issue(
    deliverables,
    ports,
    state.id,
    { type: "chase", by, people, day: nowOf(web).today, ...note },
    still,
  );
  const who = people.length === 1 ? await holderName(ports.store, people[0]!) : undefined;
  const told = await presentPeople(ports.store, people);
  const until = closingHeld(issued.state, ports.clock());
  const time = until === undefined ? "" : say(c, web).time(until);
  const one = until === undefined ? "done.chases" : "done.chases.waiting";
  const several = until === undefined ? "done.chases.all" : "done.chases.all.waiting";
  tell(c, { who: who ?? "", count: told.length, time }, who === undefined ? several : one);
  return done(c, `${pageAsked(ok.from) ?? href("deliverable", { id: state.id })}#awaited`);
}

/** Until when letters wait with a closing that may be taken back; undefined: with none. `now` in milliseconds. */
function closingHeld({ undoable = [] }: State, now: number): Instant | undefined {
  const closing = undoable.find(({ what }) => what === "roundClosed");
  const until = closing && heldFor(closing);
  return until !== undefined && Date.parse(until) > now ? until : undefined;
}

/** Of some people and organisations, those who owe something and whom no letter of today chased or reminded. */
async function notWrittenTo(web: Web, state: State, asked: readonly Holder[]): Promise<Holder[]> {
  const { today } = nowOf(web);
  const { store } = web.ports;
  const owing = dutiesOf(state).flatMap(({ person, what }) => (isWork(what) ? [person] : []));
  const written = await writtenToday(store, asked, nowOf(web));
  const chased = chasedOn(state, today);
  const isWritten = (holder: Holder) => chased.includes(holder) || written(holder, state.id) !== undefined;
  const fresh = asked.filter((holder) => !isWritten(holder));
  const late = asked.filter((holder) => owing.includes(holder) && isWritten(holder));
  if (late.length > 0 && !fresh.some((holder) => owing.includes(holder))) {
    const names = await Promise.all(late.map((holder) => holderName(store, holder)));
    throw new Refusal("chased-today", { who: names.flatMap((name) => name ?? []).join(", ") });
  }
  return fresh.filter((holder) => owing.includes(holder));
}
