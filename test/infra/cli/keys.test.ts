import { stat } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { webApp } from "../../../functions/web/app.ts";
import { type Network, openNetwork } from "../../../infra/local/network.ts";
import { openLink } from "../../../shared/stored/link.ts";
import { addPerson } from "../../../shared/stored/person.ts";
import { bare } from "../../environment.ts";
import { temporaryFolder } from "../../temporary.ts";
import { livrableFrom } from "./livrable.ts";

const publicUrl = "http://127.0.0.1:8080";
const folder = temporaryFolder();
const address = "coordination@oriv.example";

/** A network that is served meanwhile: its keys and links are changed beside it. */
let network: Network;
let app: ReturnType<typeof webApp>;
beforeAll(async () => {
  network = await openNetwork({ folder, publicUrl }, { alone: true });
  app = webApp(network.ports, { settings: network.settings });
  const person = { name: "Coordination", address, organisation: "ORIV", language: "fr", coordinator: true } as const;
  await addPerson(network.ports, person);
});
afterAll(() => network.close());

const livrable = (...args: string[]) => livrableFrom({ ...bare, LIVRABLE_DATA: folder, LIVRABLE_LANG: "fr" }, ...args);

/** A fresh link, and a cookie that it gave. */
async function enter(): Promise<{ link: string; list: () => Promise<number> }> {
  const { stdout } = await livrable("link", "--role", "coordinator", "--email", address);
  const link = stdout.trim();
  const opened = await app.request(link);
  const cookie = opened.headers.getSetCookie()[0]?.split(";")[0] ?? "";
  return { link, list: async () => (await app.request("/deliverables", { headers: { cookie } })).status };
}

describe("the keys of a data folder, beside the server that uses them", () => {
  test("are rotated: the server verifies and signs with the new one, old links open", async () => {
    const old = await enter();
    expect((await livrable("keys")).stdout).toMatch(/^k1\tsigne\tfaite avec le réseau\tun lien, /);
    const { stdout, stderr } = await livrable("keys", "rotate");
    expect([stdout, stderr]).toEqual([expect.stringMatching(/^k1\tvérifie\t.*\n\d{8}\tsigne\t.*\n$/), ""]);
    expect((await stat(join(folder, "keys.json"))).mode & 0o777).toBe(0o600);
    const fresh = await enter();
    expect(fresh.link).toMatch(/\/l\/\d{8}\./);
    expect([await old.list(), await fresh.list()]).toEqual([200, 200]);
    expect((await app.request(old.link)).status).toBe(303);
    expect(network.ports.keyring.current).toMatch(/^\d{8}$/);
  });

  test("go once nothing they signed lives, at the next rotation, but for the last", async () => {
    const kids = async () => (await livrable("keys", "rotate")).stdout.split("\n").map((line) => line.split("\t")[0]);
    const [, second] = await kids();
    const after = await kids();
    expect(after).toContain("k1");
    expect(after).toContain(second);
    const idle = after.find((kid) => kid?.endsWith("b"));
    expect(idle).toBeDefined();
    expect(await kids()).not.toContain(idle);
  });

  test("are dropped: their links and sessions end, the one that signs stays", async () => {
    const { current } = network.ports.keyring;
    const mine = await enter();
    expect(await mine.list()).toBe(200);
    expect(await livrable("keys", "drop", current)).toMatchObject({ code: 2 });
    expect((await livrable("keys", "drop", "rien")).stderr).toContain("il n’y a pas de clé rien");
    await livrable("keys", "rotate");
    expect(await mine.list()).toBe(200);
    expect((await livrable("keys", "drop", current)).stdout).not.toContain(`${current}\t`);
    expect(await mine.list()).toBe(403);
    expect((await app.request(mine.link)).status).toBe(404);
  });
});

describe("links are ended from the command line, at once", () => {
  test.each<[string, (link: string) => string[]]>([
    ["all", () => ["--all"]],
    ["a person's", () => ["--person", address.toUpperCase()]],
    ["one", (link) => ["--link", link]],
  ])("%s", async (_, which) => {
    const mine = await enter();
    expect(await livrable("revoke", ...which(mine.link))).toMatchObject({ code: 0, stderr: "" });
    expect(await mine.list()).toBe(403);
    expect((await app.request(mine.link)).status).toBe(410);
    expect(await openLink(network.ports, mine.link.split("/").at(-1)!)).toMatchObject({ reason: "revoked" });
    expect(await (await enter()).list()).toBe(200);
  });

  test.each<[string, string[], RegExp]>([
    ["nothing said", [], /dites quels liens/],
    ["two things said", ["--all", "--person", address], /dites quels liens/],
    ["nobody", ["--person", "personne@oriv.example"], /personne n’a l’adresse personne@oriv\.example dans l’annuaire/],
    ["no deliverable", ["--round", "rien", "1"], /il n’y a pas de livrable rien/],
    ["a round without its number", ["--round", "rien"], /dites quels liens/],
    ["no link", ["--link", "k1.rien.rien"], /ce lien n’est pas de ce réseau/],
  ])("refuses %s", async (_, args, words) => {
    const { code, stderr } = await livrable("revoke", ...args);
    expect([code, stderr]).toEqual([2, expect.stringMatching(words)]);
    expect(stderr).not.toMatch(/page d’accueil|Demandez/);
  });
});

test("a hash that no event names is said to be none", async () => {
  const hash = "0".repeat(64);
  const { code, stdout, stderr } = await livrable("erase", hash);
  expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
  expect(stderr).toMatch(/^livrable: aucun événement ne nomme\s+0{64}\u00a0: prenez/);
});
