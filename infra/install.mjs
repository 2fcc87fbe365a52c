// Plain JavaScript for any Node from 18: it runs before anything is installed. Installs what the lock file names and
// node_modules lacks, then makes sure that a Node that runs TypeScript (24) is there.
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** Packages by path, from a lock file; empty when there is none. */
function locked(file) {
  return existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")).packages ?? {}) : {};
}

function complete() {
  const installed = locked(join(root, "node_modules", ".package-lock.json"));
  return Object.entries(locked(join(root, "package-lock.json"))).every(
    ([path, wanted]) =>
      path === "" || wanted.optional || wanted.devOptional || installed[path]?.version === wanted.version,
  );
}

/** Installs what is missing; the path of the Node to run. Exits with a plain sentence when either cannot be had. */
export function install() {
  if (!complete()) {
    console.error("Livrable: installing what is missing (npm ci)…");
    const npm = process.env.npm_execpath;
    const [command, ...args] = npm ? [process.execPath, npm, "ci"] : ["npm", "ci"];
    const { status } = spawnSync(command, args, {
      cwd: root,
      stdio: ["ignore", 2, 2],
      shell: !npm && process.platform === "win32",
    });
    if (status !== 0) fail("npm ci did not succeed; its messages are above.");
  }
  const node = runtime();
  if (!node)
    fail(`Node 24 is needed and this one is ${process.version}. Install Node 24 (https://nodejs.org) and try again.`);
  return node;
}

/** Node 24 comes with the packages on Linux; elsewhere the one that runs must do. */
function runtime() {
  const bundled = join(root, "node_modules", `node-linux-${process.arch}`, "bin", "node");
  if (process.platform === "linux" && existsSync(bundled)) return bundled;
  return Number(process.versions.node.split(".")[0]) >= 24 ? process.execPath : undefined;
}

function fail(message) {
  console.error(`Livrable: ${message}`);
  process.exit(1);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) install();
