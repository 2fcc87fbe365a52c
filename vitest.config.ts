import { globSync, readFileSync } from "node:fs";
import { defineConfig } from "vitest/config";

const files = globSync("test/**/*.test.ts");
/** What a test does to its process, and no other test may find done. */
const touches = /\bvi\.(spyOn|stub|mock|use)|\bmockClient\(|\bprocess\.(chdir|exit|on|once|env\.\w+ = )/;
const alone = files.filter((file) => touches.test(readFileSync(file, "utf8")));

/** Projects: tests that share their process with others, and what each file then reads and compiles but once; and the rest. */
export default defineConfig({
  test: {
    globalSetup: "test/folder.ts",
    // ms: what hangs ends; nothing is timed by it
    testTimeout: 120_000,
    hookTimeout: 120_000,
    pool: "forks",
    maxWorkers: "100%",
    projects: [
      { extends: true, test: { name: "together", include: ["test/**/*.test.ts"], exclude: alone, isolate: false } },
      { extends: true, test: { name: "alone", include: alone } },
    ],
  },
});
