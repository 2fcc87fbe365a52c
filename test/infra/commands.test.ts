import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { treeKey } from "../../shared/stored/objects.ts";
import { createTable, type Dynoxide, dynoxideMissing, startDynoxide } from "../contract/dynoxide.ts";
import { bare } from "../environment.ts";
import { livrableFrom } from "./cli/livrable.ts";
import { bucket, type Cloud, startCloud } from "./cloud.ts";
import { secret, table } from "./functions.ts";

describe.skipIf(dynoxideMissing)(`commands on AWS${dynoxideMissing ? `: not run, ${dynoxideMissing}` : ""}`, () => {
  let folder: string;
  let dynoxide: Dynoxide;
  let cloud: Cloud;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "livrable-commands-"));
    dynoxide = await startDynoxide();
    await createTable(dynoxide, table);
    const outbox = join(folder, "outbox");
    cloud = await startCloud({ allows: () => true, dynamo: dynoxide.endpoint, secret, outbox });
  });
  afterAll(async () => {
    await cloud?.stop();
    await dynoxide?.stop();
    await rm(folder, { recursive: true, force: true });
  });

  const livrable = async (environment: Record<string, string>, ...args: string[]): Promise<string> => {
    const env = { ...bare, LIVRABLE_DATA: join(folder, "data"), LIVRABLE_LANG: "fr", ...environment };
    const { code, stdout, stderr } = await livrableFrom(env, ...args);
    if (code !== 0) throw new Error(stderr);
    return stdout;
  };

  const environment = () => ({
    ...cloud.environment("operator"),
    LIVRABLE_TABLE: table,
    LIVRABLE_BUCKET: bucket,
    LIVRABLE_KEYS: "links",
    PUBLIC_URL: "https://livrable.reseau.example",
  });

  test("a network is made, entered, looked at, and taken home", async () => {
    const deployed = environment();
    await livrable(deployed, "init", "--name", "Réseau RECI");
    const named = ["--name", "Coordination", "--organisation", "ORIV"];
    const someone = ["--role", "coordinator", "--email", "coordination@oriv.example", ...named];
    const link = await livrable(deployed, "link", ...someone);
    expect(link).toMatch(/^https:\/\/livrable\.reseau\.example\/l\/1\.[\w-]+\.[\w-]+\n$/);
    expect(await livrable(deployed, "status")).toMatch(/^travaux\u00a0: 0 à faire/);

    cloud.objects.set(treeKey("t1"), Buffer.from("{}"));
    const archive = join(folder, "network.tar.gz");
    await livrable(deployed, "export", archive);
    expect(await livrable({}, "import", archive)).toMatch(/1 fichier,/);
    expect(await livrable({}, "status")).toMatch(/^travaux\u00a0: 0 à faire/);
  });

  test("its keys are rotated and dropped, and its links ended", async () => {
    const deployed = environment();
    const enter = () => livrable(deployed, "link", "--role", "coordinator", "--email", "coordination@oriv.example");
    expect(await livrable(deployed, "keys")).toMatch(/^1\tsigne\tfaite avec le réseau\t/);
    const rotated = await livrable(deployed, "keys", "rotate", "--now");
    expect(rotated).toMatch(/^1\tvérifie\t.*\n\d{8}\tsigne\tfaite le \d{4}-\d\d-\d\d\taucun lien\n$/);
    expect(await enter()).toMatch(/\/l\/\d{8}\./);
    expect(await livrable(deployed, "keys", "drop", "1")).toMatch(/^\d{8}\tsigne\t.*\tun lien, /);
    expect(await livrable(deployed, "revoke", "--all")).toContain("Ces liens ont pris fin");
    expect(await livrable(deployed, "revoke", "--person", "coordination@oriv.example")).toContain("ont pris fin");
  });
});
