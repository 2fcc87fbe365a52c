import * as z from "zod";
import { imageSchema } from "../document/schema.ts";

const points = z.number().min(0).max(500);
const millimetres = z.number().min(0).max(1000);
const colour = z.string().regex(/^#[0-9A-F]{6}$/i, "#RRGGBB");
const family = z.enum(["serif", "sans"]);

/** How one style of text is set; sizes and spaces in points, leading as the distance of baselines. */
const textStyle = z.strictObject({
  family,
  weight: z.enum(["regular", "semibold", "bold"]),
  italic: z.boolean().default(false),
  size: points,
  leading: points,
  before: points.default(0),
  after: points.default(0),
  align: z.enum(["justify", "start", "center"]).default("start"),
  colour: colour.default("#1B1F23"),
});

/** Set at the head of the cover, or of the title where there is none; the image is kept in the file store. */
const logo = z.strictObject({ image: imageSchema, width: millimetres.min(5), alt: z.string().trim().min(1) });

const margin = z.strictObject({ top: millimetres, bottom: millimetres, inner: millimetres, outer: millimetres });

/** Looks as data: the schema of `templates/theme.json`. */
export const themeSchema = z.strictObject({
  schema: z.literal(1),
  name: z.string().min(1),
  page: z.strictObject({
    /** A4 is 210 × 297 mm. */
    width: millimetres,
    height: millimetres,
    margin,
    /** Of pages that lie on their side, on which wide tables stand. */
    wideMargin: margin.default({ top: 20, bottom: 18, inner: 18, outer: 18 }),
  }),
  fonts: z.strictObject({ serif: z.string(), sans: z.string() }),
  styles: z.strictObject({
    body: textStyle,
    heading1: textStyle,
    heading2: textStyle,
    heading3: textStyle,
    heading4: textStyle,
    heading5: textStyle,
    heading6: textStyle,
    title: textStyle,
    subtitle: textStyle,
    authors: textStyle,
    date: textStyle,
    coverLine: textStyle,
    contentsTitle: textStyle,
    contentsEntry: textStyle,
    quote: textStyle,
    code: textStyle,
    caption: textStyle,
    note: textStyle,
    tableCell: textStyle,
    tableHeader: textStyle,
    bibliographyEntry: textStyle,
    runningHead: textStyle,
    pageNumber: textStyle,
  }),
  colours: z.strictObject({ rule: colour, link: colour, accent: colour, tableHeader: colour }),
  logo: logo.optional(),
});

export type Theme = z.infer<typeof themeSchema>;

/** The margins of a theme's pages, held upright or lying, millimetres. */
export function marginOf(
  { page }: Pick<Theme, "page">,
  orientation: "portrait" | "landscape",
): Theme["page"]["margin"] {
  return orientation === "portrait" ? page.margin : page.wideMargin;
}
export type TextStyle = z.infer<typeof textStyle>;
export type StyleName = keyof Theme["styles"];
