import type { Table } from "../../shared/document/tree.ts";
import type { Contribution as Annotation } from "../../shared/formats/reading.ts";

/**
 * One thing someone did on a copy: a comment, or what they took out and put in at one place. `quote`: what stands
 * before `out`; line breaks in `out` are spaces; `unbroken`: nothing but line breaks was taken out; `joins`: the block that
 * goes on from this one, of which the comment tells where no correction can join them; `moved`: what was taken out was put
 * in again after the block `after`, or, with `quote`, after these words of it; as an `item` of a list; of a row, after so
 * many rows of the table `after`, the last of which says `quote`; `restyled`: what it tells is what a passage became, such
 * as a heading, not its words; `table`: one that came, of which it tells.
 */
export type Change = {
  from: Annotation;
  comment?: string;
  out: string;
  into: string;
  quote: string;
  unbroken?: true;
  joins?: string;
  moved?: { after: string; quote?: string; item?: true; row?: number };
  restyled?: true;
  table?: Table;
};
