import { describe, expect, test } from "vitest";
import { readQuantity } from "../../shared/ledger/written.ts";
import type { Unit } from "../../shared/programme/state.ts";

describe("a quantity as it is typed", () => {
  test.each<[string, Unit, number | undefined | { sign: string }]>([
    ["3,5", "hour", 350],
    ["3.5", "day", 350],
    ["3 h 30", "hour", 350],
    ["3h30", "hour", 350],
    ["3\u00a0h\u00a005", "hour", 308],
    ["3:20", "hour", 333],
    ["0 h 45 min", "hour", 75],
    ["45 min", "hour", 75],
    ["90 min", "hour", 150],
    ["7 h", "hour", 700],
    ["7 heures", "hour", 700],
    ["0,5 j", "day", 50],
    ["2 jours", "day", 200],
    ["3 missions", "mission", 300],
    ["1", "lump-sum", 100],
    ["1 234,5", "hour", 123_450],
    ["3 h 75", "hour", undefined],
    ["3 h 30", "day", undefined],
    ["2 jours", "hour", undefined],
    ["3,555", "day", undefined],
    ["-1", "day", undefined],
    ["une", "mission", undefined],
    ["", "day", undefined],
    ["54,20 €", "day", { sign: "€" }],
    ["3 EUR", "hour", { sign: "EUR" }],
  ])("%j, in %ss, is %j hundredths", (typed, unit, expected) =>
    expect(readQuantity("fr", typed, unit)).toEqual(expected),
  );
});
