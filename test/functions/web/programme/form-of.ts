/** What a browser would send of a page's form if nobody changed it: what is written, chosen and ticked in it. */
export function asItIs(page: string): Record<string, string[]> {
  const patterns = [
    /<input id="[\w-]+" name="([\w-]+)" type="(?:text|date|time|number)" value="([^"]*)"/g,
    /<textarea id="[\w-]+" name="([\w-]+)"[^>]*>([^<]*)<\/textarea>/g,
    /<select id="[\w-]+" name="([\w-]+)"[^>]*>(?:(?!<\/select>)[\s\S])*?<option value="([^"]*)" selected/g,
    /<input id="[\w-]+" name="([\w-]+)" type="(?:radio|checkbox)" value="([^"]*)" checked/g,
  ];
  const fields: Record<string, string[]> = {};
  for (const [, name = "", value = ""] of patterns.flatMap((pattern) => [...page.matchAll(pattern)])) {
    fields[name] = [...(fields[name] ?? []), unescaped(value)];
  }
  return fields;
}

const characters: Record<string, string> = { quot: '"', "#39": "'", lt: "<", gt: ">", amp: "&" };

function unescaped(text: string): string {
  return text.replace(/&(quot|#39|lt|gt|amp);/g, (_, name: string) => characters[name]!);
}
