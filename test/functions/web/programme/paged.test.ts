import { expect, test } from "vitest";
import { pageOf } from "../../../../functions/web/programme/paged.ts";
import { openWorld } from "../../../world.ts";
import { browse, createNote, openTestNetwork } from "../../network.ts";

const groups = [
  ["Direction", [1, 2, 3]],
  ["Documentaliste", [4]],
  ["Chargée de mission", [5, 6]],
] as const;

test.each<[string, number, number, unknown, number | undefined]>([
  ["a page that holds all", 0, 6, groups, undefined],
  ["a page ends within a group", 0, 2, [["Direction", [1, 2]]], 2],
  [
    "which goes on on the next",
    2,
    3,
    [
      ["Direction", [3]],
      ["Documentaliste", [4]],
      ["Chargée de mission", [5]],
    ],
    5,
  ],
  ["the last", 5, 3, [["Chargée de mission", [6]]], undefined],
  ["beyond the end there is nothing", 9, 3, [], undefined],
])("%s", (_, from, size, shown, next) => {
  expect(pageOf(groups, from, size)).toEqual({ groups: shown, ...(next !== undefined && { next }) });
});

test("with 300 documents and 2,000 people, the year, the directory and the form of a document stay under 100 KB, and all is reached", async () => {
  const network = await openTestNetwork({}, openWorld());
  const coordinator = await browse(network, "coordinator");
  const lines = Array.from({ length: 2_000 }, (_, index) => {
    const name = `Chargé de mission ${index}, antenne de Créteil`;
    return `${name};mission-${index}@structure.example;Structure ${index % 60}`;
  });
  await coordinator.post("/people/import", { list: ["nom;courriel;structure", ...lines].join("\n") });
  for (let index = 0; index < 300; index++) await createNote(network, { title: `Note de cadrage numéro ${index}` });
  const paths = [
    "/people",
    "/people?q=mission-17",
    "/people?organisation=structure-3&sort=organisation",
    "/deliverables/new",
    "/year",
  ];
  const sizes = await Promise.all(
    paths.map(async (path) => [path, Buffer.byteLength(await coordinator.page(path)) < 100_000]),
  );
  expect(sizes).toEqual(paths.map((path) => [path, true]));
  expect(await coordinator.page("/people?q=mission-1717@")).toContain("Chargé de mission 1717");
  const found = new Set<string>();
  for (let path: string | undefined = "/year"; path; ) {
    const page = await coordinator.page(path);
    for (const [, title = ""] of page.matchAll(/#awaited">[^<]*(Note de cadrage numéro \d+)/g)) found.add(title);
    path = /href="(\/year\?others=\d+)#awaited"/.exec(page)?.[1];
  }
  expect(found.size).toBe(300);
});
