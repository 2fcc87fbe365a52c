import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { type Recipe, trimFont } from "./fonts/trim.ts";
import { encodeWoff2 } from "./fonts/woff2.ts";

/**
 * Makes `templates/fonts` from the packages `@expo-google-fonts/*`: `npm run fonts`. Both families reserve the
 * name "Source" (OFL, 3), so what we cut of them is called Livrable Serif and Livrable Sans.
 */
const root = fileURLToPath(new URL("..", import.meta.url));
const packages = join(root, "node_modules/@expo-google-fonts");
const fonts = join(root, "templates/fonts");

/** Latin with its extensions, Greek, Cyrillic, raised letters, punctuation, currencies, arrows, operators, marks. */
const documentRecipe: Recipe = {
  characters: [
    [0x20, 0x24f],
    [0x259, 0x259],
    [0x2b0, 0x52f],
    [0x1d00, 0x22ff],
    [0x25a0, 0x27bf],
    [0x27e6, 0x27e9],
    [0x2e3a, 0x2e3b],
    [0xfb00, 0xfb06],
  ],
  features: ["smcp", "sups", "subs", "tnum", "pnum", "onum"],
  rename,
};

/** What French and English pages need. */
const webRecipe: Recipe = {
  characters: [
    [0x20, 0x7e],
    [0xa0, 0xff],
    [0x152, 0x153],
    [0x178, 0x178],
    [0x2b0, 0x2b8],
    [0x1d43, 0x1dbb],
    [0x2009, 0x2014],
    [0x2018, 0x2026],
    [0x202f, 0x203a],
    [0x20ac, 0x20ac],
    [0x2116, 0x2122],
    [0x2190, 0x2193],
    [0x2212, 0x2212],
    [0x2713, 0x2713],
  ],
  features: ["sups", "tnum"],
  rename,
};

const sources: Record<string, Record<string, string>> = {
  "source-serif-4": faceFiles("SourceSerif4"),
  "source-sans-3": faceFiles("SourceSans3"),
};

await rm(fonts, { recursive: true, force: true });
for (const [family, faces] of Object.entries(sources)) {
  await mkdir(join(fonts, family), { recursive: true });
  await writeFile(join(fonts, family, "OFL.txt"), await readFile(join(packages, family, "LICENSE_FONT")));
  for (const [face, path] of Object.entries(faces)) {
    const trimmed = trimFont(await readFile(join(packages, family, path)), documentRecipe);
    await write(join(fonts, family, `${face}.ttf`), trimmed);
  }
}
await mkdir(join(fonts, "web"));
for (const face of ["Regular", "Italic", "SemiBold"]) {
  const source = await readFile(join(packages, "source-serif-4", sources["source-serif-4"]![face]!));
  await write(
    join(fonts, "web", `livrable-serif-${face.toLowerCase()}.woff2`),
    encodeWoff2(trimFont(source, webRecipe)),
  );
}
await writeFile(join(fonts, "web", "OFL.txt"), await readFile(join(packages, "source-serif-4", "LICENSE_FONT")));

function rename(name: string): string {
  return name.replace(/Source (Serif|Sans) [34]/, "Livrable $1").replace(/Source(Serif|Sans)[34]/, "Livrable$1");
}

function faceFiles(name: string): Record<string, string> {
  return {
    Regular: `400Regular/${name}_400Regular.ttf`,
    Italic: `400Regular_Italic/${name}_400Regular_Italic.ttf`,
    SemiBold: `600SemiBold/${name}_600SemiBold.ttf`,
    SemiBoldItalic: `600SemiBold_Italic/${name}_600SemiBold_Italic.ttf`,
  };
}

async function write(path: string, bytes: Uint8Array): Promise<void> {
  await writeFile(path, bytes);
  console.log(`${basename(join(path, ".."))}/${basename(path)}: ${bytes.length} bytes`);
}
