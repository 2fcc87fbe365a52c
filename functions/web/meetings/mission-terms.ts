import { type MissionTerm, missionTerms } from "../../../shared/acts/missions.ts";
import { actionsToEnter } from "../../../shared/sight/entering.ts";
import type { Web } from "../http/context.ts";
import type { SeenMeeting } from "./who.ts";

/**
 * The terms by which whoever looks at a meeting may enter missions of it: all of them to a coordinator, for all who came; to somebody who
 * came, those of the actions that they may enter on.
 */
export async function missionTermsFor(
  { ports }: Web,
  { meeting, office, visitor }: SeenMeeting,
): Promise<MissionTerm[]> {
  const { id, belongs: organisation } = visitor.person;
  if (!office && !meeting.record?.present.includes(id)) return [];
  const terms = await missionTerms(ports.store, meeting);
  const may = await Promise.all(
    terms.map(async ({ agreement, action }) =>
      (await actionsToEnter(ports.store, { coordinator: office, organisation }, agreement)).includes(action),
    ),
  );
  return terms.filter((_, at) => may[at]);
}
