import { closeSync, openSync } from "node:fs";
import { makePath } from "./folder.ts";

/** Of what holds links, addresses and drafts: for its owner alone. */
export const privateFile = 0o600;
export const privateFolder = 0o700;

/** Makes a folder that its owner alone may enter, with those above it that are not there. */
export function makeFolder(path: string): void {
  makePath(path, privateFolder);
}

/** Makes an empty file for its owner alone, unless it is there: SQLite would make it for all, and its journals like it. */
export function makeFile(path: string): void {
  closeSync(openSync(path, "a", privateFile));
}
