import { BuilderElement, type FileChild, type ParagraphChild, type XmlComponent } from "docx";

type Attributes = Readonly<Record<string, string | number | undefined>>;

/** An element that the docx package has no word for; a string is its text, an undefined attribute is left out. */
export function element(
  name: string,
  attributes: Attributes = {},
  children: readonly (XmlComponent | string)[] = [],
): XmlComponent {
  const given = Object.entries(attributes).filter(([, value]) => value !== undefined);
  const payload = Object.fromEntries(given.map(([key, value]) => [key, { key, value: String(value) }]));
  // The package writes strings among an element's children as text, though its types do not say so.
  return new BuilderElement({ name, attributes: payload, children: children as readonly XmlComponent[] });
}

/** A link to a place in the document (ECMA-376-1, 17.16.22). */
export function linkTo(bookmark: string, children: ParagraphChild[]): ParagraphChild {
  return element("w:hyperlink", { "w:anchor": bookmark, "w:history": 1 }, children as XmlComponent[]) as ParagraphChild;
}

/** An element among a section's blocks; the package's type for those only marks its own classes. */
export function block(component: XmlComponent): FileChild {
  return component as FileChild;
}
