import { globSync, readFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";

const files = globSync("test/**/*.test.ts");
/** What a test does to its process, and no other test may find done. */
const touches = /\bvi\.(spyOn|stub|mock|use)|\bmockClient\(|\bprocess\.(chdir|exit|on|once|env\.\w+ = )/;
const alone = files.filter((file) => touches.test(readFileSync(file, "utf8")));

/** Flows come first, whatever their files weigh: they are the longest, and the last file has no other beside it. */
class FlowsFirst extends BaseSequencer {
  override async sort(specifications: TestSpecification[]): Promise<TestSpecification[]> {
    const isFlow = ({ moduleId }: TestSpecification) => moduleId.includes("/test/flow/");
    const place = (each: TestSpecification) => (each.project.name === "alone" ? 0 : 2) + (isFlow(each) ? 0 : 1);
    return (await super.sort(specifications)).toSorted((one, other) => place(one) - place(other));
  }
}

/** Where each process leaves its profile, if anywhere: `PROFILE=/tmp/profile npm test`. */
const { PROFILE } = process.env;
const profiled = PROFILE === undefined ? [] : ["--cpu-prof", `--cpu-prof-dir=${PROFILE}`];

// What ships: packages whose exports have a condition "development" assert and trace there as they work, micromark for one.
process.env.NODE_ENV = "production";

/** Projects: tests that share their process with others, and what each file then reads and compiles but once; and the rest. */
export default defineConfig(({ mode }) => ({
  test: {
    globalSetup: ["test/folder.ts", "test/commit-seed.ts"],
    setupFiles: "test/seeded.ts",
    // ms: what hangs ends; nothing is timed by it
    testTimeout: mode === "long" ? 1_800_000 : 120_000,
    hookTimeout: 120_000,
    pool: "forks",
    // MiB: the newest objects of a test are collected less often
    execArgv: ["--max-semi-space-size=64", ...profiled],
    // one more than there are cores: flows wait for a browser, for a child or for the disk
    maxWorkers: availableParallelism() + 1,
    sequence: { sequencer: FlowsFirst },
    projects: [
      { extends: true, test: { name: "together", include: ["test/**/*.test.ts"], exclude: alone, isolate: false } },
      { extends: true, test: { name: "alone", include: alone } },
    ],
  },
}));
