import { expect, test } from "vitest";
import type { Expected } from "../../shared/programme/state.ts";
import { type DatedDocument, datesOf } from "../../shared/programme/timeline.ts";

const when = { said: "fin septembre 2008", from: "2008-09-21", until: "2008-09-30" };
const expected = (said: Partial<Expected> = {}) =>
  ({ what: "document", id: "note", title: "Note finale", count: 1, sources: [], when, ...said }) as Expected;
const due = { draft: "2008-03-20", review: "2008-05-12", final: "2008-07-01" };
const document = (said: Partial<DatedDocument> = {}): DatedDocument => ({
  ...{ id: "d", title: "Cadrage", kind: "framing-note", stage: "draft", due, ready: false },
  ...said,
});
const round = { deadline: "2008-05-20T22:00:00.000Z" } as NonNullable<DatedDocument["round"]>;

const rows: [string, Expected[], DatedDocument[], string[]][] = [
  ["what is not begun has the day that was said", [expected()], [], ["2008-09-30 expected Note finale"]],
  [
    "what is begun has the dates of its document alone",
    [expected()],
    [document({ expectation: "note" })],
    ["2008-03-20 draft Cadrage, late", "2008-05-12 review Cadrage", "2008-07-01 final Cadrage"],
  ],
  [
    "of several, those that lack are still expected",
    [expected({ count: 2, when: { ...when, until: "2008-04-30" } })],
    [document({ expectation: "note", due: {} })],
    ["2008-04-30 expected Note finale, late"],
  ],
  [
    "of twelve, how many lack is said",
    [expected({ count: 12 })],
    [document({ expectation: "note", due: {} })],
    ["2008-09-30 expected 11 × Note finale"],
  ],
  [
    "a meeting that was not planned is late",
    [expected({ what: "meeting", when: { ...when, until: "2008-04-30" } } as never)],
    [],
    ["2008-04-30 expected Note finale, late"],
  ],
  ["without a day there is nothing to say", [expected({ when: undefined } as never)], [document({ due: {} })], []],
  [
    "a review ends with its round",
    [],
    [document({ stage: "review", round })],
    ["2008-05-20 review Cadrage", "2008-07-01 final Cadrage"],
  ],
  [
    "an answer waits for its final",
    [],
    [document({ answering: { undisposed: 1, confirmed: false, remarks: 2 } })],
    ["2008-07-01 final Cadrage"],
  ],
  [
    "what came to its end has no date any more",
    [],
    [document({ stage: "final", ready: true }), document({ stage: "withdrawn" })],
    [],
  ],
];
test.each(rows)("%s", (_, expectations, documents, dates) => {
  const now = { today: "2008-05-06", timeZone: "Europe/Paris" };
  const said = datesOf({ expected: expectations }, documents, now);
  expect(
    said.map(
      ({ date, what, title, count, late }) =>
        `${date} ${what} ${count ? `${count} × ` : ""}${title}${late ? ", late" : ""}`,
    ),
  ).toEqual(dates);
});
