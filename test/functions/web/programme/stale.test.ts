import { beforeEach, expect, test } from "vitest";
import { loadProgramme } from "../../../../shared/stored/programme.ts";
import { seedText } from "../../../programme/seed.ts";
import { type Browser, browse, type Network, openTestNetwork } from "../../network.ts";
import { refused } from "../refused.ts";
import { asItIs } from "./form-of.ts";

/** Two coordinators who open the same form: what the first saves is not lost unseen when the second does. */

let network: Network;
let coordinator: Browser;
const action = "/programmes/2008/actions/interculturalite";
const plainly = (page: string) => page.replace(/[\u00a0\u202f]/g, " ");
const stored = async () => (await loadProgramme(network.ports.store, "2008"))!.state;
const formOf = async (address: string) => filledIn(await coordinator.page(address));

function filledIn(page: string): Record<string, string[]> {
  const [, seen = ""] = /name="seen" value="([0-9a-f]{64})"/.exec(page) ?? [];
  return { ...asItIs(page), seen: [seen] };
}

beforeEach(async () => {
  network = await openTestNetwork();
  coordinator = await browse(network, "coordinator");
  await coordinator.post("/programmes/import", { file: seedText });
});

/** The first saves `first`, the second `second` from a form opened before: refused with both values, then taken. */
function check(name: string, address: string, first: object, second: object, both: RegExp): void {
  test(name, async () => {
    const opened = await formOf(address);
    expect((await coordinator.post(address, { ...opened, ...first })).status).toBe(303);
    const before = await stored();
    const answer = await coordinator.post(address, { ...opened, ...second });
    const page = plainly(await refused(answer, ["title"], Object.values(second)));
    expect(page).toMatch(/Quelqu’un d’autre a modifié cela entre-temps/);
    expect(page).toMatch(both);
    expect(page.match(/<th scope="row"/g)).toHaveLength(new Set([...Object.keys(first), ...Object.keys(second)]).size);
    expect(await stored()).toEqual(before);
    expect((await coordinator.post(address, filledIn(page))).status).toBe(303);
    expect(JSON.stringify(await stored())).toContain(Object.values(second)[0]);
  });
}

check(
  "of an action",
  `${action}/change`,
  { title: "Interculturel", intent: "Une note." },
  { intent: "Deux notes." },
  /Intention[\s\S]*>Une note\.<[\s\S]*>Deux notes\.</,
);
check(
  "of a programme",
  "/programmes/2008/change",
  { until: "31/03/2009" },
  { title: "Programme 2008" },
  /Dernier jour[\s\S]*>31 mars 2009<[\s\S]*>31 décembre 2008</,
);
check(
  "of something expected",
  `${action}/expected/premiere-note-de-cadrage/change`,
  { when: "mai 2008" },
  { when: "juin 2008" },
  /Pour quand[\s\S]*>mai 2008<[\s\S]*>juin 2008</,
);

test("a form sent twice, and one of another action, are no such thing", async () => {
  const [opened, other] = [
    await formOf(`${action}/change`),
    await formOf("/programmes/2008/actions/site-internet/change"),
  ];
  for (const _ of [1, 2])
    expect((await coordinator.post(`${action}/change`, { ...opened, intent: "Une note." })).status).toBe(303);
  const changed = { ...other, intent: "Refonte." };
  expect((await coordinator.post("/programmes/2008/actions/site-internet/change", changed)).status).toBe(303);
});

test("a mistake corrected after somebody else saved is told of it too", async () => {
  const opened = await formOf(`${action}/change`);
  await coordinator.post(`${action}/change`, { ...opened, intent: "Une note." });
  const wrong = await refused(await coordinator.post(`${action}/change`, { ...opened, title: "" }), ["title"]);
  expect(filledIn(wrong).seen).toEqual(opened.seen);
  await refused(await coordinator.post(`${action}/change`, { ...filledIn(wrong), title: "Interculturel" }), ["title"]);
  expect((await stored()).actions.find(({ id }) => id === "interculturalite")?.intent).toBe("Une note.");
});
