import { html } from "hono/html";
import { href } from "../../../shared/addresses.ts";
import type { Theme } from "../../../shared/kinds/theme.ts";
import { facts } from "../components/facts.ts";
import type { Html } from "../http/context.ts";
import type { SettingSay } from "./telling.ts";

/** What documents look like: the logo as it is, the colours by their names and as they are. */
export function lookFacts({ told }: SettingSay, { logo, colours }: Theme): Html {
  return facts([
    [told("look.logo"), logo ? logoShown(logo) : told("look.logo.none")],
    [told("look.accent"), swatch(colours.accent)],
    [told("look.link"), swatch(colours.link)],
  ]);
}

/** The logo, as wide as it may be on a page. */
export function logoShown({ image, alt }: NonNullable<Theme["logo"]>): Html {
  const width = Math.min(240, image.width);
  const height = Math.max(1, Math.round((image.height * width) / image.width));
  return html`<img src="${href("logo")}?of=${image.hash.slice(0, 12)}" alt="${alt}" width="${width}" height="${height}">`;
}

/** A colour as it is, beside its name: "#7A2E3A". */
function swatch(colour: string): Html {
  return html`<svg width="24" height="16" aria-hidden="true"><rect width="24" height="16" fill="${colour}"/></svg> ${colour}`;
}
