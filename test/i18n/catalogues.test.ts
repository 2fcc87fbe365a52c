import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { refusalCodes } from "../../shared/errors.ts";
import { catalogues, type Room } from "../../shared/i18n/translate.ts";

const rooms = Object.keys(catalogues.fr) as Room[];
const placeholders = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort();
const textsOf = (language: "fr" | "en", room: Room) => catalogues[language][room] as Record<string, string>;

describe.each(rooms)("%s", (room) => {
  const [french, english] = [textsOf("fr", room), textsOf("en", room)];

  test("says the same things in both languages", () => {
    expect(Object.keys(english).sort()).toEqual(Object.keys(french).sort());
    for (const key of Object.keys(french)) {
      const [fr = "", en = ""] = [french[key], english[key]];
      expect([key, placeholders(en)]).toEqual([key, placeholders(fr)]);
      expect([key, en.trim() !== "" && fr.trim() !== ""]).toEqual([key, true]);
    }
  });

  test("has both forms of what is counted", () => {
    const stems = Object.keys(french)
      .filter((key) => key.endsWith(".one"))
      .map((key) => key.slice(0, -4));
    for (const stem of stems) expect(Object.keys(french)).toContain(`${stem}.other`);
  });

  test("sets French as French is set", () => {
    for (const [key, text] of Object.entries(french)) {
      expect([key, text.replace(/\{\w+\}/g, "x")]).not.toEqual([key, expect.stringMatching(/ [:;!?»%]|« |\w'\w/)]);
    }
  });
});

test("every refusal has its message, and no other has", () => {
  expect(Object.keys(catalogues.fr.errors).sort()).toEqual([...refusalCodes].sort());
});

test("every text of the pages and mails is said somewhere", () => {
  for (const [room, folder] of [
    ["pages", "web"],
    ["mails", "notify"],
  ] as const) {
    const source = sourcesOf(join(import.meta.dirname, "../../functions", folder));
    const patterns = [...source.matchAll(/`([\w.-]*(?:\$\{[\w.]+\}[\w.-]*)+)`/g)].map(
      ([, text = ""]) => new RegExp(`^${text.replaceAll(".", "\\.").replace(/\$\{[^}]*\}/g, "[\\w-]+")}$`),
    );
    const unsaid = Object.keys(catalogues.fr[room])
      .map((key) => key.replace(/\.(one|other)$/, ""))
      .filter((key) => !source.includes(`"${key}"`) && !patterns.some((pattern) => pattern.test(key)));
    expect(unsaid).toEqual([]);
  }
});

function sourcesOf(folder: string): string {
  const names = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".ts"));
  return names.map((name) => readFileSync(join(folder, name), "utf8")).join("\n");
}
