import { existsSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { openNetwork } from "../../../infra/local/network.ts";
import { loadSample } from "../../../infra/local/sample.ts";
import { loadState } from "../../../shared/stored/deliverable.ts";
import { everySummary } from "../../../shared/stored/lists.ts";
import { holidaysOf } from "../../../shared/time/holidays.ts";
import { isWorkingDay } from "../../../shared/time/working-days.ts";
import { temporaryFolder } from "../../temporary.ts";

test("what the sample network plans falls on working days, whatever the day it is loaded on", async () => {
  const place = { folder: `${temporaryFolder()}/data`, publicUrl: "http://127.0.0.1" };
  await loadSample(place);
  const { ports, settings, close } = await openNetwork(place, { alone: true });
  const summaries = await everySummary(ports.store);
  const states = await Promise.all(summaries.map(async ({ id }) => (await loadState(ports.store, id))!.state));
  const planned = states.flatMap(({ due, rounds }) => [
    ...Object.values(due),
    ...rounds.flatMap(({ seminar }) => (seminar && !seminar.held ? [seminar.date] : [])),
  ]);
  expect(planned).toHaveLength(10);
  expect(planned.filter((day) => !isWorkingDay(holidaysOf(settings.holidays), day))).toEqual([]);
  close();
});

test("the sample is not put where there is something else: that stays, and nothing comes beside it", async () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, "budget.ods"), "2008");
  const refused = { code: "variable-invalid", details: { problem: expect.stringContaining(folder) } };
  await expect(loadSample({ folder, publicUrl: "http://127.0.0.1" })).rejects.toMatchObject(refused);
  expect([readdirSync(folder), existsSync(`${folder}.loading`)]).toEqual([["budget.ods"], false]);
});
