import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { describe, expect, test } from "vitest";
import { bare } from "../../environment.ts";
import { temporaryFolder } from "../../temporary.ts";
import { root, sentences } from "../cli/livrable.ts";

/** `npm start` without npm, where it is refused. */
async function start(environment: NodeJS.ProcessEnv): Promise<{ code: number; stdout: string; stderr: string }> {
  const env = { ...bare, LIVRABLE_LANG: "fr", ...environment };
  const main = ["--disable-warning=ExperimentalWarning", join(root, "infra/local/main.ts")];
  return promisify(execFile)(process.execPath, main, { env, timeout: 60_000 }).then(
    ({ stdout, stderr }) => ({ code: 0, stdout, stderr }),
    ({ code, stdout, stderr }) => ({ code, stdout, stderr }),
  );
}

describe("a start that cannot be is refused in a sentence, in 80 columns, before it makes anything", () => {
  test.each<[string, NodeJS.ProcessEnv, string]>([
    ["a port that is none", { PORT: "abc" }, "PORT=abc n’est pas un port"],
    ["an address without its scheme", { PUBLIC_URL: "livrable.reseau.example" }, "donnez-la entière, comme https://"],
    ["an address with a password", { PUBLIC_URL: "https://a:b@livrable.example" }, "n’est pas l’adresse d’un site"],
    ["a mail server without its scheme", { SMTP_URL: "mail.reseau.example" }, "SMTP_URL n’est pas une adresse"],
    ["a number of proxies that is none", { PROXIES: "nginx" }, "PROXIES=nginx n’est pas un nombre"],
    ["a public address without mail", { PUBLIC_URL: "https://livrable.reseau.example" }, "Donnez-en un avec SMTP_URL"],
  ])("%s", async (_, environment, words) => {
    const folder = join(temporaryFolder(), "reseau");
    const { code, stdout, stderr } = await start({ LIVRABLE_DATA: folder, ...environment });
    const said = sentences(stderr).map((sentence) => sentence.replaceAll("\u00a0", " "));
    expect({ code, stdout, said }).toEqual({ code: 1, stdout: "", said: [expect.stringContaining(words)] });
    expect(existsSync(folder)).toBe(false);
  });
});
