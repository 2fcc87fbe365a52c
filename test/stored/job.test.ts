import { expect, test } from "vitest";
import type { Job } from "../../shared/jobs/job.ts";
import {
  attemptsOf,
  failJob,
  finishJob,
  getJob,
  isStuck,
  leaseJob,
  listJobs,
  oweJob,
  parkJob,
  releaseJobs,
  reportJob,
  rerunJob,
  returnJob,
  type StoredJob,
  wakeJob,
} from "../../shared/stored/job.ts";
import { now } from "../deliverable/scenario.ts";
import { openWorld, type World } from "../world.ts";

const ingest: Job = { id: "ingest/u1", type: "ingest", deliverable: "note", upload: "u1" };
const mail: Job = {
  id: "mail/note/4/invited/p1",
  type: "mail",
  to: "p1",
  deliverable: "note",
  letter: "invited",
  round: 1,
};

const render: Job = { id: "render/note/1", type: "render", deliverable: "note", version: "f".repeat(64), edition: 1 };
const tick: Act[1] = async (world, id) => {
  const job = await getJob(world.store, id);
  if (job && isStuck(job, world.clock())) await wakeJob(world, id);
};
const release = (world: World) => releaseJobs(world);
/** Processes that die one after another, each at this job, a quarter of an hour apart. */
const deaths = (count: number): Act[] =>
  Array.from({ length: count }, (_, at): Act[] => [
    [at * 900, tick],
    [at * 900 + 1, lease],
    [at * 900 + 2, release],
  ]).flat();
const maxAttempts = attemptsOf("render");

/** Seconds on the clock, then what happens to the job. */
type Act = [seconds: number, act: (world: World, id: string) => Promise<unknown>];
const lease: (world: World, id: string) => Promise<unknown> = (world, id) => leaseJob(world, id, 60);
const fail = (world: World, id: string) => failJob(world, id, { error: "store-unreachable" });

async function check(
  job: Job,
  acts: readonly Act[],
  then: Partial<StoredJob> | undefined,
  stuck?: boolean,
): Promise<void> {
  const world = openWorld();
  await oweJob(world, job);
  for (const [seconds, act] of acts) {
    world.set(now + seconds * 1000);
    await act(world, job.id);
  }
  const stored = await getJob(world.store, job.id);
  expect(stored && { status: stored.status, attempt: stored.attempt }).toEqual(then);
  if (stored) expect(isStuck(stored, world.clock())).toBe(stuck ?? false);
}

test.each<[string, Job, readonly Act[], Partial<StoredJob> | undefined, boolean?]>([
  ["a rendering is due", render, [], { status: "due", attempt: 0 }],
  ["an ingest waits for its file", ingest, [], { status: "waiting", attempt: 0 }],
  ["and is not taken before", ingest, [[1, lease]], { status: "waiting", attempt: 0 }],
  ["nor given up after a year", ingest, [[31_536_000, tick]], { status: "waiting", attempt: 0 }],
  ["its file comes", ingest, [[1, wakeJob]], { status: "due", attempt: 0 }],
  [
    "or not after all",
    ingest,
    [
      [1, wakeJob],
      [2, lease],
      [3, parkJob],
    ],
    { status: "waiting", attempt: 0 },
  ],
  [
    "the worker that had it is to end",
    render,
    [
      [1, lease],
      [2, fail],
      [3, lease],
      [4, returnJob],
    ],
    { status: "due", attempt: 1 },
  ],
  ["an attempt is counted before the work", render, [[1, lease]], { status: "leased", attempt: 1 }],
  [
    "two workers do not have it",
    render,
    [
      [1, lease],
      [2, lease],
    ],
    { status: "leased", attempt: 1 },
  ],
  [
    "done",
    render,
    [
      [1, lease],
      [2, finishJob],
    ],
    undefined,
  ],
  [
    "done twice",
    render,
    [
      [1, lease],
      [2, finishJob],
      [3, finishJob],
    ],
    undefined,
  ],
  [
    "taken once done",
    render,
    [
      [1, lease],
      [2, finishJob],
      [3, lease],
    ],
    undefined,
  ],
  [
    "failed once: at once again",
    render,
    [
      [1, lease],
      [2, fail],
    ],
    { status: "due", attempt: 1 },
  ],
  [
    "failed twice: after a minute",
    render,
    [
      [1, lease],
      [2, fail],
      [3, lease],
      [4, fail],
    ],
    { status: "waiting", attempt: 2 },
  ],
  [
    "which tick sees",
    render,
    [
      [1, lease],
      [2, fail],
      [3, lease],
      [4, fail],
      [64, tick],
    ],
    { status: "due", attempt: 2 },
  ],
  [
    "not before",
    render,
    [
      [1, lease],
      [2, fail],
      [3, lease],
      [4, fail],
      [63, tick],
    ],
    { status: "waiting", attempt: 2 },
  ],
  [
    "a worker that died: its lease runs out",
    render,
    [
      [1, lease],
      [61, async () => undefined],
    ],
    { status: "leased", attempt: 1 },
    true,
  ],
  [
    "and tick hands it out",
    render,
    [
      [1, lease],
      [61, tick],
    ],
    { status: "due", attempt: 1 },
  ],
  [
    "or another worker takes it",
    render,
    [
      [1, lease],
      [61, lease],
    ],
    { status: "leased", attempt: 2 },
  ],
  ["a record that was lost", render, [[120, async () => undefined]], { status: "due", attempt: 0 }, true],
  ["and is handed out anew", render, [[120, tick]], { status: "due", attempt: 0 }],
  [
    "workers that die, all of them",
    render,
    [
      [1, lease],
      [61, lease],
      [121, lease],
      [181, lease],
      [241, lease],
    ],
    { status: "failed", attempt: 4 },
  ],
  [
    "a process that died: the next one hands it out at once, no attempt made",
    render,
    [
      [1, lease],
      [2, release],
    ],
    { status: "due", attempt: 0 },
  ],
  [
    "and so where the clock had leapt ahead",
    render,
    [
      [1e9, lease],
      [2, release],
    ],
    { status: "due", attempt: 0 },
  ],
  [
    "what failed before is still counted",
    render,
    [
      [1, lease],
      [2, fail],
      [3, lease],
      [4, release],
    ],
    { status: "due", attempt: 1 },
  ],
  [
    "and what nobody works at is left alone",
    render,
    [
      [1, lease],
      [2, fail],
      [3, lease],
      [4, fail],
      [5, release],
    ],
    { status: "waiting", attempt: 2 },
  ],
  ["processes that die at it, five of them", render, deaths(5), { status: "due", attempt: 0 }],
  ["six of them: it waits", render, deaths(6), { status: "waiting", attempt: 0 }],
  ["and is due again in a minute", render, [...deaths(6), [9000, tick]], { status: "due", attempt: 0 }],
  ["ten of them: it is given up", render, deaths(10), { status: "failed", attempt: 0 }],
  [
    "until a person runs it again",
    render,
    [...deaths(10), [20_000, rerunJob], [20_001, lease], [20_002, release]],
    { status: "due", attempt: 0 },
  ],
  [
    "waking what is worked at does nothing",
    render,
    [
      [1, lease],
      [2, wakeJob],
    ],
    { status: "leased", attempt: 1 },
  ],
  [
    "a failure told twice",
    render,
    [
      [1, lease],
      [2, fail],
      [3, fail],
    ],
    { status: "due", attempt: 1 },
  ],
  [
    "running again what did not fail",
    render,
    [
      [1, lease],
      [2, rerunJob],
    ],
    { status: "leased", attempt: 1 },
  ],
])("%s", (_, job, acts, then, stuck) => check(job, acts, then, stuck));

test("a job that fails every time stays, with its reason, until a person runs it again", async () => {
  const world = openWorld();
  await oweJob(world, render);
  for (let hour = 1; hour <= maxAttempts; hour++) {
    world.set(now + hour * 3_600_000);
    await tick(world, render.id);
    expect(await leaseJob(world, render.id, 60)).toMatchObject({ ...render, attempt: hour });
    await fail(world, render.id);
  }
  expect(await listJobs(world.store)).toMatchObject([
    { ...render, status: "failed", attempt: 4, error: "store-unreachable" },
  ]);
  await wakeJob(world, render.id);
  expect(await leaseJob(world, render.id, 60)).toBeUndefined();
});

test("a job that is run again has as many attempts more, paused as at first, its count going on", async () => {
  const world = openWorld();
  await oweJob(world, render);
  const run = async (hour: number): Promise<string | undefined> => {
    world.set(now + hour * 3_600_000);
    await tick(world, render.id);
    await leaseJob(world, render.id, 60);
    await fail(world, render.id);
    const { status, attempt } = (await getJob(world.store, render.id))!;
    return `${status} ${attempt}`;
  };
  const told: (string | undefined)[] = [];
  for (let hour = 1; hour <= maxAttempts; hour++) told.push(await run(hour));
  await rerunJob(world, render.id);
  for (let hour = 5; hour < 5 + maxAttempts; hour++) told.push(await run(hour));
  const once = (first: number) => [
    `due ${first}`,
    `waiting ${first + 1}`,
    `waiting ${first + 2}`,
    `failed ${first + 3}`,
  ];
  expect(told).toEqual([...once(1), ...once(5)]);
  expect(await leaseJob(world, render.id, 60)).toBeUndefined();
});

test("a job owed twice is owed once, and not begun again", async () => {
  const world = openWorld();
  await oweJob(world, render);
  await leaseJob(world, render.id, 60);
  await oweJob(world, render);
  expect(await listJobs(world.store)).toMatchObject([{ status: "leased", attempt: 1 }]);
});

test("of ten workers that take one job at once, one gets its lease", async () => {
  const world = openWorld();
  await oweJob(world, render);
  const taken = await Promise.all(Array.from({ length: 10 }, () => leaseJob(world, render.id, 60)));
  expect(taken.filter(Boolean)).toHaveLength(1);
});

test("a job that is not owed can be neither taken, woken nor failed", async () => {
  const world = openWorld();
  expect(await leaseJob(world, "rien", 60)).toBeUndefined();
  expect(await failJob(world, "rien", { error: "x" })).toBeUndefined();
  await wakeJob(world, "rien");
  await finishJob(world, "rien");
  expect(await listJobs(world.store)).toEqual([]);
});

test("the feed hands out what is due: what was left, then each commit, never what waits", async () => {
  const world = openWorld();
  await oweJob(world, render);
  const seen: string[] = [];
  const stop = world.store.onDue(({ pk, sk }) => seen.push(`${pk} ${sk}`));
  await oweJob(world, ingest);
  await leaseJob(world, render.id, 60);
  await failJob(world, render.id, { error: "x" });
  await wakeJob(world, ingest.id);
  stop();
  await wakeJob(world, ingest.id);
  expect(seen).toEqual([`JOBS ${render.id}`, `JOBS ${render.id}`, `JOBS ${ingest.id}`]);
});

test("a mail that is not taken is tried for three days, with growing pauses, its server's words kept", async () => {
  const world = openWorld();
  await oweJob(world, mail);
  const hoursOfTries: number[] = [];
  const failure = { error: "mail-not-taken", said: "421 4.3.2 Service not available" };
  for (let minute = 0; minute <= 4 * 24 * 60; minute++) {
    world.set(now + minute * 60_000);
    await tick(world, mail.id);
    while (await leaseJob(world, mail.id, 30)) {
      hoursOfTries.push(Number((minute / 60).toFixed(2)));
      await failJob(world, mail.id, failure);
    }
  }
  expect(hoursOfTries).toEqual([0, 0, 0.02, 0.17, 0.5, 1, 2, 4, 8, 16, 24, 36, 48, 60, 72]);
  expect(await getJob(world.store, mail.id)).toMatchObject({ status: "failed", attempt: 15, ...failure });
});

test("a mail that is refused is tried once; run again, it has three days more", async () => {
  const world = openWorld();
  await oweJob(world, mail);
  await leaseJob(world, mail.id, 60);
  const refusal = { error: "mail-refused", said: "550 5.1.1 User unknown" };
  expect(await failJob(world, mail.id, { ...refusal, refused: true })).toBe("failed");
  const { reported: _, ...failed } = (await getJob(world.store, mail.id))!;
  await reportJob(world, mail.id);
  expect(await getJob(world.store, mail.id)).toEqual({ ...failed, reported: true });
  await rerunJob(world, mail.id);
  await leaseJob(world, mail.id, 60);
  expect(await failJob(world, mail.id, { error: "mail-not-taken" })).toBe("due");
  const again = (await getJob(world.store, mail.id))!;
  expect(again).toMatchObject({ attempt: 2, lastAttempt: 16, reported: false });
  expect(again.said).toBeUndefined();
});
