import * as z from "zod";
import { functionNames } from "../functions.ts";
import { defineRow, type RowSort } from "./define.ts";

/** Lists are made anew where a network moves; a row of theirs is written over where it says otherwise than the state. */
const list = { by: functionNames, leaves: false, own: true } as const;
/** A summary of another shape is made of its state (`lists.ts`). */
const summary = z.object({ id: z.string(), schema: z.number().optional() });
const pointer = z.object({ id: z.string() });
const holders = pointer.extend({ year: z.string().optional(), people: z.record(z.string(), z.array(z.string())) });
const dueRound = pointer.extend({
  ...{ number: z.number(), kind: z.string(), deadline: z.string(), deadlineGiven: z.string() },
  reminded: z.array(z.number()),
});

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
  defineRow({
    at: "HELD / <id>#<seq>",
    what: "a change of very many who hold one, until each has a row of theirs",
    ...list,
    shape: z.object({ was: holders.optional(), is: holders }),
  }),
  defineRow({
    at: "DUE / work#<day>#<id>",
    what: "one of which authors or reviewers owe something by a day",
    ...list,
    shape: pointer,
  }),
  defineRow({
    at: "DUE / <deadline>#<id>",
    what: "the deadline of an open round, the first first, and its reminders",
    ...list,
    shape: dueRound,
  }),
  defineRow({ at: "OF#<action> / <id>", what: "one that is of an action of a programme", ...list, shape: pointer }),
  defineRow({ at: "OF / <id>", what: "one whose action is a text, and names none yet", ...list, shape: pointer }),
  defineRow({
    at: "DERIVED#<source> / <id>",
    what: "one whose text began as a version of a deliverable",
    ...list,
    shape: pointer,
  }),
  defineRow({
    at: "SEMINARS / <id>",
    what: "one whose seminars, fields of its rounds before there were meetings, are no meetings yet",
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
