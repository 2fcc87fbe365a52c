import { grouped, text } from "../../office/math.ts";
import type { Mark, Run } from "../../runs.ts";
import { childOf, childrenOf, type Element, textIn } from "../../xml.ts";

/**
 * An equation (ECMA-376-1, 22.1) on one line: fractions with a stroke, roots with their sign, scripts as scripts, the
 * rows of matrices and of systems parted by semicolons.
 */
export function mathRuns(element: Element, marks: readonly Mark[] = []): Run[] {
  return element.children.flatMap((child) => (typeof child === "string" ? [] : runsOf(child, marks)));
}

function runsOf(element: Element, marks: readonly Mark[]): Run[] {
  const part = (name: string, worn = marks): Run[] => childrenOf(element, name).flatMap((one) => mathRuns(one, worn));
  switch (element.name) {
    case "m:t":
      return [{ leaf: { type: "text", value: textIn(element) }, marks }];
    case "m:f":
      return [...grouped(part("m:num"), marks), ...text("/", marks), ...grouped(part("m:den"), marks)];
    case "m:sSup":
      return [...part("m:e"), ...part("m:sup", [...marks, { type: "superscript" }])];
    case "m:sSub":
      return [...part("m:e"), ...part("m:sub", [...marks, { type: "subscript" }])];
    case "m:sSubSup":
      return [
        ...part("m:e"),
        ...part("m:sub", [...marks, { type: "subscript" }]),
        ...part("m:sup", [...marks, { type: "superscript" }]),
      ];
    case "m:rad":
      return [
        ...part("m:deg", [...marks, { type: "superscript" }]),
        ...text("√", marks),
        ...grouped(part("m:e"), marks),
      ];
    case "m:nary":
      return [
        ...text(characterOf(element, "m:naryPr", "m:chr") ?? "∫", marks),
        ...part("m:sub", [...marks, { type: "subscript" }]),
        ...part("m:sup", [...marks, { type: "superscript" }]),
        ...part("m:e"),
      ];
    case "m:d":
      return [
        ...text(characterOf(element, "m:dPr", "m:begChr") ?? "(", marks),
        ...joined(cellsOf(element, marks), characterOf(element, "m:dPr", "m:sepChr") ?? "|", marks),
        ...text(characterOf(element, "m:dPr", "m:endChr") ?? ")", marks),
      ];
    case "m:m":
      return joined(
        childrenOf(element, "m:mr").map((row) => joined(cellsOf(row, marks), " ", marks)),
        "; ",
        marks,
      );
    case "m:eqArr":
      return joined(cellsOf(element, marks), "; ", marks);
    case "m:acc":
      return [...grouped(part("m:e"), marks), ...text(characterOf(element, "m:accPr", "m:chr") ?? "\u0302", marks)];
    default:
      return mathRuns(element, marks);
  }
}

function cellsOf(element: Element, marks: readonly Mark[]): Run[][] {
  return childrenOf(element, "m:e").map((one) => mathRuns(one, marks));
}

function joined(parts: readonly Run[][], separator: string, marks: readonly Mark[]): Run[] {
  return parts.flatMap((runs, at) => (at === 0 ? runs : [...text(separator, marks), ...runs]));
}

function characterOf(element: Element, properties: string, name: string): string | undefined {
  return childOf(childOf(element, properties), name)?.attributes["m:val"];
}
