import { describe, expect, test } from "vitest";
import * as s from "./scenario.ts";

const chase = (day: string, ...people: string[]) => ({ type: "chase", by: s.coordinator, people, day }) as const;

/** Who is chased by the last of some moves. */
function chasedBy(...moves: s.Move[]): string[] | string {
  const played = s.play(moves);
  if (played.refused) return played.refused;
  return played.last.flatMap(({ type, data }) => (type === "chased" ? data.people : []));
}

describe("a chase", () => {
  test("is for who owes something, each once, and leaves out who owes nothing", () => {
    expect(chasedBy(s.create(), chase("2008-03-03", "redaction-oriv", "passant", "redaction-oriv"))).toEqual([
      "redaction-oriv",
    ]);
  });

  test("is refused where nobody of them owes anything", () => {
    expect(chasedBy(s.create(), chase("2008-03-03", "passant"))).toBe("not-found");
  });

  test("is once a day each: the same day it is done already, the day after it is another", () => {
    const first = chase("2008-03-03", "redaction-oriv");
    expect(chasedBy(s.create(), first, first)).toEqual([]);
    expect(chasedBy(s.create(), first, chase("2008-03-04", "redaction-oriv"))).toEqual(["redaction-oriv"]);
  });

  test("is the coordinator's to send", () => {
    expect(
      chasedBy(s.create(), {
        ...chase("2008-03-03", "redaction-oriv"),
        by: { person: "redaction-oriv", coordinator: false },
      }),
    ).toBe("forbidden");
  });
});
