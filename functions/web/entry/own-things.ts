import { href } from "../../../shared/addresses.ts";
import { isOf } from "../../../shared/meeting/summary.ts";
import { loadState } from "../../../shared/stored/deliverable.ts";
import { purposeNow } from "../../../shared/stored/link.ts";
import { meetingsNamed } from "../../../shared/stored/meeting.ts";
import { openedAsGiven } from "../http/access.ts";
import type { Visitor, Web } from "../http/context.ts";
import { everyNamedRole, visitorAs } from "../http/rights.ts";
import type { Say } from "../http/say.ts";
import { destinationOf } from "./destination.ts";

/** A thing to which a link let somebody in: where it is, and in words what it is to them. */
export type OwnOpened = { id: string; address: string; title: string; words: string };

/** What whoever did not enter was let in to, each thing once; without words where nobody reads them. */
export async function ownThings(web: Web, visitor: Visitor, speak?: Say): Promise<OwnOpened[]> {
  const found = await Promise.all(
    visitor.grants.map(async ({ purpose, thing }): Promise<OwnOpened[]> => {
      if (thing === undefined || purpose === "enter") return [];
      if (purpose === "meeting") return meetingOpened(web, visitor, thing, speak);
      const loaded = await loadState(web.ports.store, thing);
      const opened = loaded && (await openedAsGiven(web, visitor, loaded.state, everyNamedRole));
      const named = purposeNow(purpose);
      if (!opened || named === "enter") return [];
      const { id, title } = opened.state;
      const words = speak?.text(named === "review" ? "hall.reviewed" : `hall.${named}`) ?? "";
      return [{ id, title, address: destinationOf(purpose, id), words }];
    }),
  );
  return [...new Map(found.flat().map((each) => [each.address, each])).values()];
}

async function meetingOpened({ ports }: Web, visitor: Visitor, thing: string, speak?: Say): Promise<OwnOpened[]> {
  const [meeting] = await meetingsNamed(ports.store, [thing]);
  if (!meeting || !isOf(meeting, visitorAs(visitor))) return [];
  const place = { id: thing, address: href("meeting", { meeting: thing }) };
  if (!speak) return [{ ...place, title: "", words: "" }];
  const { meetingTitle, tellingMeetings } = await import("../components/meeting-words.ts");
  return [{ ...place, title: meetingTitle(tellingMeetings(speak), meeting), words: speak.text("hall.meeting") }];
}
