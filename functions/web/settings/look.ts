import { html } from "hono/html";
import { changeLook, keepLogo } from "../../../shared/acts/look.ts";
import { href } from "../../../shared/addresses.ts";
import { hashOf } from "../../../shared/chain/hash.ts";
import type { Image } from "../../../shared/document/tree.ts";
import { Refusal } from "../../../shared/errors.ts";
import { imageFacts } from "../../../shared/formats/images.ts";
import { contrast } from "../../../shared/kinds/contrast.ts";
import { loadTheme } from "../../../shared/kinds/resolve.ts";
import type { Theme } from "../../../shared/kinds/theme.ts";
import { assetKey } from "../../../shared/stored/objects.ts";
import { tick } from "../components/confirmation.ts";
import { textField } from "../components/fields.ts";
import { nothingFilled } from "../components/filled.ts";
import { formPage } from "../components/form-page.ts";
import { type Shown, type Stale, seenField, staleNote, staleOf } from "../components/stale.ts";
import { done } from "../http/answer.ts";
import { type Html, type PageContext, type Visitor, type Web, wantsJson } from "../http/context.ts";
import { type FieldError, type Filled, type Input, InvalidRequest } from "../http/input.ts";
import { say } from "../http/say.ts";
import type { LookEntry } from "./look-entry.ts";
import { logoShown } from "./look-words.ts";
import { takeUp } from "./take-up.ts";
import { type SettingSay, tellingSettings } from "./telling.ts";

/** Millimetres of a logo that nobody said how wide it is, and between which it may be: a page's text is 126 wide. */
const widths = { usual: 40, least: 10, most: 120 };
/** How much colours of text stand out from the paper at least (WCAG 2.2, 1.4.3). */
const leastContrast = 4.5;
const white = "#FFFFFF";

/** The forms of what documents look like: logo, colours, back to how Livrable has it. */
export async function look(
  c: PageContext,
  web: Web,
  _: Visitor,
  filled: Filled = nothingFilled,
  stale?: Stale,
): Promise<Response> {
  const speak = tellingSettings(say(c, web));
  const { told } = speak;
  const { theme } = await loadTheme(web.ports.assets);
  const shipped = (await loadTheme(web.ports.assets.shipped ?? web.ports.assets)).theme;
  const isOwn = hashOf(theme) !== hashOf(shipped);
  const body = html`${staleNote(speak, stale)}<p>${told("settings.look.lead")}</p>
<form method="post" enctype="multipart/form-data" novalidate>${seenField(filled, shownIn(theme), stale)}${logoFields(speak, web, filled, theme)}
${(["accent", "link"] as const).map((name) => colourField(speak, filled, name, theme.colours[name]))}
<button>${told("settings.save")}</button></form>
${theme.logo ? html`<form method="post" action="${href("logoRemoval")}" data-one-click>${tick(told("look.logo.removal.confirm"))}<button class="second">${told("look.logo.removal")}</button></form>` : ""}
${isOwn ? html`<form method="post" action="${href("lookDefault")}" data-one-click>${tick(told("look.default.confirm"))}<button class="second">${told("look.default")}</button></form>` : ""}`;
  const back = { href: href("settings"), label: told("settings.title") };
  return formPage(c, web, {
    title: told("settings.look"),
    back,
    filled,
    body,
    scripts: ["confirm.js"],
    styles: ["settings.css"],
  });
}

function logoFields({ told }: SettingSay, { settings }: Web, filled: Filled, { logo }: Theme): Html {
  const wrong = filled.errors.find(({ field }) => field === "logo");
  const described = `logo-hint${wrong ? " logo-error" : ""}`;
  return html`${logo ? html`<p>${logoShown(logo)}</p>` : ""}
<div class="field${wrong ? " bad" : ""}"><label for="logo">${told(logo ? "look.logo.other" : "look.logo.file")}</label>
<span class="hint" id="logo-hint">${told("look.logo.hint")}</span>${wrong ? html`<span class="wrong" id="logo-error">${wrong.message}</span>` : ""}
<input id="logo" name="logo" type="file" accept="image/png,image/jpeg,image/gif" aria-describedby="${described}"></div>
${textField(filled, { name: "width", type: "number", label: told("look.width"), hint: told("look.width.hint", widths), value: String(logo?.width ?? widths.usual) })}
${textField(filled, { name: "alt", label: told("look.alt"), hint: told("look.alt.hint"), value: logo?.alt ?? told("look.alt.usual", { network: settings.network }) })}`;
}

function colourField({ told }: SettingSay, filled: Filled, name: "accent" | "link", value: string): Html {
  return textField(filled, {
    name,
    type: "color",
    label: told(`look.${name}`),
    hint: told(`look.${name}.hint`),
    value,
  });
}

/** Takes logo and colours: what is set from now on has them. */
export async function saveLook(
  c: PageContext,
  web: Web,
  visitor: Visitor,
  { ok, filled }: Input<LookEntry>,
): Promise<Response> {
  if (!ok) return look(c, web, visitor, filled);
  const speak = tellingSettings(say(c, web));
  const image = ok.logo && imageOf(ok.logo);
  const errors = [
    ...(ok.logo && !isFit(web, image) ? [{ field: "logo", message: speak.told("look.logo.wrong") }] : []),
    ...widthFaults(speak, ok.width),
    ...(["accent", "link"] as const).flatMap((name) => colourFaults(speak, name, ok[name])),
  ];
  if (errors.length > 0 && wantsJson(c)) throw new InvalidRequest(errors);
  if (errors.length > 0) return look(c, web, visitor, { ...filled, errors });
  const { theme: now } = await loadTheme(web.ports.assets);
  const next = withLook(now, ok, image);
  const isSaved = hashOf(shownIn(next)) === hashOf(shownIn(now));
  const stale = isSaved ? undefined : staleOf(ok.seen, shownIn(now), () => bothOf(speak, now, next));
  if (stale) return look(c, web, visitor, filled, stale);
  if (image && ok.logo) await keepLogo(web.ports, image, ok.logo);
  takeUp(web, await changeLook(web.ports, (theme) => withLook(theme, ok, image)));
  return done(c, href("settings"));
}

/** What of a theme the form changes. */
function shownIn({ logo, colours: { accent, link } }: Theme): object {
  return { ...(logo && { logo }), accent, link };
}

function bothOf({ told }: SettingSay, now: Theme, typed: Theme): Stale {
  const shown = ({ logo, colours }: Theme): Shown => [
    [told("look.logo"), logo ? `${logo.image.width} × ${logo.image.height} (${logo.image.hash.slice(0, 12)})` : ""],
    [told("look.width"), logo ? String(logo.width) : ""],
    [told("look.alt"), logo?.alt ?? ""],
    [told("look.accent"), colours.accent],
    [told("look.link"), colours.link],
  ];
  return { now: shown(now), typed: shown(typed) };
}

function imageOf(bytes: Uint8Array): Image | undefined {
  const facts = imageFacts(bytes);
  if (facts?.type !== "image") return undefined;
  const { type: _, ...shown } = facts;
  return { hash: hashOf(bytes), ...shown };
}

function isFit({ settings }: Web, image: Image | undefined): boolean {
  return image !== undefined && image.width * image.height <= settings.limits.imagePixels;
}

function widthFaults({ told }: SettingSay, width: number): FieldError[] {
  const fits = Number.isInteger(width) && width >= widths.least && width <= widths.most;
  return fits ? [] : [{ field: "width", message: told("settings.wrong.number", widths) }];
}

function colourFaults({ told, language }: SettingSay, field: "accent" | "link", colour: string): FieldError[] {
  const contrasts = contrast(colour, white);
  if (contrasts >= leastContrast) return [];
  const number = new Intl.NumberFormat(language, { maximumFractionDigits: 1 });
  const [is, least] = [contrasts, leastContrast].map((each) => number.format(each));
  return [{ field, message: told("look.pale", { is: is!, least: least! }) }];
}

/** A theme with another logo and other colours; the line above a cover's title that has the accent's colour has the new one. */
function withLook(theme: Theme, { width, alt, accent, link }: LookEntry, image: Image | undefined): Theme {
  const shown = image ?? theme.logo?.image;
  const { coverLine } = theme.styles;
  const follows = coverLine.colour.toUpperCase() === theme.colours.accent.toUpperCase();
  return {
    ...theme,
    ...(shown && { logo: { image: shown, width, alt } }),
    colours: { ...theme.colours, accent, link },
    styles: { ...theme.styles, coverLine: follows ? { ...coverLine, colour: accent } : coverLine },
  };
}

/** Documents have no logo any more. */
export async function removeLogo(c: PageContext, web: Web): Promise<Response> {
  takeUp(web, await changeLook(web.ports, ({ logo: _, ...theme }) => theme));
  return done(c, href("lookSettings"));
}

/** Documents look as Livrable has it. */
export async function restoreLook(c: PageContext, web: Web): Promise<Response> {
  const { theme } = await loadTheme(web.ports.assets.shipped ?? web.ports.assets);
  takeUp(web, await changeLook(web.ports, () => theme));
  return done(c, href("lookSettings"));
}

/** The image of the logo. Throws `not-found` where there is none. */
export async function logo(c: PageContext, web: Web): Promise<Response> {
  const { theme } = await loadTheme(web.ports.assets);
  const bytes = theme.logo && (await web.ports.files.get(assetKey(theme.logo.image.hash)));
  if (!theme.logo || !bytes) throw new Refusal("not-found");
  return c.body(Buffer.from(bytes), 200, { "content-type": theme.logo.image.mediaType });
}
