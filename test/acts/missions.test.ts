import { beforeEach, expect, test } from "vitest";
import { undoEntry } from "../../shared/acts/entering.ts";
import { enterMissions, missionsOf, missionTerms } from "../../shared/acts/missions.ts";
import { slug } from "../../shared/name.ts";
import { doneByTerm, entriesOf } from "../../shared/stored/ledger.ts";
import { addPerson, changePerson, type Person, removePerson } from "../../shared/stored/person.ts";
import { agree, bring } from "../ledger/agreed.ts";
import { coordination } from "../ledger/sample.ts";
import { openWorld, type World } from "../world.ts";

let world: World;
let people: Person[];
const today = "2008-06-02";

beforeEach(async () => {
  world = openWorld();
  await agree(world);
  people = [];
  for (const [name, organisation] of [
    ["Direction", "ORIV"],
    ["Animation", "ORIV"],
    ["Chargée d’études", "CREFE"],
  ] as const)
    people.push(
      await addPerson(world, {
        name,
        address: `${slug(name)}@${organisation.toLowerCase()}.example`,
        organisation,
        language: "fr",
        coordinator: false,
      }),
    );
});

/** The network meeting of March, to which all three came. */
const held = () => ({
  ...{
    id: "mars",
    actions: ["2008/veille", "2008/ecole"] as ["2008/veille", "2008/ecole"],
    date: "2008-03-04",
    stage: "held" as const,
  },
  record: { present: people.map(({ id }) => id), outsiders: 2 },
});
const paidBy = async () => (await missionTerms(world.store, held()))[0]!;
const enter = async (...who: Person[]) =>
  enterMissions(world, coordination, held(), await paidBy(), { people: who.map(({ id }) => id), today });
const entered = async () => (await missionsOf(world.store, held(), await paidBy())).map((mission) => mission.entered);

test("coming to a meeting is paid by the missions of agreements that pay its actions on that day", async () => {
  const terms = await missionTerms(world.store, held());
  expect(terms.map(({ agreement, action, term }) => [agreement.id, action, term.id])).toEqual([
    ["mpg-2008", "2008/veille", "missions"],
  ]);
  expect(await missionTerms(world.store, { ...held(), date: "2009-01-05" })).toEqual([]);
  expect(await missionTerms(world.store, { ...held(), stage: "planned" })).toEqual([]);
  expect(await missionTerms(world.store, { ...held(), actions: ["2008/ecole"] })).toEqual([]);
  await bring(world, "settled");
  expect(await missionTerms(world.store, held())).toEqual([]);
});

test("all who came are entered for their organisations, with the meeting; entered again, they are there", async () => {
  expect(await enter(...people)).toEqual({ entered: 3, there: 0 });
  expect(await enter(...people)).toEqual({ entered: 0, there: 3 });
  expect((await doneByTerm(world.store, "mpg-2008")).get("missions")).toEqual({ quantity: 300, cents: 36_150 });
  const lines = await entriesOf(world.store, "mpg-2008");
  expect(lines.map(({ holder, person, meeting, date }) => [holder, person, meeting, date]).toSorted()).toEqual(
    people.map(({ belongs, id }) => [`org:${belongs}`, id, "mars", "2008-03-04"]).toSorted(),
  );
});

test("some are entered, the others later; who did not come is not", async () => {
  await enter(people[0]!);
  expect(await entered()).toEqual([true, false, false]);
  const stranger = { ...people[0]!, id: "autre" };
  expect(await enter(stranger, people[0]!, people[2]!)).toEqual({ entered: 1, there: 1 });
  expect(await entered()).toEqual([true, false, true]);
});

test("one that was undone may be entered again, and again once however often it is sent", async () => {
  await enter(people[0]!);
  const [line] = await entriesOf(world.store, "mpg-2008");
  await undoEntry(world, coordination, { ledger: line!.ledger, entry: line!.id });
  expect(await entered()).toEqual([false, false, false]);
  await Promise.all([enter(people[0]!), enter(people[0]!)]);
  expect(await entered()).toEqual([true, false, false]);
  expect((await doneByTerm(world.store, "mpg-2008")).get("missions")).toMatchObject({ quantity: 100 });
});

test("a journey that is entered stays so though the meeting was moved, and is corrected by undoing it", async () => {
  await enter(...people);
  const moved = { ...held(), date: "2008-03-05" };
  const now = async () => (await missionsOf(world.store, moved, await paidBy())).map((mission) => mission.entered);
  const again = async () =>
    enterMissions(world, coordination, moved, await paidBy(), { people: [people[0]!.id], today });
  expect(await now()).toEqual([true, true, true]);
  expect(await again()).toEqual({ entered: 0, there: 1 });
  const line = (await entriesOf(world.store, "mpg-2008")).find(({ person }) => person === people[0]!.id)!;
  await undoEntry(world, coordination, { ledger: line.ledger, entry: line.id });
  expect(await now()).toEqual([false, true, true]);
  expect(await again()).toEqual({ entered: 1, there: 0 });
  const counting = (await entriesOf(world.store, "mpg-2008")).filter(({ undone }) => !undone);
  expect(counting.map(({ date }) => date).toSorted()).toEqual(["2008-03-04", "2008-03-04", "2008-03-05"]);
});

test("a journey that another agreement pays is said so, and is due again once that is undone", async () => {
  await enter(people[0]!);
  await agree(world, { id: "acse-2008", title: "Veille", funder: "acse", reference: "" });
  const other = (await missionTerms(world.store, held())).find(({ agreement }) => agreement.id === "acse-2008")!;
  const elsewhere = async () =>
    (await missionsOf(world.store, held(), other)).map((each) => each.elsewhere?.agreement.id);
  expect(await elsewhere()).toEqual(["mpg-2008", undefined, undefined]);
  const [line] = await entriesOf(world.store, "mpg-2008");
  await undoEntry(world, coordination, { ledger: line!.ledger, entry: line!.id });
  expect(await elsewhere()).toEqual([undefined, undefined, undefined]);
});

test("who went to another organisation since is entered once; who left the network is left out", async () => {
  await enter(people[0]!);
  await changePerson(world, people[0]!.id, { ...people[0]!, organisation: "CREFE" });
  await removePerson(world, people[1]!.id);
  const missions = await missionsOf(world.store, held(), await paidBy());
  expect(missions.map(({ person, entered }) => [person.name, entered])).toEqual([
    ["Direction", true],
    ["Chargée d’études", false],
  ]);
  expect(await enter(...people)).toEqual({ entered: 1, there: 1 });
});
