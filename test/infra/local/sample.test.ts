import { expect, test } from "vitest";
import { openNetwork } from "../../../infra/local/network.ts";
import { loadSample } from "../../../infra/local/sample.ts";
import { holidaysOf } from "../../../shared/line/holidays.ts";
import { listSummaries, loadState } from "../../../shared/line/rows/deliverable.ts";
import { isWorkingDay } from "../../../shared/line/working-days.ts";
import { temporaryFolder } from "../../temporary.ts";

test("what the sample network plans falls on working days, whatever the day it is loaded on", async () => {
  const place = { folder: `${temporaryFolder()}/data`, publicUrl: "http://127.0.0.1" };
  await loadSample(place);
  const { ports, settings, close } = await openNetwork(place, { alone: true });
  const summaries = await listSummaries(ports.store);
  const states = await Promise.all(summaries.map(async ({ id }) => (await loadState(ports.store, id))!.state));
  const planned = states.flatMap(({ due, rounds }) => [
    ...Object.values(due),
    ...rounds.flatMap(({ seminar }) => (seminar && !seminar.held ? [seminar.date] : [])),
  ]);
  expect(planned).toHaveLength(10);
  expect(planned.filter((day) => !isWorkingDay(holidaysOf(settings.holidays), day))).toEqual([]);
  close();
});
