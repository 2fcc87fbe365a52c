import { grouped, text } from "../../office/math.ts";
import type { Mark, Run } from "../../runs.ts";
import { type Element, textIn } from "../../xml.ts";

/**
 * An equation in MathML 3, clause 3, on one line: fractions with a stroke, roots with their sign, scripts as scripts, the
 * rows of a table with a semicolon between them.
 */
export function mathRuns(element: Element, marks: readonly Mark[] = []): Run[] {
  const [first, second, third] = partsOf(element);
  const raised: readonly Mark[] = [...marks, { type: "superscript" }];
  const lowered: readonly Mark[] = [...marks, { type: "subscript" }];
  const part = (one: Element | undefined, worn = marks): Run[] => (one ? mathRuns(one, worn) : []);
  switch (element.name) {
    case "math:mi":
    case "math:mn":
    case "math:mo":
    case "math:ms":
    case "math:mtext":
      return text(textIn(element).trim(), marks);
    case "math:semantics":
      return part(first);
    case "math:mfrac":
      return [...grouped(part(first), marks), ...text("/", marks), ...grouped(part(second), marks)];
    case "math:msup":
    case "math:mover":
      return [...part(first), ...part(second, raised)];
    case "math:msub":
    case "math:munder":
      return [...part(first), ...part(second, lowered)];
    case "math:msubsup":
    case "math:munderover":
      return [...part(first), ...part(second, lowered), ...part(third, raised)];
    case "math:msqrt":
      return [...text("√", marks), ...grouped(all(element, marks), marks)];
    case "math:mroot":
      return [...part(second, raised), ...text("√", marks), ...grouped(part(first), marks)];
    case "math:mtable":
      return all(element, marks, "; ");
    case "math:mtr":
    case "math:mlabeledtr":
      return all(element, marks, " ");
    default:
      return all(element, marks);
  }
}

function all(element: Element, marks: readonly Mark[], between = ""): Run[] {
  return partsOf(element).flatMap((one, index) => [
    ...(index > 0 && between !== "" ? text(between, marks) : []),
    ...mathRuns(one, marks),
  ]);
}

function partsOf({ children }: Element): Element[] {
  return children.filter((child): child is Element => typeof child !== "string");
}
