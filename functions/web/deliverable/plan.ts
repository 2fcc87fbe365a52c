import * as z from "zod";
import { organisationHolder } from "../../../shared/deliverable/holder.ts";
import type { DueDates } from "../../../shared/deliverable/plan/due-dates.ts";
import type { PartPlan } from "../../../shared/deliverable/state.ts";
import { languages } from "../../../shared/i18n/languages.ts";
import type { Kind } from "../../../shared/kinds/kind.ts";
import { type Ballot, quorumOf } from "../../../shared/quorum/quorum.ts";
import type { PersonId } from "../../../shared/values.ts";
import { confirmedValue } from "../components/confirmation.ts";
import type { People } from "../http/access.ts";
import { day } from "../http/day.ts";
import { type FieldError, holder, identifier, line } from "../http/input.ts";
import type { Say } from "../http/say.ts";
import { ownersIn } from "./owner-boxes.ts";

/** With the no-break spaces that French asks for, so that a title never breaks before its colon. */
const unbroken = (text: string): string =>
  text
    .replace(/ :/g, "\u00a0:")
    .replace(/ ([;!?»])/g, "\u202f$1")
    .replace(/« /g, "«\u202f");
const people = z.array(identifier).max(100, "input.many").default([]);
/** People, or organisations in the place of their people. */
const holders = z.array(holder, "input.authors").max(100, "input.many");

/** Who owes which part: "<part>.<person>", "<part>.org:oriv". */
export const ownerChoice = z
  .array(z.string("input.wrong").regex(/^[\w-]{1,64}\.(org:)?[\w-]{1,64}$/, "input.wrong"))
  .max(800, "input.many")
  .default([]);

/** The fields that choose people. */
export const peopleFields = ["authors", "reviewers", "funders"] as const;

/** What it is called and what it answers; with who works on it, what may change later. As forms have them, in their order. */
const subject = {
  title: line("input.title", 300).overwrite(unbroken),
  /** An action's name, "2008/interculturalite", or its exact title; any text where the network has no programme. */
  action: line("input.action", 200).overwrite(unbroken),
  /** What it answers of what is expected of the action: "note-finale", or "2008/interculturalite#note-finale". */
  expectation: line(undefined, 200).optional(),
};

const work = {
  authors: holders.min(1, "input.authors"),
  reviewers: people,
  /** Approvals needed; without it, as the kind says. */
  quorum: z.int("input.quorum").min(1, "input.quorum").max(100, "input.quorum").optional(),
  funders: holders.default([]),
  dueDraft: day.optional(),
  dueReview: day.optional(),
  dueFinal: day.optional(),
  /** The dates, although they are unlikely. */
  confirmed: confirmedValue,
};

export const changesSchema = z.strictObject({ ...subject, ...work });
export type Changes = z.infer<typeof changesSchema>;

export const planSchema = z.strictObject({
  /** Given by the form, so that a form sent twice makes one deliverable. */
  id: identifier.optional(),
  ...subject,
  kind: z.string("input.kind"),
  /** Where the kind has one part a member: their names in order, or with the authors who owe each. */
  parts: z
    .array(
      z.preprocess(
        (part) => (typeof part === "string" ? { title: part } : part),
        z.strictObject({ title: line("input.parts", 120), people: holders.default([]) }),
      ),
    )
    .max(40, "input.many")
    .default([]),
  language: z.enum(languages, "input.language"),
  /** The version of another deliverable that its text begins as: "<deliverable>.<version>". */
  derives: z
    .string("input.derives")
    .regex(/^[\w-]{1,64}\.[0-9a-f]{64}$/, "input.derives")
    .optional(),
  /** The deliverable that it translates. */
  translates: identifier.optional(),
  /** The same by the places of the parts, from 1: "2.<person>". */
  owners: ownerChoice,
  ...work,
});
export type Plan = z.infer<typeof planSchema>;

/** What the schema alone cannot see: people and organisations who are there or are kept, a quorum within reach, dates in order. */
export function changesErrors(
  { text }: Say,
  directory: People,
  changes: Changes,
  kept: readonly PersonId[] = [],
): FieldError[] {
  const present = directory.present.map(({ id }) => id);
  const holders = [...present, ...directory.organisations.map(({ id }) => organisationHolder(id))];
  const known = { authors: holders, reviewers: [...present, ...kept], funders: holders };
  const unknown = (["authors", "reviewers", "funders"] as const).filter((role) =>
    changes[role].some((id) => !known[role].includes(id)),
  );
  const outOfReach =
    changes.quorum !== undefined && changes.reviewers.length > 0 && changes.quorum > changes.reviewers.length;
  return [
    ...unknown.map((field) => ({ field, message: text("input.people") })),
    ...(outOfReach
      ? [{ field: "quorum", message: text("input.quorum.reach", { count: changes.reviewers.length }) }]
      : []),
    ...disordered(changes).map((field) => ({ field, message: text("input.date.order") })),
  ];
}

/** And what belongs to a new deliverable alone: a kind that there is, members where it wants them. */
export function planErrors(speak: Say, directory: People, kinds: Kind[], plan: Plan): FieldError[] {
  const kind = kinds.find(({ id }) => id === plan.kind);
  const strangers = plan.parts.some((part) => part.people.some((person) => !plan.authors.includes(person)));
  const noMember = kind?.parts === "member" && plan.parts.length === 0;
  return [
    ...(kind ? [] : [{ field: "kind", message: speak.text("input.kind") }]),
    ...(noMember ? [{ field: "parts", message: speak.text("input.parts") }] : []),
    ...(strangers ? [{ field: "parts", message: speak.text("input.owners") }] : []),
    ...changesErrors(speak, directory, plan),
  ];
}

/** Dates that come before the one they should follow. */
function disordered({ dueDraft, dueReview, dueFinal }: Changes): string[] {
  const early = dueDraft && dueReview && dueReview < dueDraft ? ["dueReview"] : [];
  const last = dueReview ?? dueDraft;
  return last && dueFinal && dueFinal < last ? [...early, "dueFinal"] : early;
}

/** All of them, as they are confirmed. */
export function datesIn({ dueDraft, dueReview, dueFinal }: Changes): string {
  return [dueDraft, dueReview, dueFinal].map((date) => date ?? "–").join(" ");
}

/** The dates that a form gives, without those it leaves empty. */
export function dueOf({ dueDraft, dueReview, dueFinal }: Changes): DueDates {
  return {
    ...(dueDraft && { draft: dueDraft }),
    ...(dueReview && { review: dueReview }),
    ...(dueFinal && { final: dueFinal }),
  };
}

/** One part, or one a member, with who owes each. */
export function partsOf(kind: Kind, { parts, owners, authors }: Plan): PartPlan[] {
  if (kind.parts === "one") return [{ id: "part-1", title: "" }];
  return parts.map(({ title, people }, index) => {
    const ticked = ownersIn(owners, String(index + 1)).filter((person) => authors.includes(person));
    return { id: `part-${index + 1}`, title, people: [...people, ...ticked] };
  });
}

/** As asked, else as the kind has it (`confirming`: of a round that confirms), within the number of reviewers. */
export function plannedQuorum(
  { round }: Kind,
  { quorum, reviewers }: Changes,
  confirming = false,
): Pick<Ballot, "quorum" | "per"> {
  const demanded = (confirming ? round.confirming : undefined)?.quorum ?? round.quorum;
  return { ...quorumOf(demanded, reviewers.length), ...(quorum !== undefined && { quorum }) };
}
