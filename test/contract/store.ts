import fc from "fast-check";
import { beforeEach, describe, expect, test } from "vitest";
import type { Clock, Json, Key, Row, Store, Write } from "../../shared/ports.ts";

const noon = Date.parse("2008-05-12T12:00:00.000Z");

/** What every store promises (`shared/ports.ts`); `open` gives an empty one that tells time by `clock`. */
export function storeContract(name: string, open: (clock: Clock) => Promise<Store>): void {
  describe(`${name}: the store's contract`, () => {
    let store: Store;
    let now = noon;
    beforeEach(async () => {
      now = noon;
      store = await open(() => now);
    });

    const commit = (...writes: Write[]) => store.commit(writes);
    const put = (pk: string, sk: string, data: Json = {}, more: Partial<Row> = {}): Write => ({
      put: { pk, sk, data, ...more },
    });
    const expecting = (write: Write, expect: number): Write => ({ ...write, expect });
    const keys = (rows: Key[]) => rows.map(({ sk }) => sk);

    describe("a row", () => {
      test("is what was put, with its count of writes", async () => {
        const data = {
          nom: "Relecture — CREFE",
          vide: "",
          rien: null,
          liste: [],
          objet: {},
          nombre: 0.1,
          grand: 2 ** 53 - 1,
          fine: "oui\u202F!",
        };
        await commit(put("PEOPLE", "p1", data));
        expect(await store.get({ pk: "PEOPLE", sk: "p1" })).toEqual({ pk: "PEOPLE", sk: "p1", version: 1, data });
        await commit(put("PEOPLE", "p1", { nom: "Autre" }, { status: "due", kind: "mail", expires: noon / 1000 + 60 }));
        const marked = {
          pk: "PEOPLE",
          sk: "p1",
          version: 2,
          data: { nom: "Autre" },
          status: "due",
          kind: "mail",
          expires: noon / 1000 + 60,
        };
        expect(await store.get({ pk: "PEOPLE", sk: "p1" })).toEqual(marked);
        await commit(put("PEOPLE", "p1", {}));
        expect(await store.get({ pk: "PEOPLE", sk: "p1" })).toEqual({ pk: "PEOPLE", sk: "p1", version: 3, data: {} });
      });

      test("that is not there is undefined, and its deletion nothing", async () => {
        expect(await store.get({ pk: "PEOPLE", sk: "p1" })).toBeUndefined();
        await commit({ delete: { pk: "PEOPLE", sk: "p1" } });
        await commit(put("PEOPLE", "p1"), put("PEOPLE", "p2"));
        await commit({ delete: { pk: "PEOPLE", sk: "p1" } });
        expect(keys((await store.query("PEOPLE")).rows)).toEqual(["p2"]);
      });

      test("may hold any JSON", async () => {
        await fc.assert(
          fc.asyncProperty(fc.jsonValue({ maxDepth: 4 }), async (value) => {
            // what JSON cannot say: -0
            const data = JSON.parse(JSON.stringify(value)) as Json;
            await commit(put("ANY", "row", data));
            expect((await store.get({ pk: "ANY", sk: "row" }))?.data).toEqual(data);
          }),
          { numRuns: 30 },
        );
      });
    });

    describe("an expectation", () => {
      const key = { pk: "JOBS", sk: "j" };

      test.each<[string, Write[], Write, boolean]>([
        ["none: whatever is there", [put("JOBS", "j")], put("JOBS", "j"), true],
        ["0: not there", [], expecting(put("JOBS", "j"), 0), true],
        ["0: but it is there", [put("JOBS", "j")], expecting(put("JOBS", "j"), 0), false],
        ["1: the first", [put("JOBS", "j")], expecting(put("JOBS", "j"), 1), true],
        ["1: but it is not there", [], expecting(put("JOBS", "j"), 1), false],
        ["1: but it was written since", [put("JOBS", "j"), put("JOBS", "j")], expecting(put("JOBS", "j"), 1), false],
        ["1: deleted", [put("JOBS", "j")], { delete: key, expect: 1 }, true],
        ["1: but there is nothing to delete", [], { delete: key, expect: 1 }, false],
        [
          "1: to delete, but it was written since",
          [put("JOBS", "j"), put("JOBS", "j")],
          { delete: key, expect: 1 },
          false,
        ],
        ["0: to delete nothing", [], { delete: key, expect: 0 }, true],
        ["0: to delete nothing, but it is there", [put("JOBS", "j")], { delete: key, expect: 0 }, false],
        ["a check of what is still so", [put("JOBS", "j")], { check: key, expect: 1 }, true],
        ["a check of what was written since", [put("JOBS", "j"), put("JOBS", "j")], { check: key, expect: 1 }, false],
        ["a check of what is gone", [], { check: key, expect: 1 }, false],
        ["a check that nothing is there", [], { check: key, expect: 0 }, true],
        ["a check that nothing is there, but it is", [put("JOBS", "j")], { check: key, expect: 0 }, false],
      ])("%s", async (_, given, write, holds) => {
        for (const before of given) await commit(before);
        const before = await Array.fromAsync(store.all());
        const other = put("JOBS", "other");
        if (holds) {
          await commit(other, write);
          expect(await store.get({ pk: "JOBS", sk: "other" })).toBeDefined();
          const there = given.length === 0 ? undefined : given.length;
          const version = "put" in write ? given.length + 1 : "check" in write ? there : undefined;
          expect((await store.get(key))?.version).toBe(version);
        } else {
          await expect(commit(other, write)).rejects.toMatchObject({ name: "Refusal", code: "conflict" });
          expect(await Array.fromAsync(store.all())).toEqual(before);
        }
      });

      test("holds for one of two who write at once, and the other can try again", async () => {
        await commit(put("COUNTER", "n", 0));
        const add = async (): Promise<void> => {
          const row = (await store.get({ pk: "COUNTER", sk: "n" }))!;
          const next = expecting(put("COUNTER", "n", (row.data as number) + 1), row.version);
          await commit(next).catch((error) => (error.code === "conflict" ? add() : Promise.reject(error)));
        };
        await Promise.all(Array.from({ length: 8 }, add));
        expect(await store.get({ pk: "COUNTER", sk: "n" })).toMatchObject({ data: 8, version: 9 });
      });
    });

    describe("a query", () => {
      const order = ["event#000000001", "event#000000002", "event#000000010", "state", "état", "￿", "😀"];

      test("gives one partition in the order of the keys' bytes", async () => {
        await commit(...order.toReversed().map((sk) => put("D#1", sk)), put("D#10", "state"), put("D", "state"));
        expect(keys((await store.query("D#1")).rows)).toEqual(order);
        expect(keys((await store.query("D#1", { newestFirst: true })).rows)).toEqual(order.toReversed());
        expect(await store.query("D#2")).toEqual({ rows: [] });
      });

      test("gives whole rows, those with a prefix", async () => {
        await commit(
          put("D#1", "event#1", { a: 1 }),
          put("D#1", "event", {}),
          put("D#1", "eventual", {}),
          put("D#1", "state", {}),
        );
        expect(await store.query("D#1", { prefix: "event#" })).toEqual({
          rows: [{ pk: "D#1", sk: "event#1", version: 1, data: { a: 1 } }],
        });
        expect(keys((await store.query("D#1", { prefix: "event" })).rows)).toEqual(["event", "event#1", "eventual"]);
        expect(keys((await store.query("D#1", { prefix: "event", newestFirst: true })).rows)).toEqual([
          "eventual",
          "event#1",
          "event",
        ]);
        expect(keys((await store.query("D#1", { prefix: "%" })).rows)).toEqual([]);
      });

      test("is read page after page, either way", async () => {
        const all = Array.from({ length: 23 }, (_, index) => `event#${String(index).padStart(3, "0")}`);
        await commit(...all.map((sk) => put("D#1", sk)), put("D#1", "a"), put("D#1", "z"));
        for (const newestFirst of [false, true]) {
          for (const limit of [1, 5, 22, 23, 24]) {
            const read: string[] = [];
            for (let after: string | undefined, more = true; more; more = after !== undefined) {
              const page = await store.query("D#1", { prefix: "event#", limit, newestFirst, ...(after && { after }) });
              expect(page.rows.length).toBeLessThanOrEqual(limit);
              read.push(...keys(page.rows));
              after = page.next;
            }
            expect(read).toEqual(newestFirst ? all.toReversed() : all);
          }
        }
      });

      test("gives a hundred rows unless told", async () => {
        const all = Array.from({ length: 120 }, (_, index) => `r${String(index).padStart(3, "0")}`);
        await commit(...all.slice(0, 60).map((sk) => put("P", sk)));
        await commit(...all.slice(60).map((sk) => put("P", sk)));
        const { rows, next } = await store.query("P");
        expect(keys(rows)).toEqual(all.slice(0, 100));
        expect(next).toBe("r099");
        expect(await Array.fromAsync(store.all())).toHaveLength(120);
      });

      test("of large rows loses none", async () => {
        const large = "é".repeat(120_000);
        for (let index = 0; index < 12; index++) await commit(put("P", `r${index}`.padStart(4, "0"), large));
        const { rows, next } = await store.query("P", { limit: 50 });
        const rest = next === undefined ? [] : (await store.query("P", { after: next })).rows;
        expect(rows.length + rest.length).toBe(12);
      });
    });

    describe("a limit", () => {
      const refused = { name: "Refusal", code: "store-limit" };
      const many = (count: number) => Array.from({ length: count }, (_, index) => put("P", `r${index}`));
      /** A row whose JSON weighs so many bytes in UTF-8. */
      const weighing = (bytes: number, sk = "r") => {
        const empty = Buffer.byteLength(JSON.stringify({ pk: "P", sk, data: "" }));
        return put("P", sk, "a".repeat(bytes - empty));
      };
      const kilobytes = 1024;

      test.each<[string, () => Write[], boolean]>([
        ["90 writes", () => many(90), true],
        ["91 writes", () => many(91), false],
        ["300 KB a row", () => [weighing(300 * kilobytes)], true],
        ["a byte more", () => [weighing(300 * kilobytes + 1)], false],
        ["300 KB in accents", () => [put("P", "r", "é".repeat(153_000))], true],
        ["a row that only fits without its accents", () => [put("P", "r", "é".repeat(160_000))], false],
        ["3 MB in all", () => Array.from({ length: 10 }, (_, index) => weighing(300 * kilobytes, `r${index}`)), true],
        [
          "more than 3 MB in all",
          () => Array.from({ length: 11 }, (_, index) => weighing(290 * kilobytes, `r${index}`)),
          false,
        ],
      ])("%s", async (_, writes, holds) => {
        const attempt = store.commit(writes());
        if (holds) await attempt;
        else await expect(attempt).rejects.toMatchObject(refused);
        expect(await Array.fromAsync(store.all())).toHaveLength(holds ? writes().length : 0);
      });

      test("nothing is nothing", async () => {
        await store.commit([]);
        expect(await Array.fromAsync(store.all())).toEqual([]);
      });

      test("one row written twice is our own mistake", async () => {
        await expect(commit(put("P", "r", 1), put("P", "r", 2))).rejects.toThrow(/twice/);
        await expect(commit(put("P", "r", 1), { delete: { pk: "P", sk: "r" } })).rejects.toThrow(/twice/);
        expect(await store.get({ pk: "P", sk: "r" })).toBeUndefined();
      });
    });

    describe("a row that expires", () => {
      const key = { pk: "SESSION#a", sk: "session" };
      const session = put(key.pk, key.sk, {}, { expires: noon / 1000 + 60 });

      test("is there until its second", async () => {
        await commit(session);
        now = noon + 59_999;
        expect(await store.get(key)).toBeDefined();
        now = noon + 60_000;
        expect(await store.get(key)).toBeUndefined();
        expect(await store.query(key.pk)).toEqual({ rows: [] });
        expect(await Array.fromAsync(store.all())).toEqual([]);
      });

      test("is swept, and what has not expired stays", async () => {
        await commit(session, put("PEOPLE", "p1", {}));
        now = noon + 61_000;
        await store.sweep(10);
        await store.sweep(0);
        expect(await Array.fromAsync(store.all(), ({ sk }) => sk)).toEqual(["p1"]);
      });

      test("is gone for whoever expects it or does not", async () => {
        await commit(session);
        await expect(commit(expecting(session, 0))).rejects.toMatchObject({ code: "conflict" });
        now = noon + 61_000;
        await expect(commit(expecting(session, 1))).rejects.toMatchObject({ code: "conflict" });
        await expect(commit({ delete: key, expect: 1 })).rejects.toMatchObject({ code: "conflict" });
        await commit(expecting(put(key.pk, key.sk, "neuf"), 0));
        expect(await store.get(key)).toEqual({ ...key, version: 1, data: "neuf" });
      });
    });

    test("many writers at once leave what one after another would", async () => {
      const accounts = ["a", "b", "c"];
      await commit(...accounts.map((sk) => put("P", sk, 100)));
      const move = async (from: string, to: string): Promise<void> => {
        const [source, target] = await Promise.all([from, to].map((sk) => store.get({ pk: "P", sk })));
        const writes = [
          expecting(put("P", from, (source!.data as number) - 1), source!.version),
          expecting(put("P", to, (target!.data as number) + 1), target!.version),
        ];
        await commit(...writes).catch((error) => (error.code === "conflict" ? move(from, to) : Promise.reject(error)));
      };
      const moves = Array.from({ length: 12 }, (_, index) => move(accounts[index % 3]!, accounts[(index + 1) % 3]!));
      await Promise.all(moves);
      expect((await store.query("P")).rows.map(({ data }) => data)).toEqual([100, 100, 100]);
    });
  });
}
