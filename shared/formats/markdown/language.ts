import type { Context } from "../reading.ts";

/** The language that its author told, as BCP 47 writes it; undefined for what is none, told with the one `used` instead. */
export function readLanguage(context: Context, language: string, used: string, at?: string): string | undefined {
  try {
    return Intl.getCanonicalLocales(language.replaceAll("_", "-"))[0];
  } catch {
    context.warn("language-unknown", { language: language.slice(0, 200), used }, at);
    return undefined;
  }
}
