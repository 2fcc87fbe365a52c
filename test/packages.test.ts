import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

type Locked = {
  version: string;
  dev?: boolean;
  devOptional?: boolean;
  optional?: boolean;
  resolved?: string;
  license?: string;
};

const root = join(import.meta.dirname, "..");
const lock = JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8")) as { packages: Record<string, Locked> };
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
  expect(packages.filter(([, { resolved }]) => resolved !== undefined)).toEqual([]);
});
