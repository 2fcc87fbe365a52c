import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { type CommandName, grammar } from "../../infra/cli/grammar.ts";
import manifest from "../../package.json" with { type: "json" };
import { synthesize } from "../infra/template.ts";

/** What the pages for people say of commands, scripts, outputs and files is so. */
const root = join(import.meta.dirname, "../..");
const pages = ["README.md", "LISEZMOI.md", "CONTRIBUTING.md", "SECURITY.md", "CHANGELOG.md", "infra/README.md"];
const texts = pages.map((page) => [page, readFileSync(join(root, page), "utf8")] as const);

/** All that a pattern's first group finds in the pages, each with its page. */
function found(pattern: RegExp): { page: string; name: string; line: string }[] {
  return texts.flatMap(([page, text]) =>
    text.split("\n").flatMap((line) => [...line.matchAll(pattern)].map(([, name = ""]) => ({ page, name, line }))),
  );
}

function check(what: string, pattern: RegExp, exists: (name: string, page: string) => boolean, atLeast: number): void {
  test(`${what} that a page names exists`, () => {
    const named = found(pattern);
    expect(named.length).toBeGreaterThanOrEqual(atLeast);
    expect(named.filter(({ name, page }) => !exists(name, page))).toEqual([]);
  });
}

check(
  "each file",
  /\]\((?!https?:|#)([^)#]+)(?:#[^)]*)?\)/g,
  (name, page) => existsSync(join(root, dirname(page), name)),
  8,
);
check("each npm script", /\bnpm run ([\w:-]+)/g, (name) => name in manifest.scripts, 6);
check("each command", /\bnpx livrable ([a-z]+)/g, (name) => Object.hasOwn(grammar, name), 15);

const outputs = Object.keys(
  synthesize({ hostName: "h.example", certificate: "arn:aws:acm:eu-west-3:1:certificate/1" }).findOutputs("*"),
);
check("each output of the stack", /\boutputs? `(\w+)`/g, (name) => outputs.some((each) => each.startsWith(name)), 2);

test("each option that a page gives to a command is one of its own", () => {
  const calls = found(/\bnpx livrable ([a-z]+[^`#]*)/g).map(({ name: call, page }) => ({ call, page }));
  const wrong = calls.flatMap(({ call, page }) => {
    const [command = "", ...words] = call.split(/\s+/);
    const known = Object.keys(grammar[command as CommandName].options);
    return words
      .flatMap((word) => /^\[?--([a-z-]+)/.exec(word)?.[1] ?? [])
      .filter((option) => !known.includes(option))
      .map((option) => `${page}: ${command} --${option}`);
  });
  expect(wrong).toEqual([]);
});
