import { neutralLanguage } from "../../../i18n/languages.ts";
import { type ChartData, mostCells, spellNumber } from "../../office/data.ts";
import { childOf, childrenOf, type Element, textIn } from "../../xml.ts";

/**
 * A chart part (ECMA-376-1, 21.2) as the table of what it shows: a row a category, a column a series. Values are those
 * that the file holds beside the chart.
 */
export function readChart(root: Element | undefined, language: string): ChartData {
  const chart = childOf(root, "c:chart");
  const plot = childOf(chart, "c:plotArea");
  const series = elementsIn(plot).flatMap((kind) => childrenOf(kind, "c:ser"));
  const columns = series.flatMap((one) => columnsOf(one, language));
  const named = series.map((one) => childOf(one, "c:cat") ?? childOf(one, "c:xVal")).find(Boolean);
  const categories = pointsOf(named, language);
  const length = [categories, ...columns.map(({ points }) => points)].reduce(longest, 0);
  const titles = axisTitles(plot);
  const heading = [titles.category, ...columns.map(({ name }) => name)];
  const row = (at: number) => [categories.get(at) ?? `${at + 1}`, ...columns.map(({ points }) => points.get(at) ?? "")];
  const title = drawnText(childOf(chart, "c:title")) || (series.length === 1 ? (columns[0]?.name ?? "") : "");
  return {
    title: titles.value && title ? `${title} (${titles.value})` : title || titles.value,
    labels: labelsIn(plot),
    rows: length * heading.length > mostCells ? [] : [heading, ...Array.from({ length }, (_, at) => row(at))],
  };
}

/** Points by their index. */
type Points = Map<number, string>;

function longest(length: number, points: Points): number {
  return points.keys().reduce((most, at) => Math.max(most, at + 1), length);
}

/** The columns that a chart's series makes: its values, and for bubbles their sizes too. */
function columnsOf(series: Element, language: string): { name: string; points: Points }[] {
  const name = nameOf(series);
  return ["c:val", "c:yVal", "c:bubbleSize"].flatMap((kind) => {
    const points = pointsOf(childOf(series, kind), language);
    return points.size > 0 ? [{ name, points }] : [];
  });
}

function nameOf(series: Element): string {
  const text = childOf(series, "c:tx");
  const [point = ""] = pointsOf(text, neutralLanguage).values();
  const direct = childOf(text, "c:v");
  return point || (direct ? textIn(direct).trim() : "");
}

/** The values kept for a reference (21.2.2.123, 21.2.2.201), or written in place; levels of categories joined. */
function pointsOf(parent: Element | undefined, language: string): Points {
  const points: Points = new Map();
  for (const source of elementsIn(parent)) {
    const caches = source.name.endsWith("Lit")
      ? [source]
      : elementsIn(source).filter(({ name }) => /Cache$/.test(name));
    for (const cache of caches) {
      const levels = childrenOf(cache, "c:lvl").toReversed();
      for (const level of levels.length > 0 ? levels : [cache]) addPoints(points, level, language);
    }
  }
  return points;
}

function addPoints(points: Points, level: Element, language: string): void {
  const format = childOf(level, "c:formatCode");
  const code = format ? textIn(format) : "";
  const numeric = level.name.startsWith("c:num");
  for (const point of childrenOf(level, "c:pt")) {
    const at = Number(point.attributes.idx);
    const value = childOf(point, "c:v");
    if (!Number.isInteger(at) || at < 0 || at > 100_000 || !value) continue;
    const written = textIn(value).trim();
    const text = numeric ? spell(written, point.attributes.formatCode ?? code, language) : written;
    const above = points.get(at);
    points.set(at, above ? `${above} – ${text}` : text);
  }
}

/** Days from 30 December 1899 to 1 January 1970, as spreadsheets count (ECMA-376-1, 18.17.4.1). */
const epochDay = 25_569;

function spell(value: string, format: string, language: string): string {
  const number = Number(value);
  const plain = format.replace(/"[^"]*"|\\.|\[[^\][]*\]/g, "");
  if (plain.includes("%")) return `${spellNumber(String(number * 100), language)} %`;
  const isDate = /[dy]/i.test(plain) && !/general/i.test(plain);
  if (isDate && number > 0 && number < 2_958_466)
    return new Date((number - epochDay) * 86_400_000).toISOString().slice(0, 10);
  return spellNumber(value, language);
}

/** Titles of the axes (21.2.2.25, 21.2.2.226). */
function axisTitles(plot: Element | undefined): { category: string; value: string } {
  const title = (names: string[]) =>
    elementsIn(plot).flatMap((axis) => (names.includes(axis.name) ? drawnText(childOf(axis, "c:title")) || [] : []));
  const values = title(["c:valAx"]);
  const categories = title(["c:catAx", "c:dateAx", "c:serAx"]);
  // Of a scatter, both axes are of values: the first is the horizontal one.
  const scattered = categories.length === 0 && values.length > 1;
  return {
    category: (scattered ? values.slice(0, 1) : categories).join(", "),
    value: (scattered ? values.slice(1) : values).join(", "),
  };
}

/** Words of DrawingML text (21.1.2), paragraphs with a space between. */
export function drawnText(element: Element | undefined): string {
  return drawnParagraphs(element).join(" ").replace(/\s+/g, " ").trim();
}

/** Words of DrawingML text, paragraph by paragraph: of what is drawn over a chart (21.3), for example. */
export function drawnParagraphs(element: Element | undefined): string[] {
  return elementsIn(element).flatMap((child) =>
    child.name === "a:p" ? [drawnParagraph(child)] : drawnParagraphs(child),
  );
}

/** Words of an `a:p` (21.1.2.2.6). */
export function drawnParagraph(paragraph: Element): string {
  return elementsIn(paragraph).map(runText).join("");
}

/** Words of a chart of Office 2016 and later: what is written on it, then what its categories are called. */
export function newChartWords(root: Element | undefined): string[] {
  const named = (element: Element): string[] =>
    element.name === "cx:strDim"
      ? [
          childrenOf(childOf(element, "cx:lvl"), "cx:pt")
            .map((point) => textIn(point).trim())
            .filter((word) => word !== "")
            .join(", "),
        ]
      : elementsIn(element).flatMap(named);
  return root ? [...drawnParagraphs(root), ...named(root)] : [];
}

/** Labels that the author wrote over those that a chart computes (21.2.2.47). */
function labelsIn(plot: Element | undefined): string[] {
  return elementsIn(plot).flatMap((child) =>
    child.name === "c:dLbl" ? drawnText(childOf(childOf(child, "c:tx"), "c:rich")) || [] : labelsIn(child),
  );
}

function runText(run: Element): string {
  if (run.name === "a:br") return " ";
  return childrenOf(run, "a:t").map(textIn).join("");
}

function elementsIn(element: Element | undefined): Element[] {
  return (element?.children ?? []).filter((child): child is Element => typeof child !== "string");
}
