import { describe, expect, test } from "vitest";
import type { Asker } from "../../shared/chain/event.ts";
import type { Command } from "../../shared/deliverable/command.ts";
import { downloadsOf } from "../../shared/deliverable/final/downloading.ts";
import type { Downloadable } from "../../shared/deliverable/final/final.ts";
import { owed } from "../../shared/deliverable/owed.ts";
import { endedIn, summarize } from "../../shared/deliverable/summary.ts";
import * as s from "./scenario.ts";

const acse: Asker = { person: "acse", coordinator: false };
/** An officer of the organisation DAIC, and a colleague of theirs. */
const [officer, colleague] = ["officer", "colleague"].map(
  (person): Asker => ({ person, coordinator: false, organisation: "org:daic" }),
) as [Asker, Asker];
const takes = (
  by: Asker = acse,
  what: Downloadable = "pdf",
  more: { day?: string; edition?: number } = {},
): Command => ({
  ...{ type: "download", by, what, edition: 1, day: "2008-05-02" },
  ...more,
});
const funders = (...funders: string[]) => s.amend({ funders });
const byOrganisation = [...s.finished, funders("acse", "org:daic")];
const withdraw: s.Move = { type: "withdraw", by: s.coordinator, reason: "motif" };
const again: s.Move = {
  ...{ type: "openEdition", by: s.coordinator, reason: "motif", way: "correction", mayCorrect: true },
};
const declare: s.Move = ({ versions }) => ({
  ...{ type: "declareCorrection", by: s.coordinator, version: versions.at(-1)!.hash },
});
const second: s.Move[] = [again, s.upload("u9"), s.accept("u9"), declare, s.ready({ edition: 2 })];
const shut = (person: string): s.Move => ({ type: "endAccess", by: s.coordinator, person });

describe("a download", () => {
  test.each<[string, s.Move[], s.Move, string[] | string]>([
    ["by who funds it is told", s.finished, takes(), ["downloaded"]],
    ["of the same file on the same day is told once", [...s.finished, takes()], takes(), []],
    [
      "of the same file on another day is told again",
      [...s.finished, takes()],
      takes(acse, "pdf", { day: "2008-05-03" }),
      ["downloaded"],
    ],
    ["of another file on the same day is told", [...s.finished, takes()], takes(acse, "archive"), ["downloaded"]],
    ["by somebody of an organisation that funds it is told", byOrganisation, takes(officer), ["downloaded"]],
    [
      "by a colleague of theirs on the same day is told",
      [...byOrganisation, takes(officer)],
      takes(colleague),
      ["downloaded"],
    ],
    [
      "by somebody who left that organisation is none",
      byOrganisation,
      takes({ person: "officer", coordinator: false }),
      "forbidden",
    ],
    ["by who reviewed it is none", s.finished, takes(s.reviewer), "forbidden"],
    ["by its author is none", s.finished, takes(s.author), "forbidden"],
    ["by its coordinator is none", s.finished, takes(s.coordinator), "forbidden"],
    ["by the line is none", s.finished, takes("line"), "forbidden"],
    ["by who funded it when its files were there is told", [...s.finished, funders()], takes(), ["downloaded"]],
    ["by who funded it, once their access was ended, is none", [...s.finished, shut("acse")], takes(), "forbidden"],
    [
      "by an organisation whose access was ended is none",
      [...byOrganisation, shut("org:daic")],
      takes(officer),
      "forbidden",
    ],
    ["of a file that it does not have is none", s.finished, takes(acse, "html"), "not-found"],
    ["of an edition that it does not have is none", s.finished, takes(acse, "pdf", { edition: 2 }), "not-found"],
    ["before its files are there is none", s.approved, takes(), "not-found"],
    ["of a draft is none", s.drafted, takes(acse, "archive"), "not-found"],
    ["of the edition before, while the next is made, is told", [...s.finished, again], takes(), ["downloaded"]],
    ["of the first of two editions is told", [...s.finished, ...second], takes(), ["downloaded"]],
    [
      "of the second, once they have the first, is told",
      [...s.finished, takes(), ...second],
      takes(acse, "pdf", { edition: 2 }),
      ["downloaded"],
    ],
    ["of a file that was withdrawn is none", [...s.finished, withdraw], takes(), "final-withdrawn"],
    ["of the archive of what was withdrawn is told", [...s.finished, withdraw], takes(acse, "archive"), ["downloaded"]],
  ])("%s", (_, given, when, then) => {
    const before = s.play(given);
    expect(before.refused).toBeUndefined();
    const after = s.step(before, when);
    expect(after.refused ?? after.last.map(({ type }) => type)).toEqual(then);
  });

  test("is kept with when it first was, once a person, a file and an edition, by the organisation for whom it is", () => {
    const may = Date.parse("2008-05-02T09:00:00.000Z");
    const played = s.step(s.play(byOrganisation), takes(officer), may);
    const later = s.step(played, takes(officer, "pdf", { day: "2008-05-05" }), may + 3 * s.day);
    const both = s.step(later, takes(colleague, "archive", { day: "2008-05-05" }), may + 3 * s.day);
    const own = { by: "officer", as: "org:daic", edition: 1, what: "pdf" };
    expect(downloadsOf(both.state!, "org:daic", 1)).toEqual([
      { ...own, first: "2008-05-02T09:00:00.000Z", day: "2008-05-05" },
      { ...own, by: "colleague", what: "archive", first: "2008-05-05T09:00:00.000Z", day: "2008-05-05" },
    ]);
    expect(downloadsOf(both.state!, "acse", 1)).toEqual([]);
    expect(downloadsOf(both.state!, "org:daic", 2)).toEqual([]);
  });

  test("of who funds it themselves and by their organisation is of both", () => {
    const { state } = s.play([...s.finished, funders("officer", "org:daic"), takes(officer)]);
    expect([downloadsOf(state!, "officer", 1).length, downloadsOf(state!, "org:daic", 1).length]).toEqual([1, 1]);
  });

  test("leaves nothing owing, and changes neither what lists say of a deliverable nor where they have it", () => {
    const before = s.play(s.finished);
    const after = s.step(before, takes());
    expect(owed(after.state!, after.last, before.state)).toEqual([]);
    expect(summarize(after.state!, "")).toEqual(summarize(before.state!, ""));
    expect(endedIn(after.state!)).toBe(endedIn(before.state!));
  });

  test("of very many who fund it leaves a state that a row can hold, which has the last of them", () => {
    const crowd = Array.from({ length: 300 }, (_, index) => `financeur-${index}`);
    const { state } = s.play([
      ...[
        ...s.finished,
        funders(...crowd.slice(0, 100)),
        funders(...crowd.slice(100, 200)),
        funders(...crowd.slice(200)),
      ],
      ...crowd.map((person) => takes({ person, coordinator: false })),
    ]);
    expect(state?.downloads).toHaveLength(240);
    expect(state?.downloads?.at(-1)).toMatchObject({ by: "financeur-299" });
  });
});
