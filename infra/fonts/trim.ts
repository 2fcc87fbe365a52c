import { readKerning } from "../../shared/layout/fonts/kerning.ts";
import { type Font, readFont } from "../../shared/layout/fonts/sfnt.ts";
import { assembleFont, copyTable, subsetTables } from "../../shared/layout/fonts/subset.ts";
import { readLigatures, readSingles } from "../../shared/layout/fonts/substitution.ts";
import { compileKerning, compileSubstitutions, type Feature } from "./opentype.ts";
import { compileCharacters, compileNames, compilePost } from "./tables.ts";

export type Recipe = {
  /** Unicode ranges kept, both ends included. */
  characters: readonly (readonly [from: number, to: number])[];
  /** Features of single substitutions kept; ligatures and kerning always are. */
  features: readonly string[];
  rename(name: string): string;
};

/** A font cut down to what the recipe keeps, a font in its own right: new glyph numbers, the same look. */
export function trimFont(bytes: Uint8Array, recipe: Recipe): Uint8Array {
  const font = readFont(bytes, "serif");
  const characters = [...font.characters].filter(([code]) =>
    recipe.characters.some(([from, to]) => from <= code && code <= to),
  );
  const features = readFeatures(font, recipe);
  const kept = [
    ...new Set([
      0,
      ...reachable(
        characters.map(([, glyph]) => glyph),
        features,
      ),
    ]),
  ].sort((a, b) => a - b);
  const renamed = new Map(kept.map((glyph, i) => [glyph, i]));
  return assembleFont({
    ...subsetTables(font, kept),
    "OS/2": copyTable(font, "OS/2"),
    cmap: compileCharacters(characters.map(([code, glyph]) => [code, renamed.get(glyph)!])),
    GPOS: compileKerning(readKerning(font), kept),
    GSUB: compileSubstitutions(features, kept),
    name: compileNames(font, recipe.rename),
    post: compilePost(font),
  });
}

function readFeatures(font: Font, recipe: Recipe): Feature[] {
  const singles = recipe.features.map((tag) => ({ tag, singles: readSingles(font, tag) }));
  return [
    { tag: "liga", ligatures: readLigatures(font, "liga") },
    ...singles.filter(({ singles }) => singles.length > 0),
  ];
}

/** The glyphs that the features make of `glyphs`, and the glyphs themselves. */
function reachable(glyphs: number[], features: Feature[]): Set<number> {
  const reached = new Set(glyphs);
  for (const glyph of reached)
    for (const feature of features) {
      if ("singles" in feature)
        reached.add(feature.singles.reduce((current, lookup) => lookup.get(current) ?? current, glyph));
      else
        for (const ligature of feature.ligatures.get(glyph) ?? [])
          if (ligature.following.every((each) => reached.has(each))) reached.add(ligature.glyph);
    }
  return reached;
}
