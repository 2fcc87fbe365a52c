import { folderAssets } from "../../shared/adapters/assets.ts";
import { readDraft } from "../../shared/formats/read.ts";
import { inlineImages, type Rendered, render } from "../../shared/formats/render.ts";
import { loadKind, loadTheme } from "../../shared/kinds/resolve.ts";
import { openFonts } from "../../shared/layout/fonts/fonts.ts";
import { limitsSchema } from "../../shared/settings.ts";

/** When the documents of the showcase were made, as they say themselves: they are the same at every making. */
const instant = "2008-05-12T12:00:00.000Z";

/** The sample of the framing note, set as `templates/showcase` keeps it. */
export async function showcaseDocuments(templates: string): Promise<Rendered[]> {
  const assets = folderAssets(templates);
  const { kind } = await loadKind(assets, "framing-note");
  const { theme } = await loadTheme(assets);
  const bytes = await assets.read("framing-note/sample.docx");
  const read = await readDraft(
    { name: "sample.docx", bytes },
    { language: "fr-FR", limits: limitsSchema.parse({}), companion: () => undefined },
  );
  if ("refused" in read) throw new Error(`the sample is refused: ${read.refused.code}`);
  const images = new Map(read.images);
  const { outputs } = await render({
    parts: [{ title: "", tree: read.tree }],
    ...{ kind, theme, images, instant, facts: {}, fileName: "note-de-cadrage" },
    fonts: await openFonts(assets, theme),
    imageHref: inlineImages(images),
  });
  return outputs;
}
