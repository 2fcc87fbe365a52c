import { existsSync, globSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";

/** Tests mirror the sources: a test of `shared/links/token.ts` is in `test/links`, one of `infra/cli/link.ts` in `test/infra/cli`. */
const root = join(import.meta.dirname, "../..");

/** Folders of tests that no single room of the sources has, each with what is tested there. */
const ownFolders: Record<string, string> = {
  contract: "what every store, file store and mailer promises",
  faults: "jobs, processes and mail servers that fail",
  flow: "the whole way over HTTP",
  "flow/browser": "the whole way in a browser",
  "flow/truth": "pages, mails and archives held to the events",
  torture: "a server that is killed under writers",
  conformance: "outputs held to the validators of others",
  interface: "pages weighed, looked at and photographed",
  house: "the rules of the house",
};

/** Folders that hold no test but what tests of the folder above share. */
const shared: Record<string, string> = {
  "document/following": "edits of a draft, for anchors",
  "formats/programs": "the word processors that samples are made with",
  "formats/words": "the words of an output, whatever its format",
  "interface/lint": "what no page and no mail may say",
};

/** Whether a folder below `test/` mirrors a folder of the sources, or is listed. */
function hasPlace(folder: string): boolean {
  return [`shared/${folder}`, folder].some((source) => existsSync(join(root, source))) || folder in ownFolders;
}

describe("a folder of tests", () => {
  function check(title: string, folder: string, placed: boolean): void {
    test(title, () => expect(hasPlace(folder)).toBe(placed));
  }
  check("has its place where a room of shared/ is called so", "links", true);
  check("has its place where it mirrors functions/ or infra/", "infra/cli", true);
  check("has its place where it is listed", "flow", true);
  check("has none where the sources have no such folder", "cli", false);
});

const sources = globSync("test/**/*.ts", { cwd: root }).filter((file) => !/\/(fixtures|goldens)\//.test(file));
const folders = [...new Set(sources.map((file) => dirname(file).slice("test/".length)))].filter((each) => each !== "");

test("every test stands in a folder that the sources have, or that is listed", () => {
  expect(sources.length).toBeGreaterThan(250);
  const astray = folders.filter((folder) => !hasPlace(folder) && !(folder in shared));
  expect(astray).toEqual([]);
});

test("every folder that is listed is there, and the sources have none called so", () => {
  const listed = [...Object.keys(ownFolders), ...Object.keys(shared)];
  expect(listed.filter((folder) => !folders.includes(folder))).toEqual([]);
  const mirrored = listed.filter(
    (folder) => existsSync(join(root, "shared", folder)) || existsSync(join(root, folder)),
  );
  expect(mirrored).toEqual([]);
});

test("what tests share is no test", () => {
  const tests = sources.filter((file) => file.endsWith(".test.ts") && dirname(file).slice("test/".length) in shared);
  expect(tests).toEqual([]);
});

test("only what holds of every page is tested beside the folders of the web's features", () => {
  const beside = globSync("*.test.ts", { cwd: join(root, "test/functions/web") }).sort();
  expect(beside).toEqual(["anonymity.test.ts", "app.test.ts", "malformed.test.ts", "matrix.test.ts"]);
});
