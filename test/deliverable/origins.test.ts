import { describe, expect, test } from "vitest";
import { evolve } from "../../shared/deliverable/evolve.ts";
import type { CarriedBatch } from "../../shared/deliverable/origins/origin.ts";
import { placementOf } from "../../shared/deliverable/origins/source.ts";
import type { Move } from "./scenario.ts";
import * as s from "./scenario.ts";

/** What the last of the moves does: the types of its events, or the code of its refusal. */
function check(given: readonly Move[], when: Move, then: readonly string[] | string): void {
  const before = s.play(given);
  expect(before.refused).toBeUndefined();
  const after = s.step(before, when, s.now + s.day);
  expect(after.refused ?? after.last.map(({ type }) => type)).toEqual(then);
}

const batch = (...contributions: string[]): CarriedBatch => ({
  ...{ file: "copie", copies: ["lot"], at: "2008-02-04T09:00:00.000Z", contributions, by: "relecture-crefe" },
});
const carry =
  (...batches: CarriedBatch[]): Move =>
  (state) => ({ type: "carryRemarks", by: s.coordinator, version: s.current(state).hash, batches });
const answer = (contribution: string, as: "integrated" | "declined", reason?: string, by = s.author): Move => ({
  ...{ type: "answerCarried", by, contribution, as, ...(reason !== undefined && { reason }) },
});
const note = { deliverable: "note", version: "v1" };
const derived = [s.create({ derivesFrom: note }), s.made("u1")];
const carrying = [...derived, carry(batch("a", "b"), batch("c"))];

const answered = [...carrying, ...["a", "b", "c"].map((id) => answer(id, "integrated"))];
/** Puts in the draft the words of a remark that came along. */
const applying =
  (id: string, by = s.author, base?: string): Move =>
  (state) => {
    const draft = s.current(state);
    const [part] = draft.manifest.parts;
    const corrections = [...(part!.corrections ?? []), id];
    const changed = { part: { ...part!, tree: `${part!.tree} ${id}`, corrections }, check: draft.checks[part!.part]! };
    return { type: "applyCorrections", by, base: base ?? draft.hash, contributions: [id], parts: [changed] };
  };

const version = { what: "version", deliverable: "note", version: "v1", dated: "2008-02-04" } as const;
const meeting = { what: "meeting", meeting: "juillet", dated: "2008-07-03" } as const;
const file = {
  what: "file",
  file: { hash: "h", name: "enquete.pdf", mediaType: "application/pdf", bytes: 9 },
} as const;
type Thing = typeof version | typeof meeting | typeof file;
const add = (id: string, thing: Thing, by = s.author, title = "Une source"): Move => ({
  ...{ type: "addSource", by, source: { id, title, ...thing } },
});
const place = (source: string, ...sections: { part: string; block: string; heading: string }[]): Move => ({
  ...{ type: "placeSource", by: s.author, source, sections },
});
const method = { part: "main", block: "b1", heading: "Méthode" };
const context = { part: "main", block: "b2", heading: "Contexte" };
const seeing = (seen: (typeof method)[], ...sections: (typeof method)[]): Move => ({
  ...{ type: "placeSource", by: s.author, source: "un", sections, seen: placementOf({ sections: seen }) },
});
const remove = (source: string): Move => ({ type: "removeSource", by: s.author, source });
const drawing = [s.create(), add("un", version), add("deux", meeting), add("trois", file)];

describe("a document that begins as a version of another", () => {
  test.each<[string, readonly Move[], Move, readonly string[] | string]>([
    ["remarks without an answer come along", derived, carry(batch("a", "b")), ["remarksCarried"]],
    ["once", carrying, carry(batch("d")), []],
    ["where there are none, nothing happens", derived, carry(), []],
    ["not to what derives from nothing", [s.create(), s.made("u1")], carry(batch("a")), "request-invalid"],
    ["none twice", derived, carry(batch("a"), batch("a")), "request-invalid"],
    [
      "by the coordinator alone",
      derived,
      (state) => ({ ...(carry(batch("a")) as (at: typeof state) => object)(state), by: s.author }) as never,
      "forbidden",
    ],
    ["an author answers one", carrying, answer("a", "integrated"), ["carriedAnswered"]],
    ["says why it is declined", carrying, answer("a", "declined"), "reason-missing"],
    ["with its reason", carrying, answer("a", "declined", "motif"), ["carriedAnswered"]],
    ["the same again is done already", [...carrying, answer("a", "integrated")], answer("a", "integrated"), []],
    [
      "another word counts",
      [...carrying, answer("a", "integrated")],
      answer("a", "declined", "motif"),
      ["carriedAnswered"],
    ],
    ["none that did not come along", carrying, answer("z", "integrated"), "contribution-unknown"],
    ["none of a prototype", carrying, answer("constructor", "integrated"), "contribution-unknown"],
    ["a correction that came along is applied", carrying, applying("a"), ["correctionsApplied"]],
    ["applied twice", [...carrying, applying("a")], applying("a"), []],
    ["one more", [...carrying, applying("a")], applying("b"), ["correctionsApplied"]],
    ["none that did not come along is applied", carrying, applying("z"), "contribution-unknown"],
    ["none of a prototype is applied", carrying, applying("constructor"), "contribution-unknown"],
    ["a reviewer applies none", carrying, applying("a", s.reviewer), "forbidden"],
    ["none to a draft that was replaced", carrying, applying("a", s.author, "autre"), "version-replaced"],
    ["none is applied in a review", [...answered, s.submit()], applying("a"), "stage-forbids"],
    [
      "declined although the draft has its words",
      [...carrying, applying("a")],
      answer("a", "declined", "motif"),
      "correction-applied",
    ],
    ["a reviewer answers none", carrying, answer("a", "integrated", undefined, s.reviewer), "forbidden"],
    ["it is not submitted while one waits", carrying, s.submit(), "contributions-open"],
    [
      "but by the coordinator, and that is on record",
      carrying,
      s.submit({ by: s.coordinator, undisposed: true }),
      ["roundOpened"],
    ],
    [
      "once all have their answer, it is",
      [...carrying, ...["a", "b", "c"].map((id) => answer(id, "integrated"))],
      s.submit(),
      ["roundOpened"],
    ],
  ])("%s", (_, given, when, then) => check(given, when, then));

  test("a correction that came along and was applied is integrated, until a file takes the place of the draft", () => {
    const dispositions = (moves: readonly Move[]) => s.play(moves).state!.derivesFrom?.carried?.remarks;
    const applied = [...carrying, applying("a"), applying("b"), answer("c", "integrated")];
    expect(dispositions(applied)).toEqual({ a: "integrated", b: "integrated", c: "integrated" });
    const again = s.play([...applied, s.upload("u2"), s.accept("u2")]);
    expect(again.state!.derivesFrom?.carried?.remarks).toEqual({ a: "open", b: "open", c: "integrated" });
    expect(again.state!.uploads.u2!.reopened).toBe(2);
  });
});

describe("a translation", () => {
  const finalMay = { ...s.may, final: true as const };
  const withdrawn: Move = { type: "withdraw", by: s.coordinator, reason: "motif" };
  const older = { version: "c".repeat(64), dated: "2008-02-04T09:00:00.000Z" };
  test.each<[string, readonly Move[], Move, readonly string[] | string]>([
    ["learns that its source has a newer version", s.translated(0), s.sourceOf(s.may, 2), ["sourceChanged"]],
    ["not of one that it knows", [...s.translated(0), s.sourceOf(s.may, 2)], s.sourceOf(s.may, 3), []],
    ["nor of one older than it knows", s.translated(0), s.sourceOf(older, 1), []],
    [
      "learns that the version it knows became the final",
      [...s.translated(0), s.sourceOf(s.may, 2)],
      s.sourceOf(finalMay, 2),
      ["sourceChanged"],
    ],
    ["once", [...s.translated(0), s.sourceOf(finalMay, 2)], s.sourceOf(finalMay, 2), []],
    ["and stays with the final", [...s.translated(0), s.sourceOf(finalMay, 2)], s.sourceOf(s.may, 2), []],
    ["learns that its source was withdrawn", s.translated(0), s.sourceGone, ["sourceWithdrawn"]],
    ["that, once", [...s.translated(0), s.sourceGone], s.sourceGone, []],
    ["not where it was withdrawn itself", [...s.translated(0), withdrawn], s.sourceGone, []],
    ["which the line alone says", s.translated(0), { ...s.sourceGone, by: s.coordinator } as Move, "forbidden"],
    ["what translates nothing has no source that was withdrawn", s.drafted, s.sourceGone, []],
    ["what translates nothing has no source", s.drafted, s.sourceOf(s.may, 2), []],
  ])("%s", (_, given, when, then) => check(given, when, then));
});

describe("the basket of what a document draws on", () => {
  test.each<[string, readonly Move[], Move, readonly string[] | string]>([
    ["an author adds a version", [s.create()], add("un", version), ["sourceAdded"]],
    ["sent again, it is there", drawing, add("un", version), []],
    ["the same thing is there once", drawing, add("quatre", version), "source-known"],
    ["another thing is not put under its id", drawing, add("un", meeting), "request-invalid"],
    [
      "a document draws not on itself",
      [s.create()],
      add("un", { ...version, deliverable: "interculturalite" } as never),
      "source-itself",
    ],
    ["a source has a title", [s.create()], add("un", version, s.author, " "), "request-invalid"],
    ["a reviewer adds none", [s.create()], add("un", version, s.reviewer), "forbidden"],
    ["none is added while reviewers read", s.inReview, add("un", version), "stage-forbids"],
    ["nor taken out", s.inReview, remove("un"), "stage-forbids"],
    ["a section draws on it", drawing, place("un", method), ["sourcePlaced"]],
    ["as it does already", [...drawing, place("un", method)], place("un", method), []],
    ["others than were seen use it", [...drawing, place("un", method)], seeing([], context), "source-placed"],
    ["those that were seen use it", [...drawing, place("un", method)], seeing([method], context), ["sourcePlaced"]],
    ["others use it, and those that are asked", [...drawing, place("un", method)], seeing([], method), []],
    ["no section is said twice", drawing, place("un", method, method), "request-invalid"],
    ["nor one of a part that there is not", drawing, place("un", { ...method, part: "autre" }), "request-invalid"],
    ["nor of a source that is gone", [...drawing, remove("un")], place("un", method), "source-unknown"],
    ["taking it out twice is taking it out once", [...drawing, remove("un")], remove("un"), []],
    [
      "of sixty, there is no place for one more",
      [s.create(), ...Array.from({ length: 60 }, (_, at) => add(`s${at}`, { ...meeting, meeting: `m${at}` } as never))],
      add("de-trop", file),
      "too-many-sources",
    ],
  ])("%s", (_, given, when, then) => check(given, when, then));

  test("a basket that is emptied leaves no trace in the state, and its events make the state that there is", () => {
    const { state, events } = s.play([...drawing, place("un", method), remove("un"), remove("deux"), remove("trois")]);
    expect("drawsOn" in state!).toBe(false);
    expect(events.reduce<typeof state>((made, event) => evolve(made, event), undefined)).toEqual(state);
  });
});
