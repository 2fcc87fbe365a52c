import { accessSync, constants, existsSync, lstatSync, readFileSync, statfsSync, statSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { type Finding, fine, toMend } from "./finding.ts";

/** A data folder that is there and can be written, or that the first start can make. Throws what the system answers. */
export function checkFolder(folder: string): Finding {
  if (!existsSync(folder)) {
    const above = nearestOf(folder);
    statSync(`${above}/`);
    accessSync(above, constants.W_OK | constants.X_OK);
    return fine("doctor.folder.new", { folder });
  }
  statSync(`${folder}/`);
  accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK);
  return fine("doctor.folder.fine", { folder });
}

/** Bytes below which a deliverable or two would fill a disk. */
const leastFree = 512 * 1024 ** 2;

/** Room on the disk of the folder; `free` tells it, in bytes. */
export function checkSpace(folder: string, free = freeAt): Finding {
  const megabytes = Math.floor(free(nearestOf(folder)) / 1024 ** 2);
  const enough = megabytes >= leastFree / 1024 ** 2;
  return enough ? fine("doctor.space.fine", { megabytes }) : toMend("doctor.space", { megabytes, folder });
}

/** Whether others of the machine could read links and drafts. */
export function checkModes(folder: string): Finding {
  const held = ["", "store.sqlite", "keys.json", "dossier-keys.json", "outbox", "files"];
  const wide = held
    .map((name) => join(folder, name))
    .find((path) => process.platform !== "win32" && existsSync(path) && (lstatSync(path).mode & 0o077) !== 0);
  return wide === undefined ? fine("doctor.modes.fine") : toMend("doctor.modes", { path: wide, folder });
}

/** Whether a server is at work on the folder, which holds its lock (`lockFolder`). */
export function checkLock(folder: string): Finding {
  if (!isServed(folder)) return fine("doctor.lock.free");
  const holder = join(folder, "lock.pid");
  return fine("doctor.lock.held", { pid: existsSync(holder) ? readFileSync(holder, "utf8") : "?" });
}

/** Whether a server, or an import, holds the folder. */
export function isServed(folder: string): boolean {
  const path = join(folder, "lock.sqlite");
  if (!existsSync(path)) return false;
  const database = new DatabaseSync(path, { readOnly: true });
  try {
    database.prepare("SELECT count(*) FROM sqlite_schema").get();
    return false;
  } catch (error) {
    // https://www.sqlite.org/rescode.html#busy
    if ((error as { errcode?: number }).errcode === 5) return true;
    throw error;
  } finally {
    database.close();
  }
}

function freeAt(path: string): number {
  const { bavail, bsize } = statfsSync(path);
  return bavail * bsize;
}

/** The folder, or the nearest above it that is there. */
function nearestOf(folder: string): string {
  let at = resolve(folder);
  while (!existsSync(at) && dirname(at) !== at) at = dirname(at);
  return at;
}
