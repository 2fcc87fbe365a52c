import { describe, expect, test } from "vitest";
import { clock, fillArchive, workIn } from "../../../infra/bench/archive.ts";
import { openStore } from "../../../shared/adapters/embedded/store.ts";
import { temporaryFolder } from "../../temporary.ts";

/** Rows that each page and the clock read, as `npm run bench:lists` prints them: the same on every machine. */
async function rowsRead(count: number): Promise<Record<string, number>> {
  const store = openStore(":memory:", clock);
  const folder = temporaryFolder();
  const { read, work } = await workIn(store, await fillArchive(store, count, folder), folder);
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
  const [thousand, four] = [await rowsRead(1_060), await rowsRead(4_060)];

  function check(what: string, most: number): void {
    test(`${what} reads ${most} rows at most where 1 000 deliverables have ended, and no more where 4 000 have`, () => {
      expect(thousand[what]).toBeLessThanOrEqual(most);
      expect(four[what]).toBe(thousand[what]);
    });
  }
  check("a coordinator's programme", 96);
  check("a member's programme", 124);
  check("/year", 475);
  check("/deliverables", 289);
  check("tick, first of a week", 976);
  check("tick", 34);

  test("an author's home, which looks through a page of what one has funded for the newest, reads 80 rows at most where 1 000 have ended", () =>
    expect(thousand["an author's home"]).toBeLessThanOrEqual(80));

  test("/reviews, which shows a page of what one has reviewed, reads 31 rows at most where 1 000 have ended", () =>
    expect(thousand["/reviews"]).toBeLessThanOrEqual(31));
});
