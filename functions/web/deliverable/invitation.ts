import * as z from "zod";
import { href } from "../../../shared/addresses.ts";
import { issue } from "../../../shared/chain/issue.ts";
import { everyoneIn } from "../../../shared/deliverable/place.ts";
import { openRound } from "../../../shared/deliverable/round/round.ts";
import type { State } from "../../../shared/deliverable/state.ts";
import { Refusal } from "../../../shared/errors.ts";
import type { Job } from "../../../shared/jobs/job.ts";
import { deliverables } from "../../../shared/stored/deliverable.ts";
import { oweJob } from "../../../shared/stored/job.ts";
import { getPerson } from "../../../shared/stored/person.ts";
import type { Opened } from "../http/access.ts";
import { done } from "../http/answer.ts";
import type { PageContext, Web } from "../http/context.ts";
import { type Input, identifier } from "../http/input.ts";
import { within } from "../http/rates.ts";
import { links } from "./links.ts";

/** Whose link is mailed again. */
export const invitation = z.strictObject({ person: z.string("input.person").pipe(identifier) });

/** The coordinator has someone's link mailed again, which gives back an access that was ended; only its person ever sees it. */
export async function invite(
  c: PageContext,
  web: Web,
  opened: Opened,
  { ok, filled }: Input<z.infer<typeof invitation>>,
): Promise<Response> {
  if (!ok) return links(c, web, opened, filled);
  const { ports } = web;
  const { state, by, still } = opened;
  const person = everyoneIn(state).includes(ok.person) ? await getPerson(ports.store, ok.person) : undefined;
  if (!person || person.removed) throw new Refusal("not-found");
  await within(web, "sentAgain", state.id, person.id);
  await issue(deliverables, ports, state.id, { type: "restoreAccess", by, person: person.id }, still);
  await oweJob(ports, jobFor(state, person.id, ports.ids()));
  return done(c, href("links", { id: state.id }, { sent: true }));
}

/** The letter that this person's part in the deliverable calls for now. */
function jobFor(state: State, to: string, id: string): Job {
  const round = openRound(state);
  const job = { id: `mail/again/${id}`, type: "mail", to, deliverable: state.id } as const;
  if (round?.reviewers.includes(to)) return { ...job, letter: "invited", round: round.number };
  if (state.funders.includes(to) && state.final && state.final.outputs.length > 0) return { ...job, letter: "final" };
  return { ...job, letter: "access" };
}
