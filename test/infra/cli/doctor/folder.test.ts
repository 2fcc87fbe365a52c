import { chmodSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { checkFolder, checkLock, checkModes, checkSpace } from "../../../../infra/cli/doctor/folder.ts";
import { lockFolder } from "../../../../shared/adapters/embedded/lock.ts";
import { temporaryFolder } from "../../../temporary.ts";
import { check, network, openSound } from "./examined.ts";

beforeAll(openSound);

describe("the data folder", () => {
  check("one to come", () => checkFolder(join(temporaryFolder(), "a", "b")), true, "doctor.folder.new");
  check("one that is there", () => checkFolder(network()), true, "doctor.folder.fine");
  check("one that is a file", () => checkFolder(join(network(), "store.sqlite")), false, "fault.path.file");
  check("one below a file", () => checkFolder(join(network(), "store.sqlite", "x")), false, "fault.path.file");
  check("a disk that is nearly full", () => checkSpace(network(), () => 100 * 1024 ** 2), false, "doctor.space");
  check("a disk with room", () => checkSpace(network(), () => 10 * 1024 ** 3), true, "doctor.space.fine");
  check(
    "for its owner alone",
    () => checkModes(network((folder) => chmodSync(folder, 0o700))),
    true,
    "doctor.modes.fine",
  );
  check("open to others", () => checkModes(network((folder) => chmodSync(folder, 0o755))), false, "doctor.modes");
  check(
    "keys open to others",
    () => checkModes(network((folder) => chmodSync(join(folder, "keys.json"), 0o644))),
    false,
    "doctor.modes",
  );
  check("without a server at work", () => checkLock(network()), true, "doctor.lock.free");
  test("with a server at work, which is named", async () => {
    const folder = network();
    const lock = lockFolder(folder);
    expect(checkLock(folder)).toEqual({ ok: true, key: "doctor.lock.held", values: { pid: String(process.pid) } });
    lock.release();
  });
});
