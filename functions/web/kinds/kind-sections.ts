import { languages } from "../../../shared/i18n/languages.ts";
import { typedIn } from "../components/filled.ts";
import type { PageContext } from "../http/context.ts";
import { type Filled, type Input, readInput } from "../http/input.ts";
import type { Say } from "../http/say.ts";
import { type KindEntry, kindEntry, placesIn, sectionField, suffixOf } from "./kind-entry.ts";

/** The heading of a section as it is typed, in the page's language, else in another. */
export function titleTyped({ language }: Pick<Say, "language">, filled: Filled, place: number): string {
  const inOrder = [language, ...languages.filter((each) => each !== language)];
  return inOrder.map((each) => typedIn(filled, sectionField(place, suffixOf(each)))).find(Boolean) ?? "";
}

/** The last place that a section is in; 0: none is. */
export function lastPlace(filled: Filled): number {
  const fields = ["Id", ...languages.map(suffixOf)];
  return (
    placesIn(Object.keys(filled.typed)).findLast((place) =>
      fields.some((field) => typedIn(filled, sectionField(place, field))),
    ) ?? 0
  );
}

/** Reads the form of a kind; one that moves a section comes back to be shown again, moved and not judged. Throws as `readInput`. */
export async function readKind(c: PageContext): Promise<Input<KindEntry>> {
  const input = await readInput(c, kindEntry);
  const move = typedIn(input.filled, "move");
  return move === "" ? input : { ok: undefined, filled: moved(input.filled, move) };
}

/** A form whose sections at two places have changed places: "3-up" moves the third before the second. */
export function moved({ typed }: Filled, move: string): Filled {
  const [, at = "", to] = /^(\d+)-(up|down)$/.exec(move) ?? [];
  const from = Number(at);
  const place = to === "up" ? from - 1 : from + 1;
  const { move: _, ...fields } = typed;
  const places = placesIn(Object.keys(fields));
  if (!places.includes(from) || !places.includes(place)) return { typed: fields, errors: [] };
  const swapped = Object.entries(fields).map(([name, values]) => {
    const [, number, field = ""] = /^section(\d+)(\D\w*)$/.exec(name) ?? [];
    const other = Number(number) === from ? place : Number(number) === place ? from : undefined;
    return [other === undefined ? name : sectionField(other, field), values] as const;
  });
  return { typed: { ...Object.fromEntries(swapped), moved: [`section${place}`] }, errors: [] };
}
