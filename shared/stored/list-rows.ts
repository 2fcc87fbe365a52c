import * as z from "zod";
import { functionNames } from "../functions.ts";
import { defineRow, type RowSort } from "./define.ts";

/** Lists are made anew where a network moves; a row of theirs is written over where it says otherwise than the state. */
const list = { by: functionNames, leaves: false, own: true } as const;
/** A summary of another shape is made of its state (`lists.ts`). */
const summary = z.object({ id: z.string(), schema: z.number().optional() });
const pointer = z.object({ id: z.string() });
const holders = pointer.extend({ people: z.record(z.string(), z.array(z.string())) });

/** The lists of deliverables: `listing.ts` writes them, `lists.ts` reads. */
export const listRows: readonly RowSort[] = [
  defineRow({ at: "OPEN / <id>", what: "the summary of a deliverable that is open", ...list, shape: summary }),
  defineRow({ at: "ENDED#<year> / <id>", what: "the summary of one that ended in a year", ...list, shape: summary }),
  defineRow({ at: "ENDED / <year>", what: "a year in which any ended", ...list, shape: z.object({}) }),
  defineRow({ at: "HELD#<person> / open#<id>", what: "one that a person holds", ...list, shape: pointer }),
  defineRow({
    at: "HELD#<person> / <role>#<year>#<id>",
    what: "one that ended, which a person holds or held in a role",
    ...list,
    shape: pointer,
  }),
  defineRow({ at: "HELD / open#<id>", what: "one that very many hold", ...list, shape: holders }),
  defineRow({
    at: "HELD / ended#<year>#<id>",
    what: "the same, until each has a row of theirs",
    ...list,
    shape: holders,
  }),
  defineRow({
    at: "DUE / <deadline>#<id>",
    what: "the deadline of an open round, the first first",
    ...list,
    shape: pointer,
  }),
  defineRow({
    at: "DELIVERABLES / <id>",
    what: "the summary of one, in the only list that networks of before had",
    ...list,
    by: ["web", "notify", "tick"],
    shape: summary,
  }),
];
