import type { Context } from "../reading.ts";

/**
 * The language that the author declared, as a BCP 47 tag; undefined where it is no language, with a warning that names
 * the one `used` instead.
 */
export function readLanguage(context: Context, language: string, used: string, at?: string): string | undefined {
  try {
    return Intl.getCanonicalLocales(language.replaceAll("_", "-"))[0];
  } catch {
    context.warn("language-unknown", { language: language.slice(0, 200), used }, at);
    return undefined;
  }
}
