import { readdirSync, readFileSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { checkDatabase, checkKeys, checkSigningKeys, senderOf } from "../../../../infra/cli/doctor/data.ts";
import { examine } from "../../../../infra/cli/doctor/examine.ts";
import { localChecks } from "../../../../infra/cli/doctor/local.ts";
import { temporaryFolder } from "../../../temporary.ts";
import { check, environment, garbled, network, openSound } from "./examined.ts";

beforeAll(openSound);

describe("keys and database", () => {
  check("keys to come", () => checkKeys(temporaryFolder()), true, "doctor.keys.none");
  check("keys of a network", () => checkKeys(network()), true, "doctor.keys.fine");
  check(
    "a network without its keys",
    () => checkKeys(network((folder) => truncateSync(join(folder, "keys.json")))),
    false,
    "doctor.keys",
  );
  check("damaged keys", () => checkKeys(network(garbled("keys.json"))), false, "doctor.keys");
  check("no dossier yet", () => checkSigningKeys(network()), true, "doctor.dossiers.none");
  check(
    "damaged keys of dossiers",
    () => checkSigningKeys(network(garbled("dossier-keys.json"))),
    false,
    "doctor.dossiers",
  );
  check("no network yet", () => checkDatabase(temporaryFolder()), true, "doctor.database.none");
  check("a sound database", () => checkDatabase(network()), true, "doctor.database.fine");
  check("no database", () => checkDatabase(network(garbled("store.sqlite"))), false, "doctor.database");
  check("a page that was overwritten", () => checkDatabase(network(overwritten)), false, "doctor.database");
  test("nothing is made, and nothing changed", async () => {
    const [empty, folder] = [join(temporaryFolder(), "reseau"), network()];
    const before = readdirSync(folder).map((name) => [name, sizeAt(join(folder, name))]);
    for (const each of [empty, folder]) await examine(localChecks({ LIVRABLE_DATA: each }, undefined), environment);
    expect(() => readdirSync(empty)).toThrow();
    expect(readdirSync(folder).map((name) => [name, sizeAt(join(folder, name))])).toEqual(before);
  });
  test("whom mails come from is read from the settings", () => {
    expect(senderOf(network())).toEqual({ name: "Réseau RECI", address: "livrable@reci.fr" });
    expect(senderOf(temporaryFolder()).address).toBe("livrable@reseau.example");
  });
});

function sizeAt(path: string): number {
  try {
    return readFileSync(path).length;
  } catch {
    return -1;
  }
}

/** The second page, where SQLite keeps the rows' tree. */
function overwritten(folder: string): void {
  const path = join(folder, "store.sqlite");
  const bytes = readFileSync(path);
  writeFileSync(path, bytes.fill(0xff, 4096, 8192));
}
