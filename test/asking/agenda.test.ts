import { expect, test } from "vitest";
import { type AtHand, agendaProposals } from "../../shared/asking/agenda.ts";
import type { Summary } from "../../shared/deliverable/summary.ts";
import { type AgendaOutcome, matterKey } from "../../shared/meeting/state.ts";
import type { Expected } from "../../shared/programme/state.ts";

const now = { today: "2008-06-02", timeZone: "Europe/Paris" };
const document = (id: string, said: Partial<Summary> = {}): Summary =>
  ({ id, title: id, kind: "plain", stage: "draft", due: {}, duties: [], ready: false, ...said }) as Summary;
const expects = (id: string, until: string, said: object = {}): Expected =>
  ({
    what: "document",
    id,
    title: id,
    count: 1,
    sources: [],
    when: { said: until, from: until, until },
    ...said,
  }) as Expected;
const ofAction = (expected: Expected[], ...documents: Summary[]): AtHand => ({
  actions: [{ ref: "2008/ecole", action: { title: "École", expected }, documents }],
  decisions: [],
});
const round = {
  number: 1,
  deadline: "2008-06-20T22:00:00.000Z",
  decided: 0,
  reviewers: 2,
  closable: false,
  overdue: false,
  reminded: [],
};

/** What an agenda may have, as "why: matter". */
function check(title: string, atHand: AtHand, proposed: string[]): void {
  test(title, () => {
    const said = agendaProposals(atHand, now).map(({ why, matter, words }) => `${why}: ${matterKey(matter, words)}`);
    expect(said).toEqual(proposed);
  });
}

check("nothing is proposed of actions that have nothing", ofAction([]), []);
check("a document past its day is late", ofAction([], document("note", { due: { draft: "2008-05-30" } })), [
  "late: version:note",
]);
check("on its day it is not", ofAction([], document("note", { due: { draft: "2008-06-02" } })), [
  "document: version:note",
]);
check(
  "remarks without a disposition are open",
  ofAction([], document("note", { answering: { undisposed: 3, confirmed: true, remarks: 5 } })),
  ["remarks: version:note"],
);
check("so is a round", ofAction([], document("note", { stage: "review", round })), ["round: version:note"]);
check("what was withdrawn is none", ofAction([], document("note", { stage: "withdrawn" })), []);
check(
  "documents past their day that nobody began are their action's",
  ofAction([expects("note", "2008-05-31"), expects("bilan", "2008-05-31"), expects("fin", "2008-12-31")]),
  ["expected: action:2008/ecole"],
);
check(
  "a meeting that was not planned is none of it",
  ofAction([expects("réunion", "2008-05-31", { what: "meeting" })]),
  [],
);
check(
  "what was put off comes first, then decisions, then what is late; each matter once",
  {
    ...ofAction(
      [],
      document("final", { stage: "final", ready: true }),
      document("note", { due: { draft: "2008-05-30" } }),
    ),
    decisions: [{ meeting: "mars", resolution: "bilan", words: "b".repeat(64), due: "2008-05-01" }],
    before: [
      {
        agenda: [
          { id: "1", what: "version", deliverable: "final", version: "v", outcome: "postponed" },
          { id: "2", what: "words", words: "a".repeat(64), outcome: "postponed" },
          { id: "3", what: "action", action: "2008/ecole", outcome: "settled" },
          { id: "4", what: "words", words: "c".repeat(64) },
        ],
      },
    ],
  },
  [
    "postponed: version:final",
    `postponed: words:${"a".repeat(64)}`,
    "decision: resolution:mars/bilan",
    "late: version:note",
  ],
);

const [calendar, budget] = ["a".repeat(64), "b".repeat(64)];
const words = (text: string, outcome?: AgendaOutcome) =>
  ({ id: text, what: "words", words: text, ...(outcome && { outcome }) }) as const;
check(
  "a point that was put off two meetings ago and that no meeting took up since is still proposed; one that was settled since is not",
  {
    ...ofAction([]),
    before: [
      { agenda: [words(calendar, "postponed"), words(budget, "postponed")] },
      { agenda: [words(budget, "settled")] },
    ],
  },
  [`postponed: words:${calendar}`],
);
check(
  "a point on the agenda of a meeting in between is taken up there",
  { ...ofAction([]), before: [{ agenda: [words(calendar, "postponed")] }, { agenda: [words(calendar)] }] },
  [],
);
