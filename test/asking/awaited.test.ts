import { expect, test } from "vitest";
import { awaitedWorks } from "../../shared/asking/awaited.ts";
import type { DatedDuty } from "../../shared/asking/digest.ts";

const duty = (id: string, what: DatedDuty["what"], more: Partial<DatedDuty> = {}): DatedDuty => ({
  ...{ key: `${id}/${what}`, id, title: id, what, given: "2008-03-01", late: false },
  ...more,
});

test("three reviews of a document are one piece of work, with all whom it waits for", () => {
  const owed = new Map(
    ["direction", "etudes", "org:epi"].map((who) => [who, [duty("note", "review", { date: "2008-06-03" })]]),
  );
  expect(awaitedWorks(owed)).toEqual([
    {
      id: "note",
      title: "note",
      what: "review",
      who: ["direction", "etudes", "org:epi"],
      parts: [],
      date: "2008-06-03",
      late: false,
    },
  ]);
});

test("of a document in parts, each part is told once", () => {
  const owed = new Map([
    ["documentation", [duty("dossier", "draft", { parts: ["ORIV", "CREFE"] })]],
    ["redaction", [duty("dossier", "draft", { parts: ["CREFE"] })]],
  ]);
  expect(awaitedWorks(owed)).toMatchObject([{ who: ["documentation", "redaction"], parts: ["ORIV", "CREFE"] }]);
});

test("what presses most comes first, what has no day last", () => {
  const owed = new Map([
    ["a", [duty("sans-date", "draft"), duty("juin", "draft", { date: "2008-06-01" })]],
    ["b", [duty("avril", "draft", { date: "2008-04-01", late: true })]],
  ]);
  expect(awaitedWorks(owed).map(({ id }) => id)).toEqual(["avril", "juin", "sans-date"]);
});
