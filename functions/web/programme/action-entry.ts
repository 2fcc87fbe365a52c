import * as z from "zod";
import type { Language } from "../../../shared/i18n/languages.ts";
import { faultSentence } from "../../../shared/programme/file/sentence.ts";
import { meant } from "../../../shared/programme/file/words.ts";
import { retitled } from "../../../shared/programme/naming.ts";
import { paymentLine, readPaymentLine, type SaidPayment } from "../../../shared/programme/payment-line.ts";
import type { Action, PaymentTerm, Programme, Strand, Unit } from "../../../shared/programme/state.ts";
import type { Period } from "../../../shared/time/period.ts";
import { inPlace, type OrganisationId } from "../../../shared/values.ts";
import { type Shown, seen } from "../components/stale.ts";
import { day } from "../http/day.ts";
import { type FieldError, identifier, line } from "../http/input.ts";
import type { Say } from "../http/say.ts";

const lines = (longest: number, most: number) => z.array(line(undefined, longest)).max(most, "input.many").default([]);
const organisations = (most: number) => z.array(identifier).max(most, "input.many").default([]);

/** An action as a form gives it; its expectations have forms of their own. */
export const actionEntry = z.strictObject({
  title: line("input.action.title", 200),
  heading: line(undefined, 80).optional(),
  family: z.string("input.family"),
  from: day.optional(),
  until: day.optional(),
  intent: z
    .string("input.wrong")
    .refine((text) => text.isWellFormed(), "input.characters")
    .trim()
    .max(2_000, "input.long")
    .default(""),
  strands: lines(200, 10),
  interventions: lines(300, 20),
  results: lines(300, 20),
  steering: organisations(20),
  steeringWords: line(undefined, 200).optional(),
  concerned: organisations(60),
  funded: z.enum(["by", "none"], "input.funded"),
  funders: organisations(20),
  whyNone: line(undefined, 200).optional(),
  payment: lines(340, 20),
  seen,
});
export type ActionEntry = z.infer<typeof actionEntry>;

/** The action that a form makes of what there was: `before` is undefined for a new one. */
export function actionFrom(entry: ActionEntry, id: string, programme: Period, before?: Action): Action {
  const { title, heading, family, intent, interventions, results, steering, steeringWords, concerned } = entry;
  const period = periodFrom(entry, programme);
  const funders = before && "by" in before.funding ? before.funding.by : [];
  return {
    ...{ id, title, ...(heading && { heading }), family, ...(period && { period }) },
    ...{ strands: strandsFrom(before?.strands ?? [], entry.strands), interventions },
    steering: {
      organisations: inPlace(steering, before?.steering.organisations),
      ...(steeringWords && { words: steeringWords }),
    },
    ...{ concerned: inPlace(concerned, before?.concerned), intent, results, expected: before?.expected ?? [] },
    funding: entry.funded === "by" ? { by: inPlace(entry.funders, funders) } : { none: entry.whyNone ?? "" },
    payment: entry.payment.map((each) => paymentFrom(readPaymentLine(each))),
  };
}

/** The strands that lines name: what each is for stays with it. */
function strandsFrom(before: readonly Strand[], titles: readonly string[]): Strand[] {
  return retitled(before, titles, "strand", (named) => ({ ...named, intent: "" }));
}

/** A day that was left out is the programme's; both: the action has no period of its own. */
function periodFrom({ from, until }: ActionEntry, programme: Period): Period | undefined {
  if (from === undefined && until === undefined) return undefined;
  return { from: from ?? programme.from, until: until ?? programme.until };
}

function paymentFrom({ words, unit, planned }: SaidPayment): PaymentTerm {
  return {
    words,
    ...(unit !== undefined && { unit: meant("unit", unit) as Unit }),
    ...(planned !== undefined && { planned: Math.round(Number(planned.replace(",", ".")) * 100) }),
  };
}

/** What the form of an action says, as people read it. */
export function shownAction(
  { text, date, language }: Say,
  programme: Programme,
  action: Action,
  called: Called,
): Shown {
  const { title, heading = "", family, period, intent, strands, interventions, results, steering, concerned } = action;
  const names = (ids: readonly OrganisationId[]) => ids.map(called).join(", ");
  const { funding, payment } = action;
  return [
    [text("field.title"), title],
    [text("action.heading"), heading],
    [text("action.family"), programme.families.find(({ id }) => id === family)?.title ?? family],
    [text("action.from"), period ? date(period.from) : ""],
    [text("action.until"), period ? date(period.until) : ""],
    [text("action.intent"), intent],
    [text("action.strands"), strands.map((strand) => strand.title).join(" · ")],
    [text("matrix.interventions"), interventions.join(" · ")],
    [text("matrix.results"), results.join(" · ")],
    [text("action.steering"), names(steering.organisations)],
    [text("action.steering-words"), steering.words ?? ""],
    [text("action.concerned"), names(concerned)],
    [text("action.funding"), "by" in funding ? names(funding.by) : funding.none || text("matrix.no-funding")],
    [text("action.payment"), payment.map((term) => paymentLine(language, term)).join(" · ")],
  ];
}

type Called = (organisation: OrganisationId) => string;

type View = { speak: Say; programme: Programme; known: readonly OrganisationId[]; before?: Action };

/** What the schema alone cannot see. */
export function entryErrors({ speak, known, before }: View, entry: ActionEntry): FieldError[] {
  const { text, language } = speak;
  const strangers = (["steering", "concerned", "funders"] as const).filter((field) =>
    entry[field].some((id) => !known.includes(id)),
  );
  const payment = entry.payment.flatMap((each) => paymentFault(language, readPaymentLine(each)));
  return [
    ...strandsInUse(speak, entry, before),
    ...strangers.map((field) => ({ field, message: text("input.organisations") })),
    ...fundingFaults(text, entry),
    ...payment.map((message) => ({ field: "payment", message })),
  ];
}

/** Who funds, or why nobody does: nothing that was typed is dropped unsaid. */
function fundingFaults(text: Say["text"], { funded, funders, whyNone }: ActionEntry): FieldError[] {
  if (funded === "none") return funders.length > 0 ? [{ field: "funders", message: text("input.funders.none") }] : [];
  return [
    ...(funders.length === 0 ? [{ field: "funders", message: text("input.funders") }] : []),
    ...(whyNone ? [{ field: "whyNone", message: text("input.why-none") }] : []),
  ];
}

/** A strand stays as long as something is expected of it. */
function strandsInUse({ text }: Say, entry: ActionEntry, before?: Action): FieldError[] {
  if (!before) return [];
  const after = strandsFrom(before.strands, entry.strands);
  const gone = before.strands.filter(({ id }) => !after.some((strand) => strand.id === id));
  const used = gone.flatMap((strand) => {
    const expected = before.expected.find((each) => each.strand === strand.id);
    return expected ? [text("action.strand-used", { strand: strand.title, expected: expected.title })] : [];
  });
  return used.slice(0, 1).map((message) => ({ field: "strands", message }));
}

function paymentFault(language: Language, { words, unit, planned }: SaidPayment): string[] {
  const say = (code: string, details: Record<string, string>) => [faultSentence(language, { line: 0, code, details })];
  if (words === "") return say("key-missing", { key: "words" });
  if (unit !== undefined && meant("unit", unit) === undefined) return say("unit-unknown", { unit, expected: "unit" });
  const isQuantity = planned === undefined || /^\d{1,7}(?:[.,]\d{1,2})?$/.test(planned);
  return isQuantity ? [] : say("shape-quantity", { key: "planned" });
}
