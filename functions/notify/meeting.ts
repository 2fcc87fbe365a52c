import { lastSaid, meetingFacts } from "../../shared/acts/meeting.ts";
import type { Seminar } from "../../shared/deliverable/round/sittings.ts";
import type { Round, State } from "../../shared/deliverable/state.ts";
import type { Meeting } from "../../shared/formats/icalendar.ts";
import { languageRecord } from "../../shared/i18n/languages.ts";
import { getText } from "../../shared/stored/text.ts";
import { oneLine } from "./letter.ts";
import { type Occasion, quoted } from "./occasion.ts";

/**
 * The seminar of a round for one participant's calendar (iCalendar), in their language; undefined where the coordinator,
 * who calls it, left. It holds no link of theirs: calendars are shown to others.
 */
export async function meetingOf(
  occasion: Occasion,
  state: State,
  round: Round,
  seminar: Seminar,
  method: Meeting["method"],
): Promise<string | undefined> {
  const { coordinator, to, settings, say, ports } = occasion;
  if (!coordinator) return undefined;
  const facts = meetingFacts(settings, state, round, seminar);
  const said = await lastSaid(ports.store, state, round);
  const { writeMeeting } = await import("../../shared/formats/icalendar.ts");
  return writeMeeting({
    ...{ ...facts, method },
    stamp: said?.at ?? round.opened,
    summary: say("meeting.summary", { quoted: quoted(occasion, state) }),
    description: await descriptionOf(occasion, state, seminar),
    organizer: { name: oneLine(coordinator.name), address: coordinator.address },
    attendee: { name: oneLine(to.name), address: to.address },
  });
}

async function descriptionOf(occasion: Occasion, { title }: State, seminar: Seminar): Promise<string> {
  const { say, ports, language, action = "" } = occasion;
  const colon = `${languageRecord(language).colon} `;
  const agenda = seminar.agenda && (await getText(ports.files, seminar.agenda));
  const facts: [string, string | undefined][] = [
    [say("fact.title"), oneLine(title)],
    [say("fact.action"), oneLine(action)],
    [say("fact.call"), seminar.call],
    [say("fact.agenda"), agenda],
  ];
  return facts.flatMap(([name, value]) => (value ? [`${name}${colon}${value}`] : [])).join("\n");
}
