import { existsSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { openNetwork } from "../../../infra/local/network.ts";
import { loadSample } from "../../../infra/local/sample.ts";
import { attachAll } from "../../../shared/acts/attach-actions.ts";
import { standingOf } from "../../../shared/programme/standing.ts";
import { actionRef } from "../../../shared/programme/state.ts";
import { openAgreements } from "../../../shared/stored/agreement.ts";
import { loadState } from "../../../shared/stored/deliverable.ts";
import { listJobs } from "../../../shared/stored/job.ts";
import { doneByTerm, entriesOf } from "../../../shared/stored/ledger.ts";
import { everySummary } from "../../../shared/stored/lists.ts";
import { meetingYears, pastMeetings, plannedMeetings } from "../../../shared/stored/meeting.ts";
import { deliverablesOf } from "../../../shared/stored/of-action.ts";
import { listProgrammes, loadProgramme } from "../../../shared/stored/programme.ts";
import { holidaysOf } from "../../../shared/time/holidays.ts";
import { isWorkingDay } from "../../../shared/time/working-days.ts";
import { temporaryFolder } from "../../temporary.ts";

test("what the sample network plans and held falls on working days, and no letter of what was held is left to send", async () => {
  const place = { folder: `${temporaryFolder()}/data`, publicUrl: "http://127.0.0.1" };
  await loadSample(place);
  const { ports, settings, close } = await openNetwork(place, { alone: true });
  const summaries = await everySummary(ports.store);
  const states = await Promise.all(summaries.map(async ({ id }) => (await loadState(ports.store, id))!.state));
  const years = await meetingYears(ports.store);
  const held = (await Promise.all(years.map((year) => pastMeetings(ports.store, year)))).flat();
  const meetings = [...(await plannedMeetings(ports.store)), ...held];
  expect([held.length, meetings.length]).toEqual([2, 6]);
  const planned = [...states.flatMap(({ due }) => Object.values(due)), ...meetings.map(({ date }) => date)];
  expect(planned).toHaveLength(24);
  expect(planned.filter((day) => !isWorkingDay(holidaysOf(settings.holidays), day))).toEqual([]);
  const letters = (await listJobs(ports.store)).flatMap((job) =>
    "letter" in job && held.some(({ id }) => id === job.meeting) ? [job.letter] : [],
  );
  // of the series that the one that was held is the first of, and of a day that is past, which is not written
  expect(new Set(letters)).toEqual(new Set(["meetingInvited"]));
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

test("what the sample network enters on its signed agreement is by two organisations and who came to a meeting, a day over its plan and one line undone; another is asked for", async () => {
  const place = { folder: `${temporaryFolder()}/data`, publicUrl: "http://127.0.0.1" };
  await loadSample(place);
  const { ports, settings, close } = await openNetwork(place, { alone: true });
  const open = await openAgreements(ports.store);
  expect(open.map(({ funder, stage, received }) => [funder, stage, received])).toEqual([
    ["daic", "signed", 446_000],
    ["acse", "requested", 0],
  ]);
  const { id, planned } = open[0]!;
  expect([planned, Object.fromEntries(await doneByTerm(ports.store, id))]).toEqual([
    892_000,
    {
      journees: { quantity: 1500, cents: 525_000 },
      heures: { quantity: 2200, cents: 83_600 },
      missions: { quantity: 300, cents: 28_500 },
      gestion: { quantity: 0, cents: 12_180 },
    },
  ]);
  const entries = await entriesOf(ports.store, id);
  expect(new Set(entries.map(({ holder }) => holder))).toEqual(
    new Set(["org:oriv", "org:crefe", "org:cofrimi", "org:irev"]),
  );
  expect([entries.length, entries.filter(({ undone }) => undone).length]).toEqual([18, 2]);
  expect(entries.filter(({ date }) => !isWorkingDay(holidaysOf(settings.holidays), date))).toEqual([]);
  close();
});

test("the sample is not put where there is something else: that stays, and nothing comes beside it", async () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, "budget.ods"), "2008");
  const refused = { code: "variable-invalid", details: { problem: expect.stringContaining(folder) } };
  await expect(loadSample({ folder, publicUrl: "http://127.0.0.1" })).rejects.toMatchObject(refused);
  expect([readdirSync(folder), existsSync(`${folder}.loading`)]).toEqual([["budget.ods"], false]);
});
