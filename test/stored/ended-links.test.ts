import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { dynamoStore } from "../../shared/adapters/aws/store.ts";
import { issue } from "../../shared/chain/issue.ts";
import type { State } from "../../shared/deliverable/state.ts";
import { withKey, withoutKeys } from "../../shared/links/keyring.ts";
import { verify } from "../../shared/links/token.ts";
import type { Ports, Store } from "../../shared/ports.ts";
import { deliverables, loadEvents, loadState } from "../../shared/stored/deliverable.ts";
import {
  checkLink,
  linksByKey,
  listLinks,
  mailedLink,
  makeLink,
  type OpenedLink,
  openLink,
  revokeLink,
} from "../../shared/stored/link.ts";
import { addPerson, changePerson, type Person, removePerson } from "../../shared/stored/person.ts";
import { endLinks, listEndings, type Scope } from "../../shared/stored/revocation.ts";
import { enter, sessionOf, stillGranted } from "../../shared/stored/session.ts";
import { createTable, type Dynoxide, dynoxideMissing, startDynoxide } from "../contract/dynoxide.ts";
import * as s from "../deliverable/scenario.ts";
import { openWorld, type World } from "../world.ts";

const seed = "mail/note/4/invited/id1";
const relecture = { name: "Relecture", organisation: "CREFE", language: "fr", coordinator: false } as const;

/** A link to review round 1 of a note, mailed to a person in a world of their own. */
async function mailed() {
  const world = openWorld();
  const person = await addPerson(world, { ...relecture, address: "relecture@crefe.example" });
  const other = await addPerson(world, { ...relecture, address: "relecture@epi.example" });
  const link = { person, purpose: "review", thing: "note", round: 1, days: 90 } as const;
  const token = (await mailedLink(world, link, seed))!;
  return { world, person, other, link, token, hash: verify(world.keyring, token)! };
}
type Mailed = Awaited<ReturnType<typeof mailed>>;

const key = (byte: number) => new Uint8Array(32).fill(byte);
const rotate = ({ world }: Mailed) => {
  world.keyring = { ...withKey(world.keyring, "20080512", key(9)), current: "20080512" };
};
const end = (scope: (given: Mailed) => Scope) => (given: Mailed) => endLinks(given.world, scope(given), "line");

/** What may happen to a link, and how it stands then. */
const table: [string, (given: Mailed) => unknown, string][] = [
  ["untouched", () => undefined, "opens"],
  ["a second before its end", ({ world }) => world.set(s.now + 90 * s.day - 1000), "opens"],
  ["expired by a second", ({ world }) => world.set(s.now + 90 * s.day + 1000), "expired"],
  ["opened by a clock five minutes behind", ({ world }) => world.set(s.now - 300_000), "opens"],
  ["under another key of the same name", ({ world }) => use(world, "k1", 1), "unknown"],
  ["under another name of the same key", ({ world }) => use(world, "k2", 7), "unknown"],
  ["after a rotation", rotate, "opens"],
  ["after a rotation and the end of its key", (given) => [rotate(given), dropFirst(given)], "unknown"],
  ["ended alone", ({ world, hash }) => revokeLink(world, hash), "revoked"],
  ["ended with all", end(() => ({ all: true })), "revoked"],
  ["ended with its person's", end(({ person }) => ({ person: person.id })), "revoked"],
  ["another person's ended", end(({ other }) => ({ person: other.id })), "opens"],
  [
    "ended with its person's for the note",
    end(({ person }) => ({ person: person.id, deliverable: "note" })),
    "revoked",
  ],
  ["its person's ended for another note", end(({ person }) => ({ person: person.id, deliverable: "n2" })), "opens"],
  ["another person's ended for the note", end(({ other }) => ({ person: other.id, deliverable: "note" })), "opens"],
  ["ended with its round's", end(() => ({ deliverable: "note", round: 1 })), "revoked"],
  ["another round's ended", end(() => ({ deliverable: "note", round: 2 })), "opens"],
  ["the same round's of another note ended", end(() => ({ deliverable: "n2", round: 1 })), "opens"],
  ["after a change of address", ({ world, person }) => moved(world, person), "superseded"],
  ["after its person left", ({ world, person }) => removePerson(world, person.id), "unknown"],
];

function use(world: World, kid: string, byte: number): void {
  world.keyring = { current: kid, keys: new Map([[kid, key(byte)]]) };
}

function dropFirst({ world }: Mailed): void {
  world.keyring = withoutKeys(world.keyring, ["k1"]);
}

function moved(world: World, { id }: Person): Promise<Person> {
  return changePerson(world, id, { address: "avis@crefe.example" });
}

describe("a link", () => {
  test.each(table)("%s", async (_, happens, then) => {
    const given = await mailed();
    await happens(given);
    const opened = await openLink(given.world, given.token);
    expect("reason" in opened ? opened.reason : "opens").toBe(then);
  });

  test.each(table)("ends its session with it: %s", async (name, happens, then) => {
    const given = await mailed();
    const cookie = await enter(given.world, (await openLink(given.world, given.token)) as OpenedLink);
    await happens(given);
    const session = await sessionOf(given.world, cookie);
    const forgotten = given.world.clock() >= s.now + 30 * s.day;
    const stays = then === "opens" || name === "under another key of the same name";
    if (forgotten) expect(session).toBeUndefined();
    else if (stays) expect(session).toMatchObject({ person: { id: given.person.id } });
    else expect(session).toBe("ended");
  });

  test.each(["revoked", "expired", "superseded"])("says of itself what it was for once it is %s", async (reason) => {
    const [, happens] = table.find(([, , then]) => then === reason)!;
    const given = await mailed();
    await happens(given);
    expect(await openLink(given.world, given.token)).toMatchObject({
      reason,
      purpose: "review",
      thing: "note",
      round: 1,
    });
  });
});

describe("a mail that is sent again", () => {
  test("carries the same link, whichever key signs by now", async () => {
    const given = await mailed();
    expect(await mailedLink(given.world, given.link, seed)).toBe(given.token);
    rotate(given);
    expect(await mailedLink(given.world, given.link, seed)).toBe(given.token);
    expect(await mailedLink(given.world, given.link, "mail/2")).toMatch(/^20080512\./);
  });

  test.each(table.filter(([, , then]) => then === "revoked" || then === "expired"))(
    "brings nothing back, and carries no dead link: %s",
    async (_, happens) => {
      const given = await mailed();
      await happens(given);
      rotate(given);
      const before = await openLink(given.world, given.token);
      expect(await mailedLink(given.world, given.link, seed)).toBeUndefined();
      expect(await openLink(given.world, given.token)).toEqual(before);
    },
  );

  test("to a new address carries a new link; the old one stays over", async () => {
    const given = await mailed();
    const person = await moved(given.world, given.person);
    const fresh = await mailedLink(given.world, { ...given.link, person }, seed);
    expect(fresh).not.toBe(given.token);
    expect(await openLink(given.world, fresh!)).toMatchObject({ purpose: "review" });
    expect(await openLink(given.world, given.token)).toMatchObject({ reason: "superseded" });
  });

  test("by who had not heard of the end carries none either", async () => {
    const given = await mailed();
    const { store } = given.world;
    const late = mailedLink({ ...given.world, store: endedMeanwhile(given) }, given.link, "mail/late");
    expect(await late).toBeUndefined();
    expect(await mailedLink({ ...given.world, store }, given.link, "mail/after")).toBeDefined();
  });
});

/** A store in which the links of the round end between the reading and the writing of the first link. */
function endedMeanwhile({ world }: Mailed): World["store"] {
  let ended = false;
  return {
    ...world.store,
    commit: async (writes) => {
      if (!ended) await endLinks(world, { deliverable: "note", round: 1 }, "line");
      ended = true;
      await world.store.commit(writes);
    },
  };
}

test("links made after the end open, with whatever clock they are made", async () => {
  for (const skew of [-300_000, 0, 300_000]) {
    const given = await mailed();
    await endLinks(given.world, { all: true }, "line");
    const elsewhere = { ...given.world, clock: () => given.world.clock() + skew };
    const fresh = await makeLink(elsewhere, given.link);
    expect(await openLink(given.world, fresh)).toMatchObject({ purpose: "review" });
  }
});

test("many who end the same links at once have all ended them", async () => {
  const given = await mailed();
  const scope = { deliverable: "note", round: 1 };
  const ends = await Promise.allSettled(Array.from({ length: 4 }, () => endLinks(given.world, scope, "coordination")));
  expect(ends.map(({ status }) => status)).toEqual(Array(4).fill("fulfilled"));
  expect(await checkLink(given.world, given.hash)).toMatchObject({ reason: "revoked" });
  const at = new Date(s.now).toISOString();
  expect(await listEndings(given.world.store, "note")).toEqual([{ scope, count: 4, at, by: "coordination" }]);
});

test("the links of a deliverable are listed, the newest first, without any link", async () => {
  const given = await mailed();
  given.world.set(s.now + s.day);
  const { other, world } = given;
  const review = await makeLink(world, { person: other, purpose: "review", thing: "note", round: 1, days: 90 });
  await makeLink(world, { person: other, purpose: "enter", days: 90 });
  await endLinks(world, { person: other.id, deliverable: "note" }, "line");
  const listed = await listLinks(world, "note");
  expect(listed).toMatchObject([
    { person: other.id, purpose: "review", round: 1, over: "revoked" },
    { person: given.person.id, purpose: "review", round: 1 },
  ]);
  expect(listed[1]).not.toHaveProperty("over");
  for (const token of [review, given.token]) expect(JSON.stringify(listed)).not.toContain(token.split(".")[1]);
});

test("keys know which links they signed still live", async () => {
  const given = await mailed();
  rotate(given);
  await mailedLink(given.world, given.link, "mail/2");
  const last = new Date(s.now + 90 * s.day).toISOString();
  const living = await linksByKey(given.world.store, s.now);
  expect([...living]).toEqual(
    expect.arrayContaining([
      ["k1", { count: 1, last }],
      ["20080512", { count: 1, last }],
    ]),
  );
  expect((await linksByKey(given.world.store, s.now + 90 * s.day)).size).toBe(0);
});

type Racing = Pick<Ports, "store" | "clock" | "ids" | "keyring">;

/** Over a store of its own for each network. */
function racing(name: string, open: () => Promise<Racing>): void {
  describe(`${name}: a decision and the end of the link it came by, at once`, () => {
    const id = "interculturalite";

    /** A round under review, and one of its reviewers let in by the link mailed to them. */
    async function inReview() {
      const world = await open();
      const person = await addPerson(
        { ...world, ids: () => "relecture-crefe" },
        { ...relecture, address: "a@crefe.example" },
      );
      for (const move of s.inReview) {
        const state = (await loadState(world.store, id))?.state as State;
        await issue(deliverables, world, id, typeof move === "function" ? move(state) : move);
      }
      const link = { person, purpose: "review", thing: id, round: 1, days: 90 } as const;
      const { hash } = (await openLink(world, (await mailedLink(world, link, seed))!)) as OpenedLink;
      const state = (await loadState(world.store, id))!.state;
      const move = s.verdict(s.reviewer, "approve");
      const command = typeof move === "function" ? move(state) : move;
      const grants = [{ link: hash, purpose: "review", thing: id }] as const;
      const still = () => stillGranted(world, grants, { coordinator: false });
      return {
        world,
        person,
        decide: (store = world.store) => issue(deliverables, { ...world, store }, id, command, still),
      };
    }

    const scopes: [string, (person: string) => Scope][] = [
      ["its round's", () => ({ deliverable: id, round: 1 })],
      ["its person's for the deliverable", (person) => ({ deliverable: id, person })],
      ["its person's", (person) => ({ person })],
      ["all", () => ({ all: true })],
    ];
    const decisions = async (world: Racing) =>
      (await Array.fromAsync(loadEvents(world.store, id))).filter(({ type }) => type === "decided").length;

    test.each(scopes)("the end first: it is refused, and nothing is recorded: %s", async (_, scope) => {
      const { world, person, decide } = await inReview();
      await endLinks(world, scope(person.id), "line");
      await expect(decide()).rejects.toMatchObject({ code: "access-ended" });
      expect(await decisions(world)).toBe(0);
    });

    test.each(scopes)("the end between its check and its commit: the same: %s", async (_, scope) => {
      const { world, person, decide } = await inReview();
      let ended = false;
      const commit: Store["commit"] = async (writes) => {
        if (!ended) await endLinks(world, scope(person.id), "line");
        ended = true;
        await world.store.commit(writes);
      };
      await expect(decide({ ...world.store, commit })).rejects.toMatchObject({ code: "access-ended" });
      expect(await decisions(world)).toBe(0);
    });

    test.each(scopes)("it first: it counts, and the end only ends what comes after: %s", async (_, scope) => {
      const { world, person, decide } = await inReview();
      expect((await decide()).events.map(({ type }) => type)).toContain("decided");
      await endLinks(world, scope(person.id), "line");
      expect(await decisions(world)).toBe(1);
    });

    test("both together, twenty times over: one of the two, and who lost is told", async () => {
      for (let times = 0; times < 20; times++) {
        const { world, person, decide } = await inReview();
        const ending = () => endLinks(world, { person: person.id }, "line");
        const both = times % 2 === 0 ? [decide(), ending()] : [ending(), decide()];
        const told = await Promise.allSettled<unknown>(both);
        const [decision, ended] = times % 2 === 0 ? told : told.toReversed();
        expect(ended?.status).toBe("fulfilled");
        if (decision?.status === "rejected") expect(decision.reason).toMatchObject({ code: "access-ended" });
        expect(await decisions(world)).toBe(decision?.status === "fulfilled" ? 1 : 0);
      }
    });

    test("a change of name meanwhile stops nobody", async () => {
      const { world, person, decide } = await inReview();
      let changed = false;
      const commit: Store["commit"] = async (writes) => {
        if (!changed) await changePerson(world, person.id, { name: "Relecture du CREFE" });
        changed = true;
        await world.store.commit(writes);
      };
      await decide({ ...world.store, commit });
      expect(await decisions(world)).toBe(1);
    });
  });
}

racing("SQLite", async () => openWorld());

describe.skipIf(dynoxideMissing)(`DynamoDB${dynoxideMissing ? `: not run, ${dynoxideMissing}` : ""}`, () => {
  let dynoxide: Dynoxide;
  let tables = 0;
  beforeAll(async () => {
    dynoxide = await startDynoxide();
  });
  afterAll(() => dynoxide?.stop());

  racing("DynamoDB", async () => {
    const table = `links-${++tables}`;
    await createTable(dynoxide, table);
    const { clock, ids, keyring } = openWorld();
    return { store: dynamoStore(dynoxide.client, table, clock), clock, ids, keyring };
  });
});
