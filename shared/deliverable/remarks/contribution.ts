import type { Anchor } from "../../document/anchor.ts";

/** What a reviewer offers in a round; a batch of them is a file, and the state knows them by id. */
export type Contribution = {
  /** At most 24 characters, of the alphabet of base64url. */
  id: string;
  type: ContributionType;
  /** Absent: about the whole document. */
  anchor?: Anchor;
  /** What is said of the passage; "" where the proposal speaks for itself. */
  text: string;
  /** The words to put in place of the passage ("" takes them out), to add after it, or the reference. */
  proposal?: string;
  /** Of a correction that moves its passage: what puts it where it goes. Both are done, or neither. */
  elsewhere?: Elsewhere;
  /**
   * Of one that came in a file: who wrote it there, and when, as in the file. `untracked`: it was found by comparing the
   * file with the version, so that nobody says who wrote it.
   */
  file?: { author: string; date?: string; untracked?: true };
  /** What was answered to it in the file, in order; and whether someone marked it there as done. */
  replies?: Reply[];
  resolved?: true;
};
/** An addition after a block, or words in the place of others. */
export type Elsewhere = { type: "correction" | "addition"; anchor: Anchor; proposal: string };
/** An answer in the thread of a comment. */
export type Reply = { author: string; date?: string; text: string };
export type ContributionType = "comment" | "correction" | "addition" | "reference";
/** What authors do of a contribution. */
export type Disposition = "integrated" | "partly" | "declined";
