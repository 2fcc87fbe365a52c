import { issueMeeting } from "../../../shared/acts/meetings.ts";
import { href } from "../../../shared/addresses.ts";
import { Refusal } from "../../../shared/errors.ts";
import { holderName, presentPeople } from "../../../shared/stored/holders.ts";
import { pageAsked } from "../components/asked-from.ts";
import { nowOf } from "../components/duties.ts";
import { askerOf } from "../http/access.ts";
import { done } from "../http/answer.ts";
import type { PageContext, Web } from "../http/context.ts";
import { type Input, InvalidRequest } from "../http/input.ts";
import { tell } from "../http/notice.ts";
import type { ChasingDoer } from "./entries.ts";
import type { OpenedResolution } from "./who.ts";

/**
 * The coordinator chases whoever is to do what a meeting decided, by a letter. Throws `chased-today` where a letter of today chased or
 * reminded them of it, `resolution-closed` where it is done or dropped, `not-found` where nobody but oneself is there to do it.
 */
export async function chaseDoer(
  c: PageContext,
  web: Web,
  { meeting, resolution, visitor }: OpenedResolution,
  { ok, filled }: Input<ChasingDoer>,
): Promise<Response> {
  if (!ok) throw new InvalidRequest(filled.errors);
  const { id, person, closed, reminded } = resolution;
  const { today: day } = nowOf(web);
  if (closed) throw new Refusal("resolution-closed");
  const { store } = web.ports;
  const others = (await presentPeople(store, [person])).filter((each) => each.id !== visitor.person.id);
  if (others.length === 0) throw new Refusal("not-found");
  const who = (await holderName(store, person)) ?? "";
  if (reminded.includes(day)) throw new Refusal("chased-today", { who });
  const by = askerOf(visitor, true);
  const { events } = await issueMeeting(web.ports, meeting.id, { type: "remind", by, resolutions: [id], day });
  if (events.length === 0) throw new Refusal("chased-today", { who });
  tell(c, { who }, "done.chases");
  const page = pageAsked(ok.from);
  return done(c, page === undefined ? href("resolution", { meeting: meeting.id, resolution: id }) : `${page}#awaited`);
}
