import type { EventData, EventType } from "../../../shared/meeting/event.ts";

/** What the events of a meeting bear, by a fold of its own: none of the code that decides is used here. */

export type MeetingRow = {
  [T in EventType]: { seq: number; at: string; by: string; type: T; data: EventData[T] };
}[EventType];

/** What a meeting decided: by their hash the words, who does it, by when, what became of it. */
export type Decision = {
  id: string;
  words: string;
  person: string;
  due?: string;
  closed?: { as: "done" | "dropped"; on: string };
  /** The days on which whoever is to do it was reminded, or chased. */
  reminded: string[];
};

export type Gathering = {
  id: string;
  organiser: string;
  actions: string[];
  date: string;
  starts: string;
  ends: string;
  place: string;
  invited: string[];
  /** Everybody who ever was. */
  wasInvited: Set<string>;
  /** Ids of the documents on its agenda, and the words by their hash. */
  documents: string[];
  words: string[];
  status: "planned" | "off" | "held";
  reason?: string;
  present: string[];
  /** How many came who are not in the directory. */
  outsiders: number;
  minutes?: string;
  /** What it decided. */
  decisions: Decision[];
  /** Which of its events calendars were told of: each is one more revision of it (RFC 5546, 2.1.4). */
  told: MeetingRow[];
};

/** Of the rows of one meeting up to an instant, that included. */
export function gatheringAt(rows: readonly MeetingRow[], until = "9999"): Gathering | undefined {
  let gathering: Gathering | undefined;
  for (const row of rows.filter(({ at }) => at <= until)) {
    if (row.type === "planned") gathering = first(row);
    else if (gathering) next(gathering, row);
  }
  return gathering;
}

function first(row: Extract<MeetingRow, { type: "planned" }>): Gathering {
  const { id, organiser, actions, date, starts = "", ends = "", place, invited, agenda } = row.data;
  const plan = { id, organiser, actions, date, starts, ends, place, invited, wasInvited: new Set(invited) };
  return { ...plan, ...itemsOf(agenda), status: "planned", present: [], outsiders: 0, decisions: [], told: [row] };
}

function next(gathering: Gathering, row: MeetingRow): void {
  gathering.decisions = decided(gathering, row);
  if (row.type === "changed") {
    const { date, starts, ends, place, invited, agenda } = row.data;
    Object.assign(gathering, {
      ...(date && { date }),
      ...(starts && { starts }),
      ...(ends && { ends }),
      ...(place && { place }),
      ...(invited && { invited }),
      ...(agenda && itemsOf(agenda)),
      told: [...gathering.told, row],
    });
    for (const person of invited ?? []) gathering.wasInvited.add(person);
  }
  if (row.type === "cancelled") {
    const { reason } = row.data;
    Object.assign(gathering, { status: "off", ...(reason && { reason }), told: [...gathering.told, row] });
  }
  if (row.type === "recorded") {
    const minutes = row.data.minutesFile?.hash ?? row.data.minutes;
    const { present, outsiders } = row.data;
    Object.assign(gathering, { status: "held", present, outsiders, ...(minutes && { minutes }) });
    const { documents, words } = itemsOf(row.data.points ?? []);
    gathering.documents = [...gathering.documents, ...documents];
    gathering.words = [...gathering.words, ...words];
  }
}

function decided({ decisions }: Gathering, row: MeetingRow): Decision[] {
  if (row.type === "resolutionGiven") return [...decisions, { ...row.data.resolution, reminded: [] }];
  if (row.type === "resolutionsReminded") {
    const { resolutions, day } = row.data;
    return decisions.map((each) =>
      resolutions.includes(each.id) ? { ...each, reminded: [...each.reminded, day] } : each,
    );
  }
  if (row.type !== "resolutionClosed") return decisions;
  const { resolution, as, on } = row.data;
  return decisions.map((each) => (each.id === resolution ? { ...each, closed: { as, on } } : each));
}

function itemsOf(agenda: readonly { what: string; words?: string; deliverable?: string }[]) {
  return {
    documents: agenda.flatMap(({ deliverable }) => deliverable ?? []),
    words: agenda.flatMap(({ what, words }) => (what === "words" && words ? [words] : [])),
  };
}
