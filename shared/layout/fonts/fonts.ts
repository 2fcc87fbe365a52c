import type { Theme } from "../../kinds/theme.ts";
import type { Assets } from "../../ports.ts";
import type { GlyphRun } from "../frames.ts";
import type { Face, FaceStyle, Features } from "./face.ts";
import { type Font, readFont } from "./sfnt.ts";
import { openShaper, type Shaper, shapeWith, supportsFeatures } from "./shape.ts";

/** The theme's faces, opened: what the layout measures with and the PDF embeds. */
export type Fonts = {
  /** The face nearest to `style`: the family's own, its slope first, then its weight. */
  face(style: FaceStyle): Face;
  /**
   * `text` as glyphs of `face`, kerned and with its ligatures; cached, so runs are read and never changed. Small
   * capitals that an italic lacks come from its upright. Characters that the face lacks are drawn as a box: ask
   * `face.covers` and `fallback` first.
   */
  shape(face: Face, text: string, features?: Features): GlyphRun;
  /** Whether `face` has the features' own glyphs for all of `text`; else the layout scales ordinary ones. */
  supports(face: Face, text: string, features: Features): boolean;
  /** Another face that has `character`, as near as can be to `style`; none: a box will stand for it. */
  fallback(character: string, style: FaceStyle): Face | undefined;
  /** The font behind a face, to embed it. */
  font(face: Face): Font;
};

const weights: Record<FaceStyle["weight"], number> = { regular: 400, semibold: 600, bold: 700 };

/**
 * Opens the faces of a theme, from `fonts/<family in kebab case>/*.ttf` among the assets. Throws an `Error` where one
 * is missing or unreadable: the deployment is broken, no document is to blame.
 */
export async function openFonts(assets: Assets, theme: Theme): Promise<Fonts> {
  const serif = await openFamily(assets, "serif", theme.fonts.serif);
  const sans = await openFamily(assets, "sans", theme.fonts.sans);
  return fontsOf([...serif, ...sans]);
}

/** `Fonts` over faces already read; at least one a family. */
function fontsOf(opened: Font[]): Fonts {
  const shapers = new Map(opened.map((font) => [font.name, openShaper(font)]));
  const shaperOf = (face: Face): Shaper => {
    const shaper = shapers.get(face.name);
    if (shaper === undefined) throw new Error(`no font "${face.name}" is open`);
    return shaper;
  };
  return {
    face: (style) => nearest(opened, style)!,
    shape: (face, text, features = {}) => {
      const own = shaperOf(face);
      const upright = { ...face.style, italic: false };
      const wanted =
        features.smallCaps && face.style.italic && own.singles("smcp").length === 0
          ? shaperOf(nearest(opened, upright)!)
          : own;
      return shapeWith(wanted, text, features);
    },
    supports: (face, text, features) => supportsFeatures(shaperOf(face), text, features),
    fallback: (character, style) =>
      nearest(
        opened.filter((font) => font.covers(character)),
        style,
      ),
    font: (face) => shaperOf(face).font,
  };
}

async function openFamily(assets: Assets, family: FaceStyle["family"], name: string): Promise<Font[]> {
  const folder = `fonts/${name.toLowerCase().replaceAll(" ", "-")}`;
  const paths = (await assets.list(folder)).filter((path) => path.endsWith(".ttf"));
  if (paths.length === 0) throw new Error(`no font of "${name}" in ${folder}`);
  return Promise.all(paths.map(async (path) => readFont(await assets.read(`${folder}/${path}`), family)));
}

function nearest(fonts: Font[], style: FaceStyle): Font | undefined {
  const distance = (font: Font) =>
    (font.style.family === style.family ? 0 : 10_000) +
    (font.style.italic === style.italic ? 0 : 1_000) +
    Math.abs(font.weightClass - weights[style.weight]);
  return fonts.toSorted((a, b) => distance(a) - distance(b))[0];
}
