import { SaxesParser } from "saxes";

export type Element = { name: string; attributes: Readonly<Record<string, string>>; children: (Element | string)[] };

/** Well-formed XML as elements. */
export function elementsOf(xml: string): Element {
  const root: Element = { name: "", attributes: {}, children: [] };
  const stack = [root];
  const parser = new SaxesParser();
  parser.on("opentag", ({ name, attributes }) => {
    const element: Element = { name, attributes: attributes as Record<string, string>, children: [] };
    stack.at(-1)!.children.push(element);
    stack.push(element);
  });
  parser.on("closetag", () => {
    stack.pop();
  });
  parser.on("text", (text) => {
    stack.at(-1)!.children.push(text);
  });
  parser.on("error", (error) => {
    throw error;
  });
  parser.write(xml).close();
  return root;
}

/** Elements called `name` below `element`, itself included, in reading order. */
export function* named(element: Element, name: string): Generator<Element> {
  if (element.name === name) yield element;
  for (const child of element.children) if (typeof child !== "string") yield* named(child, name);
}

/** The first element called `name` below `element`. */
export function firstNamed(element: Element | undefined, name: string): Element | undefined {
  return element && named(element, name).next().value;
}
