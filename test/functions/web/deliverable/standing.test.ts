import { beforeAll, describe, expect, test } from "vitest";
import type { StandingName } from "../../../../shared/asking/standing.ts";
import { issue } from "../../../../shared/chain/issue.ts";
import { deliverables } from "../../../../shared/stored/deliverable.ts";
import { type StandingRow, standingRows } from "../../../asking/standings.ts";
import { day, deadline, type Move } from "../../../deliverable/scenario.ts";
import { openWorld } from "../../../world.ts";
import { type Browser, browse, type Network, openTestNetwork, stateOf } from "../../network.ts";
import { wordsOf } from "../../notify/letter.ts";

let network: Network;
let coordinator: Browser;
let author: Browser;
let reviewer: Browser;

/** People have the ids that the scenario calls them by. */
const ids = ["coordination", "redaction-oriv", "relecture-crefe", "relecture-epi", "acse", "passant"];

beforeAll(async () => {
  const world = openWorld();
  const given = ids.values();
  network = await openTestNetwork({}, { ...world, ids: () => given.next().value ?? world.ids() });
  expect(Object.values(network.people).map(({ id }) => id)).toEqual(ids);
  for (const row of standingRows) await bring(row);
  [coordinator, author, reviewer] = [
    await browse(network, "coordinator"),
    await browse(network, "author"),
    await browse(network, "first"),
  ];
});

/** A note that stands as a row says, under the name of the row. */
async function bring({ name, moves, passed }: StandingRow): Promise<void> {
  network.world.set(Date.parse("2008-03-03T09:00:00.000Z"));
  for (const move of moves) await play(idOf(name), name, move);
  network.world.set(Date.parse(deadline) + day);
  if (passed) await play(idOf(name), name, passed);
}

async function play(id: string, title: string, move: Move): Promise<void> {
  const command = typeof move === "function" ? move(await stateOf(network, id)) : move;
  const named = command.type === "create" ? { ...command, id, title } : command;
  await issue(deliverables, network.ports, id, named);
}

const idOf = (name: StandingName) => `note-${name.replace(".", "-")}`;
const plain = (html: string) => wordsOf(html).replace(/[\u00a0\u202f]/g, " ");

/** What a list says of one document, from its title to the next one's. */
function itemOf(page: string, name: StandingName): string {
  const items = page
    .split(/<li[ >]/)
    .filter((item) => new RegExp(`/${idOf(name)}["/]`).test(item) && item.includes("standing"));
  return plain(items.at(-1) ?? "");
}

describe("every page says alike how a deliverable stands", () => {
  test.each(standingRows)("$name", async ({ name, today, said, time = "" }) => {
    network.world.set(Date.parse(`${today}T09:00:00.000Z`));
    const sentence = `${said.replace("{author}", "Chargée de mission (COFRIMI)")} ${time}`.trim();
    const here = `/deliverables/${idOf(name)}`;
    expect(itemOf(await coordinator.page("/deliverables"), name)).toContain(sentence);
    expect(plain(await coordinator.page(here))).toContain(sentence);
    const state = await stateOf(network, idOf(name));
    if (name !== "nobody") {
      expect(plain(await author.page(here))).toContain(sentence);
      expect(plain(await author.page(`${here}/draft`))).toContain(sentence);
      expect(itemOf(await author.page("/drafts"), name)).toContain(sentence);
    }
    if (state.stage === "review") expect(plain(await coordinator.page(`${here}/closure`))).toContain(sentence);
    const told = state.stage === "review" ? `Relecture ouverte. ${time}` : sentence;
    if (state.stage !== "draft") expect(itemOf(await reviewer.page("/reviews"), name)).toContain(told);
  });
});
