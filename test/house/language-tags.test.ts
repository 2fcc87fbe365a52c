import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { languages } from "../../shared/i18n/languages.ts";

/** A language is one record and its catalogues: nothing outside `shared/i18n` chooses by its tag. */
const root = join(import.meta.dirname, "../..");
const tag = `(?:${languages.join("|")})(?:-[A-Z]{2})?`;

/** A tag as a text ("fr", "en-GB"), as the name of a value ({ fr: "…" }), or in a pattern (fr|en). */
const literal = new RegExp(
  [`(["'\`])${tag}\\1`, `(?<![\\w.-])${tag}:(?! *\\w+ *[,})])`, `[(|]${tag}\\|`, `\\|${tag}[)|]`].join("|"),
);

/** The same for the languages of documents, told by a file named so: names of BibTeX, and what writes samples or measures. */
const tables = /(?:^|\/)languages\.ts$/;
const samples = /^infra\/(?:bench|showcase|local\/sample)/;

/** The lines of a source that name an interface language, without their comments. */
function named(source: string): string[] {
  const code = source.replace(/\/\*[\s\S]*?\*\//g, (comment) => comment.replace(/[^\n]/g, ""));
  return code.split("\n").flatMap((line, at) => {
    const bare = line.replace(/(^|\s)\/\/.*$/, "");
    return literal.test(bare) ? [`${at + 1} ${bare.trim()}`] : [];
  });
}

describe("a language is named by", () => {
  function check(source: string, found: boolean): void {
    test(source, () => expect(named(source).length).toBe(found ? 1 : 0));
  }
  check('if (language === "fr") return;', true);
  check("const language = known ?? 'en';", true);
  check('new Intl.DateTimeFormat("en-GB")', true);
  check('a.localeCompare(b, "fr")', true);
  check('const titles = { fr: "Bibliographie" };', true);
  check("const bilingual = z.strictObject({ fr: z.string() });", true);
  check("/^(fr|en)\\b/.test(tag)", true);
  check("const patterns = { fr: french, en: english };", false);
  check("const patterns = { fr, en };", false);
  check('/** As in "fr-FR". */', false);
  check('const entry = "free"; const dates = { when: "now" };', false);
});

test("no source outside i18n names an interface language", () => {
  const files = ["shared", "functions", "infra"]
    .flatMap((folder) => globSync(`${folder}/**/*.ts`, { cwd: root }))
    .filter((file) => !file.startsWith("shared/i18n/") && !tables.test(file) && !samples.test(file));
  expect(files.length).toBeGreaterThan(600);
  const found = files.flatMap((file) => named(readFileSync(join(root, file), "utf8")).map((line) => `${file}:${line}`));
  expect(found).toEqual([]);
});
