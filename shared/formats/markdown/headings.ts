import type { Heading } from "../../document/tree.ts";
import { typedNumber } from "../../document/typed-number.ts";
import { plainText } from "../../document/visit.ts";
import { nest, type Run, withoutWholeStrong } from "../runs.ts";
import { leadingText } from "../typed.ts";
import type { Attributes } from "./attributes.ts";
import type { Scope } from "./scope.ts";

/** A heading of trimmed runs: one whose number was typed, or that its author wants without, is not numbered. */
export function headingOf(
  { context }: Scope,
  id: string,
  level: Heading["level"],
  runs: readonly Run[],
  attributes?: Attributes,
): Heading {
  const typed = typedNumber(leadingText(runs)) > 0;
  if (typed) context.warn("heading-number-typed", { heading: plainText(nest(runs)) }, id);
  return {
    type: "heading",
    id,
    ...(attributes?.id !== undefined && { anchor: attributes.id }),
    level,
    numbered: !typed && !attributes?.classes.includes("unnumbered"),
    children: nest(withoutWholeStrong(runs)),
  };
}
