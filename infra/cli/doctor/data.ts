import { existsSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { pathToFileURL } from "node:url";
import type { Key } from "../../../shared/ports.ts";
import { readSettings, type Settings, type WrongSetting } from "../../../shared/settings.ts";
import { importingKey, settingsKey } from "../../../shared/stored/network.ts";
import { openKeys } from "../../local/keys.ts";
import { keysPath } from "../../local/network.ts";
import { openSigningKeys } from "../../local/signing-keys.ts";
import { wrongSetting } from "../../settings.ts";
import { type Finding, fine, toMend } from "./finding.ts";

/** The database of a data folder, read through once: what SQLite finds wrong in it (`PRAGMA quick_check`). */
export function checkDatabase(folder: string): Finding {
  const path = join(folder, "store.sqlite");
  if (!existsSync(path)) return fine("doctor.database.none");
  const problem = problemOf(path);
  return problem === undefined ? fine("doctor.database.fine") : toMend("doctor.database", { path, problem });
}

function problemOf(path: string): string | undefined {
  try {
    return reading(path, (database) => {
      const [found] = database.prepare("PRAGMA quick_check(1)").all();
      database.prepare("SELECT pk FROM rows LIMIT 1").get();
      return found?.quick_check === "ok" ? undefined : String(found?.quick_check);
    });
  } catch (error) {
    return (error as Error).message;
  }
}

/**
 * Reads a database and leaves it as it is. One that was closed is read as immutable: SQLite would put the files of its
 * log beside it, which a reader cannot take away.
 */
function reading<T>(path: string, read: (database: DatabaseSync) => T): T {
  const url = pathToFileURL(path);
  if (!existsSync(`${path}-wal`)) url.searchParams.set("immutable", "1");
  const database = new DatabaseSync(url, { readOnly: true });
  try {
    return read(database);
  } finally {
    database.close();
  }
}

/** Whom mails come from, as the settings have it; the default where they cannot be read. */
export function senderOf(folder: string): Settings["sender"] {
  return settingsOf(folder).settings.sender;
}

/** Whether the settings of a data folder can be; those that cannot, with what would be right. */
export function checkSettings(folder: string): Finding {
  return settingsFinding(settingsOf(folder).wrong);
}

/** What is wrong in settings, a sentence each. */
export function settingsFinding(wrong: readonly WrongSetting[]): Finding {
  const problems = wrong.map(wrongSetting).join(" ");
  return wrong.length === 0 ? fine("doctor.settings.fine") : toMend("doctor.settings", { problems });
}

function settingsOf(folder: string): ReturnType<typeof readSettings> {
  const path = join(folder, "store.sqlite");
  const text = existsSync(path) ? readable(() => dataAt(path, settingsKey)) : undefined;
  return readSettings(readable(() => JSON.parse(text ?? "{}")));
}

/** Whether an import into a data folder ended. */
export function checkImport(folder: string): Finding {
  const path = join(folder, "store.sqlite");
  const left = existsSync(path) ? readable(() => dataAt(path, importingKey)) : undefined;
  return importFinding(left !== undefined);
}

/** What there is to say of an import, unfinished or not. */
export function importFinding(unfinished: boolean): Finding {
  return unfinished ? toMend("doctor.import") : fine("doctor.import.fine");
}

function dataAt(path: string, { pk, sk }: Key): string | undefined {
  const row = "SELECT data FROM rows WHERE pk = ? AND sk = ?";
  return reading(path, (database) => database.prepare(row).get(pk, sk)?.data as string | undefined);
}

/** The keys that sign links: without those that signed them, the links that were sent end. */
export function checkKeys(folder: string): Finding {
  const path = keysPath(folder);
  const begun = existsSync(join(folder, "store.sqlite"));
  if (!existsSync(path)) return begun ? toMend("doctor.keys.missing", { path }) : fine("doctor.keys.none");
  const count = readable(() => openKeys(path).links.keys.size);
  return count === undefined ? toMend("doctor.keys", { path }) : fine("doctor.keys.fine", { count });
}

/** The keys that sign proof archives, made when the first is. */
export function checkSigningKeys(folder: string): Finding {
  const path = join(folder, "dossier-keys.json");
  if (!existsSync(path)) return fine("doctor.dossiers.none");
  const count = readable(() => {
    const { current, keys } = openSigningKeys(folder);
    return keys.has(current) ? keys.size : undefined;
  });
  return count === undefined ? toMend("doctor.dossiers", { path }) : fine("doctor.dossiers.fine", { count });
}

/** Undefined for what is damaged: not JSON, or not keys. */
function readable<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}
