import { chmodSync, mkdirSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { startSmtp } from "../../contract/smtp.ts";
import { freePort } from "../../flow/running.ts";
import { environment, garbled, network, openSound } from "./doctor/examined.ts";
import { livrableAt, sentences } from "./livrable.ts";

beforeAll(openSound);

describe("npx livrable doctor", () => {
  test("says a line a check, in 80 columns, and ends with 0 where all is well", async () => {
    const { code, stdout, stderr } = await livrableAt(
      { LIVRABLE_DATA: network((folder) => chmodSync(folder, 0o700)), PORT: String(await freePort()) },
      "doctor",
    );
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(sentences(stdout).every((line) => line.startsWith("bon "))).toBe(true);
    expect(sentences(stdout)).toContain("bon       La base de données est saine.");
  });

  test("ends with 1 where something is to be mended, and says what", async () => {
    const data = network((folder) => garbled("store.sqlite")(folder));
    const { code, stdout } = await livrableAt({ LIVRABLE_DATA: data }, "doctor", "--json");
    const wrong = JSON.parse(stdout).filter(({ ok }: { ok: boolean }) => !ok);
    expect({ code, checks: wrong.map(({ check }: { check: string }) => check) }).toEqual({
      code: 1,
      checks: expect.arrayContaining(["doctor.database"]),
    });
  });

  test("sends one mail, from the network’s own sender, where it is asked to", async () => {
    const server = await startSmtp();
    const { stdout } = await livrableAt(
      { LIVRABLE_DATA: network(), SMTP_URL: server.url },
      ...["doctor", "--mail", "coordination@reci.fr"],
    );
    await server.stop();
    expect(server.messages).toHaveLength(1);
    expect(Buffer.from(server.messages[0]!).toString()).toMatch(
      /^From: .*livrable@reci\.fr.*^To: coordination@reci\.fr/ms,
    );
    expect(stdout).toMatch(/essai est parti vers coordination@reci\.fr/);
  });

  test("looks at AWS where a table is named, and says what does not answer once", async () => {
    const nowhere = { AWS_ENDPOINT_URL: "http://127.0.0.1:9", AWS_MAX_ATTEMPTS: "1" };
    const keys = { AWS_ACCESS_KEY_ID: "AKIA1234567", AWS_SECRET_ACCESS_KEY: "s" };
    const { code, stdout } = await livrableAt({ ...environment, ...keys, ...nowhere }, "doctor", "--json");
    expect(code).toBe(1);
    expect(JSON.parse(stdout).map(({ ok, check }: { ok: boolean; check: string }) => [ok, check])).toEqual([
      [true, "doctor.node.fine"],
      [false, "wrong.variable"],
      [true, "doctor.credentials.fine"],
      [false, "fault.aws.endpoint"],
      [false, "wrong.variable"],
    ]);
  });

  test("puts it in the outbox where no mail leaves", async () => {
    const data = network((folder) => mkdirSync(join(folder, "outbox"), { recursive: true }));
    const { stdout } = await livrableAt({ LIVRABLE_DATA: data }, "doctor", "--mail", "coordination@reci.fr");
    expect(stdout).not.toContain("est parti vers");
    expect(sentences(stdout).at(-1)).toContain(
      `rien n’est parti\u00a0: le courriel d’essai à coordination@reci.fr est dans ${data}`,
    );
    expect(readdirSync(join(data, "outbox")).filter((name) => name.endsWith(".eml"))).toHaveLength(1);
    expect(await livrableAt({ LIVRABLE_DATA: data }, "doctor", "--mail", "coordination")).toMatchObject({ code: 2 });
  });
});
