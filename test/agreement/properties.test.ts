import fc from "fast-check";
import { expect, test } from "vitest";
import type { Command } from "../../shared/agreement/command.ts";
import { evolve } from "../../shared/agreement/evolve.ts";
import { type Agreement, agreementStages, paidCents } from "../../shared/agreement/state.ts";
import { summarize } from "../../shared/agreement/summary.ts";
import { brokenAt } from "../../shared/chain/append.ts";
import { agreementChain, listedAs } from "../../shared/stored/agreement.ts";
import { tries } from "../long.ts";
import { askings } from "./arbitrary.ts";
import { type History, next, nothing } from "./sample.ts";

function follow(commands: readonly Command[], after: (history: History, command: Command) => void): History {
  return commands.reduce<History>((history, command) => {
    const reached = next(history, command);
    if (typeof reached === "string") return history;
    after(reached, command);
    return reached;
  }, nothing);
}

const runs = { numRuns: tries(300, 5_000) };

test("whatever is asked, an agreement stays whole: its stages are in their order, its chain verifies, its events make it again", () => {
  fc.assert(
    fc.property(askings(30), (commands) => {
      const { state, events } = follow(commands, ({ state }) => {
        const { stage, since, terms, actions } = state!;
        const days = agreementStages.flatMap((each) => since[each] ?? []);
        expect(days).toEqual(days.toSorted());
        expect(agreementStages.filter((each) => since[each] !== undefined).at(-1)).toBe(stage);
        expect(new Set(terms.map(({ id }) => id)).size).toBe(terms.length);
        for (const { action, removed } of terms)
          if (action !== undefined && !removed) expect(actions).toContain(action);
      });
      expect(brokenAt(events)).toBeUndefined();
      expect(events.reduce<Agreement | undefined>(evolve, undefined)).toEqual(state);
    }),
    runs,
  );
});

test("whatever is asked, no payment is lost, and what came is what was noted less what was cancelled", () => {
  fc.assert(
    fc.property(askings(30), (commands) => {
      const noted = new Map<string, { cents: number; counts: boolean }>();
      let before = 0;
      follow(commands, ({ state, events }, command) => {
        if (events.length > before) {
          if (command.type === "pay") noted.set(command.payment.id, { cents: command.payment.cents, counts: true });
          if (command.type === "cancelPayment") noted.get(command.payment)!.counts = false;
          if (command.type === "restorePayment") noted.get(command.payment)!.counts = true;
        }
        before = events.length;
        expect(state!.payments.map(({ id }) => id)).toEqual([...noted.keys()]);
        const counting = [...noted.values()].filter(({ counts }) => counts);
        expect(paidCents(state!)).toBe(counting.reduce((sum, { cents }) => sum + cents, 0));
      });
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
      });
    }),
    runs,
  );
});

test("lists follow an agreement: each commit brings them to what it is, however it came there", () => {
  fc.assert(
    fc.property(askings(20), (commands) => {
      const rows = new Map<string, unknown>();
      let before: History = nothing;
      follow(commands, (history) => {
        const news = history.events.slice(before.events.length);
        for (const write of news.length > 0
          ? agreementChain.writes(history.state!, news, before.events.length, before.state)
          : []) {
          if ("put" in write) rows.set(`${write.put.pk} / ${write.put.sk}`, write.put.data);
          if ("delete" in write) rows.delete(`${write.delete.pk} / ${write.delete.sk}`);
        }
        before = history;
        const listed = [...rows].filter(([key]) => !key.startsWith("AGREEMENT#") && !key.startsWith("AGREEMENTS / "));
        const wanted = listedAs(history.state!).filter(({ pk }) => pk !== "AGREEMENTS");
        expect(new Map(listed)).toEqual(new Map(wanted.map(({ pk, sk, data }) => [`${pk} / ${sk}`, data])));
        expect(summarize(history.state!).received).toBe(paidCents(history.state!));
      });
    }),
    runs,
  );
});
