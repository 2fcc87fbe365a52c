import * as z from "zod";
import { inEachLanguage, languages } from "../i18n/languages.ts";
import { demandSchema as quorum } from "../quorum/quorum.ts";

/** A text in one interface language or several; who reads another gets the network's. */
const texts = z
  .strictObject(inEachLanguage(() => z.string().min(1).optional()))
  .refine((given) => Object.values(given).some((text) => text !== undefined), { error: languages.join(" | ") });

const section = z.strictObject({
  /** Stable name, used in events and messages. */
  id: z.string().regex(/^[a-z][a-z0-9-]*$/),
  title: texts,
  /** Other headings that count, in any language; compared without case, accents, numbers and punctuation. */
  also: z.array(z.string()).default([]),
  required: z.boolean(),
  /** What the section is filled from: headings of the draft, or the bibliography entries given with it. */
  from: z.enum(["heading", "bibliography"]).default("heading"),
  /** Its heading alone does not do: words, a table, a figure or an entry stand below it. */
  filled: z.literal(true).optional(),
});

const days = z.int().min(1).max(365);

const round = z.strictObject({
  /** When the coordinator names no number. */
  quorum,
  /** Requests for changes that send the draft back, however many approve. */
  veto: z.int().min(1).default(1),
  /** Days from opening to the deadline, when the deliverable has no review date. */
  days,
  /** Days before the deadline at which undecided reviewers are reminded. */
  reminders: z.array(z.int().min(1)),
  /**
   * What happens at the deadline where the rule does not hold: more days, once; the decisions that are there are enough,
   * if one approves; or the coordinator is asked.
   */
  atDeadline: z
    .discriminatedUnion("do", [
      z.strictObject({ do: z.literal("extend"), days }),
      z.strictObject({ do: z.literal("close") }),
      z.strictObject({ do: z.literal("escalate") }),
    ])
    .default({ do: "escalate" }),
  /** The short round on the version that integrates contributions; absent: what is approved is final. */
  confirming: z.strictObject({ quorum, days }).optional(),
  /** Authors, funders and readers never learn who reviewed. */
  anonymous: z.boolean().default(false),
});

/** A heading of a table, or a word of a cell, with others that count the same; compared as headings are. */
const called = { title: texts, also: z.array(z.string()).default([]) };

/**
 * Where the findings of a document are: the tables of one section, a row a finding. A column is known by its head, in any
 * order; what state a finding is in, by the word of its cell.
 */
const findings = z
  .strictObject({
    section: z.string(),
    columns: z.array(
      z.strictObject({
        is: z.enum(["number", "finding", "owner", "status", "due"]),
        ...called,
        optional: z.literal(true).optional(),
      }),
    ),
    statuses: z.array(z.strictObject({ is: z.enum(["open", "underway", "closed"]), ...called })),
  })
  .refine(({ columns }) => columns.some(({ is }) => is === "finding"), { path: ["columns"], error: "finding" });

/** When authors who owe a draft are reminded, in days before the day it is due and after it. */
const draft = z.strictObject({ reminders: z.array(days), after: z.array(days) });

const layout = z.strictObject({
  /** A cover page, or the title at the head of the first page. */
  cover: z.boolean(),
  /** Deepest heading level listed in the contents; 0: no contents. */
  contents: z.int().min(0).max(6),
  /** The tables and figures that have a caption listed after the contents, where there are at least two. */
  lists: z.boolean().default(false),
  /** Deepest heading level that gets a number; 0: none. */
  numbered: z.int().min(0).max(6),
  orthotypography: z.boolean(),
});

/** What a kind of deliverable demands: the schema of `templates/<kind>/kind.json`. */
export const kindSchema = z.strictObject({
  schema: z.literal(1),
  id: z.string().regex(/^[a-z][a-z0-9-]*$/),
  name: texts,
  description: texts,
  /** No new deliverable is of it. */
  retired: z.literal(true).optional(),
  /** One draft, or one part a member, composed in the order of the members. */
  parts: z.enum(["one", "member"]),
  sections: z.array(section),
  /** What its paragraphs begin with as long as they are to be written, "À compléter": a required section that has one is missing. */
  unwritten: texts.optional(),
  findings: findings.optional(),
  /** The stages, in their order, as this kind's people call them. */
  stages: z.strictObject({ draft: texts, review: texts, final: texts }),
  /** What is asked of its authors where they send a draft, and of its reviewers where they are invited and read. */
  texts: z.strictObject({
    author: texts,
    reviewer: texts,
    /** The head of the letter that asks for it, with its article: "Une note de cadrage vous est demandée". */
    asked: texts.optional(),
  }),
  draft: draft.default({ reminders: [14, 3], after: [2] }),
  round,
  /**
   * How a new edition of a final becomes final: by a round; or also, where its coordinator chooses it, corrected without one,
   * which the document says.
   */
  editions: z.enum(["round", "correction"]).default("round"),
  /** The kinds that a document of this one becomes, the most usual first: what is made of it is begun as one of those. */
  next: z.array(z.string()).optional(),
  layout,
  /** The words of the cover, above the title; with `{action}`, `{network}` where wanted. */
  cover: z.array(texts),
});

export type Kind = z.infer<typeof kindSchema>;
export type DraftDemands = z.infer<typeof draft>;
export type RoundDemands = z.infer<typeof round>;
