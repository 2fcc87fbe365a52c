import { join } from "node:path";
import { beforeAll, expect, test } from "vitest";
import { importPeople } from "../../shared/acts/people-import.ts";
import { importProgramme, readProgramme } from "../../shared/acts/programme-file.ts";
import { folderAssets } from "../../shared/adapters/assets.ts";
import { issue } from "../../shared/chain/issue.ts";
import type { Ports } from "../../shared/ports.ts";
import { deliverables, loadState } from "../../shared/stored/deliverable.ts";
import { deliverablesOf } from "../../shared/stored/of-action.ts";
import { listOrganisations } from "../../shared/stored/organisation.ts";
import { listPeople } from "../../shared/stored/person.ts";
import { listProgrammes, loadProgramme, programmeChain } from "../../shared/stored/programme.ts";
import { coordinator, create } from "../deliverable/scenario.ts";
import { openWorld } from "../world.ts";
import { Death, mortal } from "./mortal.ts";

/** A coordinator's imports, each of several commits: interrupted at any call, then done again, they end as if nothing had been. */
type Scene = Ports & { close(): void };

function openScene(): Scene {
  const world = openWorld();
  const mail = { send: async () => undefined };
  return {
    ...world,
    mail,
    assets: folderAssets(join(import.meta.dirname, "../../templates")),
    close: () => world.store.close(),
  };
}

const file = `programme: "2008"
titre: Programme de travail 2008
du: 2008-01-01
au: 2008-12-31
structures:
  - { sigle: ORIV, nom: Observatoire régional, rôles: [membre], territoire: Alsace }
  - { sigle: ACSE, rôles: [financeur] }
familles: [Projets]
actions:
  - titre: Interculturalité
    famille: Projets
    pilotage: { structures: [ORIV], mots: pilotage ORIV }
    attendus:
      - { document: note de cadrage, titre: Note de cadrage, pour: d’ici mars 2008 }
    financement: ACSE
`;
const list = [
  "nom;courriel;structure",
  ...["ORIV", "CREFE"].flatMap((structure) => [
    `Direction;direction@${structure.toLowerCase()}.example;${structure}`,
    `Documentaliste;documentation@${structure.toLowerCase()}.example;${structure}`,
  ]),
].join("\n");

/** Two deliverables whose action is said in words: one that the programme has, one that it has not. */
async function begun(world: Scene): Promise<void> {
  for (const [id, action] of [
    ["cadrage", "Interculturalité"],
    ["veille", "Veille juridique"],
  ] as const)
    await issue(deliverables, world, id, create({ id, action, title: id }));
}

async function bringIn(world: Ports): Promise<void> {
  const people = await importPeople(world, list, "fr");
  if (!("ok" in people)) throw new Error("the list has faults");
  const read = await readProgramme(world, file);
  if (!("ok" in read)) throw new Error(JSON.stringify(read.faults));
  await importProgramme(world, coordinator, read.ok);
}

/** What a world came to, but for ids that are drawn and hashes. */
async function outcome({ store }: Ports) {
  const people = (await listPeople(store)).map(({ name, address, organisation, belongs }) => [
    name,
    address,
    organisation,
    belongs,
  ]);
  const programmes = await Promise.all(
    (await listProgrammes(store)).map(async ({ id }) => {
      const { head: _, seq: __, ...state } = (await loadProgramme(store, id))!.state;
      expect((await programmeChain.rebuild(store, id))!.head).toBe(_);
      return state;
    }),
  );
  const of = await Promise.all(
    ["cadrage", "veille"].map(async (id) => {
      const { action } = (await loadState(store, id))!.state;
      return [id, action, (await deliverablesOf(store, action)).map((each) => each.id)];
    }),
  );
  return { people: people.sort(), organisations: await listOrganisations(store), programmes, of };
}

let whole: Awaited<ReturnType<typeof outcome>>;
const deaths: number[] = [];
beforeAll(async () => {
  const world = openScene();
  await begun(world);
  const counted = mortal(world, Number.POSITIVE_INFINITY, "before");
  await bringIn({ ...world, ...counted });
  deaths.push(...counted.calls.flatMap((name, at) => (name === "store.commit" ? [at] : [])));
  whole = await outcome(world);
  world.close();
});

test("the people, their organisations, the programme and what is of its actions are there, once", () => {
  expect(whole.people).toHaveLength(4);
  expect(whole.organisations.map(({ short, roles }) => [short, roles])).toEqual([
    ["ACSE", ["funder"]],
    ["CREFE", []],
    ["ORIV", ["member"]],
  ]);
  expect(whole.of).toEqual([
    ["cadrage", "2008/interculturalite", ["cadrage"]],
    ["veille", expect.stringMatching("^avant/"), ["veille"]],
  ]);
  expect(deaths.length).toBeGreaterThan(5);
});

test.each(["before", "after"] as const)(
  "a process that dies %s any commit is gone on from by importing again",
  async (when) => {
    for (const at of deaths) {
      const world = openScene();
      await begun(world);
      const dying = mortal(world, at, when);
      await expect(bringIn({ ...world, ...dying })).rejects.toThrow(Death);
      await bringIn(world);
      expect(await outcome(world)).toEqual(whole);
      world.close();
    }
  },
);
