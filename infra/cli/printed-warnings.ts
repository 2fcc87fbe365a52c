import type { DocumentTree } from "../../shared/document/tree.ts";
import type { Warning } from "../../shared/errors.ts";
import { translate } from "../../shared/i18n/translate.ts";
import { warningTexts } from "../../shared/i18n/warnings.ts";
import { wrapped } from "../lines.ts";
import { language } from "../say.ts";
import { placesOf } from "./place.ts";

/** A warning as it is printed: `at` for programs, `place` for people. */
export type PrintedWarning = { code: string; message: string; at?: string; place?: string };

/** Warnings about a draft, in words. */
export function printedWarnings(
  warnings: readonly Warning[],
  tree: Pick<DocumentTree, "blocks" | "notes">,
): PrintedWarning[] {
  const placeOf = placesOf(tree);
  return warnings.map(({ code, details, at }) => {
    const place = placeOf(at);
    const message = translate(language, warningTexts, code, details);
    return { code, message, ...(at !== undefined && { at }), ...(place !== undefined && { place }) };
  });
}

/** A sentence with its place, on the terminal's lines. */
export function line(sentence: string, place: string | undefined): string {
  return wrapped(place === undefined ? sentence : `${sentence} [${place}]`, 2);
}
