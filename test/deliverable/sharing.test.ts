import { describe, expect, test } from "vitest";
import type { Asker } from "../../shared/chain/event.ts";
import type { Command } from "../../shared/deliverable/command.ts";
import { downloadsByShare, downloadsOf } from "../../shared/deliverable/final/downloading.ts";
import type { Format } from "../../shared/deliverable/final/final.ts";
import { openShares } from "../../shared/deliverable/final/sharing.ts";
import { summarize } from "../../shared/deliverable/summary.ts";
import * as s from "./scenario.ts";

const days = (count: number) => new Date(s.now + count * s.day).toISOString();
const shares = (share = "drac", expires = days(30), by: Asker = s.coordinator): Command => ({
  ...{ type: "share", by, share, label: `pour ${share}`, expires },
});
const ends = (share = "drac", by: Asker = s.coordinator): Command => ({ type: "endShare", by, share });
const takes = (what: Format = "pdf", more: { share?: string; day?: string; by?: Asker } = {}): Command => ({
  ...{ type: "downloadShared", by: "line", share: "drac", edition: 1, what, day: "2008-03-03" },
  ...more,
});
const withdraw: s.Move = { type: "withdraw", by: s.coordinator, reason: "motif" };
const again: s.Move = {
  ...{ type: "openEdition", by: s.coordinator, reason: "motif", way: "round", mayCorrect: false },
};
const shared = [...s.finished, shares()];
const many = Array.from({ length: 50 }, (_, index) => shares(`lien-${index}`));

describe("a shared link", () => {
  test.each<[string, s.Move[], s.Move, string[] | string, number?]>([
    ["is made of a final", s.finished, shares(), ["shared"]],
    ["sent again is made once", shared, shares(), []],
    ["is made while the next edition is", [...s.finished, again], shares(), ["shared"]],
    ["is not made by who wrote it", s.finished, shares("drac", days(30), s.author), "forbidden"],
    ["is not made by the line", s.finished, shares("drac", days(30), "line"), "forbidden"],
    ["is not made before the files are there", s.approved, shares(), "stage-forbids"],
    ["is not made of what was withdrawn", [...s.finished, withdraw], shares(), "final-withdrawn"],
    ["is not made until a day that is past", s.finished, shares("drac", days(-1)), "date-invalid"],
    ["is made for a year", s.finished, shares("drac", days(365)), ["shared"]],
    ["is not made for longer", s.finished, shares("drac", days(400)), "date-invalid"],
    ["is not made where very many may open", [...s.finished, ...many], shares(), "too-many-requests"],
    ["is made once one of them was ended", [...s.finished, ...many, ends("lien-0")], shares(), ["shared"]],
    ["is ended", shared, ends(), ["shareEnded"]],
    ["is ended once", [...shared, ends()], ends(), []],
    ["is not ended by who wrote it", shared, ends("drac", s.author), "forbidden"],
    ["is not ended where there is none", s.finished, ends(), "not-found"],
    ["tells of a download", shared, takes(), ["downloaded"]],
    ["tells of a file once a day", [...shared, takes()], takes(), []],
    ["tells of it again on another day", [...shared, takes()], takes("pdf", { day: "2008-03-04" }), ["downloaded"]],
    [
      "tells of a file that another link told of",
      [...shared, shares("epi"), takes()],
      takes("pdf", { share: "epi" }),
      ["downloaded"],
    ],
    ["tells of none by a person", shared, takes("pdf", { by: s.coordinator }), "forbidden"],
    ["tells of none of a file that there is not", shared, takes("docx"), "not-found"],
    ["tells of none once it was ended", [...shared, ends()], takes(), "link-ended"],
    ["tells of none where nobody made it", s.finished, takes(), "link-ended"],
    ["tells of none once its time is over", shared, takes(), "link-expired", s.now + 31 * s.day],
    ["tells of none once the final was withdrawn", [...shared, withdraw], takes(), "final-withdrawn"],
  ])("%s", (_, given, when, then, at) => {
    const before = s.play(given);
    expect(before.refused).toBeUndefined();
    const after = s.step(before, when, at);
    expect(after.refused ?? after.last.map(({ type }) => type)).toEqual(then);
  });

  test("keeps for whom it is, by whom, until when, and what was downloaded by it, which is of no funder", () => {
    const { state } = s.play([...shared, takes()]);
    expect(state?.shares).toEqual([
      { id: "drac", label: "pour drac", by: "coordination", made: days(0), expires: days(30) },
    ]);
    expect(downloadsByShare(state!, "drac")).toMatchObject([{ by: "line", share: "drac", edition: 1, what: "pdf" }]);
    expect(downloadsOf(state!, "acse", 1)).toEqual([]);
    expect(summarize(state!, "")).toEqual(summarize(s.play(s.finished).state!, ""));
  });

  test("is kept as long as it may open, and a while after; those that are over are no more than can be held", () => {
    const rounds = Array.from({ length: 60 }, (_, index) => [shares(`lien-${index}`), ends(`lien-${index}`)]);
    const { state } = s.play([...shared, ...rounds.flat(), shares("dernier")]);
    expect(openShares(state!, s.now).map(({ id }) => id)).toEqual(["drac", "dernier"]);
    expect(state?.shares?.length).toBe(22);
  });
});
