// Plain JavaScript that Node 14 parses: it runs before anything is installed, and tells an older Node what is needed.
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const major = Number(process.versions.node.split(".")[0]);
const packages = (file) => (existsSync(file) ? JSON.parse(readFileSync(file, "utf8")).packages : {});
const locked = packages(join(root, "package-lock.json"));
const installed = () => packages(join(root, "node_modules", ".package-lock.json"));

/** The package that brings Node along on this machine, where its programs run: on Linux with the GNU C library. */
const brought = `node_modules/node-linux-${process.arch}`;
const loader = { x64: "/lib64/ld-linux-x86-64.so.2", arm64: "/lib/ld-linux-aarch64.so.1" }[process.arch];
const gnu = loader !== undefined && existsSync(loader);
const brings = process.platform === "linux" && brought in locked && gnu;

/**
 * Installs what the lock file names and node_modules lacks: what running needs and, with `dev`, what developing needs.
 * Returns the path of the Node to run, 24 or newer. Exits with a plain sentence where either cannot be had.
 */
export function install({ dev }) {
  if (major < 18) fail(...needs(18));
  if (!brings && major < 24) fail(...needs(24));
  // `npm start` takes nothing away from a developer; what brings Node along is installed before what only Node 24 installs.
  const developed = Object.values(installed()).some((each) => each.dev);
  if (!complete(false)) npm(developed || (dev && existsSync(runtime())));
  if (!existsSync(runtime())) fail(...needs(24));
  if (dev && !complete(true)) npm(true);
  return runtime();
}

function runtime() {
  return brings ? join(root, brought, "bin", "node") : process.execPath;
}

/** Whether every package is there in its version; an optional one may be missing, unless it is made for this machine. */
function complete(dev) {
  const there = installed();
  return Object.entries(locked).every(([path, wanted]) => {
    if (!path.startsWith("node_modules/") || wanted.link || (wanted.dev && !dev)) return true;
    if (!there[path]) return (wanted.optional || wanted.devOptional) && !isForHere(wanted);
    return there[path].version === wanted.version;
  });
}

/** Whether a package that names systems names this one; npm under an older Node may have left it out. */
function isForHere({ os, cpu, libc }) {
  const among = (names, name) => !names || [].concat(names).includes(name);
  return os && among(os, process.platform) && among(cpu, process.arch) && among(libc, gnu ? "glibc" : "musl");
}

/** The Node that was brought along runs npm too, once it is there: what an older one cannot run, npm would leave out. */
function npm(dev) {
  tell("installation de ce qui manque (npm install)…", "installing what is missing (npm install)…");
  const node = existsSync(runtime()) ? runtime() : process.execPath;
  const path = process.env.npm_execpath || "";
  const command = /npm-cli\.c?js$/.test(path) ? [node, path] : ["npm"];
  const options = ["install", "--no-save", "--loglevel=error", dev ? "--include=dev" : "--omit=dev"];
  const { status } = spawnSync(command[0], [...command.slice(1), ...options], {
    cwd: root,
    stdio: ["ignore", 2, 2],
    env: { ...process.env, PATH: dirname(node) + delimiter + process.env.PATH },
    shell: command[0] === "npm" && process.platform === "win32",
  });
  if (status !== 0)
    fail("npm n’a pas pu tout installer ; il dit pourquoi ci-dessus.", "npm could not install all; it says why above.");
}

function needs(version) {
  const here = `${process.version} (https://nodejs.org)`;
  return [
    `il faut Node ${version} ou plus récent, et voici ${here}.`,
    `Node ${version} or newer is needed; this is ${here}.`,
  ];
}

/** To whoever starts it, in both languages: the catalogues may need what is not there yet. */
function tell(french, english) {
  console.error(`Livrable : ${french}\nLivrable: ${english}`);
}

function fail(french, english) {
  tell(french, english);
  process.exit(1);
}
