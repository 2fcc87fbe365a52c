import { plain } from "./words.ts";

/** A line of a page: its text (of a row: its cells; of a list of facts: "name : value"), under which heading, of what time. */
export type Line = { text: string; heading: string; time: string };

const blocks = new Set(
  "p li h1 h2 h3 h4 h5 h6 div section ul ol dl dt dd table thead tbody tr td th caption figure figcaption pre header footer nav main aside form label fieldset legend button details summary option select blockquote br input textarea html body".split(
    " ",
  ),
);

/** The lines of a page, but for what is in `skipped` elements. */
export function linesOf(html: string, skipped = ["head", "script", "style", "svg", "nav", "footer"]): Line[] {
  const lines: Line[] = [];
  let [text, heading, time, term] = ["", "", "", ""];
  let cells: string[][] | undefined;
  const flush = (): void => {
    const said = plain(decoded(text));
    text = "";
    if (!said) return;
    if (cells && cells.length > 0) cells.at(-1)!.push(said);
    else lines.push({ text: term ? `${term} : ${said}` : said, heading, time });
  };
  let skipping = "";
  for (const [, closes, name = "", attributes = "", words] of html.matchAll(
    /<(\/?)([a-z][a-z0-9]*)((?:"[^"]*"|[^">])*)>|([^<]+)/g,
  )) {
    if (skipping) {
      if (closes && name === skipping) skipping = "";
      continue;
    }
    if (words !== undefined) text += words;
    else if (!closes && skipped.includes(name)) skipping = name;
    else if (name === "time") {
      if (closes) time = plain(decoded(text));
    } else if (blocks.has(name) || (name === "span" && attributes.includes("hint"))) {
      const said = plain(decoded(text));
      if (closes && /^h[1-6]$/.test(name)) heading = said;
      if (closes && name === "dt") [term, text] = [said, ""];
      flush();
      if ((closes && name === "dd") || (!closes && name === "dt")) term = "";
      if (name === "tr" && !closes) cells = [];
      if (!closes && (name === "td" || name === "th")) cells?.push([]);
      if (name === "tr" && closes && cells) {
        const row = cells.map((cell) => cell.join(" ⏎ ")).join(" | ");
        cells = undefined;
        lines.push({ text: row, heading, time });
      }
    }
  }
  flush();
  return lines;
}

/** The words of a Word file, as the lines of a page. */
export function wordHtml(xml: string): string {
  return xml
    .replace(/<w:tr[ >][^>]*?>?/g, (tag) => (tag.startsWith("<w:tr>") || tag.startsWith("<w:tr ") ? "<tr>" : tag))
    .replace(/<\/w:tr>/g, "</tr>")
    .replace(/<w:tc>/g, "<td>")
    .replace(/<\/w:tc>/g, "</td>")
    .replace(/<\/w:p>/g, "<br>")
    .replace(/<w:tab\/>/g, " ")
    .replace(/<\/?[a-z0-9]+:[^>]*>/gi, "");
}

export function decoded(text: string): string {
  const named: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"', "#39": "'", nbsp: " " };
  return text.replace(/&(amp|lt|gt|quot|#39|nbsp);/g, (_, name: string) => named[name] ?? "");
}
