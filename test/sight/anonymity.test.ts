import { expect, test } from "vitest";
import type { Round, State } from "../../shared/deliverable/state.ts";
import { placeOf, type Seats, veiled, veiledState } from "../../shared/sight/anonymity.ts";

const at = "2008-05-02T09:00:00.000Z";
const decision = (reviewer: string) => ({
  submission: String(reviewer.length),
  reviewer,
  choice: "approve" as const,
  at,
});
const seats = (anonymous: boolean): Seats => ({
  reviewers: ["direction", "etudes"],
  decisions: [decision("direction"), decision("partie")],
  delegations: [
    { submission: "d", from: "absente", to: "t", status: "confirmed", person: "etudes" },
    { submission: "e", from: "direction", to: "t", status: "refused" },
  ],
  batches: [
    { submission: "b", file: "f", by: "coordination", at, count: 1 },
    { submission: "c", file: "f", by: "absente", at, count: 1 },
  ],
  rule: { anonymous },
});
const name = (person: string) => `Nom de ${person}`;

test.each<[string, boolean, { person?: string; coordinator: boolean }, string, string]>([
  ["an open round names all", false, { coordinator: false }, "direction", "Nom de direction"],
  ["the coordinator sees names", true, { coordinator: true }, "direction", "Nom de direction"],
  ["the author a place", true, { person: "auteur", coordinator: false }, "direction", "Relecteur 1"],
  ["another reviewer a place", true, { person: "etudes", coordinator: false }, "direction", "Relecteur 1"],
  ["a reviewer their name", true, { person: "etudes", coordinator: false }, "etudes", "Nom de etudes"],
  ["who handed over has the place of who took it", true, { coordinator: false }, "absente", "Relecteur 2"],
  ["who left has none", true, { coordinator: false }, "partie", "Relecteur"],
  ["who does not review has a name", true, { coordinator: false }, "auteur", "Nom de auteur"],
  ["nor does who coordinates hide", true, { coordinator: false }, "coordination", "Nom de coordination"],
])("%s", (_, anonymous, viewer, person, said) => {
  const state = { coordinator: "coordination" } as State;
  expect(veiled(state, seats(anonymous), viewer, { name, language: "fr" })(person)).toBe(said);
});

test("where only reviewers are named, one whom the round no longer has is hidden too", () => {
  const say = veiled({ coordinator: "c" }, seats(true), { coordinator: false }, { name, language: "en" }, true);
  expect(say("retirée")).toBe("Reviewer");
  expect(placeOf(seats(true), "absente")).toBe(2);
});

test("a state without its reviewers", () => {
  const members = { direction: "ORIV", etudes: "IREV" };
  const meeting = { meeting: "juillet", round: 1, invited: ["direction", "auteur"], present: ["direction"] };
  const reported = {
    channel: "mail",
    received: "2008-05-02",
    note: "n",
    file: { name: "oriv.pdf" },
    by: "coordination",
  };
  const round = { ...seats(true), rule: { anonymous: true, members }, number: 1 } as unknown as Round;
  round.decisions[0] = { ...round.decisions[0]!, reported: reported as never };
  const state = {
    coordinator: "coordination",
    authors: ["auteur"],
    reviewers: ["direction", "etudes"],
    rounds: [round],
    meetings: [meeting],
  };
  const shown = veiledState(state as never, { person: "auteur", coordinator: false }, { anonymous: true });
  expect(JSON.stringify(shown)).not.toMatch(/direction|etudes|absente|partie|oriv/i);
  expect(shown).toMatchObject({ reviewers: ["reviewer-1", "reviewer-2"], authors: ["auteur"] });
  expect(veiledState(state as never, { coordinator: true }, { anonymous: true })).toEqual(state);
});
