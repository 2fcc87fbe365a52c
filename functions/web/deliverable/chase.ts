import * as z from "zod";
import { href } from "../../../shared/addresses.ts";
import { issue } from "../../../shared/chain/issue.ts";
import { deliverables } from "../../../shared/stored/deliverable.ts";
import { getPerson } from "../../../shared/stored/person.ts";
import { putText } from "../../../shared/stored/text.ts";
import { nowOf } from "../components/duties.ts";
import type { Opened } from "../http/access.ts";
import { done } from "../http/answer.ts";
import type { PageContext, Web } from "../http/context.ts";
import { type Input, InvalidRequest, identifier } from "../http/input.ts";
import { say } from "../http/say.ts";

/** Characters of a coordinator's own lines: about two. */
export const longestNote = 300;

/** Whom a coordinator chases, one or several, and two lines of their own. */
export const chasing = z.strictObject({
  person: identifier.optional(),
  people: z.array(identifier).max(100, "input.many").default([]),
  note: z.string("input.wrong").trim().max(longestNote, "input.long").optional(),
});

/**
 * The coordinator chases people by name for what they owe of a deliverable, once a day each: clicked again, it is the same.
 * Throws `not-found` where none of them owes anything of it any more.
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
  const people = found.flatMap((person) => (person && !person.removed ? [person.id] : []));
  const note = ok.note ? { note: await putText(ports, ok.note) } : {};
  await issue(deliverables, ports, state.id, { type: "chase", by, people, day: nowOf(web).today, ...note }, still);
  return done(
    c,
    `${href("deliverable", { id: state.id }, { chased: people.length === 1 ? people[0] : "all" })}#awaited`,
  );
}
