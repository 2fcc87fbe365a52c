import * as z from "zod";
import { href } from "../../../shared/addresses.ts";
import { summarize } from "../../../shared/deliverable/summary.ts";
import { Refusal } from "../../../shared/errors.ts";
import type { Job } from "../../../shared/jobs/job.ts";
import { jobWrites } from "../../../shared/stored/job.ts";
import { isDone, onceWrite } from "../../../shared/stored/once.ts";
import { getPerson } from "../../../shared/stored/person.ts";
import { unlessConflict } from "../../../shared/stored/row.ts";
import { nowOf, owedIn } from "../components/duties.ts";
import type { Opened } from "../http/access.ts";
import { done } from "../http/answer.ts";
import type { PageContext, Web } from "../http/context.ts";
import { type Input, InvalidRequest, identifier } from "../http/input.ts";

/** Whom a coordinator chases. */
export const chasing = z.strictObject({ person: z.string("input.person").pipe(identifier) });

/** The coordinator chases someone by name for what they owe of a deliverable, once a day a person: clicked again, it is the same. Throws `not-found` for one who owes nothing of it any more. */
export async function chase(
  c: PageContext,
  web: Web,
  opened: Opened,
  { ok, filled }: Input<z.infer<typeof chasing>>,
): Promise<Response> {
  if (!ok) throw new InvalidRequest(filled.errors);
  const owed = await owedIn(web, [summarize(opened.state, "")]);
  const person = owed.has(ok.person) ? await getPerson(web.ports.store, ok.person) : undefined;
  if (!person || person.removed) throw new Refusal("not-found");
  await send(web, opened, person.id);
  return done(c, `${href("deliverable", { id: opened.state.id }, { chased: person.id })}#awaited`);
}

async function send(web: Web, { state, visitor, still }: Opened, person: string): Promise<void> {
  const { ports } = web;
  const { today } = nowOf(web);
  const what = `chased/${state.id}/${person}`;
  const job: Job = { id: `mail/${what}/${today}`, type: "mail", to: person, deliverable: state.id, letter: "chased" };
  const now = ports.clock();
  const chased = [onceWrite(what, today, visitor.person.id, now), ...jobWrites([job], now)];
  const sent = await unlessConflict(ports.store.commit([...(await still()), ...chased]));
  if (!sent && !(await isDone(ports, what, today))) throw new Refusal("conflict");
}
