import { describe, expect, test } from "vitest";
import { standingNames, standingOf, toldReviewers } from "../../shared/asking/standing.ts";
import { standingWords } from "../../shared/asking/standing-words.ts";
import type { State } from "../../shared/deliverable/state.ts";
import { summarize } from "../../shared/deliverable/summary.ts";
import { languages } from "../../shared/i18n/languages.ts";
import { day, deadline, play, step } from "../deliverable/scenario.ts";
import { type StandingRow, standingRows } from "./standings.ts";

const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, " ");
const timeZone = "Europe/Paris";

function stateOf({ moves, passed }: StandingRow): State {
  const played = play(moves);
  const all = passed ? step(played, passed, Date.parse(deadline) + day) : played;
  expect(all.refused).toBeUndefined();
  return all.state!;
}
const standing = (row: StandingRow) => standingOf(summarize(stateOf(row), ""), { today: row.today, timeZone });

describe("a deliverable stands in one way, which is said in one way", () => {
  test.each(standingRows)("$name", (row) => {
    const { said, time } = standingWords("fr", standing(row), () => "{author}");
    expect([standing(row).name, plain(said), time && plain(time)]).toEqual([row.name, row.said, row.time]);
  });

  test("and each way has its row, but for what reviewers alone are told", () => {
    const rows = standingRows.map(({ name }): string => name);
    expect([...rows, "open"].sort()).toEqual([...standingNames].sort());
  });

  test.each(languages)("in %s, with everything that it speaks of", (language) => {
    for (const row of standingRows) {
      const { said, time = "" } = standingWords(language, standing(row), () => "ORIV");
      expect(`${said} ${time}`).not.toMatch(/[{}]/);
    }
  });
});

describe("whom it waits for, what is next, and how late it is", () => {
  const byName = new Map(standingRows.map((row) => [row.name, row]));
  test.each<[StandingRow["name"], string[], string | undefined, number | undefined]>([
    ["nobody", ["coordination"], "name", undefined],
    ["draft", ["redaction-oriv"], "upload", 5],
    ["remarks", ["redaction-oriv"], "treat", undefined],
    ["toSubmit", ["redaction-oriv"], "submit", undefined],
    ["awaited", ["relecture-epi"], undefined, undefined],
    ["met", ["coordination"], "close", 2],
    ["meetingPast", ["coordination"], "record", undefined],
    ["setting", [], undefined, 1],
    ["final", [], undefined, undefined],
  ])("%s", (name, who, act, late) => {
    const told = standing(byName.get(name)!);
    expect([told.who, told.act, told.late?.count]).toEqual([who, act, late]);
  });
});

test("a reviewer of an open round is told that it is open and until when, never what others decided", () => {
  for (const row of standingRows) {
    const told = toldReviewers(standing(row));
    const inReview = stateOf(row).stage === "review";
    expect(told.name).toBe(inReview ? "open" : row.name);
    if (inReview) expect(told).not.toHaveProperty("count");
  }
});
