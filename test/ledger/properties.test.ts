import fc from "fast-check";
import { expect, test } from "vitest";
import { brokenAt } from "../../shared/chain/append.ts";
import type { Command } from "../../shared/ledger/command.ts";
import { evolve } from "../../shared/ledger/evolve.ts";
import { type Ledger, sumOf } from "../../shared/ledger/state.ts";
import { summarize } from "../../shared/ledger/summary.ts";
import { ledgerChain, listedAs } from "../../shared/stored/ledger.ts";
import { tries } from "../long.ts";
import { askings } from "./arbitrary.ts";
import { type History, mpg, next, nothing, undoing } from "./sample.ts";

/** What is there in the end; `after` each command that was not refused. */
function follow(commands: readonly Command[], after: (history: History, command: Command) => void): History {
  return commands.reduce<History>((history, command) => {
    const reached = next(history, command);
    if (typeof reached === "string") return history;
    after(reached, command);
    return reached;
  }, nothing);
}

const runs = { numRuns: tries(300, 5_000) };

/**
 * What commands that were taken come to, by term, as one would add it up by hand: hundredths, and cents with half a cent up. Nothing
 * of the ledger's own summing is asked.
 */
function addUp(commands: readonly Command[]): Record<string, { quantity: number; cents: number }> {
  const lines = new Map<string, { term: string; quantity: number; cents: number }>();
  const undone = new Set<string>();
  for (const command of commands) {
    if (command.type === "undo") undone.add(command.entry);
    if (command.type !== "enter") continue;
    for (const { id, term, quantity, cents = 0 } of command.entries) {
      if (lines.has(id)) continue;
      const { rate } = mpg.terms.find((each) => each.id === term)!;
      const exact = rate === undefined || quantity === undefined ? undefined : BigInt(quantity) * BigInt(rate);
      const worth = exact === undefined ? cents : Number((exact + 50n) / 100n);
      lines.set(id, { term, quantity: quantity ?? 0, cents: worth });
    }
  }
  const totals: Record<string, { quantity: number; cents: number }> = {};
  for (const [id, { term, quantity, cents }] of lines) {
    totals[term] ??= { quantity: 0, cents: 0 };
    if (undone.has(id)) continue;
    totals[term].quantity += quantity;
    totals[term].cents += cents;
  }
  return totals;
}

test("whatever is entered and undone, the sums of a ledger are those that one adds up oneself", () => {
  let counted = 0;
  fc.assert(
    fc.property(askings(40), (commands) => {
      const taken: Command[] = [];
      const { state } = follow(commands, (_, command) => taken.push(command));
      const found: Record<string, { quantity: number; cents: number }> = {};
      for (const { term, quantity, cents } of state ? summarize(state).sums : []) {
        const before = found[term] ?? { quantity: 0, cents: 0 };
        found[term] = { quantity: before.quantity + quantity, cents: before.cents + cents };
      }
      const totals = addUp(taken);
      expect(found).toEqual(totals);
      const all = Object.values(totals);
      expect(sumOf(state?.entries ?? [])).toEqual({
        quantity: all.reduce((sum, { quantity }) => sum + quantity, 0),
        cents: all.reduce((sum, { cents }) => sum + cents, 0),
      });
      counted += state?.entries.length ?? 0;
    }),
    runs,
  );
  expect(counted).toBeGreaterThan(300);
});

test("whatever is asked, a ledger stays whole: a line never changes, each is undone once at most, its chain verifies, its events make it again", () => {
  fc.assert(
    fc.property(askings(40), (commands) => {
      let before: readonly Ledger["entries"][number][] = [];
      const { state, events } = follow(commands, ({ state }, { type }) => {
        const { entries } = state!;
        if (type !== "attachAction") expect(entries.slice(0, before.length)).toEqual(before);
        expect(new Set(entries.map(({ id }) => id)).size).toBe(entries.length);
        const counters = entries.flatMap(({ undoes }) => undoes ?? []);
        expect(new Set(counters).size).toBe(counters.length);
        before = entries;
      });
      expect(brokenAt(events)).toBeUndefined();
      expect(events.reduce<Ledger | undefined>(evolve, undefined)).toEqual(state);
    }),
    runs,
  );
});

test("whatever was asked, asked again at once it is already done", () => {
  fc.assert(
    fc.property(askings(20), (commands) => {
      follow(commands, (history, command) => {
        const again = next(history, command);
        if (typeof again !== "string") expect(again.events).toHaveLength(history.events.length);
        else expect(again).toBe("never refused");
      });
    }),
    runs,
  );
});

test("undoing all that stands brings every sum back to nothing", () => {
  fc.assert(
    fc.property(askings(30), (commands) => {
      const { state } = follow(commands, () => undefined);
      const undone = (state?.entries ?? []).reduce<History>(
        (history, { id }) => {
          const reached = next(history, undoing(id));
          return typeof reached === "string" ? history : reached;
        },
        { state, events: [] },
      );
      expect(sumOf(undone.state?.entries ?? [])).toEqual({ quantity: 0, cents: 0 });
      if (undone.state)
        expect(summarize(undone.state).sums.every(({ lines, cents }) => lines === 0 && cents === 0)).toBe(true);
    }),
    runs,
  );
});

test("lists follow a ledger: each commit brings them to what the ledger is, however it came there", () => {
  fc.assert(
    fc.property(askings(20), (commands) => {
      const rows = new Map<string, unknown>();
      let before: History = nothing;
      follow(commands, (history) => {
        const news = history.events.slice(before.events.length);
        for (const write of news.length > 0
          ? ledgerChain.writes(history.state!, news, before.events.length, before.state)
          : []) {
          if ("put" in write) rows.set(`${write.put.pk} / ${write.put.sk}`, write.put.data);
          if ("delete" in write) rows.delete(`${write.delete.pk} / ${write.delete.sk}`);
        }
        before = history;
        const listed = [...rows].filter(([key]) => !key.startsWith("LEDGER#"));
        const wanted = listedAs(history.state!).map(({ pk, sk, data }) => [`${pk} / ${sk}`, data] as const);
        expect(new Map(listed)).toEqual(new Map(wanted));
      });
    }),
    runs,
  );
});
