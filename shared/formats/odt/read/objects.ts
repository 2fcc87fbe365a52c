import type { Archive } from "../../archive.ts";
import { type ChartData, spellNumber } from "../../office/data.ts";
import { readXml, unlessDamaged } from "../../office/parts.ts";
import type { Context } from "../../reading.ts";
import type { Run } from "../../runs.ts";
import { childOf, childrenOf, type Element, readElement, textIn } from "../../xml.ts";
import { mathRuns } from "./math.ts";
import { prefixes } from "./namespaces.ts";

/** What an embedded object says: an equation on one line, or a chart. */
export type EmbeddedObject = { is: "equation"; runs: Run[] } | { is: "chart"; chart: ChartData };

/** The equations (MathML) and charts (OpenDocument part 3, 11) of a package, by the folder that holds each. */
export async function readObjects(
  context: Context,
  archive: Archive,
  language: string,
): Promise<Map<string, EmbeddedObject>> {
  const objects = new Map<string, EmbeddedObject>();
  for (const name of archive.names) {
    const [, folder] = /^([^/]+)\/content\.xml$/.exec(name) ?? [];
    if (folder === undefined) continue;
    const root = await unlessDamaged(async () => {
      const bytes = await readXml(context, archive, name);
      return bytes && readElement(bytes, prefixes, context.limits, context.limits.nodes);
    });
    const object = root && objectOf(root, language);
    if (object) objects.set(folder, object);
  }
  return objects;
}

function objectOf(root: Element, language: string): EmbeddedObject | undefined {
  if (root.name === "math:math") return { is: "equation", runs: mathRuns(root) };
  const chart = childOf(childOf(childOf(root, "office:body"), "office:chart"), "chart:chart");
  return chart && { is: "chart", chart: chartOf(chart, language) };
}

/** A chart's own table, with the titles of its axes (part 3, 11.20 and 11.23). */
function chartOf(chart: Element, language: string): ChartData {
  const [category = "", value = ""] = ["x", "y"].map((dimension) =>
    childrenOf(childOf(chart, "chart:plot-area"), "chart:axis")
      .filter(({ attributes }) => attributes["chart:dimension"] === dimension)
      .map(titleOf)
      .join(""),
  );
  const title = titleOf(chart);
  const [heading = [], ...rows] = rowsOf(childOf(chart, "table:table")).map((row) =>
    childrenOf(row, "table:table-cell").map((cell) => cellText(cell, language)),
  );
  const named = [heading[0] || category, ...heading.slice(1)];
  return {
    title: value && title ? `${title} (${value})` : title || value,
    labels: [],
    rows: heading.length > 0 ? [named, ...rows] : [],
  };
}

function rowsOf(table: Element | undefined): Element[] {
  const groups = ["table:table-header-rows", "table:table-rows"].flatMap((name) => childrenOf(table, name));
  return [...groups.flatMap((group) => childrenOf(group, "table:table-row")), ...childrenOf(table, "table:table-row")];
}

function titleOf(element: Element): string {
  const title = childOf(element, "chart:title");
  return title ? childrenOf(title, "text:p").map(textIn).join(" ").trim() : "";
}

/** A number is written there as programs write it (19.387). */
function cellText(cell: Element, language: string): string {
  const text = childrenOf(cell, "text:p").map(textIn).join(" ").trim();
  return text !== "" && text === cell.attributes["office:value"] ? spellNumber(text, language) : text;
}
