import { readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { openSigningKeys } from "../../../infra/local/signing-keys.ts";
import { signingKey } from "../../../shared/evidence/proof-archive/key.ts";
import { temporaryFolder } from "../../temporary.ts";

test("the keys of dossiers are made once, for their owner alone, and follow their file", () => {
  const folder = temporaryFolder();
  const path = join(folder, "dossier-keys.json");
  const first = signingKey(openSigningKeys(folder)).publicKey;
  expect(statSync(path).mode & 0o777).toBe(0o600);
  expect(signingKey(openSigningKeys(folder)).publicKey).toEqual(first);

  const { keys } = JSON.parse(readFileSync(path, "utf8"));
  const more = { current: "d2", keys: { ...keys, d2: Buffer.alloc(32, 5).toString("base64") } };
  writeFileSync(path, JSON.stringify(more));
  expect(signingKey(openSigningKeys(folder)).publicKey.id).not.toBe(first.id);
});
