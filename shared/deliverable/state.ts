import type { RefusalCode } from "../errors.ts";
import type { RoundDemands } from "../kinds/kind.ts";
import type { Ballot, Quorum } from "../quorum/quorum.ts";
import type { FileRef, Hash, Holder, Instant, LocalDate, PersonId, TextRef } from "../values.ts";
import type { Download, Final, Making, PastEdition, Share } from "./final/final.ts";
import type { Origin } from "./origins/origin.ts";
import type { Source } from "./origins/source.ts";
import type { Translation } from "./origins/translated.ts";
import type { DueDates } from "./plan/due-dates.ts";
import type { Disposition } from "./remarks/contribution.ts";
import type { Undoable } from "./undoing/undoable.ts";

/** Raised when events make another state than they did: a stored one of before is made anew from its events. */
export const stateSchema = 17;

/** One deliverable, as its events made it: ids, hashes and counts only (texts are files named by their hash). */
export type State = {
  schema: typeof stateSchema;
  id: string;
  /** Of the last event, from 1, and its hash: the head of the chain. */
  seq: number;
  head: string;
  stage: Stage;
  kind: string;
  title: string;
  /** An action's name among all programmes, "2008/interculturalite"; a text of its coordinator's where it is none. */
  action: string;
  /** What it answers, of what is expected of the action: an id within it. */
  expectation?: string;
  /** BCP 47, the document's own. */
  language: string;
  coordinator: PersonId;
  /** People, or organisations for their people. */
  authors: Holder[];
  reviewers: PersonId[];
  funders: Holder[];
  /** Approvals needed. */
  quorum: Quorum;
  due: DueDates;
  created: Instant;
  /** When it got these dates. */
  dueGiven: Instant;
  /** The parts to come, in order: one, or one a member. */
  parts: PartPlan[];
  /** Parts that are no more: versions and uploads of before name them. */
  dropped: PartPlan[];
  /** Uploads that are being read, and the last that were; events have all. */
  uploads: Record<string, Upload>;
  /** The current draft is the last; before it, those that a round was about. Events have all. */
  versions: Version[];
  /** How many versions it had: the number of the last. */
  numbered: number;
  /** The last of them; events have all. */
  rounds: Round[];
  /** The meetings on whose agenda it is or was, in the order in which it heard of them; the last of them: events have all. */
  meetings: Sitting[];
  final?: Final;
  /** The version of another deliverable that its text began as. */
  derivesFrom?: Origin;
  /** What it draws on, in the order it was added; absent: nothing was. */
  drawsOn?: Source[];
  /** The editions of before the final, oldest first; while a new one is being made, all there are. Their files stay. */
  editions: PastEdition[];
  /** The new edition that is being made. */
  making?: Making;
  /** Who downloaded which file of which edition; the last of them: events have all. */
  downloads?: Download[];
  /** Links to the final for people outside of the directory: those that may open, and the last that do not any more; events have all. */
  shares?: Share[];
  /** Of a translation: what it translates. */
  translates?: Translation;
  /** Deliverables that translate this one. */
  translations?: { deliverable: string; language: string }[];
  /** Who was chased on the last day on which anybody was. */
  chased?: Chased;
  withdrawn?: Instant;
  /** The day it was then at the network's place. */
  withdrawnOn?: LocalDate;
  /** What people were given of it, so that who leaves keeps that (see `place.ts`). */
  places: Record<Holder, Involvement>;
  /** What was done last and may be taken back by who did it, from the last one on; absent: nothing. */
  undoable?: Undoable[];
  /** The event that was taken back, where nothing came since. */
  undone?: number;
};

/** Who was chased on a day; `waiting`: those of them whose letters wait with a closing that may be taken back, the event `of`. */
export type Chased = { day: LocalDate; people: PersonId[]; waiting?: { of: number; people: PersonId[] } };

/**
 * What someone was given: `author`, `funder`: the last event they knew when they were taken off; `reviewer`, `invited`: the
 * last round whose version they were asked to read, or to discuss. `ended`: the coordinator ended their access.
 */
export type Involvement = { author?: number; funder?: number; reviewer?: number; invited?: number; ended?: true };

export type Stage = "draft" | "review" | "final" | "withdrawn";

/**
 * `title`: the member's name where a kind has one part a member, else ""; `people`: authors who owe it, if any is
 * named.
 */
export type PartPlan = { id: string; title: string; people?: Holder[] };

export type Upload = {
  part: string;
  by: PersonId;
  /** The organisation as whose author they send it, "org:oriv"; absent: as themselves. */
  as?: Holder;
  /** The coordinator sent the file for others, and not as one of its authors. */
  office?: true;
  name: string;
  /** `proposed`: a part of a final, which waits for the coordinator. */
  status: "awaited" | "proposed" | "accepted" | "refused";
  /** It was asked for when the document was final: it proposes a new edition. */
  proposes?: true;
  /** Of a proposal, as it was read; one that was taken up keeps it until the edition is there: given up, it is proposed again. */
  offer?: { part: ManifestPart; check: PartCheck };
  /** The edition that was made of it, or is being: the last file of its part that came for that edition. */
  taken?: number;
  requested: Instant;
  /** Absent: nothing was chosen. */
  reading?: ReadingChoices;
  version?: Hash;
  /** Its sender knows that it has not all corrections that were applied to the draft. */
  takesBack?: true;
  /** How many contributions it opened again, applied to the draft that it replaced. */
  reopened?: number;
  /** `reason`: the coordinator's, of a proposal that they did not take up. */
  refused?: { code: RefusalCode; details: Record<string, string | number>; reason?: TextRef };
};

/** How an author asks for a file to be read: as if all its tracked changes were accepted, or all rejected. */
export type ReadingChoices = { changes: "accepted" | "rejected" };

/** A version: its manifest, named by the SHA-256 of its canonical JSON (RFC 8785). */
export type Version = {
  hash: Hash;
  /** By which people tell it from others, from 1: "version 2"; absent: it is proposed of a final, and no draft yet. */
  number?: number;
  accepted: Instant;
  by: PersonId;
  manifest: Manifest;
  checks: Record<string, PartCheck>;
};
export type Manifest = { schema: 1; deliverable: string; kind: string; parts: ManifestPart[] };
export type ManifestPart = {
  part: string;
  /** Of the file as sent. */
  source: Hash;
  /** Of the tree as read, its name in the file store. */
  tree: Hash;
  /** Which reader, at which version: "docx/1". */
  reader: string;
  /** As it was asked for. */
  reading: Partial<ReadingChoices>;
  assets: Hash[];
  /** Ids of the contributions that were applied to the tree as read, or to the one before it and are in its words, in their order. */
  corrections?: string[];
};
/**
 * What reading a part found: sections its kind requires and it lacks, which of those are there and still to be written (absent: none, and in
 * all that was read before it was told), figures without alternative, warnings in all.
 */
export type PartCheck = { missing: string[]; unwritten?: string[]; withoutAlternative: number; warnings: number };

export type Round = {
  number: number;
  version: Hash;
  opened: Instant;
  deadline: Instant;
  /** When it got this deadline. */
  deadlineGiven: Instant;
  reviewers: PersonId[];
  rule: RoundRule;
  /** The round whose contributions were integrated in this one's version: this one confirms it. */
  confirms?: number;
  /** Why its text is that of the round before, whose remarks were given their answers. */
  unchanged?: TextRef;
  /** What whoever opened it, `noteBy`, tells its reviewers, in their invitations. */
  note?: TextRef;
  noteBy?: PersonId;
  /** Of the kind and theme as they were at opening. */
  kind: Hash;
  theme: Hash;
  /** All of them, oldest first; one's last counts. */
  decisions: Decision[];
  delegations: Delegation[];
  /** Remarks sent in the round, a batch a submission; only of the last two rounds that the state has. */
  batches: Batch[];
  /** The disposition of each remark, by its id; only of the last two rounds that the state has. */
  contributions: Record<string, "open" | Disposition>;
  /** The number of the event that last gave a remark its disposition, by the remark's id. */
  answered?: Readonly<Record<string, number>>;
  /** Days before the deadline at which reminders went out. */
  reminded: number[];
  /** The round was given more days when its deadline passed, as its rule says. */
  extended: boolean;
  /** Set when the deadline passed without an outcome: the coordinator was told. */
  overdue: boolean;
  outcome?: Outcome;
  closed?: Instant;
  /** The day it was then at the network's place. */
  closedOn?: LocalDate;
};

/** `toIntegrate`: approved, with contributions or reservations that a confirming round will look at. */
export type Outcome = "approved" | "toIntegrate" | "changesRequested" | "unresolved";

/** How a round is decided, as its kind had it at opening. */
export type RoundRule = Ballot & {
  veto: number;
  atDeadline: RoundDemands["atDeadline"];
  /** Approved with contributions, its version is integrated and confirmed rather than final. */
  confirmed: boolean;
  anonymous: boolean;
};

/** A meeting as a deliverable knows it: what calendars show of it, and what came of it. Times are local, "14:30". */
export type Sitting = {
  /** The meeting's id. */
  meeting: string;
  /** Which of its events it is known as of: an older word changes nothing. */
  of: number;
  /** The round whose version is discussed there. */
  round?: number;
  version?: Hash;
  /** The version was chosen, and stays whatever round opens. */
  pinned?: true;
  date: LocalDate;
  /** Its last day, of one that takes several. */
  until?: LocalDate;
  starts?: string;
  ends?: string;
  place: string;
  /** The address of a call. */
  call?: string;
  invited: PersonId[];
  /** RFC 5545, 3.8.7.4. */
  sequence: number;
  stage: "planned" | "cancelled" | "held";
  present?: PersonId[];
  outsiders?: number;
  minutes?: TextRef;
  minutesFile?: FileRef;
  /** It was a round's own before there were meetings, and is no meeting yet: what was on its agenda. */
  seminar?: { agenda?: TextRef };
};

export type Decision = {
  /** Given by the form, so that a repeated submission is one decision. */
  submission: string;
  reviewer: PersonId;
  choice: Choice;
  reason?: TextRef;
  at: Instant;
  reported?: Reported & { by: PersonId };
};
/** `decline`: does not review, and is no more counted among those who do. */
export type Choice = "approve" | "approveWithReservations" | "requestChanges" | "abstain" | "decline";
/** How a decision that was not given here reached the coordinator who recorded it: what was said, or the file of it. */
export type Reported = {
  channel: "mail" | "telephone" | "meeting";
  received: LocalDate;
  note?: TextRef;
  file?: FileRef;
};

/** `to`: a text, the JSON of `{ name, address, organisation }`; `person`: who reviews instead. */
export type Delegation = {
  submission: string;
  from: PersonId;
  to: TextRef;
  status: "proposed" | "confirmed" | "refused" | "moot";
  person?: PersonId;
};

/** `file`: the hash of its contributions, `contributions/<hash>.json` in the file store. */
export type Batch = { submission: string; file: Hash; by: PersonId; at: Instant; count: number };
export type { Disposition };

/**
 * Characters of a title, an action, a place, a file's name: what is longer is no such thing, and the state is bounded.
 */
export const maxName = 500;
