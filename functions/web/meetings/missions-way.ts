import { missionsOf, missionTerms } from "../../../shared/acts/missions.ts";
import { href } from "../../../shared/addresses.ts";
import type { MeetingSay } from "../components/meeting-words.ts";
import type { Web } from "../http/context.ts";
import type { SeenMeeting } from "./who.ts";

/**
 * The way to the missions of a meeting that was held, where an agreement pays them: of all who came to a coordinator, with how many are to be
 * entered; one's own to whoever came.
 */
export async function missionsWay(
  { ports }: Web,
  { told }: MeetingSay,
  { meeting, office, visitor }: SeenMeeting,
): Promise<{ to: string; label: string } | undefined> {
  const [paid, ...others] = await missionTerms(ports.store, meeting);
  const came = meeting.record?.present.includes(visitor.person.id) ?? false;
  if (!paid || !(office || came)) return undefined;
  const to = href("meetingMissions", { meeting: meeting.id });
  if (!office) return { to, label: told("missions.own") };
  if (others.length > 0) return { to, label: told("missions.choose") };
  const missions = await missionsOf(ports.store, meeting, paid);
  const due = missions.filter(
    ({ entered, elsewhere, person }) => !entered && !elsewhere && person.belongs !== paid.agreement.funder,
  );
  if (due.length > 0) return { to, label: told("missions", { count: due.length }) };
  return missions.length > 0 ? { to, label: told("missions.there") } : undefined;
}
