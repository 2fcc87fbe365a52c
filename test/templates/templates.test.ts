import { readdir, readFile } from "node:fs/promises";
import { describe, expect, test } from "vitest";
import { languages, textIn } from "../../shared/i18n/languages.ts";
import { type Kind, kindSchema } from "../../shared/kinds/kind.ts";
import { type Theme, themeSchema } from "../../shared/kinds/theme.ts";

const root = new URL("../../templates/", import.meta.url);
const readJson = async (path: string): Promise<unknown> => JSON.parse(await readFile(new URL(path, root), "utf8"));

const kindIds = [
  ...["capitalisation-note", "final-note", "financial-report", "framing-note", "intermediate-note", "minutes", "plain"],
  ...["point-of-view", "resource-dossier", "statement", "synthesis-note", "watch-note", "work-programme"],
];

describe("kinds", () => {
  test("are the thirteen of the house", async () => {
    const files = await readdir(root, { recursive: true });
    const kinds = files.filter((path) => /^[^/]+\/kind\.json$/.test(path)).map((path) => path.split("/")[0]);
    expect(kinds.sort()).toEqual(kindIds);
  });

  test.each(kindIds)("%s follows the schema and bears its folder's name", async (id) => {
    const kind = kindSchema.parse(await readJson(`${id}/kind.json`));
    expect(kind.id).toBe(id);
    expect(new Set(kind.sections.map((section) => section.id)).size).toBe(kind.sections.length);
  });

  test.each(kindIds)("%s names each section once: no heading counts for two", async (id) => {
    const kind = kindSchema.parse(await readJson(`${id}/kind.json`));
    const owners = new Map<string, string>();
    for (const section of kind.sections)
      for (const name of new Set(namesOf(section).map(fold))) {
        expect(owners.get(name), `"${name}" counts for two sections`).toBeUndefined();
        owners.set(name, section.id);
      }
  });

  test.each(kindIds)("%s is typographically careful in French", async (id) => {
    const kind = kindSchema.parse(await readJson(`${id}/kind.json`));
    const lacking = (value: unknown): boolean =>
      typeof value === "object" && value !== null && languages.some((language) => language in value)
        ? !languages.every((language) => language in value)
        : typeof value === "object" && Object.values(value ?? {}).some(lacking);
    expect(lacking(kind)).toBe(false);
    for (const text of frenchTextsOf(kind)) expect(text).not.toMatch(/'| [:;!?»]|« /);
  });
});

describe("theme", () => {
  test("follows the schema, on A4, with a measure of 66 to 75 characters", async () => {
    const theme = themeSchema.parse(await readJson("theme.json"));
    expect([theme.page.width, theme.page.height]).toEqual([210, 297]);
    expect(charactersPerLine(theme)).toBeGreaterThanOrEqual(66);
    expect(charactersPerLine(theme)).toBeLessThanOrEqual(75);
  });
});

function namesOf(section: Kind["sections"][number]): string[] {
  return [...Object.values(section.title).map(String), ...section.also];
}

function frenchTextsOf(kind: Kind): string[] {
  const texts = [kind.name, kind.description, ...kind.sections.map(({ title }) => title), ...kind.cover];
  return texts.map((text) => textIn(text, "fr"));
}

function fold(heading: string): string {
  return heading
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^a-z]+/g, " ")
    .trim();
}

/** French prose in Source Serif 4 advances by .459 em a character (measured over 4,000 characters). */
function charactersPerLine(theme: Theme): number {
  const measure = ((theme.page.width - theme.page.margin.inner - theme.page.margin.outer) * 72) / 25.4;
  return measure / (theme.styles.body.size * 0.459);
}
