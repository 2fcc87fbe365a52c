import { existsSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { openNetwork } from "../../../infra/local/network.ts";
import { loadSample } from "../../../infra/local/sample.ts";
import { attachAll } from "../../../shared/acts/attach-actions.ts";
import { standingOf } from "../../../shared/programme/standing.ts";
import { actionRef } from "../../../shared/programme/state.ts";
import { loadState } from "../../../shared/stored/deliverable.ts";
import { everySummary } from "../../../shared/stored/lists.ts";
import { deliverablesOf } from "../../../shared/stored/of-action.ts";
import { listProgrammes, loadProgramme } from "../../../shared/stored/programme.ts";
import { holidaysOf } from "../../../shared/time/holidays.ts";
import { isWorkingDay } from "../../../shared/time/working-days.ts";
import { temporaryFolder } from "../../temporary.ts";

test("what the sample network plans falls on working days, whatever the day it is loaded on", async () => {
  const place = { folder: `${temporaryFolder()}/data`, publicUrl: "http://127.0.0.1" };
  await loadSample(place);
  const { ports, settings, close } = await openNetwork(place, { alone: true });
  const summaries = await everySummary(ports.store);
  const states = await Promise.all(summaries.map(async ({ id }) => (await loadState(ports.store, id))!.state));
  const planned = states.flatMap(({ due, meetings }) => [
    ...Object.values(due),
    ...meetings.flatMap(({ stage, date }) => (stage === "held" ? [] : [date])),
  ]);
  expect(planned).toHaveLength(19);
  expect(planned.filter((day) => !isWorkingDay(holidaysOf(settings.holidays), day))).toEqual([]);
  close();
});

test("what the sample network makes is expected by the programme of 2008, by which nobody but its actions is named", async () => {
  const place = { folder: `${temporaryFolder()}/data`, publicUrl: "http://127.0.0.1" };
  await loadSample(place);
  const { ports, close } = await openNetwork(place, { alone: true });
  await attachAll(ports, "fr");
  expect((await listProgrammes(ports.store)).map(({ id }) => id)).toEqual(["2008"]);
  const { actions } = (await loadProgramme(ports.store, "2008"))!.state;
  const standings = await Promise.all(
    actions.map(async (action) => {
      const documents = await deliverablesOf(ports.store, actionRef("2008", action.id));
      const { standings, besides } = standingOf(action, documents, "2008-03-03");
      expect(besides).toEqual([]);
      return standings.filter(({ documents }) => documents.length > 0).map(({ expected }) => expected.title);
    }),
  );
  expect(standings.flat()).toEqual([
    "Note de synthèse",
    "Note mensuelle de veille",
    "Première note de cadrage",
    "Dossier ressources « L’école face à la diversité »",
  ]);
  close();
});

test("the sample is not put where there is something else: that stays, and nothing comes beside it", async () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, "budget.ods"), "2008");
  const refused = { code: "variable-invalid", details: { problem: expect.stringContaining(folder) } };
  await expect(loadSample({ folder, publicUrl: "http://127.0.0.1" })).rejects.toMatchObject(refused);
  expect([readdirSync(folder), existsSync(`${folder}.loading`)]).toEqual([["budget.ods"], false]);
});
