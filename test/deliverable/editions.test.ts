import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Command } from "../../shared/deliverable/command.ts";
import { dutiesOf } from "../../shared/deliverable/duties.ts";
import { delivered, deliveredEditions, editionOf, editionOfRound } from "../../shared/deliverable/final/editions.ts";
import type { Output } from "../../shared/deliverable/final/final.ts";
import { proposalsOf } from "../../shared/deliverable/final/proposing.ts";
import { owed } from "../../shared/deliverable/owed.ts";
import type { State } from "../../shared/deliverable/state.ts";
import { endedIn, summarize } from "../../shared/deliverable/summary.ts";
import * as s from "./scenario.ts";

const played = (moves: readonly s.Move[]): s.Played => {
  const all = s.play(moves);
  expect(all.refused).toBeUndefined();
  return all;
};

const open = (changes: object = {}): s.Move =>
  ({ type: "openEdition", by: s.coordinator, reason: "motif", way: "round", mayCorrect: false, ...changes }) as Command;
const correcting = open({ way: "correction", mayCorrect: true });
const declare: s.Move = (state) => ({
  ...{ type: "declareCorrection", by: s.coordinator, day: "2009-01-12" },
  version: state.versions.at(-1)?.hash ?? "none",
});
/** What the draft lacks by a kind that was changed after the draft was read. */
const lacking = { main: { missing: ["enjeux"], withoutAlternative: 0, warnings: 0 } };
const abandon: s.Move = { type: "abandonEdition", by: s.coordinator };
const withdraw: s.Move = { type: "withdraw", by: s.coordinator, reason: "motif" };
const outputsOf = (edition: number): Output[] => [
  { format: "pdf", key: `outputs/${edition}.pdf`, sha256: `sha ${edition}`, bytes: edition },
];
const ready: s.Move = (state) => ({
  ...{ type: "outputsReady", by: "line", version: state.final?.version ?? "none" },
  ...{ edition: state.final?.edition ?? 0, outputs: outputsOf(state.final?.edition ?? 0) },
});
const redrawn = (id: string): s.Move[] => [s.upload(id), s.accept(id)];
const again = [...s.finished, open()];
const corrected = [...s.finished, correcting, ...redrawn("u7"), declare];
const proposed = [...s.finished, ...redrawn("p1")];
const add: s.Move = {
  ...{ type: "addSource", by: s.author },
  source: { id: "juillet", title: "Séminaire", what: "meeting", meeting: "juillet", dated: "2008-07-03" },
};
const remove: s.Move = { type: "removeSource", by: s.author, source: "juillet" };
/** A final that draws on a meeting, of which an edition is to be corrected. */
const drawing = [...s.finished.toSpliced(1, 0, add), correcting];
const decline: s.Move = { type: "declineProposal", by: s.coordinator, upload: "p1", reason: "motif" };

describe("what may be done of a final", () => {
  test.each<[string, s.Move[], s.Move, string[] | string]>([
    ["opened again, for a reason", s.finished, open(), ["editionOpened"]],
    ["opened by an author", s.finished, open({ by: s.author }), "forbidden"],
    ["before its documents are there", s.approved, open(), "stage-forbids"],
    ["a draft is opened", s.drafted, open(), "stage-forbids"],
    ["opened twice", again, open(), "stage-forbids"],
    ["to be corrected, where its kind forbids that", s.finished, open({ way: "correction" }), "correction-forbidden"],
    ["to be corrected, where its kind allows it", s.finished, correcting, ["editionOpened"]],
    [
      "by dates that do not follow",
      s.finished,
      open({ due: { draft: "2009-02-01", final: "2009-01-01" } }),
      "date-invalid",
    ],
    ["sent to review unchanged", again, s.submit(), "edition-unchanged"],
    ["sent to review changed", [...again, ...redrawn("u7")], s.submit(), ["roundOpened"]],
    ["declared corrected unchanged", [...s.finished, correcting], declare, "edition-unchanged"],
    ["declared corrected", [...s.finished, correcting, ...redrawn("u7")], declare, ["correctionDeclared"]],
    [
      "declared corrected, though its kind demands a section since",
      [...s.finished, correcting, ...redrawn("u7")],
      (state) => ({ ...(declare as (state: State) => Command)(state), checks: lacking }) as Command,
      "sections-missing",
    ],
    ["declared with the sources of before", [...drawing, remove, add], declare, "edition-unchanged"],
    ["declared with other sources, of the same text", [...drawing, remove], declare, ["correctionDeclared"]],
    [
      "given up with other sources, and opened anew",
      [...drawing, remove, abandon, correcting],
      declare,
      "edition-unchanged",
    ],
    ["declared twice", corrected, declare, []],
    ["declared, although opened for a round", [...again, ...redrawn("u7")], declare, "correction-forbidden"],
    [
      "a correction that goes to review all the same",
      [...s.finished, correcting, ...redrawn("u7")],
      s.submit(),
      ["roundOpened"],
    ],
    ["given up", again, abandon, ["editionAbandoned"]],
    ["given up, where none is being made", s.finished, abandon, "stage-forbids"],
    ["given up in review", [...again, ...redrawn("u7"), s.submit()], abandon, "stage-forbids"],
    [
      "given up, with a part that was taken up",
      [...proposed, open({ proposals: ["p1"] })],
      abandon,
      ["editionAbandoned", "partProposed"],
    ],
    ["opened after it was given up", [...again, abandon], open(), ["editionOpened"]],
    ["withdrawn while the next is made", again, withdraw, ["withdrawn"]],
    ["opened once withdrawn", [...s.finished, withdraw], open(), "stage-forbids"],
    ["a file of it that changes something", [...s.finished, s.upload("p1")], s.accept("p1"), ["partProposed"]],
    ["a file of it that is what it says", [...s.finished, s.upload("p1")], s.accept("p1", "u1"), ["draftRefused"]],
    ["a file before its documents are there", s.approved, s.upload("p1"), "stage-forbids"],
    ["a part that is declined", proposed, decline, ["proposalDeclined"]],
    ["a part that is declined twice", [...proposed, decline], decline, []],
    ["a part that an author declines", proposed, { ...(decline as object), by: s.author } as Command, "forbidden"],
    ["opened with the part", proposed, open({ proposals: ["p1"] }), ["editionOpened", "draftAccepted"]],
    ["opened with a part that is none", proposed, open({ proposals: ["p2"] }), "request-invalid"],
    [
      "taken up twice",
      [...proposed, open({ proposals: ["p1"] })],
      { type: "takeUp", by: s.coordinator, proposals: ["p1"] },
      [],
    ],
    [
      "a part that is none is taken up",
      [...proposed, open()],
      { type: "takeUp", by: s.coordinator, proposals: ["p2"] },
      "request-invalid",
    ],
    [
      "taken up later",
      [...proposed, open()],
      { type: "takeUp", by: s.coordinator, proposals: ["p1"] },
      ["draftAccepted"],
    ],
  ])("%s", (_, given, when, then) => {
    const before = s.play(given);
    expect(before.refused).toBeUndefined();
    const after = s.step(before, when);
    expect(after.refused ?? after.last.map(({ type }) => type)).toEqual(then);
  });
});

describe("what an edition is", () => {
  const stateOf = (moves: s.Move[]): State => played(moves).state!;

  test("the edition before stays what is delivered until the next is there, and then stands beside it", () => {
    const making = stateOf(again);
    expect(making).toMatchObject({ stage: "draft", making: { edition: 2, way: "round" }, due: {} });
    expect(delivered(making)).toMatchObject({ edition: 1 });
    const second = stateOf([...corrected, ready]);
    expect(deliveredEditions(second).map(({ edition }) => edition)).toEqual([2, 1]);
    expect(second.final).toMatchObject({ edition: 2, corrected: true, reason: "motif", outputs: outputsOf(2) });
    expect(editionOf(second, 1)?.outputs).toEqual(stateOf(s.finished).final?.outputs);
  });

  const twice = [...again, ...redrawn("u7"), s.submit()];
  test.each<[string, s.Move[], number, number | undefined]>([
    ["the first round, while edition 2 is made", again, 1, 1],
    ["the second, which is of edition 2", twice, 2, 2],
    ["the first round of a document that has no edition yet", s.drafted, 1, 1],
    ["the first round, once edition 2 was declared corrected", [...corrected, ready], 1, 1],
    [
      "the second, of an edition that was given up",
      [...twice, s.verdict(s.reviewer, "requestChanges"), s.verdict(s.second, "approve"), s.close(), abandon],
      2,
      undefined,
    ],
  ])("a round is about one edition: %s", (_, moves, round, expected) => {
    expect(editionOfRound(stateOf(moves), round)).toBe(expected);
  });

  test("it is listed as open while it is made, and by the year of its newest edition after", () => {
    expect(endedIn(stateOf(s.finished))).toBe("2008");
    expect(endedIn(stateOf(again))).toBeUndefined();
    expect(endedIn(stateOf([...corrected, ready]))).toBe("2009");
    expect(summarize(stateOf(again), "")).toMatchObject({ ready: true, edition: 1, making: 2, stage: "draft" });
    expect(summarize(stateOf(corrected), "")).toMatchObject({ ready: true, edition: 1, making: 2, stage: "final" });
  });

  test("given up, all is as it was but for the history", () => {
    const { seq: _, head: __, dueGiven: ___, undoable: ____, ...before } = stateOf(s.finished);
    const { seq, head, dueGiven, ...after } = stateOf([...again, abandon]);
    expect(after).toEqual(before);
  });

  test("a proposed part changes nothing of the final, waits for its coordinator, and is in the edition opened with it", () => {
    const waiting = stateOf(proposed);
    expect(waiting.versions).toEqual(stateOf(s.finished).versions);
    expect(proposalsOf(waiting).map(({ upload }) => upload)).toEqual(["p1"]);
    expect(dutiesOf(waiting)).toEqual([{ person: waiting.coordinator, what: "proposal" }]);
    expect(endedIn(waiting)).toBeUndefined();
    const taken = stateOf([...proposed, open({ proposals: ["p1"] })]);
    expect(taken.versions.at(-1)?.manifest.parts[0]?.tree).toBe("tree of p1");
    expect(proposalsOf(taken)).toEqual([]);
    expect(dutiesOf(stateOf([...proposed, decline]))).toEqual([]);
  });

  test("given up, the parts that were taken up are proposed again as they were, and their senders are told with the authors", () => {
    const { dueGiven: _, seq: __, head: ___, numbered: ____, ...before } = stateOf(proposed);
    const taking: s.Move = { type: "takeUp", by: s.coordinator, proposals: ["p1"] };
    for (const opening of [[open({ proposals: ["p1"] })], [open(), taking]]) {
      const { state, events } = played([...proposed, ...opening, abandon]);
      const { dueGiven, seq, head, numbered, ...after } = state!;
      expect(after).toEqual(before);
      expect(numbered).toBe(2);
      expect(proposalsOf(state!).map(({ upload }) => upload)).toEqual(["p1"]);
      const letters = owed(state!, events.slice(-2)).filter(({ type }) => type === "mail");
      expect(letters.map(({ id }) => id)).toEqual([`mail/interculturalite/${seq - 1}/editionAbandoned/redaction-oriv`]);
      const twice = stateOf([...proposed, ...opening, abandon, ...opening]);
      expect(twice.versions.at(-1)?.manifest.parts[0]?.tree).toBe("tree of p1");
    }
  });

  test.each<[string, s.Move[], string[]]>([
    ["a later file of its author is proposed in its place", redrawn("u8"), ["u8"]],
    [
      "the coordinator's file in its place leaves it to be proposed",
      [s.upload("u8", { by: s.coordinator }), s.accept("u8")],
      ["p1"],
    ],
    ["what reads as the final does is proposed no more", [s.upload("u8"), s.accept("u8", "u1")], []],
  ])("of a part that was taken up for an edition that is given up, %s", (_, since, expected) => {
    const state = stateOf([...proposed, open({ proposals: ["p1"] }), ...since, abandon]);
    expect(proposalsOf(state).map(({ upload }) => upload)).toEqual(expected);
  });

  test("who sent a part is told when it is taken up, and with the new edition when it is there", () => {
    const taking: s.Move = { type: "takeUp", by: s.coordinator, proposals: ["p1"] };
    const before = played([...proposed, correcting]);
    const taken = s.step(before, taking);
    const mailsOf = (jobs: ReturnType<typeof owed>) => jobs.filter(({ type }) => type === "mail");
    expect(mailsOf(owed(taken.state!, taken.last, before.state))).toMatchObject([
      { letter: "proposalTaken", to: "redaction-oriv", upload: "p1" },
    ]);
    const published = played([...proposed, correcting, taking, declare, ready]);
    expect(published.state?.uploads.p1).toMatchObject({ status: "accepted", taken: 2 });
    expect(published.state?.uploads.p1).not.toHaveProperty("offer");
    expect(proposalsOf(published.state!)).toEqual([]);
  });

  test("a second proposal of a part takes the place of the first", () => {
    const state = stateOf([...proposed, ...redrawn("p2")]);
    expect(proposalsOf(state).map(({ upload }) => upload)).toEqual(["p2"]);
    expect(state.uploads.p1).toMatchObject({ status: "refused", refused: { code: "version-replaced" } });
  });

  test("who was given the final is told once that it was withdrawn, its files go and a new proof archive is made", () => {
    const { state, events } = played([...s.finished, withdraw]);
    const jobs = owed(state!, events.slice(-1)).map(({ id }) => id);
    const seq = state!.seq;
    expect(jobs.filter((id) => id.startsWith("mail/"))).toEqual(
      ["redaction-oriv", "acse"].map((person) => `mail/interculturalite/${seq}/finalWithdrawn/${person}`),
    );
    expect(jobs).toContain(`unpublish/interculturalite/${seq}`);
    expect(jobs).toContain(`dossier/interculturalite/${seq}`);
  });

  test("whatever is done of it, no edition loses its files, and each has keys of its own", () => {
    const move = fc.constantFrom<s.Move>(
      ...[open(), correcting, declare, abandon, s.submit(), s.close(), ready],
      ...[s.verdict(s.reviewer, "approve"), s.verdict(s.second, "approve"), s.verdict(s.second, "requestChanges")],
      ...["x1", "x2", "x3", "x4"].flatMap(redrawn),
    );
    fc.assert(
      fc.property(fc.array(move, { maxLength: 40, size: "max" }), (moves) => {
        let known = new Map<number, string>();
        let state = stateOf(s.finished);
        for (let length = 0; length <= moves.length; length++) {
          const editions = deliveredEditions(state);
          const now = new Map(editions.map(({ edition, outputs }) => [edition, outputs.map(({ key }) => key).join()]));
          for (const [edition, keys] of known) expect(now.get(edition)).toBe(keys);
          expect(new Set(now.values()).size).toBe(now.size);
          expect([...now.keys()].toSorted((a, b) => a - b)).toEqual(editions.map((_, index) => index + 1));
          known = now;
          const { refused: _, ...next } = s.step({ state, events: [], last: [] }, moves[length] ?? ready);
          state = next.state!;
        }
      }),
      { numRuns: 60 },
    );
  });
});
