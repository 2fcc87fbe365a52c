import { makeMinutes } from "../../../shared/acts/minutes-document.ts";
import { href } from "../../../shared/addresses.ts";
import { isBlank } from "../../../shared/deliverable/drafting/parts.ts";
import { Refusal } from "../../../shared/errors.ts";
import { loadState } from "../../../shared/stored/deliverable.ts";
import { unlessConfirmed } from "../components/confirmation.ts";
import { meetingTitle, tellingMeetings } from "../components/meeting-words.ts";
import { askerOf } from "../http/access.ts";
import { done } from "../http/answer.ts";
import type { PageContext, Web } from "../http/context.ts";
import type { Input } from "../http/input.ts";
import { sayIn } from "../http/say.ts";
import { hidesPeople } from "./cast.ts";
import type { Drafting } from "./entries.ts";
import { typedReader } from "./typed.ts";
import { documentsIn, type OpenedMeeting } from "./who.ts";

/**
 * Makes the minutes of a meeting that was held into a document, which those who were there review by link; where there is one
 * already, with a text, on to it. Throws `meeting-to-come`, `unconfirmed`.
 */
export async function makeDocument(
  c: PageContext,
  web: Web,
  { meeting, visitor }: OpenedMeeting,
  input: Input<Drafting>,
): Promise<Response> {
  unlessConfirmed(input);
  const { ports, settings } = web;
  const made = meeting.minutesDeliverable;
  const there = made === undefined ? undefined : (await loadState(ports.store, made))?.state;
  if (there && !isBlank(there)) return done(c, href("deliverable", { id: there.id }), { id: there.id });
  if (meeting.stage !== "held") throw new Refusal("meeting-to-come");
  const id = made ?? input.ok?.id ?? ports.ids();
  const title = meetingTitle(tellingMeetings(sayIn(settings.language, settings.timeZone)), meeting);
  const hidden = await hidesPeople(web, await documentsIn(web, meeting));
  const network = { network: settings.network, language: settings.language, read: typedReader(settings) };
  const upload = await makeMinutes(ports, askerOf(visitor, true), network, meeting, { id, title, hidden });
  const shown = upload === undefined ? href("draft", { id }) : href("upload", { id, upload });
  return done(c, shown, { id }, 201);
}
