import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { appendEvents } from "../../shared/chain/append.ts";
import { hashOf } from "../../shared/chain/hash.ts";
import type { Command } from "../../shared/programme/command.ts";
import { decide } from "../../shared/programme/decide.ts";
import type { Event } from "../../shared/programme/event.ts";
import { evolve } from "../../shared/programme/evolve.ts";
import { type Action, type Programme, presentActions } from "../../shared/programme/state.ts";
import { tries } from "../long.ts";
import { action, coordination as by, plan } from "./sample.ts";

const now = Date.parse("2008-01-15T09:00:00.000Z");
const create: Command = { type: "create", by, id: "2008", ...plan };
const add = (...args: Parameters<typeof action>): Command => ({ type: "addAction", by, action: action(...args) });

type History = { state: Programme | undefined; events: Event[] };

/** Does what a command asks, or says why not. */
function next(history: History, command: Command): History | string {
  const decided = decide(history.state, command);
  if ("refused" in decided) return decided.refused.code;
  if (decided.events.length === 0) return history;
  const appended = appendEvents(evolve, history.state, decided.events, command.by, now);
  return { state: appended.state, events: [...history.events, ...appended.events] as Event[] };
}

function played(commands: readonly Command[]): History {
  return commands.reduce<History>(
    (history, command) => {
      const reached = next(history, command);
      return typeof reached === "string" ? history : reached;
    },
    { state: undefined, events: [] },
  );
}

describe("a command of a programme is refused", () => {
  const refused: [string, Command[], Command, string][] = [
    [
      "where somebody who does not coordinate asks",
      [],
      { ...create, by: { person: "x", coordinator: false } },
      "forbidden",
    ],
    ["where the line itself asks", [], { ...create, by: "line" }, "forbidden"],
    ["before there is a programme", [], add("veille"), "programme-unknown"],
    ["where the programme is there already", [create], create, "programme-exists"],
    ["where its last day comes before its first", [], { ...create, until: "2007-12-31" }, "programme-invalid"],
    ["where its first day does not exist", [], { ...create, from: "2008-02-30" }, "programme-invalid"],
    [
      "where an action has the id of another",
      [create, add("veille")],
      add("veille", { title: "Autre" }),
      "action-exists",
    ],
    [
      "where an action has the title of another",
      [create, add("a", { title: "Veille" })],
      add("b", { title: "veille " }),
      "programme-invalid",
    ],
    [
      "where an action has the title of another but for an accent",
      [create, add("a", { title: "Interculturalité" })],
      add("b", { title: "Interculturalite" }),
      "programme-invalid",
    ],
    [
      "where an action is of a family that there is not",
      [create],
      add("veille", { family: "recherche" }),
      "programme-invalid",
    ],
    [
      "where a family goes that has an action",
      [create, add("veille")],
      { type: "amend", by, ...plan, families: [] },
      "programme-invalid",
    ],
    [
      "where the action changed since it was seen",
      [create, add("veille"), { type: "changeAction", by, action: action("veille", { intent: "Lire." }) }],
      { type: "changeAction", by, action: action("veille", { intent: "Dire." }), seen: hashOf(action("veille")) },
      "programme-changed",
    ],
    [
      "where its plan changed since it was seen",
      [create, { type: "amend", by, ...plan, title: "Programme 2008" }],
      { type: "amend", by, ...plan, until: "2008-11-30", seen: hashOf(plan) },
      "programme-changed",
    ],
    [
      "where the action to change is unknown",
      [create],
      { type: "changeAction", by, action: action("veille") },
      "action-unknown",
    ],
    [
      "where the action to remove is unknown",
      [create],
      { type: "removeAction", by, action: "veille" },
      "action-unknown",
    ],
    [
      "where documents grow out of one another in a circle",
      [create],
      add("note", {
        expected: [
          { what: "document", id: "a", title: "Note", count: 1, sources: ["b"] },
          { what: "document", id: "b", title: "Note finale", count: 1, sources: ["a"] },
        ],
      }),
      "programme-invalid",
    ],
    [
      "where a document grows out of one that is not expected",
      [create],
      add("note", { expected: [{ what: "document", id: "a", title: "Note", count: 1, sources: ["z"] }] }),
      "programme-invalid",
    ],
  ];
  test.each(refused)("%s", (_, before, command, code) => expect(next(played(before), command)).toBe(code));
});

describe("a command of a programme", () => {
  test("that asks for what is so makes no event", () => {
    const history = played([create, add("veille")]);
    expect(next(history, { type: "amend", by, ...plan })).toBe(history);
    expect(next(history, { type: "amend", by, ...plan, seen: "0".repeat(64) })).toBe(history);
    expect(next(history, { type: "replace", by, id: "2008", ...plan, actions: [action("veille")] })).toBe(history);
  });

  test("that removes an action keeps it for what names it", () => {
    const { state } = played([create, add("veille"), { type: "removeAction", by, action: "veille" }]);
    expect(state!.actions.map(({ id, removed }) => [id, removed])).toEqual([["veille", true]]);
    expect(presentActions(state!)).toEqual([]);
  });

  test("that adds a removed action again gives it back", () => {
    const removal: Command = { type: "removeAction", by, action: "veille" };
    const { state } = played([create, add("veille"), removal, add("veille", { title: "Veille qualitative" })]);
    expect(presentActions(state!).map(({ title }) => title)).toEqual(["Veille qualitative"]);
  });
});

/** What a network of three ids and two families may be asked, whether it is right or not. */
const someAction: fc.Arbitrary<Action> = fc
  .record({
    id: fc.constantFrom("veille", "portail", "note"),
    title: fc.constantFrom("Veille", "Portail", "Note", "Portail européen"),
    family: fc.constantFrom("outils", "projets", "inconnue"),
    results: fc.array(fc.constantFrom("Site", "Note"), { maxLength: 2 }),
  })
  .map(({ id, ...said }) => action(id, said));
const someCommand: fc.Arbitrary<Command> = fc.oneof(
  fc.constant(create),
  fc
    .constantFrom("2008-12-31", "2009-03-31", "2007-01-01")
    .map((until): Command => ({ type: "amend", by, ...plan, until })),
  someAction.map((each): Command => ({ type: "addAction", by, action: each })),
  someAction.map((each): Command => ({ type: "changeAction", by, action: each })),
  fc.constantFrom("veille", "portail", "note").map((each): Command => ({ type: "removeAction", by, action: each })),
  fc
    .array(someAction, { maxLength: 3 })
    .map((actions): Command => ({ type: "replace", by, id: "2008", ...plan, actions })),
);

test("any history: the events alone make the state, a refusal changes nothing, and what is stored agrees", () => {
  fc.assert(
    fc.property(fc.array(someCommand, { maxLength: 12 }), (commands) => {
      const { state, events } = played(commands);
      const rebuilt = events.reduce<Programme | undefined>(evolve, undefined);
      expect(rebuilt).toEqual(state);
      const titles = presentActions(state ?? { actions: [] }).map(({ title }) => title.toLowerCase());
      expect(new Set(titles).size).toBe(titles.length);
      expect(new Set(state?.actions.map(({ id }) => id)).size).toBe(state?.actions.length ?? 0);
      expect(state?.actions.filter(({ family }) => family === "inconnue") ?? []).toEqual([]);
    }),
    { numRuns: tries(40, 500) },
  );
});

test("any history: a file that replaces a programme leaves its actions in its order, whatever was there", () => {
  fc.assert(
    fc.property(
      fc.array(someCommand, { maxLength: 8 }),
      fc.uniqueArray(someAction, { selector: ({ id }) => id }),
      (commands, actions) => {
        const reached = next(played(commands), { type: "replace", by, id: "2008", ...plan, actions });
        if (typeof reached === "string") expect(reached).toBe("programme-invalid");
        else expect(presentActions(reached.state!)).toEqual(actions);
      },
    ),
    { numRuns: tries(40, 500) },
  );
});
