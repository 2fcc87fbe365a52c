import { randomBytes } from "node:crypto";
import { existsSync, readFileSync, renameSync, statSync, writeFileSync } from "node:fs";
import * as z from "zod";
import type { Keyring } from "../../shared/ports.ts";

/** 32 bytes. */
const key = z.base64().transform((text) => new Uint8Array(Buffer.from(text, "base64")));
const fileSchema = z.object({ current: z.string(), links: z.record(z.string(), key), files: key });

/** The keys of a data folder: those that sign links, by id, and the one that signs the addresses of files. */
export type Keys = { links: Keyring; files: Uint8Array };

/** Reads the keys at `path`, made where they are not. The keyring follows the file: what is changed there holds at once. */
export function openKeys(path: string): Keys {
  if (!existsSync(path)) save(path, firstKeys());
  let seen = "";
  let read = load(path);
  const fresh = (): Keyring => {
    const { ino, mtimeMs } = statSync(path);
    if (`${ino} ${mtimeMs}` !== seen) [seen, read] = [`${ino} ${mtimeMs}`, load(path)];
    return read.links;
  };
  const links: Keyring = {
    get current() {
      return fresh().current;
    },
    get keys() {
      return fresh().keys;
    },
  };
  return { links, files: read.files };
}

/** Replaces the keys that sign links, whole or not at all. */
export function saveKeyring(path: string, links: Keyring): void {
  save(path, { links, files: load(path).files });
}

function firstKeys(): Keys {
  return { links: { current: "k1", keys: new Map([["k1", randomBytes(32)]]) }, files: randomBytes(32) };
}

function load(path: string): Keys {
  const { current, links, files } = fileSchema.parse(JSON.parse(readFileSync(path, "utf8")));
  return { links: { current, keys: new Map(Object.entries(links)) }, files };
}

function save(path: string, { links: { current, keys }, files }: Keys): void {
  const text = (bytes: Uint8Array) => Buffer.from(bytes).toString("base64");
  const links = Object.fromEntries([...keys].map(([id, bytes]) => [id, text(bytes)]));
  const file = JSON.stringify({ current, links, files: text(files) }, null, 2);
  writeFileSync(`${path}.part`, `${file}\n`, { mode: 0o600, flush: true });
  renameSync(`${path}.part`, path);
}
