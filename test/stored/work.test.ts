import { join } from "node:path";
import { beforeEach, describe, expect, test } from "vitest";
import { tick } from "../../functions/tick/tick.ts";
import { folderAssets } from "../../shared/adapters/assets.ts";
import type { Job } from "../../shared/jobs/job.ts";
import { type Done, isKnown, stepBy } from "../../shared/jobs/steps.ts";
import { settingsSchema } from "../../shared/settings.ts";
import { attemptsOf, getJob, jobWrites, leaseJob } from "../../shared/stored/job.ts";
import { work } from "../../shared/stored/work.ts";
import { openWorld, type World } from "../world.ts";

const templates = join(import.meta.dirname, "../../templates");
const known: Job = { id: "proof/note/1", type: "proof", deliverable: "note", round: 1, version: "v" };
/** A job of a release to come, as it is read by this one. */
const newer = { id: "summary/note", type: "summary", deliverable: "note" } as unknown as Job;

let world: World;
beforeEach(async () => {
  world = openWorld();
  await world.store.commit(jobWrites([known, newer], world.clock()));
});

const statusOf = async ({ id }: Job) => (await getJob(world.store, id))?.status;

describe("work", () => {
  function check(title: string, job: Job, done: Done, left: { result: string; status: string | undefined }): void {
    test(title, async () => {
      const outcome = await work(world, job.id, 60, stepBy({ proof: async () => done }));
      expect([outcome.result, await statusOf(job)]).toEqual([left.result, left.status]);
    });
  }
  check("finishes a job whose step is done", known, "done", { result: "done", status: undefined });
  check("parks a job whose step waits", known, "waiting", { result: "waiting", status: "waiting" });
  check("leaves a job of a type that this release does not know", newer, "done", { result: "unknown", status: "due" });
});

test("a job that another worker has is passed over", async () => {
  await leaseJob(world, known.id, 60);
  expect(await work(world, known.id, 60, stepBy({ proof: async () => "done" }))).toEqual({ result: "passed" });
});

test("a job that none of a function's steps does fails: it is not done", async () => {
  const outcome = await work(world, known.id, 60, stepBy({}));
  expect([outcome.result, await statusOf(known)]).toEqual(["failed", "due"]);
});

test("the clock leaves a job of a type that this release does not know, and goes on", async () => {
  const before = await world.store.get({ pk: "JOBS", sk: newer.id });
  world.set(world.clock() + 3 * 86_400_000);
  await tick({ ...world, assets: folderAssets(templates) }, settingsSchema.parse({}));
  expect(await world.store.get({ pk: "JOBS", sk: newer.id })).toEqual(before);
  expect(await statusOf(newer)).toBe("due");
});

test("an unknown type is tried as often as most are, and is known for what it is", () => {
  expect([isKnown("summary"), isKnown("toString"), isKnown("mail")]).toEqual([false, false, true]);
  expect(attemptsOf(newer.type)).toBe(attemptsOf("proof"));
});
