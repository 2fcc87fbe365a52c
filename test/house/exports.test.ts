import { globSync, readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { describe, expect, test } from "vitest";

/** What a file exports, another imports: what only its own file uses is not exported, and what nobody uses is not there. */
const root = join(import.meta.dirname, "../..");

/** The functions, classes and constants that a source exports. */
function exportsOf(source: string): string[] {
  const declared = /^export (?:async )?(?:function\*?|class|const) (\w+)/gm;
  return [...source.matchAll(declared)].map(([, name = ""]) => name);
}

/** What a source imports, "shared/name.ts#slug" each; "shared/name.ts#*" where it takes a whole file. */
function importsOf(file: string, source: string): string[] {
  const placed = (path = "") => normalize(join(dirname(file), path));
  const named = /(?:import|export) (?:type )?(?:\w+, )?\{([^}]*)\} from "(\.[^"]+)"/g;
  const whole = /(?:\* as \w+ from |\bimport\()\s*"(\.[^"]+)"/g;
  const bare = (name: string) =>
    name
      .trim()
      .replace(/^type /, "")
      .replace(/ as \w+$/, "");
  return [
    ...[...source.matchAll(named)].flatMap(([, names = "", path]) =>
      names.split(",").map((name) => `${placed(path)}#${bare(name)}`),
    ),
    ...[...source.matchAll(whole)].map(([, path]) => `${placed(path)}#*`),
  ];
}

describe("an import is found in", () => {
  function check(source: string, found: string[]): void {
    test(source, () => expect(importsOf("shared/links/token.ts", source)).toEqual(found));
  }
  check('import { slug, type Name } from "../name.ts";', ["shared/name.ts#slug", "shared/name.ts#Name"]);
  check('import { slug as idOf } from "../name.ts";', ["shared/name.ts#slug"]);
  check('import * as names from "../name.ts";', ["shared/name.ts#*"]);
  check('const { slug } = await import("../name.ts");', ["shared/name.ts#*"]);
});

/** What others than this project import. */
const entries = /(?:^|\/)handler\.ts#handler$/;

test("every function, class and constant that a file exports is imported by another", () => {
  const sourcesIn = (folders: string[]) =>
    folders
      .flatMap((folder) => globSync(`${folder}/**/*.{ts,mjs}`, { cwd: root }))
      .filter((file) => !file.includes("node_modules"))
      .map((file) => [file, readFileSync(join(root, file), "utf8")] as const);
  const [own, tests] = [sourcesIn(["shared", "functions", "infra"]), sourcesIn(["test"])];
  const imported = new Set([...own, ...tests].flatMap(([file, source]) => importsOf(file, source)));
  const exported = own.flatMap(([file, source]) => exportsOf(source).map((name) => ({ file, name })));
  expect(exported.length).toBeGreaterThan(1_500);
  const unused = exported.filter(({ file, name }) => !imported.has(`${file}#${name}`) && !imported.has(`${file}#*`));
  expect(unused.map(({ file, name }) => `${file}#${name}`).filter((each) => !entries.test(each))).toEqual([]);
});
