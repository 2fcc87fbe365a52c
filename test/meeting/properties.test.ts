import fc from "fast-check";
import { expect, test } from "vitest";
import { brokenAt } from "../../shared/chain/append.ts";
import type { Command } from "../../shared/meeting/command.ts";
import { evolve } from "../../shared/meeting/evolve.ts";
import { owed } from "../../shared/meeting/owed.ts";
import { type Meeting, openResolutions } from "../../shared/meeting/state.ts";
import { summarize } from "../../shared/meeting/summary.ts";
import { listedAs, meetingChain } from "../../shared/stored/meeting.ts";
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

test("whatever is asked, a meeting stays whole: its stage says what it has, its chain verifies, its events make it again", () => {
  fc.assert(
    fc.property(askings(30), (commands) => {
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
    fc.property(askings(20), (commands) => {
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
    fc.property(askings(20), (commands) => {
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

/** What somebody's calendar last had of a meeting: by which letter, under which SEQUENCE (RFC 5545), and what it showed. */
type Entry = { letter: string; sequence: number; shown: object };

/** What calendars show of a meeting. */
function shownOf({ kind, title, date, until, starts, ends, place, call }: Meeting): object {
  return { kind, title, date, until, starts, ends, place, call };
}

test("whatever is asked, the calendar of each who is invited shows a meeting as it stands, nobody else's shows it, and SEQUENCE grows with each mail", () => {
  const letters = new Set(["meetingInvited", "meetingChanged", "meetingCancelled"]);
  fc.assert(
    fc.property(askings(30), (commands) => {
      const calendars = new Map<string, Entry>();
      let before: History = nothing;
      follow(commands, (history) => {
        const [state, news] = [history.state!, history.events.slice(before.events.length)];
        const mails = news.length > 0 ? owed(state, news, before.state) : [];
        for (const job of mails) {
          if (job.type !== "mail" || !letters.has(job.letter)) continue;
          const had = calendars.get(job.to);
          expect(job.sequence).toBe(state.sequence);
          if (had) expect(job.sequence).toBeGreaterThan(had.sequence);
          // who was never invited, or is no more, is not told of a change, nor that it is off
          if (job.letter !== "meetingInvited") expect(had && had.letter !== "meetingCancelled").toBe(true);
          calendars.set(job.to, { letter: job.letter, sequence: job.sequence!, shown: shownOf(state) });
        }
        before = history;
        // what is corrected of one that was held is told nobody
        if (state.stage === "held") return;
        const here = [...calendars].filter(([, { letter }]) => letter !== "meetingCancelled");
        const invited = state.stage === "planned" ? state.invited : [];
        expect(here.map(([person]) => person).sort()).toEqual([...invited].sort());
        for (const [, { shown }] of here) expect(shown).toEqual(shownOf(state));
      });
    }),
    runs,
  );
});
