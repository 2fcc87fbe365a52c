import * as z from "zod";
import { href } from "../../../shared/addresses.ts";
import { issue } from "../../../shared/chain/issue.ts";
import { delivered } from "../../../shared/deliverable/final/editions.ts";
import { asHandedOver } from "../../../shared/deliverable/final/handing-over.ts";
import { type Acting, actingAs, holdersIn, isNamed } from "../../../shared/deliverable/holder.ts";
import { everyoneIn } from "../../../shared/deliverable/place.ts";
import { openRound } from "../../../shared/deliverable/round/round.ts";
import type { State } from "../../../shared/deliverable/state.ts";
import { Refusal } from "../../../shared/errors.ts";
import type { Job } from "../../../shared/jobs/job.ts";
import { deliverables } from "../../../shared/stored/deliverable.ts";
import { presentPeople } from "../../../shared/stored/holders.ts";
import { oweJob } from "../../../shared/stored/job.ts";
import type { Holder, PersonId } from "../../../shared/values.ts";
import type { Opened } from "../http/access.ts";
import { done } from "../http/answer.ts";
import type { PageContext, Web } from "../http/context.ts";
import { holder, type Input } from "../http/input.ts";
import { within } from "../http/rates.ts";
import { links } from "./links.ts";

/** Whose link is mailed again: a person's, or those of an organisation. */
export const invitation = z.strictObject({ person: z.string("input.person").pipe(holder) });

/** The coordinator has the link of a person, or of all of an organisation, mailed again, which gives back an access that was ended; only its reader ever sees it. */
export async function invite(
  c: PageContext,
  web: Web,
  opened: Opened,
  { ok, filled }: Input<z.infer<typeof invitation>>,
): Promise<Response> {
  if (!ok) return links(c, web, opened, filled);
  const { ports } = web;
  const { state, by, still } = opened;
  const { person: to } = ok;
  const people = await presentPeople(ports.store, [to]);
  const [first] = people;
  const who: Acting = first && first.id === to ? actingAs(first) : to;
  if (!first || !isNamed(everyoneIn(state), holdersIn(who))) throw new Refusal("not-found");
  await within(web, "sentAgain", state.id, to);
  await issue(deliverables, ports, state.id, { type: "restoreAccess", by, person: to }, still);
  await oweJob(ports, jobFor(state, who, by.person, ports));
  return done(c, href("links", { id: state.id }));
}

/** The letter that the part of this person, or organisation, in the deliverable calls for now: a final is sent once it is handed over. */
function jobFor(state: State, who: Acting, by: PersonId, { ids, clock }: Web["ports"]): Job {
  const round = openRound(state);
  const [to] = holdersIn(who) as [Holder];
  const isFunder = isNamed(state.funders, holdersIn(who));
  const job = { id: `mail/again/${ids()}`, type: "mail", to, deliverable: state.id } as const;
  if (round?.reviewers.includes(to)) return { ...job, letter: "invited", round: round.number };
  if (isFunder && delivered(asHandedOver(state, clock()))) return { ...job, letter: "final" };
  return { ...job, by, letter: "accessSent" };
}
