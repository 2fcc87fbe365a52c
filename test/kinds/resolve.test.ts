import { describe, expect, test } from "vitest";
import { languages } from "../../shared/i18n/languages.ts";
import { listKinds, loadKind, loadTheme } from "../../shared/kinds/resolve.ts";
import type { Assets } from "../../shared/ports.ts";

const note = {
  schema: 1,
  id: "note",
  name: { fr: "Note", en: "Note" },
  description: { fr: "Une note.", en: "A note." },
  parts: "one",
  sections: [{ id: "context", title: { fr: "Contexte", en: "Context" }, required: true }],
  stages: {
    draft: { fr: "Brouillon", en: "Draft" },
    review: { fr: "Séminaire", en: "Seminar" },
    final: { fr: "Final", en: "Final" },
  },
  texts: {
    author: { fr: "Posez les questions.", en: "Ask the questions." },
    reviewer: { fr: "Les questions sont-elles les bonnes ?", en: "Are these the right questions?" },
  },
  round: { quorum: 2, days: 21, reminders: [7, 1] },
  layout: { cover: true, contents: 2, lists: false, numbered: 2, orthotypography: true },
  cover: [],
};

/** Templates held in memory. */
function assetsOf(files: Record<string, unknown>): Assets {
  const text = (value: unknown) => (typeof value === "string" ? value : JSON.stringify(value));
  return {
    read: async (path) => new TextEncoder().encode(text(files[path])),
    list: async () => Object.keys(files).sort(),
  };
}

describe("loadKind", () => {
  test("gives the kind with what it leaves unsaid, under a name that spaces and order do not change", async () => {
    const { kind, hash } = await loadKind(assetsOf({ "note/kind.json": note }), "note");
    expect(kind.sections[0]).toMatchObject({ also: [], from: "heading" });
    const { id, ...rest } = note;
    const same = await loadKind(assetsOf({ "note/kind.json": JSON.stringify({ ...rest, id }, null, 4) }), "note");
    expect(same.hash).toBe(hash);
    const other = await loadKind(assetsOf({ "note/kind.json": { ...note, parts: "member" } }), "note");
    expect(other.hash).not.toBe(hash);
    expect(hash).toMatch(/^[0-9a-f]{64}$/);
  });

  test("takes a text in one language alone", async () => {
    const own = { ...note, name: { en: "Framing note" } };
    expect((await loadKind(assetsOf({ "note/kind.json": own }), "note")).kind.name).toEqual({ en: "Framing note" });
  });

  const check = (name: string, file: unknown, code: string, details: object) =>
    test(name, () =>
      expect(loadKind(assetsOf({ "note/kind.json": file }), "note")).rejects.toMatchObject({ code, details }),
    );
  check("a field too many", { ...note, colour: "red" }, "kind-invalid", { kind: "note", field: "colour" });
  check(
    "a wrong type, deep down",
    { ...note, sections: [{ ...note.sections[0], title: { fr: "", en: "Context" } }] },
    "kind-invalid",
    { field: "sections[0].title.fr" },
  );
  check("an id that is not its folder's", { ...note, id: "autre" }, "kind-invalid", { field: "id" });
  check("a text in no language", { ...note, name: {} }, "kind-invalid", {
    field: "name",
    problem: languages.join(" | "),
  });
  check("not JSON", "{", "kind-invalid", { field: "JSON" });

  test("an unknown kind is refused with those there are", () =>
    expect(loadKind(assetsOf({ "note/kind.json": note }), "../note")).rejects.toMatchObject({
      code: "kind-unknown",
      details: { kind: "../note", known: "note" },
    }));
});

test("listKinds gives the plain document last", async () => {
  const kinds = ["note", "plain", "point-de-vue"].map((id) => [`${id}/kind.json`, { ...note, id }]);
  const assets = assetsOf({ ...Object.fromEntries(kinds), "theme.json": {} });
  expect((await listKinds(assets)).map((kind) => kind.id)).toEqual(["note", "point-de-vue", "plain"]);
});

test("a bad theme is refused with the field named", () =>
  expect(loadTheme(assetsOf({ "theme.json": { schema: 1, name: "Sobre", page: {} } }))).rejects.toMatchObject({
    code: "theme-invalid",
    details: { field: "page.width" },
  }));
