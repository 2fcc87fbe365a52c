import fc from "fast-check";
import { expect, test } from "vitest";
import { brokenAt } from "../../shared/chain/append.ts";
import type { Command } from "../../shared/meeting/command.ts";
import { evolve } from "../../shared/meeting/evolve.ts";
import { type Meeting, openResolutions } from "../../shared/meeting/state.ts";
import { summarize } from "../../shared/meeting/summary.ts";
import { listedAs, meetingChain } from "../../shared/stored/meeting.ts";
import { tries } from "../long.ts";
import { ask, coordination, type History, next, nothing, seminar } from "./sample.ts";

const people = ["direction-oriv", "chargee-etudes-acse", "animation", "org:oriv"];
const days = ["2008-07-03", "2008-07-10", "2009-01-15"];
const ids = ["d1", "d2"];
const some = <T>(...values: T[]) => fc.constantFrom(...values);
const invited = fc.uniqueArray(some(...people.slice(0, 3)));
const text = some("a".repeat(64), "b".repeat(64));
const resolution = fc.record(
  { id: some(...ids), words: text, person: some(...people), due: some(...days) },
  { requiredKeys: ["id", "words", "person"] },
);
const plan = fc.record({
  date: some(...days),
  invited,
  place: some("Paris", "Metz"),
  agenda: some(seminar.agenda, []),
});

/** Anything that somebody may ask, allowed or not, of a meeting in any state. */
const asked: fc.Arbitrary<Command> = fc
  .tuple(
    some<Command["by"]>(coordination, coordination, coordination, "line", { person: "animation", coordinator: false }),
    fc.oneof(
      plan.map((said) => ({ type: "plan" as const, id: "m", ...seminar, ...said })),
      plan.map((said) => ({ type: "change" as const, ...seminar, ...said })),
      fc.constant({ type: "cancel" as const }),
      fc
        .record({
          present: invited,
          outsiders: fc.nat(20),
          today: some(...days),
          resolutions: fc.array(resolution, { maxLength: 2 }),
        })
        .map((said) => ({ type: "record" as const, ...said })),
      resolution.map((said) => ({ type: "addResolution" as const, resolution: said })),
      fc
        .record({ resolution: some(...ids), person: some(...people), due: some(null, ...days) })
        .map((said) => ({ type: "changeResolution" as const, ...said })),
      some(...ids).map((id) => ({
        type: "closeResolution" as const,
        resolution: id,
        as: "done" as const,
        on: days[0]!,
      })),
      some(...ids).map((id) => ({ type: "reopenResolution" as const, resolution: id })),
      some(...days).map((day) => ({ type: "remind" as const, resolutions: ids, day })),
    ),
  )
  .map(([by, command]) => ask(command as never, by));

function follow(commands: readonly Command[], after: (history: History, command: Command) => void): History {
  return commands.reduce<History>((history, command) => {
    const reached = next(history, command);
    if (typeof reached === "string") return history;
    after(reached, command);
    return reached;
  }, nothing);
}

const runs = { numRuns: tries(300, 5_000) };

test("whatever is asked, a meeting stays whole: its stage says what it has, its chain verifies, its events make it again", () => {
  fc.assert(
    fc.property(fc.array(asked, { maxLength: 30 }), (commands) => {
      const { state, events } = follow(commands, ({ state }) => {
        const { stage, record, invited, resolutions, sequence } = state!;
        expect(stage === "held").toBe(record !== undefined);
        expect(new Set(invited).size).toBe(invited.length);
        expect(new Set(resolutions.map(({ id }) => id)).size).toBe(resolutions.length);
        expect(sequence).toBeLessThan(state!.seq);
      });
      expect(brokenAt(events)).toBeUndefined();
      expect(events.reduce<Meeting | undefined>(evolve, undefined)).toEqual(state);
    }),
    runs,
  );
});

test("whatever was asked, asked again at once it is already done", () => {
  fc.assert(
    fc.property(fc.array(asked, { maxLength: 20 }), (commands) => {
      follow(commands, (history, command) => {
        const again = next(history, command);
        if (typeof again !== "string") expect(again.events).toHaveLength(history.events.length);
      });
    }),
    runs,
  );
});

test("lists follow a meeting: each commit brings them to what the meeting is, however it came there", () => {
  fc.assert(
    fc.property(fc.array(asked, { maxLength: 20 }), (commands) => {
      const rows = new Map<string, unknown>();
      let before: History = nothing;
      follow(commands, (history) => {
        const news = history.events.slice(before.events.length);
        for (const write of news.length > 0
          ? meetingChain.writes(history.state!, news, before.events.length, before.state)
          : []) {
          if ("put" in write) rows.set(`${write.put.pk} / ${write.put.sk}`, write.put.data);
          if ("delete" in write) rows.delete(`${write.delete.pk} / ${write.delete.sk}`);
        }
        before = history;
        const listed = [...rows].filter(([key]) => !key.startsWith("MEETING#") && !key.startsWith("MEETINGS / "));
        const wanted = listedAs(history.state!).filter(({ pk }) => pk !== "MEETINGS");
        expect(new Map(listed)).toEqual(new Map(wanted.map(({ pk, sk, data }) => [`${pk} / ${sk}`, data])));
        expect(summarize(history.state!).resolutions.open).toBe(openResolutions(history.state!).length);
      });
    }),
    runs,
  );
});
