import * as z from "zod";
import { href } from "../../../shared/addresses.ts";
import { writtenToday } from "../../../shared/asking/written-today.ts";
import { issue } from "../../../shared/chain/issue.ts";
import { chasedOn } from "../../../shared/deliverable/chasing.ts";
import { dutiesOf, isWork } from "../../../shared/deliverable/duties.ts";
import type { State } from "../../../shared/deliverable/state.ts";
import { Refusal } from "../../../shared/errors.ts";
import { parseActionRef } from "../../../shared/programme/state.ts";
import { deliverables } from "../../../shared/stored/deliverable.ts";
import { fullName, getPerson, type Person } from "../../../shared/stored/person.ts";
import { putText } from "../../../shared/stored/text.ts";
import { nowOf } from "../components/duties.ts";
import type { Opened } from "../http/access.ts";
import { done } from "../http/answer.ts";
import type { PageContext, Web } from "../http/context.ts";
import { type Input, InvalidRequest, identifier } from "../http/input.ts";
import { say } from "../http/say.ts";

/** Characters of a coordinator's own lines: about two. */
export const longestNote = 300;

/** Whom a coordinator chases, one or several, and two lines of their own; `from`: "year", or an action, whose page they are on. */
export const chasing = z.strictObject({
  person: identifier.optional(),
  people: z.array(identifier).max(100, "input.many").default([]),
  from: z.string("input.wrong").max(140, "input.long").optional(),
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
  const found = await Promise.all(asked.map((id) => getPerson(ports.store, id)));
  const present = found.flatMap((person) => (person && !person.removed ? [person] : []));
  const people = await notWrittenTo(web, state, present);
  const note = ok.note ? { note: await putText(ports, ok.note) } : {};
  await issue(deliverables, ports, state.id, { type: "chase", by, people, day: nowOf(web).today, ...note }, still);
  return done(c, `${pageOf(state.id, ok.from, people.length === 1 ? people[0]! : "all")}#awaited`);
}

/** Of some people, those whom no letter of today chased or reminded. */
async function notWrittenTo(web: Web, state: State, people: readonly Person[]): Promise<string[]> {
  const { today } = nowOf(web);
  const ids = people.map(({ id }) => id);
  const owing = dutiesOf(state).flatMap(({ person, what }) => (isWork(what) ? [person] : []));
  const written = await writtenToday(web.ports.store, ids, nowOf(web));
  const chased = chasedOn(state, today);
  const isWritten = (person: string) => chased.includes(person) || written(person, state.id) !== undefined;
  const fresh = ids.filter((person) => !isWritten(person));
  const late = people.filter(({ id }) => owing.includes(id) && isWritten(id));
  if (late.length > 0 && !fresh.some((person) => owing.includes(person)))
    throw new Refusal("chased-today", { who: late.map(fullName).join(", ") });
  return fresh;
}

/** The page that a chase was asked on, which says that it is done. */
function pageOf(id: string, from: string | undefined, chased: string): string {
  const ref = from === undefined ? undefined : parseActionRef(from);
  if (from === "year") return href("year", {}, { chased });
  return ref ? href("action", ref, { chased }) : href("deliverable", { id }, { chased });
}
