import { expect, test } from "vitest";
import { browse, createNote, openTestNetwork } from "../../network.ts";
import { approveNote } from "../../render/approved.ts";

test("the list shows what is open and what ended this year; another year by its link", async () => {
  const network = await openTestNetwork();
  const final = await approveNote(network);
  const open = await createNote(network);
  let coordinator = await browse(network, "coordinator");
  const ids = async (path: string) => {
    const answer = await coordinator.get(path, { accept: "application/json" });
    const { deliverables, years } = (await answer.json()) as { deliverables: { id: string }[]; years: string[] };
    return { ids: deliverables.map(({ id }) => id).sort(), years };
  };
  expect(await ids("/deliverables")).toEqual({ ids: [final, open].sort(), years: ["2008"] });
  network.world.set(Date.parse("2009-03-02T09:00:00.000Z"));
  coordinator = await browse(network, "coordinator");
  expect(await ids("/deliverables")).toEqual({ ids: [open], years: ["2008"] });
  expect(await coordinator.page("/deliverables")).toContain('<a href="/deliverables?year=2008">2008</a>');
  expect(await ids("/deliverables?year=2008")).toEqual({ ids: [final, open].sort(), years: ["2008"] });
  expect(await ids("/deliverables?year=1999")).toEqual({ ids: [open], years: ["2008"] });
});
