/** Namespaces of OpenDocument 1.3, part 3, table 1, by our prefix. */
const oasis = "urn:oasis:names:tc:opendocument:xmlns:";

export const prefixes: ReadonlyMap<string, string> = new Map([
  ...["office", "style", "text", "table", "meta", "manifest", "chart"].map((name): [string, string] => [
    `${oasis}${name}:1.0`,
    name,
  ]),
  [`${oasis}drawing:1.0`, "draw"],
  [`${oasis}xsl-fo-compatible:1.0`, "fo"],
  [`${oasis}svg-compatible:1.0`, "svg"],
  ["http://www.w3.org/1999/xlink", "xlink"],
  ["http://purl.org/dc/elements/1.1/", "dc"],
  ["http://www.w3.org/1998/Math/MathML", "math"],
  ["urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0", "loext"],
]);
