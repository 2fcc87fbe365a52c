import { Hono } from "hono";
import * as z from "zod";
import { Refusal } from "../../../shared/errors.ts";
import { issue } from "../../../shared/line/issue.ts";
import { oweJob } from "../../../shared/line/rows/job.ts";
import { getPerson } from "../../../shared/line/rows/person.ts";
import type { Job } from "../../../shared/workflow/job.ts";
import { everyoneIn } from "../../../shared/workflow/place.ts";
import { openRound } from "../../../shared/workflow/round.ts";
import type { State } from "../../../shared/workflow/state.ts";
import { theDeliverable } from "../access.ts";
import { done } from "../answer.ts";
import type { Variables, Web } from "../context.ts";
import { readInput } from "../input.ts";
import { identifier } from "../plan.ts";
import { within } from "../rates.ts";
import { links } from "./links.ts";

const invitation = z.strictObject({ person: z.string("input.person").pipe(identifier) });

/** The coordinator has someone's link mailed again, which gives back an access that was ended; only its person ever sees it. */
export function invitationPages(web: Web): Hono<{ Variables: Variables }> {
  return new Hono<{ Variables: Variables }>().post("/deliverables/:id/invitations", async (c) => {
    const { ports } = web;
    const { state, by, still } = await theDeliverable(c, web, "coordinator");
    const { ok, filled } = await readInput(c, invitation);
    if (!ok) return links(c, web, filled);
    const person = everyoneIn(state).includes(ok.person) ? await getPerson(ports.store, ok.person) : undefined;
    if (!person || person.removed) throw new Refusal("not-found");
    await within(web, "sentAgain", state.id, person.id);
    await issue(ports, state.id, { type: "restoreAccess", by, person: person.id }, still);
    await oweJob(ports, jobFor(state, person.id, ports.ids()));
    return done(c, `/deliverables/${state.id}/links?sent`);
  });
}

/** The letter that this person's part in the deliverable calls for now. */
function jobFor(state: State, to: string, id: string): Job {
  const round = openRound(state);
  const job = { id: `mail/again/${id}`, type: "mail", to, deliverable: state.id } as const;
  if (round?.reviewers.includes(to)) return { ...job, letter: "invited", round: round.number };
  if (state.funders.includes(to) && state.final && state.final.outputs.length > 0) return { ...job, letter: "final" };
  return { ...job, letter: "access" };
}
