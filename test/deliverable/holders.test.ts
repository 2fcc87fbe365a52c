import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { issue } from "../../shared/chain/issue.ts";
import type { Command } from "../../shared/deliverable/command.ts";
import { mayWritePart } from "../../shared/deliverable/drafting/parts.ts";
import { type Acting, actingAs, peopleOf } from "../../shared/deliverable/holder.ts";
import { spread, spreadTo } from "../../shared/deliverable/mails.ts";
import { holdingsOf, namedRolesOf, pastOf } from "../../shared/deliverable/place.ts";
import type { State } from "../../shared/deliverable/state.ts";
import { holdingsIn, summarize } from "../../shared/deliverable/summary.ts";
import { asGiven } from "../../shared/sight/sight.ts";
import { deliverables, loadState } from "../../shared/stored/deliverable.ts";
import { openHeldBy } from "../../shared/stored/lists.ts";
import type { Holder, OrganisationHolder } from "../../shared/values.ts";
import { tries } from "../long.ts";
import { openWorld } from "../world.ts";
import * as s from "./scenario.ts";

type Move = s.Move;

const acse = { person: "suivi-acse", coordinator: false, organisation: "org:acse" } as const;
const oriv = { person: "documentation-oriv", coordinator: false, organisation: "org:oriv" } as const;
const end = (person: string, through?: Holder): Move => ({
  ...{ type: "endAccess", by: s.coordinator, person },
  ...(through !== undefined && { through }),
});

/** The upload "u" is read, its sender belonging to an organisation by then. */
const acceptFrom = (organisation?: OrganisationHolder): Move => ({
  ...(s.accept("u") as Extract<Command, { type: "acceptDraft" }>),
  ...(organisation && { organisation }),
});

describe("who acts under a name", () => {
  test.each([
    ["a person and their organisation", "crpv-essonne", ["p1", "org:crpv-essonne"]],
    ["a person of no organisation", "", ["p1"]],
  ])("%s", (_, belongs, holders) => {
    expect(actingAs({ id: "p1", belongs })).toEqual(holders);
  });

  test("the people of some holders are those who are there, each once", () => {
    const person = (id: string, belongs: string, removed = false) => ({ id, belongs, removed });
    const all = [person("a", "acse"), person("b", "acse"), person("c", "daic"), person("d", "acse", true)];
    expect(peopleOf(all, ["org:acse", "a", "c"]).map(({ id }) => id)).toEqual(["a", "b", "c"]);
    expect(peopleOf(all, ["org:acse"]).map(({ id }) => id)).toEqual(["a", "b"]);
  });
});

describe("an organisation that is named", () => {
  const byOrganisation = s.create({ authors: ["org:oriv"], funders: ["org:acse"] });

  test.each<[string, readonly Move[], Acting, string[]]>([
    ["makes its people funders", [byOrganisation], ["suivi-acse", "org:acse"], ["funder"]],
    ["and authors", [byOrganisation], ["documentation-oriv", "org:oriv"], ["author"]],
    ["not those of another", [byOrganisation], ["suivi-daic", "org:daic"], []],
    ["not who belongs to none", [byOrganisation], "suivi-acse", []],
    [
      "and keeps for them what it was given, once it is taken off",
      [byOrganisation, s.amend({ funders: [] })],
      ["suivi-acse", "org:acse"],
      ["past-funder"],
    ],
    [
      "not for one whose own access was ended",
      [byOrganisation, end("suivi-acse", "org:acse")],
      ["suivi-acse", "org:acse"],
      [],
    ],
    [
      "their colleagues keep it",
      [byOrganisation, end("suivi-acse", "org:acse")],
      ["collegue-acse", "org:acse"],
      ["funder"],
    ],
    [
      "for none of its people once its own access was ended",
      [byOrganisation, end("org:acse")],
      ["suivi-acse", "org:acse"],
      [],
    ],
    [
      "not for one who is to review it themselves",
      [byOrganisation, s.amend({ reviewers: [oriv.person] })],
      [oriv.person, "org:oriv"],
      ["reviewer"],
    ],
    [
      "nor what it was given as an author, while they review it",
      [byOrganisation, s.amend({ reviewers: [oriv.person] }), s.amend({ authors: ["redaction-oriv"] })],
      [oriv.person, "org:oriv"],
      ["reviewer"],
    ],
    [
      "who is a reviewer and an author themselves is both",
      [byOrganisation, s.amend({ reviewers: [oriv.person], authors: [oriv.person, "org:oriv"] })],
      [oriv.person, "org:oriv"],
      ["author", "reviewer"],
    ],
    [
      "who reviews what their organisation funds has both",
      [byOrganisation, s.amend({ reviewers: [acse.person] })],
      [acse.person, "org:acse"],
      ["reviewer", "funder"],
    ],
    [
      "but for one who is named themselves",
      [byOrganisation, s.amend({ funders: ["org:acse", "suivi-acse"] }), end("org:acse")],
      ["suivi-acse", "org:acse"],
      ["funder"],
    ],
  ])("%s", (_, moves, who, holdings) => {
    const { state, refused } = s.play(moves);
    expect(refused).toBeUndefined();
    expect(holdingsOf(state!, who)).toEqual(holdings);
    expect(holdingsIn(summarize(state!, ""), who)).toEqual(holdings);
  });

  test.each<[string, readonly Move[], Move, string | undefined]>([
    ["a colleague sends its draft", [byOrganisation], s.upload("u", { by: oriv }), undefined],
    [
      "not who reviews it themselves",
      [byOrganisation, s.amend({ reviewers: [oriv.person] })],
      s.upload("u", { by: oriv }),
      "forbidden",
    ],
    ["someone of another does not", [byOrganisation], s.upload("u", { by: acse }), "forbidden"],
    ["nor who left it", [byOrganisation], s.upload("u", { by: { ...oriv, organisation: "org:crefe" } }), "forbidden"],
    ["nor who was shut out", [byOrganisation, end(oriv.person, "org:oriv")], s.upload("u", { by: oriv }), "forbidden"],
    ["it reviews nothing", [], s.create({ reviewers: ["org:oriv"] }), "request-invalid"],
    ["it is not shut out of what is none of its", [byOrganisation], end("org:daic"), "request-invalid"],
    ["nor one of its people", [byOrganisation], end("suivi-daic", "org:daic"), "request-invalid"],
  ])("%s", (_, moves, move, refused) => {
    expect(s.step(s.play(moves), move).refused).toBe(refused);
  });

  test("what a colleague sends is an author's, read as one, and theirs in the chain", () => {
    const { state } = s.play([byOrganisation, s.upload("u", { by: oriv }), acceptFrom("org:oriv")]);
    expect(state!.uploads.u).toMatchObject({ by: oriv.person, as: "org:oriv", status: "accepted" });
    expect(state!.uploads.u!.office).toBeUndefined();
  });

  const away = s.amend({ authors: ["redaction-oriv"] });
  const other = s.amend({ authors: ["org:oriv", "org:crefe"] });
  const alone = s.amend({ authors: ["org:oriv", oriv.person] });
  const judging = s.amend({ reviewers: [oriv.person, "relecture-irev"] });
  test.each<[string, readonly Move[], OrganisationHolder | undefined, string]>([
    ["is read while they belong to it", [], "org:oriv", "accepted"],
    ["is refused once it writes it no more", [away], "org:oriv", "forbidden"],
    ["is refused once they belong to it no more", [], undefined, "forbidden"],
    ["or to another that does not write it", [], "org:crefe", "forbidden"],
    ["is read where they went to another that writes it", [other], "org:crefe", "accepted"],
    ["or were named an author themselves meanwhile", [alone], undefined, "accepted"],
    ["is refused once they are to review it", [judging], "org:oriv", "forbidden"],
  ])("what one of its people sent %s", (_, meanwhile, organisation, outcome) => {
    const { state } = s.play([byOrganisation, s.upload("u", { by: oriv }), ...meanwhile, acceptFrom(organisation)]);
    const { status, refused } = state!.uploads.u!;
    expect(refused?.code ?? status).toBe(outcome);
  });

  test("who is an author themselves sends it in their own name", () => {
    const own = s.create({ authors: [oriv.person, "org:oriv"] });
    const { state } = s.play([own, s.upload("u", { by: oriv })]);
    expect(state!.uploads.u).not.toHaveProperty("as");
  });

  test("a member owns its part: its people write it, nobody of another member does", () => {
    const parts = [
      { id: "oriv", title: "ORIV", people: ["org:oriv" as const] },
      { id: "crefe", title: "CREFE", people: ["org:crefe" as const] },
    ];
    const { state } = s.play([s.create({ kind: "resource-dossier", authors: ["org:oriv", "org:crefe"], parts })]);
    const may = (part: string) => mayWritePart(state!, part, ["documentation-oriv", "org:oriv"]);
    expect([may("oriv"), may("crefe")]).toEqual([true, false]);
    expect(summarize(state!, "").duties).toEqual([
      { person: "org:oriv", what: "draft", parts: ["ORIV"] },
      { person: "org:crefe", what: "draft", parts: ["CREFE"] },
    ]);
  });
});

describe("a mail to an organisation", () => {
  const about = { deliverable: "d", seq: 12, letter: "final" } as const;

  test("has for each of its people the id of a mail to them alone, so that one who is named has one", () => {
    const jobs = spread({ id: "mail/d/12/final", type: "mails", to: ["org:acse", "p1"], ...about });
    expect(jobs.map(({ id }) => id)).toEqual(["mail/d/12/final/p1", "mail/d/12/final/org:acse"]);
    const [, all] = jobs as [never, Parameters<typeof spreadTo>[0]];
    expect(spreadTo(all, ["p1", "p2"])).toEqual([
      { id: "mail/d/12/final/p1", type: "mail", to: "p1", through: "org:acse", ...about },
      { id: "mail/d/12/final/p2", type: "mail", to: "p2", through: "org:acse", ...about },
    ]);
  });

  test("spares whose own act it was", () => {
    const { state, last } = s.step(s.play([]), s.create({ authors: ["org:oriv"] }));
    const [job] = deliverables.owed(state!, last, undefined);
    expect(job).toMatchObject({ to: "org:oriv", letter: "draftAsked", except: "coordination" });
    const each = spreadTo(job as Parameters<typeof spreadTo>[0], ["coordination", "p1"]);
    expect(each.map(({ id }) => id)).toEqual(["mail/interculturalite/1/draftAsked/p1"]);
  });
});

const people = ["anne", "benoit"] as const;
const organisations = ["acse", "daic"] as const;
type Person = (typeof people)[number];
const holder = fc.constantFrom<Holder[]>(...people, "org:acse", "org:daic");
const someHolders = fc.uniqueArray(holder, { maxLength: 3 });
const changes = fc.oneof(
  fc.record({ authors: someHolders.map((some) => ["redaction-oriv", ...some]) }),
  fc.record({ funders: someHolders }),
  fc.record({ ended: holder }),
  fc.record({ restored: holder }),
  fc.record({ moved: fc.constantFrom(...people), to: fc.constantFrom("", ...organisations) }),
);
type Change = typeof changes extends fc.Arbitrary<infer T> ? T : never;

/** What each holder has: whether they are named, the last event they know otherwise, whether their access was ended. */
type Known = { roles: Set<"authors" | "funders">; last?: number; ended?: boolean };

/** What anyone sees of it, in the words of the house: the last event they know; undefined: nothing. */
function sees(
  known: ReadonlyMap<Holder, Known>,
  [self, ...others]: readonly Holder[],
  now: number,
): number | undefined {
  if (known.get(self!)?.ended) return undefined;
  const theirs = [self!, ...others].flatMap((each) => known.get(each) ?? []).filter(({ ended }) => !ended);
  if (theirs.some(({ roles }) => roles.size > 0)) return now;
  const lasts = theirs.flatMap(({ last }) => last ?? []);
  return lasts.length > 0 ? Math.max(...lasts) : undefined;
}

test("what a person sees is what was given to them, and to the organisation that they belong to", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(changes, { maxLength: 12 }), async (history) => {
      const world = openWorld();
      const id = "interculturalite";
      const ask = async (move: Move) => {
        const state = (await loadState(world.store, id))?.state;
        return issue(deliverables, world, id, typeof move === "function" ? move(state!) : move);
      };
      await ask(s.create({ funders: [] }));
      const known = new Map<Holder, Known>();
      const belongs: Record<Person, string> = { anne: "", benoit: "acse" };
      for (const change of history) {
        await live(change, { ask, known, belongs, before: (await stateOf(world.store, id)).seq });
        const state = await stateOf(world.store, id);
        for (const person of people) {
          const who = actingAs({ id: person, belongs: belongs[person] });
          const expected = sees(known, who, state.seq);
          const given = await asGiven(world.store, state, person, pastOf(state, who));
          expect(namedRolesOf(state, who).length > 0 ? state.seq : given?.state.seq).toBe(expected);
          expect((await openHeldBy(world.store, who)).length).toBe(expected === undefined ? 0 : 1);
        }
      }
    }),
    { numRuns: tries(20, 400) },
  );
});

type Life = {
  ask: (move: Move) => Promise<unknown>;
  known: Map<Holder, Known>;
  belongs: Record<Person, string>;
  before: number;
};

async function stateOf(store: ReturnType<typeof openWorld>["store"], id: string): Promise<State> {
  return (await loadState(store, id))!.state;
}

/** Does one thing of a history, and what it is to make of what each knows. */
async function live(change: Change, { ask, known, belongs, before }: Life): Promise<void> {
  const of = (each: Holder): Known => {
    const found = known.get(each) ?? { roles: new Set() };
    known.set(each, found);
    return found;
  };
  if ("moved" in change) belongs[change.moved] = change.to;
  else if ("ended" in change) {
    const through = "org:acse";
    const isSomething = [...known.values()].length > 0 && known.has(change.ended);
    if (!isSomething && !known.has(through)) return;
    await ask(end(change.ended, through));
    of(change.ended).ended = true;
  } else if ("restored" in change) {
    await ask({ type: "restoreAccess", by: s.coordinator, person: change.restored });
    if (known.has(change.restored)) of(change.restored).ended = false;
  } else {
    const [role, named] = Object.entries(change)[0] as ["authors" | "funders", Holder[]];
    await ask(s.amend({ [role]: named }));
    for (const [each, its] of known)
      if (its.roles.has(role) && !named.includes(each)) {
        its.roles.delete(role);
        its.last = before;
      }
    for (const each of named.filter((name) => name !== "redaction-oriv")) {
      const its = of(each);
      if (!its.roles.has(role)) its.ended = false;
      its.roles.add(role);
    }
  }
}
