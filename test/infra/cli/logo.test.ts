import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { withLogo } from "../../../infra/cli/logo.ts";
import { hashOf } from "../../../shared/chain/hash.ts";
import { parseTheme } from "../../../shared/kinds/resolve.ts";

const templates = join(import.meta.dirname, "../../../templates");
const theme = JSON.parse(readFileSync(join(templates, "theme.json"), "utf8"));
const image = readFileSync(join(templates, "synthesis-note/domaines.png"));
const kept: Record<string, Uint8Array> = {
  "logo.png": image,
  "logo.svg": Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'),
  "logo.txt": Buffer.from("RECI"),
};
const beside = (name: string) => kept[name];
const bytesOf = (value: object) => Buffer.from(JSON.stringify(value));
const themeWith = (file: string) => bytesOf({ ...theme, logo: { file, width: 40, alt: "Logo du réseau" } });

test("the file of a theme's logo becomes an image by its hash", () => {
  const { bytes, image: stored, imageBytes } = withLogo(themeWith("logo.png"), beside);
  expect(stored).toMatchObject({ hash: hashOf(image), mediaType: "image/png" });
  expect(imageBytes).toBe(image);
  expect(parseTheme(bytes).logo).toEqual({ image: stored, width: 40, alt: "Logo du réseau" });
});

test.each([
  ["a theme without a logo", bytesOf(theme)],
  ["what is no JSON", Buffer.from("{")],
])("%s is left as it is", (_, bytes) => {
  expect(withLogo(bytes, beside)).toEqual({ bytes });
});

test.each([
  ["absent.png", "absent.png: no such file beside the theme"],
  ["logo.svg", "logo.svg: SVG; wanted: PNG, JPEG or GIF"],
  ["logo.txt", "logo.txt: not an image; wanted: PNG, JPEG or GIF"],
])("%s is refused", (file, problem) => {
  expect(() => withLogo(themeWith(file), beside)).toThrow(
    expect.objectContaining({ code: "theme-invalid", details: { field: "logo.file", problem } }),
  );
});
