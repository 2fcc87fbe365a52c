import { chmodSync, lstatSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { privateFile, privateFolder } from "../../shared/adapters/embedded/modes.ts";
import { say } from "../say.ts";

/** All that Livrable keeps in a data folder. */
const ours = /^((store|lock)\.sqlite(-wal|-shm|-journal)?|lock\.pid|(dossier-)?keys\.json(\.part)?|files|outbox)$/;

/**
 * Takes back from others what a folder made by an earlier release lets them read. A folder that holds anything else stays
 * as it is, but for what is ours in it. Returns what to say of what stays open.
 */
export function narrowFolder(folder: string): string[] {
  const names = readdirSync(folder);
  const remaining = names.filter((name) => ours.test(name)).flatMap((name) => narrow(join(folder, name)));
  const others = names.filter((name) => !ours.test(name));
  if (!isWide(folder)) return remaining;
  if (others.length > 0) return [...remaining, say("data.shared", { folder, name: others[0]! })];
  return [...remaining, ...narrowed(folder, privateFolder)];
}

/** A folder comes last, so that a start that was cut short begins it again; no link is followed. */
function narrow(path: string): string[] {
  const found = lstatSync(path);
  if (found.isSymbolicLink() || !isWide(path)) return [];
  if (!found.isDirectory()) return narrowed(path, privateFile);
  const within = readdirSync(path).flatMap((name) => narrow(join(path, name)));
  return [...within, ...narrowed(path, privateFolder)];
}

function isWide(path: string): boolean {
  return process.platform !== "win32" && (lstatSync(path).mode & 0o077) !== 0;
}

/** What another user owns cannot be narrowed. */
function narrowed(path: string, mode: number): string[] {
  try {
    chmodSync(path, mode);
    return [];
  } catch {
    return [say("data.wide", { path })];
  }
}
