import type { Hash, Holder, Instant, LocalDate, PersonId, TextRef } from "../../values.ts";
import type { Source } from "../origins/source.ts";
import type { Behind, SourceRef } from "../origins/translated.ts";
import type { DueDates } from "../plan/due-dates.ts";

/**
 * An edition, as it was approved or declared. `by`: who closed its round, or the line at the deadline; `outputs` is empty while they are being rendered, `since`: the
 * event that has them. From the second edition on, `reason`: why it was made.
 */
export type Final = {
  version: Hash;
  round: number;
  edition: number;
  approved: Instant;
  by: PersonId | "line";
  outputs: Output[];
  /** Its first page as a picture; absent of the first finals, and of one whose page is too full for it. */
  picture?: Picture;
  since?: number;
  reason?: TextRef;
  /** Declared by the coordinator, without a round: `round` is that of the edition before. */
  corrected?: true;
  /** Of a correction, the day that it was declared, at the network's place. */
  day?: LocalDate;
  /** Of a translation: the version of its source that it was translated from, and what does not follow the newest. */
  translation?: { from: SourceRef; behind?: Behind };
};
/** An edition of before. `seq`: the last event before the next edition was opened. */
export type PastEdition = Final & { seq: number };
/**
 * An edition that is being made. `planned`: the dates of the plan before, which an edition that is given up gives back;
 * `drewOn`: what the edition before draws on, once that was changed, given back likewise.
 */
export type Making = {
  edition: number;
  way: EditionWay;
  reason: TextRef;
  opened: Instant;
  by: PersonId;
  planned: DueDates;
  drewOn?: Source[];
};
/** How a new edition becomes the final: by a round, or as the coordinator declares it corrected. */
export type EditionWay = "round" | "correction";
/** A file of a final, in the file store. */
export type Output = { format: Format; key: string; sha256: Hash; bytes: number; pages?: number };
/** The first page of a document as an SVG picture, in the file store; `width`, `height` in points. */
export type Picture = { key: string; sha256: Hash; bytes: number; width: number; height: number };
/** What files of a final there are. */
export type Format = "docx" | "pdf" | "html";
/** What is downloaded of an edition: one of its files, or its proof archive. */
export type Downloadable = Format | "archive";
/**
 * That somebody who funds a final downloaded a file of an edition, or whoever has a shared link, "line": `first` when, `day` the last
 * day on which they did, at the network's place. `as`: the organisation by which they fund it; `share`: the link.
 */
export type Download = {
  by: PersonId | "line";
  as?: Holder;
  share?: string;
  edition: number;
  what: Downloadable;
  first: Instant;
  day: LocalDate;
};
/**
 * A link to the final for somebody outside of the directory, who is nobody here: `label`, for whom it is; `ended`: the coordinator
 * put an end to it.
 */
export type Share = { id: string; label: TextRef; by: PersonId; made: Instant; expires: Instant; ended?: Instant };

const order = ["pdf", "docx", "html"];

/** Files in the order in which pages and mails name them: the PDF first, which most people read. */
export function pdfFirst<F extends { format: string }>(files: readonly F[]): F[] {
  return files.toSorted((a, b) => order.indexOf(a.format) - order.indexOf(b.format));
}
