import { html } from "hono/html";
import { href } from "../../../shared/addresses.ts";
import type { State } from "../../../shared/deliverable/state.ts";
import { minutesKind } from "../../../shared/meeting/minutes-document.ts";
import { minutesOfMeeting } from "../../../shared/stored/meeting.ts";
import type { Html, Visitor, Web } from "../http/context.ts";
import { isOfMeeting } from "../http/rights.ts";
import type { Say } from "../http/say.ts";

/** The way from minutes that are a document back to their meeting, for who may open it. */
export async function meetingLink(web: Web, speak: Say, state: State, visitor: Visitor): Promise<Html | ""> {
  if (state.kind !== minutesKind) return "";
  const meeting = await minutesOfMeeting(web.ports.store, state.id);
  if (!meeting) return "";
  if (!isOfMeeting(visitor, meeting)) return "";
  const { meetingTitle, tellingMeetings } = await import("./meeting-words.ts");
  return html`<p><a href="${href("meeting", { meeting: meeting.id })}">${meetingTitle(tellingMeetings(speak), meeting)}</a></p>`;
}
