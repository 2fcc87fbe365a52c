import { expect, test } from "vitest";
import { mayWritePart, missingParts, partOwners, partTitle } from "../../../shared/deliverable/drafting/parts.ts";
import type { PartPlan, State } from "../../../shared/deliverable/state.ts";
import type { Move } from "../scenario.ts";
import * as s from "../scenario.ts";

const oriv = { person: "documentation-oriv", coordinator: false };
const essonne = { person: "mission-crpv-essonne", coordinator: false };
const anyone = { person: "redaction-epi", coordinator: false };

const parts: PartPlan[] = [
  { id: "oriv", title: "ORIV", people: ["documentation-oriv"] },
  { id: "essonne", title: "CRPV Essonne", people: ["mission-crpv-essonne"] },
  { id: "crefe", title: "CREFE" },
];
const [first, second, third] = parts as [PartPlan, PartPlan, PartPlan];

const dossier: Move = s.create({
  kind: "resource-dossier",
  authors: [oriv.person, essonne.person, anyone.person],
  parts,
});
const arrange = (next: PartPlan[], drop: string[] = [], by = s.coordinator): Move => ({
  ...{ type: "arrangeParts", by, parts: next, drop },
});
const sent = (part: string, by = s.coordinator, text = part): Move[] => [
  s.upload(`u-${text}`, { by, part }),
  s.accept(`u-${text}`, text, {}, part),
];
const draftOf = (...ids: string[]): Move[] => [dossier, ...ids.flatMap((id) => sent(id))];
const all = draftOf("oriv", "essonne", "crefe");
const inReview: Move[] = [...all, s.submit({ by: oriv })];
const sentBack: Move[] = [...[...inReview, s.offer("c1")], ...[s.verdict(s.reviewer, "requestChanges"), s.close()]];
const about = (part: string, by = oriv): Move => s.dispose("c1", "integrated", { by, part });

test.each<[string, Move[], string | undefined]>([
  ["a member's own author sends its part", [dossier, s.upload("u", { by: oriv, part: "oriv" })], undefined],
  [
    "another member's author does not replace it",
    [dossier, s.upload("u", { by: essonne, part: "oriv" })],
    "part-not-yours",
  ],
  ["the coordinator sends any part", [dossier, s.upload("u", { by: s.coordinator, part: "oriv" })], undefined],
  ["any author sends a part that names nobody", [dossier, s.upload("u", { by: oriv, part: "crefe" })], undefined],
  [
    "a part whose only author left the deliverable is not the other authors' to write",
    [dossier, s.amend({ authors: [essonne.person] }), s.upload("u", { by: essonne, part: "oriv" })],
    "part-not-yours",
  ],
  [
    "the coordinator writes it, or names someone else who does",
    [
      ...[dossier, s.amend({ authors: [essonne.person] }), arrange([{ ...first, people: [essonne.person] }, second])],
      s.upload("u", { by: essonne, part: "oriv" }),
    ],
    undefined,
  ],
  [
    "who left stays named while other parts are arranged",
    [
      ...[dossier, s.amend({ authors: [essonne.person] }), arrange([second, first, third])],
      s.upload("u", { by: essonne, part: "oriv" }),
    ],
    "part-not-yours",
  ],
  [
    "a document in one piece whose only named author left is not the others'",
    [
      s.create({ authors: [oriv.person, essonne.person], parts: [{ id: "main", title: "", people: [oriv.person] }] }),
      ...[s.amend({ authors: [essonne.person] }), s.upload("u", { by: essonne })],
    ],
    "part-not-yours",
  ],
  ["one author answers a remark about their part", [...sentBack, about("oriv")], undefined],
  ["nobody else's author answers it", [...sentBack, about("essonne")], "part-not-yours"],
  [
    "a remark about the whole document is any author's to answer",
    [...sentBack, s.dispose("c1", "integrated", { by: oriv })],
    undefined,
  ],
  [
    "who owes a part is an author",
    [dossier, arrange([{ ...first, people: ["passant"] }, second, third])],
    "request-invalid",
  ],
  ["a part is added at its place", [dossier, arrange([first, { id: "epi", title: "EPI" }, second, third])], undefined],
  ["two parts have no id in common", [dossier, arrange([first, { ...second, id: "oriv" }])], "request-invalid"],
  ["a deliverable keeps at least one part", [dossier, arrange([])], "request-invalid"],
  ["a part of several has a name", [dossier, arrange([first, { id: "epi", title: " " }])], "request-invalid"],
  ["a part without a draft is dropped at once", [dossier, arrange([first, second])], undefined],
  ["a part with a draft is not dropped unseen", [...all, arrange([first, second])], "part-drafted"],
  ["a part with a draft is dropped once that is confirmed", [...all, arrange([first, second], ["crefe"])], undefined],
  [
    "a part that was dropped does not come back under its id",
    [dossier, arrange([first, second]), arrange(parts)],
    "request-invalid",
  ],
  ["authors do not arrange parts", [dossier, arrange([first], [], oriv)], "forbidden"],
  [
    "no part is added during a review",
    [...inReview, arrange([...parts, { id: "epi", title: "EPI" }])],
    "parts-in-review",
  ],
  ["no part is moved during a review", [...inReview, arrange([second, first, third])], "parts-in-review"],
  [
    "who owes a part may change during a review",
    [...inReview, arrange([first, second, { ...third, people: [anyone.person] }])],
    undefined,
  ],
  [
    "a misspelt member is mended before any review",
    [...all, arrange([first, second, { ...third, title: "CRéFE" }])],
    undefined,
  ],
  [
    "a reviewed part keeps its name",
    [...sentBack, arrange([first, second, { ...third, title: "CRéFE" }])],
    "part-reviewed",
  ],
  [
    "a file that comes for a dropped part is refused",
    [dossier, s.upload("u", { by: oriv, part: "oriv" }), arrange([second, third])],
    undefined,
  ],
])("%s", (_, moves, refused) => {
  expect(s.play(moves).refused).toBe(refused);
});

test.each<[string, Move[], Partial<Record<"draft" | "absent" | "parts", string>>]>([
  [
    "parts in another order make another draft",
    [...all, arrange([third, first, second])],
    { draft: "crefe oriv essonne", absent: "" },
  ],
  [
    "a dropped part leaves the draft",
    [...all, arrange([first, third], ["essonne"])],
    { draft: "oriv crefe", absent: "" },
  ],
  [
    "a new part is awaited",
    [...all, arrange([...parts, { id: "epi", title: "EPI" }])],
    { draft: "oriv essonne crefe", absent: "EPI" },
  ],
  [
    "where the draft's only part is dropped there is no draft",
    [...draftOf("oriv"), arrange([second, third])],
    { draft: "oriv" },
  ],
  [
    "where it is dropped knowingly there is none",
    [...draftOf("oriv"), arrange([second, third], ["oriv"])],
    { draft: "", absent: "CRPV Essonne, CREFE" },
  ],
  [
    "a file of a part dropped while it was read changes nothing",
    [dossier, s.upload("u", { by: oriv, part: "oriv" }), arrange([second, third]), s.accept("u", "tard", {}, "oriv")],
    { draft: "" },
  ],
])("%s", (_, moves, expected) => {
  const state = s.play(moves).state!;
  const found = {
    draft: (state.versions.at(-1)?.manifest.parts ?? []).map(({ part }) => part).join(" "),
    absent: missingParts(state)
      .map(({ part }) => part.title)
      .join(", "),
  };
  expect(found).toMatchObject(expected);
});

const byOriv = [dossier, s.upload("u", { by: oriv, part: "oriv" })];
const arrived = s.accept("u", "u", {}, "oriv");
const ending: Move = { type: "endAccess", by: s.coordinator, person: oriv.person };

test.each<[string, Move[], string | undefined]>([
  ["a file asked for is read", byOriv, undefined],
  [
    "not once the part is another's",
    [...byOriv, arrange([{ ...first, people: [essonne.person] }, second, third])],
    "part-not-yours",
  ],
  ["not once its sender is no author", [...byOriv, s.amend({ authors: [essonne.person] })], "forbidden"],
  ["not once its sender's access was ended", [...byOriv, ending], "forbidden"],
  [
    "it is where the access was given back meanwhile",
    [...byOriv, ending, { type: "restoreAccess", by: s.coordinator, person: oriv.person }],
    undefined,
  ],
  [
    "what the coordinator sent is, whoever owes the part by then",
    [
      ...[dossier, s.upload("u", { by: s.coordinator, part: "oriv" })],
      arrange([{ ...first, people: [essonne.person] }, second, third]),
    ],
    undefined,
  ],
  [
    "also where one who coordinates the network is an author of another part",
    [dossier, s.upload("u", { by: { ...essonne, coordinator: true }, part: "oriv" })],
    undefined,
  ],
])("%s", (_, moves, refused) => {
  expect(s.play([...moves, arrived]).state!.uploads.u?.refused?.code).toBe(refused);
});

const reviewedThenDropped = s.play([...sentBack, arrange([first, third], ["essonne"])]).state!;

test("the version that was reviewed keeps the part that was dropped since, and its name", () => {
  const [reviewed, draft] = reviewedThenDropped.versions;
  expect(reviewed!.manifest.parts.map(({ part }) => partTitle(reviewedThenDropped, part))).toEqual([
    ...["ORIV", "CRPV Essonne", "CREFE"],
  ]);
  expect(draft!.manifest.parts.map(({ part }) => part)).toEqual(["oriv", "crefe"]);
});

const planned = s.play([dossier]).state!;
type Planned = Pick<State, "parts" | "authors" | "places">;
const inOnePiece: Planned = { authors: ["a", "b"], parts: [{ id: "part-1", title: "" }], places: {} };

test.each<[string, Planned, string, string[], boolean]>([
  ["those named owe their part", planned, "oriv", ["documentation-oriv"], false],
  ["nobody owes a member's part that names nobody, and any author may write it", planned, "crefe", [], true],
  ["all authors owe a document in one piece", inOnePiece, "part-1", ["a", "b"], true],
  [
    "nor does who has no access any more, and the part is not the others' for that",
    { ...planned, places: { "documentation-oriv": { ended: true } } },
    "oriv",
    [],
    false,
  ],
  ["who is no author any more owes nothing", { ...planned, authors: [anyone.person] }, "oriv", [], false],
])("%s", (_, of, part, owners, open) => {
  expect(partOwners(of, part)).toEqual(owners);
  expect(mayWritePart({ ...of, reviewers: [] }, part, "passant")).toBe(open);
});
