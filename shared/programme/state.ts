import type { Period } from "../time/period.ts";
import type { VagueDate } from "../time/vague-date.ts";
import type { Hash, OrganisationId } from "../values.ts";

/** Raised when events make another state than they did: a stored one of before is made anew from its events. */
export const programmeSchema = 1;

/** The actions of a year, or of another period, in families: what a network set out to do. */
export type Programme = Period & {
  schema: typeof programmeSchema;
  /** "2008". */
  id: string;
  seq: number;
  head: Hash;
  title: string;
  families: Family[];
  /** In their order, those that were removed too: what was made of them still names them. */
  actions: Action[];
};

/** A group of actions, such as "Outils"; the matrix has one heading for each. */
export type Family = { id: string; title: string };

/** One action: a column of the matrix. */
export type Action = {
  /** Within its programme: "interculturalite". */
  id: string;
  title: string;
  /** What the matrix calls it, where that is not its title. */
  heading?: string;
  family: string;
  /** Where it is not the programme's. */
  period?: Period;
  /** Parts of an action that has several: the note, and the watch. */
  strands: Strand[];
  /** Types of intervention, a line each: "Réunions". */
  interventions: string[];
  steering: Steering;
  /** Organisations that take part. */
  concerned: OrganisationId[];
  /** What it is for, in some sentences. */
  intent: string;
  /** Documents and results, a line each, as the matrix says them. */
  results: string[];
  expected: Expected[];
  funding: Funding;
  payment: PaymentTerm[];
  removed?: true;
};

export type Strand = { id: string; title: string; intent: string };

/** `words`: as it was said, "ORIV puis ODTI", where the names of the organisations alone do not say it. */
export type Steering = { organisations: OrganisationId[]; words?: string };

/** `none`: why nobody else pays, or "": no funding is something to know of an action. */
export type Funding = { by: OrganisationId[] } | { none: string };

/** What is paid, in words; `unit` and `planned` (hundredths of the unit) where it is counted: 14 days. */
export type PaymentTerm = { words: string; unit?: Unit; planned?: number };

export const units = ["hour", "day", "mission", "direct-cost", "running-cost", "lump-sum"] as const;
export type Unit = (typeof units)[number];

/** What an action is to bring: so many documents of a kind, sheets of a kind, or a meeting, by a date. */
export type Expected = {
  /** Within its action: "note-finale". */
  id: string;
  title: string;
  count: number;
  when?: VagueDate;
  /** The strand that it belongs to, of an action that has several. */
  strand?: string;
  /** The expected documents of the same action that it grows out of. */
  sources: string[];
} & ({ what: "document" | "sheets"; kind?: string } | { what: "meeting"; kind?: MeetingKind });

/** Network meeting, internal, national or external seminar, regional meeting, restitution. */
export const meetingKinds = ["network", "internal", "national", "external", "regional", "restitution"] as const;
export type MeetingKind = (typeof meetingKinds)[number];

/** The id of the programme of actions that no programme had: those that deliverables named in words of their own. */
export const outsideProgramme = "avant";

/** What names an action among all programmes: "2008/interculturalite". */
export type ActionRef = `${string}/${string}`;

/** The name of an action among all programmes. */
export function actionRef(programme: string, action: string): ActionRef {
  return `${programme}/${action}`;
}

/** The programme and the action that a name is of; undefined: a text of before, such as "Interculturalité". */
export function parseActionRef(text: string): { programme: string; action: string } | undefined {
  const [, programme, action] = /^([a-z\d][a-z\d-]{0,63})\/([a-z\d][a-z\d-]{0,63})$/.exec(text) ?? [];
  return programme === undefined || action === undefined ? undefined : { programme, action };
}

/** A title as it is compared: what sort of spaces it has, and how many, makes no other title. */
export function titleKey(title: string): string {
  return title.normalize("NFC").replace(/\s+/gu, " ").trim();
}

/** A programme without its actions. */
export function planOf({ title, from, until, families }: Programme): Period & Pick<Programme, "title" | "families"> {
  return { title, from, until, families };
}

/** The actions that were not removed. */
export function presentActions({ actions }: Pick<Programme, "actions">): Action[] {
  return actions.filter(({ removed }) => !removed);
}

/** An action by its id, a removed one too. */
export function actionOf({ actions }: Pick<Programme, "actions">, id: string): Action | undefined {
  return actions.find((action) => action.id === id);
}
