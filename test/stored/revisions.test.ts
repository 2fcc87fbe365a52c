import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { folderAssets } from "../../shared/adapters/assets.ts";
import { openFiles } from "../../shared/adapters/embedded/files.ts";
import { hashOf } from "../../shared/chain/hash.ts";
import { listKinds, loadKind, loadTheme, parseTheme } from "../../shared/kinds/resolve.ts";
import { settingsSchema } from "../../shared/settings.ts";
import { assetKey } from "../../shared/stored/objects.ts";
import { revise, unrevise, withRevisions } from "../../shared/stored/revisions.ts";
import { loadImages, pin, pinned } from "../../shared/stored/version.ts";
import { temporaryFolder } from "../temporary.ts";

const templates = join(import.meta.dirname, "../../templates");
const defaults = folderAssets(templates);
const settings = settingsSchema.parse({});
const template = (path: string) => JSON.parse(readFileSync(join(templates, path), "utf8"));
const bytesOf = (value: object) => new TextEncoder().encode(JSON.stringify(value));
const files = () => openFiles(temporaryFolder(), { secret: new Uint8Array(32), clock: () => 0 });

test("a network's own kind takes the place of the default, and a new one joins the others", async () => {
  const kept = files();
  const framing = template("framing-note/kind.json");
  const own = await revise(kept, settings, bytesOf({ ...framing, name: { fr: "Cadrage", en: "Framing" } }));
  const more = await revise(kept, own, bytesOf({ ...framing, id: "point-of-view" }));
  const assets = withRevisions(defaults, kept, more);
  expect((await loadKind(assets, "framing-note")).kind.name.fr).toBe("Cadrage");
  expect((await listKinds(assets)).map(({ id }) => id)).toContain("point-of-view");
  const back = withRevisions(defaults, kept, unrevise(more, "framing-note"));
  expect((await loadKind(back, "framing-note")).kind.name.fr).toBe("Note de cadrage");
});

test("a round keeps the theme it was opened with", async () => {
  const kept = files();
  const theme = template("theme.json");
  const own = await revise(kept, settings, bytesOf({ ...theme, name: "Maison" }));
  const opened = await pin({ assets: withRevisions(defaults, kept, own), files: kept }, "framing-note");
  const back = unrevise(own, "theme");
  expect((await loadTheme(withRevisions(defaults, kept, back))).theme.name).toBe(theme.name);
  expect((await pinned(kept, opened)).theme.name).toBe("Maison");
});

test("a theme's logo is among the images of what it sets", async () => {
  const kept = files();
  const bytes = new TextEncoder().encode("image");
  const image = { hash: hashOf(bytes), mediaType: "image/png", width: 600, height: 200 } as const;
  await kept.put(assetKey(image.hash), bytes, image.mediaType);
  const theme = parseTheme(bytesOf({ ...template("theme.json"), logo: { image, width: 40, alt: "Logo du réseau" } }));
  const { hash, ...shown } = image;
  expect(await loadImages(kept, [], theme)).toEqual(new Map([[hash, { ...shown, bytes }]]));
});

test.each([
  [
    "theme-invalid",
    "styles.body.size",
    () => {
      const theme = template("theme.json");
      return { ...theme, styles: { ...theme.styles, body: { ...theme.styles.body, size: "grand" } } };
    },
  ],
  [
    "theme-invalid",
    "logo.alt",
    () => {
      const image = { hash: "a".repeat(64), mediaType: "image/png", width: 600, height: 200 };
      return { ...template("theme.json"), logo: { image, width: 40 } };
    },
  ],
  ["theme-invalid", "logo.image", () => ({ ...template("theme.json"), logo: { width: 40, alt: "Logo du réseau" } })],
  [
    "kind-invalid",
    "sections[0].required",
    () => {
      const kind = template("framing-note/kind.json");
      return { ...kind, sections: [{ ...kind.sections[0], required: "oui" }] };
    },
  ],
])("a wrong one is refused with its field: %s, %s", async (code, field, wrong) => {
  await expect(revise(files(), settings, bytesOf(wrong()))).rejects.toMatchObject({ code, details: { field } });
});

const framing = () => template("framing-note/kind.json");
const text = (written: string) => new TextEncoder().encode(written);
test.each<[string, () => Uint8Array, string, object]>([
  ["a kind of which only the id is there is a kind", () => text('{"id":"x"}'), "kind-invalid", { kind: "x" }],
  [
    "and one without its sections",
    () => bytesOf({ ...framing(), sections: undefined }),
    "kind-invalid",
    { field: "sections" },
  ],
  [
    "a quorum that is none is told with those there are, and the kind by its id",
    () => bytesOf({ ...framing(), round: { ...framing().round, quorum: "majorité" } }),
    "kind-invalid",
    {
      kind: "framing-note",
      field: "round.quorum",
      problem: expect.stringContaining('1 | 2 | … | "all" | {"members": 1}'),
    },
  ],
  ["a theme of which only the fonts are there is a theme", () => text('{"fonts":{}}'), "theme-invalid", {}],
  ["a comma too many is on its line", () => text('{\n "id": "x",\n "sections": ,\n}'), "json-unreadable", { line: 3 }],
  ["a quote that is missing too", () => text('{\n "id": "x,\n "parts": "one"\n}'), "json-unreadable", { line: 2 }],
  [
    "an end that is missing is at the end",
    () => text('{\n "id": "x",\n "parts": "one"'),
    "json-unreadable",
    { line: 3 },
  ],
  [
    "what is not UTF-8 is on its line",
    () => Buffer.from('{\n "id": "\xe9"\n}', "latin1"),
    "json-unreadable",
    { line: 2 },
  ],
  ["what is neither is called neither", () => text("{}"), "revision-unknown", {}],
  ["nor is a list", () => text("[1]"), "revision-unknown", {}],
])("%s", async (_, wrong, code, details) => {
  await expect(revise(files(), settings, wrong())).rejects.toMatchObject({ code, details });
});

test("going back from what was never revised is refused", () => {
  expect(() => unrevise(settings, "framing-note")).toThrowError(/kind-unknown/);
});
