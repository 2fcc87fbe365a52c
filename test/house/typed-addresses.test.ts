import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { addresses } from "../../shared/addresses.ts";

/** Every address is made by its name: what a page, a mail or a command types by hand breaks unseen when an address moves. */
const root = join(import.meta.dirname, "../..");
const segments = Object.values(addresses).map((address) => address.split("/").filter((part) => !/^(:|$)/.test(part)));
const anyOf = (words: (string | undefined)[]): string =>
  [...new Set(words)].flatMap((word) => (word ? [word.replace(".", "\\.")] : [])).join("|");

/** "/people/…" at the beginning of a literal or of an attribute, or after the network's own address. */
const begun = new RegExp(`["'\`=}]/(${anyOf(segments.map(([first]) => first))})(?=["'\`/?#$])`);
/** "${here}/closure": what follows an address that was made. */
const continued = new RegExp(`\\}/(${anyOf(segments.flat())})(?=["'\`/?#])`);
/** The first page: where a link leads, a form is sent, a browser is led; not a cookie's path. */
const first = /(?:href=|action=|redirect\(|c, |\? |(?<!path): |return |\[)(["'`])\/\1/;

function isTyped(code: string): boolean {
  const isComment = /^\s*(\/\*\*|\*|\/\/)/.test(code);
  return !isComment && !/ from "/.test(code) && [begun, continued, first].some((typed) => typed.test(code));
}

/** "`#/closure`" with a value in the place of "#". */
const filled = (template: string): string => template.replaceAll("#", "$" + "{value}");

describe("an address typed by hand is found in", () => {
  test.each([
    ["a literal", 'done(c, "/people")', true],
    ["a template", filled("`/deliverables/#/final`"), true],
    ["an attribute", '<a href="/mails">', true],
    ["what follows the network's address", filled("`#/l/#`"), true],
    ["what follows another address", filled("`#/closure`"), true],
    ["the first page", 'c.redirect("/")', true],
    ["no comment", "/** Such as `/people/anne`. */", false],
    ["no import", 'import { people } from "/people";', false],
    ["no key of a file", filled("`sources/#`"), false],
    ["no cookie's path", 'setCookie(c, name, value, { path: "/" })', false],
  ])("%s", (_, code, found) => expect(isTyped(code)).toBe(found));
});

/** Where a line that looks like an address is none, and why. */
const exceptions: Readonly<Record<string, string>> = {
  "shared/addresses.ts": "the table itself",
  "shared/formats/docx/redline/track.ts": "the slash that ends an empty element of XML",
};

test("no address is typed by hand outside shared/addresses.ts", () => {
  const files = ["functions/**/*.ts", "shared/**/*.ts", "infra/{cli,local}/**/*.ts", "infra/*.ts"];
  const sources = files.flatMap((pattern) => globSync(pattern, { cwd: root }));
  expect(sources.length).toBeGreaterThan(800);
  const found = sources.flatMap((file) =>
    readFileSync(join(root, file), "utf8")
      .split("\n")
      .flatMap((code, at) => (isTyped(code) ? [`${file}:${at + 1} ${code.trim()}`] : [])),
  );
  const fileOf = (line: string) => line.slice(0, line.indexOf(":"));
  expect(found.filter((line) => !(fileOf(line) in exceptions))).toEqual([]);
  expect(Object.keys(exceptions).filter((file) => !found.some((line) => fileOf(line) === file))).toEqual([]);
});
