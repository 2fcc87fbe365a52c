import { missionsOf } from "../../../shared/acts/missions.ts";
import { href } from "../../../shared/addresses.ts";
import type { MeetingSay } from "../components/meeting-words.ts";
import type { Web } from "../http/context.ts";
import { missionTermsFor } from "./mission-terms.ts";
import type { SeenMeeting } from "./who.ts";

/**
 * The way to the missions of a meeting that was held, where an agreement pays them: of all who came to a coordinator, with how many are to be
 * entered; one's own to whoever came and may enter it.
 */
export async function missionsWay(
  web: Web,
  { told }: MeetingSay,
  seen: SeenMeeting,
): Promise<{ to: string; label: string } | undefined> {
  const { meeting, office } = seen;
  const [paid, ...others] = await missionTermsFor(web, seen);
  if (!paid) return undefined;
  const to = href("meetingMissions", { meeting: meeting.id });
  if (!office) return { to, label: told("missions.own") };
  if (others.length > 0) return { to, label: told("missions.choose") };
  const missions = await missionsOf(web.ports.store, meeting, paid);
  const due = missions.filter(
    ({ entered, elsewhere, person }) => !entered && !elsewhere && person.belongs !== paid.agreement.funder,
  );
  if (due.length > 0) return { to, label: told("missions", { count: due.length }) };
  return missions.length > 0 ? { to, label: told("missions.there") } : undefined;
}
