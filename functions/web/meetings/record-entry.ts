import * as z from "zod";
import type { AgendaOutcome, Meeting } from "../../../shared/meeting/state.ts";
import type { OpenResolution } from "../../../shared/stored/meeting.ts";
import { confirmed } from "../components/confirmation.ts";
import { picked } from "../components/picking.ts";
import { seen } from "../components/stale.ts";
import { isJson, type PageContext } from "../http/context.ts";
import { day } from "../http/day.ts";
import { holder, type Input, identifier, line } from "../http/input.ts";

/** Decisions that one form takes at most. */
export const mostRows = 12;

const rowNumbers = Array.from({ length: mostRows }, (_, at) => at + 1);
const common = {
  present: z.array(identifier).max(200, "input.many").default([]),
  /** Who came and was not invited. */
  others: z.array(identifier).max(200, "input.many").default([]),
  outsiders: z.int("input.outsiders").min(0, "input.outsiders").max(9_999, "input.outsiders").default(0),
  minutes: z.string().trim().max(40_000, "input.long").optional(),
  /** A file that came before. */
  upload: identifier.optional(),
  /** A file of the minutes is to come once this is saved: what was typed is kept before it leaves the page. */
  do: z.enum(["attach"], "input.wrong").optional(),
  seen,
};
type Common = z.infer<z.ZodObject<typeof common>>;

/** A decision of one row of the form, by its number. */
export type DecisionRow = { row: number; words?: string; person?: string; due?: string };
/** A record as a form gives it: what became of items, by their ids; decisions of before that are closed; new ones. */
export type RecordEntry = Common & {
  /** That it was held, or that a file that came is that of the minutes: a box that is never ticked beforehand. */
  confirmed?: boolean;
  outcomes: Record<string, AgendaOutcome>;
  closed: { meeting: string; resolution: string; as: "done" | "dropped" }[];
  decisions: DecisionRow[];
};

/** The name of the field of an item of the agenda. */
export function itemField(id: string): string {
  return `item-${id}`;
}

/** The name of the field of a decision of before. */
export function beforeField({ meeting, id }: Pick<OpenResolution, "meeting" | "id">): string {
  return `before-${meeting}-${id}`;
}

/** Reads the form of a meeting, whose fields are those of its agenda, of the points left by meetings of before (`points`) and of `before`. A first record is confirmed. Throws as `readInput`. */
export async function readRecord(
  c: PageContext,
  { agenda, stage }: Pick<Meeting, "agenda" | "stage">,
  points: readonly { id: string }[],
  before: readonly Pick<OpenResolution, "meeting" | "id">[],
): Promise<Input<RecordEntry>> {
  const items = [...new Set([...agenda, ...points].map(({ id }) => id))];
  const outcome = z.enum(["settled", "postponed"], "input.wrong").optional();
  const closing = z.enum(["done", "dropped"], "input.wrong").optional();
  const schema = z.strictObject({
    ...common,
    // sent twice, it finds the meeting held
    confirmed: stage === "held" || isJson(c) ? z.boolean("input.wrong").optional() : confirmed,
    ...Object.fromEntries(items.map((id) => [itemField(id), outcome])),
    ...Object.fromEntries(before.map((each) => [beforeField(each), closing])),
    ...Object.fromEntries(rowNumbers.flatMap(rowFields)),
  });
  const { ok, filled } = await picked(schema, ["others"])(c);
  if (!ok) return { ok: undefined, filled };
  const given = ok as Common & Record<string, unknown>;
  const outcomes = items.flatMap((id) => (given[itemField(id)] ? [[id, given[itemField(id)] as AgendaOutcome]] : []));
  const closed = before.flatMap((each) => {
    const as = given[beforeField(each)] as "done" | "dropped" | undefined;
    return as ? [{ meeting: each.meeting, resolution: each.id, as }] : [];
  });
  return {
    ok: {
      ...given,
      outcomes: Object.fromEntries(outcomes),
      closed,
      decisions: rowNumbers.flatMap((row) => rowIn(given, row)),
    },
    filled,
  };
}

function rowFields(row: number): [string, z.ZodType][] {
  return [
    [`words${row}`, line(undefined, 500).optional()],
    [`person${row}`, holder.optional()],
    [`due${row}`, day.optional()],
  ];
}

function rowIn(given: Record<string, unknown>, row: number): DecisionRow[] {
  const [words, person, due] = [given[`words${row}`], given[`person${row}`], given[`due${row}`]] as (
    | string
    | undefined
  )[];
  if (words === undefined && person === undefined && due === undefined) return [];
  return [{ row, ...(words && { words }), ...(person && { person }), ...(due && { due }) }];
}
