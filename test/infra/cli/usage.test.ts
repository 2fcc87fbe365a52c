import { spawn } from "node:child_process";
import { describe, expect, test } from "vitest";
import { commandNames, type Grammar, grammar } from "../../../infra/cli/grammar.ts";
import { terminalLanguage } from "../../../infra/language.ts";
import { version } from "../../../shared/version.ts";
import { livrableIn, root } from "./livrable.ts";

const locales = ["fr_FR.UTF-8", "en_GB.UTF-8"];
const lines = (text: string) => text.trimEnd().split("\n");

describe.each(locales)("help in %s", (locale) => {
  test.each([["--help"], ["-h"], ["help"]])("the program's is on standard output: %s", async (asked) => {
    const { code, stdout, stderr } = await livrableIn(locale, asked);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    for (const name of commandNames) expect(stdout).toMatch(new RegExp(`^  ${name} `, "m"));
    expect(lines(stdout).filter((line) => [...line].length > 80)).toEqual([]);
  });

  test.each(commandNames)("that of %s names its options, in 80 columns", async (name) => {
    const { code, stdout, stderr } = await livrableIn(locale, name, "--help");
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    for (const option of Object.keys(grammar[name].options)) expect(stdout).toMatch(new RegExp(` --${option}\\b.+`));
    expect(lines(stdout).filter((line) => [...line].length > 80)).toEqual([]);
  });

  test.each([
    ["render", "-h"],
    ["help", "render"],
    ["render", "--nope", "--help"],
  ])("%s %s is another way to ask for it", async (...asked) => {
    const { stdout } = await livrableIn(locale, "render", "--help");
    expect(await livrableIn(locale, ...asked)).toEqual({ code: 0, stdout, stderr: "" });
  });
});

test.each(commandNames)("the forms of %s and what the program understands are the same", (name) => {
  const { forms, options, operands }: Grammar = grammar[name];
  const written = forms.flatMap((form) => [...form.matchAll(/--(\w+)(?: ([^\s\]-]+))?/g)]);
  const values = Object.fromEntries(written.map(([, option, value]) => [option, value]));
  expect(values).toEqual(Object.fromEntries(Object.entries(options).map(([option, { value }]) => [option, value])));
  expect(operands[0]).toBeLessThanOrEqual(operands[1]);
});

test.each([["--version"], ["render", "--version"], ["keys", "--version"]])(
  "%s %s prints the version",
  async (...asked) => {
    expect(await livrableIn("C", ...asked)).toEqual({ code: 0, stdout: `${version}\n`, stderr: "" });
  },
);

test("a command that was not named is not understood: its help is on standard error", async () => {
  const { stdout } = await livrableIn("fr", "--help");
  expect(await livrableIn("fr")).toEqual({ code: 2, stdout: "", stderr: stdout });
});

describe("what is wrong is named", () => {
  test.each<[string, string[], RegExp]>([
    ["fr", ["rendre"], /^livrable: il n’y a pas de commande rendre ; vouliez-vous dire render \?\n/],
    ["fr", ["xyz"], /^livrable: il n’y a pas de commande xyz\n« livrable --help »/],
    ["en", ["statsu"], /^livrable: there is no command statsu; did you mean status\?\n/],
    ["en", ["constructor"], /^livrable: there is no command constructor\n/],
    ["en", ["--hlp"], /^livrable: there is no option --hlp; did you mean --help\?\n/],
    ["fr", ["render", "--nope"], /^livrable: il n’y a pas d’option --nope\nusage : livrable render FICHIER/],
    [
      "en",
      ["render", "--knd", "plain"],
      /^livrable: there is no option --knd; did you mean --kind\?\nusage: livrable /,
    ],
    ["en", ["render", "a.md", "--out"], /^livrable: --out needs a value: PLACE\n/],
    ["en", ["render", "a.md", "--out", "--kind"], /^livrable: --out needs a value: PLACE\n/],
    ["en", ["verify", "a.zip", "--json=yes"], /^livrable: --json takes no value\n/],
    ["en", ["verify", "a.zip", "b.zip"], /^livrable: “b.zip” is one argument too many\nusage: livrable verify FILE/],
    ["en", ["verify"], /^livrable: FILE is missing\n/],
    ["fr", ["settings", "--set", "network"], /^livrable: --set network : il faut NOM=VALEUR\n/],
    ["en", ["settings", "--set", "=RECI"], /^livrable: --set =RECI: write NAME=VALUE\n/],
    ["en", ["init", "Réseau"], /^livrable: “Réseau” is one argument too many\n/],
  ])("in %s: %j", async (language, asked, words) => {
    const { code, stdout, stderr } = await livrableIn(language, ...asked);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr.replaceAll(/[\u00a0\u202f]/g, " ")).toMatch(words);
  });
});

describe("the language is the terminal's", () => {
  test.each<[string, NodeJS.ProcessEnv, string]>([
    ["French where LANG is", { LANG: "fr_FR.UTF-8" }, "fr"],
    ["French in Switzerland too", { LANG: "fr_CH" }, "fr"],
    ["English for C", { LANG: "C" }, "en"],
    ["English for C.UTF-8, as in a container", { LANG: "C.UTF-8" }, "en"],
    ["English for POSIX", { LANG: "POSIX" }, "en"],
    ["English for any other language", { LANG: "de_DE.UTF-8" }, "en"],
    ["English where nothing tells it", {}, "en"],
    ["LC_MESSAGES before LANG", { LC_MESSAGES: "en_GB.UTF-8", LANG: "fr_FR.UTF-8" }, "en"],
    ["LC_ALL before LC_MESSAGES", { LC_ALL: "fr_FR.UTF-8", LC_MESSAGES: "C" }, "fr"],
    ["what is empty tells nothing", { LC_ALL: "", LANG: "fr_FR.UTF-8" }, "fr"],
    ["LIVRABLE_LANG before all", { LIVRABLE_LANG: "fr", LC_ALL: "C" }, "fr"],
    ["LIVRABLE_LANG the other way", { LIVRABLE_LANG: "en", LANG: "fr_FR.UTF-8" }, "en"],
  ])("%s", (_, environment, language) => expect(terminalLanguage(environment)).toBe(language));

  test("the system's where no variable tells it, as on Windows", () => {
    expect(terminalLanguage({}, "fr-FR")).toBe("fr");
    expect(terminalLanguage({ LANG: "C" }, "fr-FR")).toBe("en");
  });
});

test("a reader that closes its pipe early is shown no stack", async () => {
  const read = `"${process.execPath}" infra/cli/livrable.mjs read templates/resource-dossier/sample.md`;
  const script = `${read} | true; echo "\${PIPESTATUS[0]}"`;
  const child = spawn("bash", ["-c", script], { cwd: root });
  let [said, errors] = ["", ""];
  child.stdout.on("data", (chunk) => {
    said += chunk;
  });
  child.stderr.on("data", (chunk) => {
    errors += chunk;
  });
  await new Promise((resolve) => child.on("close", resolve));
  expect({ said, errors }).toEqual({ said: "141\n", errors: "" });
});
