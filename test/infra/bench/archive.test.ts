import { describe, expect, test } from "vitest";
import { archive, clock } from "../../../infra/bench/archive.ts";
import { openStore } from "../../../shared/adapters/embedded/store.ts";
import { temporaryFolder } from "../../temporary.ts";

/** Rows that each page and the clock read, as `npm run bench:lists` prints them: the same on every machine. */
async function rowsRead(count: number): Promise<Record<string, number>> {
  const store = openStore(":memory:", clock);
  const { read, work } = await archive(store, count, temporaryFolder());
  const rows: Record<string, number> = {};
  for (const [what, act] of work) {
    const before = read.rows;
    await act();
    rows[what] = read.rows - before;
  }
  store.close();
  return rows;
}

describe("of a network with 60 open deliverables", async () => {
  const [hundred, four] = [await rowsRead(100), await rowsRead(400)];

  function check(what: string, most: number): void {
    test(`${what} reads ${most} rows at most where 100 deliverables are kept, and no more where 400 are`, () => {
      expect(hundred[what]).toBeLessThanOrEqual(most);
      expect(four[what]).toBe(hundred[what]);
    });
  }
  check("a coordinator's home", 276);
  check("tick, first of a week", 913);
  check("tick", 31);

  test.each([
    ["an author's home", 22],
    ["/reviews", 11],
    ["/deliverables", 280],
  ])("%s, which shows what has ended too, reads %i rows at most where 100 are kept", (what, most) =>
    expect(hundred[what]).toBeLessThanOrEqual(most),
  );
});
