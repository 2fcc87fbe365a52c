import { SaxesParser } from "saxes";
import { Refusal } from "../errors.ts";
import type { Limits } from "../settings.ts";

/** Attributes by their canonical name ("w:val"), whatever prefix the file uses. */
export type Attributes = Readonly<Record<string, string | undefined>>;

/**
 * What reads one element and what it holds. `open` is given each child and says who reads it: nobody (undefined: the
 * child is passed over with all that it holds), another handler, or the same one by `inside(handler)`.
 */
export type Handler = {
  open?(name: string, attributes: Attributes): Handler | undefined;
  text?(value: string): void;
  close?(): void;
};

/** An element held in memory: for small parts only. */
export type Element = { name: string; attributes: Attributes; children: (Element | string)[] };

type XmlLimits = Pick<Limits, "xmlDepth">;

/** The handler itself, for a child that is transparent: its end is not the end of `handler`. */
export function inside(handler: Handler): Handler {
  return {
    ...(handler.open && { open: (name, attributes) => handler.open!(name, attributes) }),
    ...(handler.text && { text: (value) => handler.text!(value) }),
  };
}

/**
 * Reads XML 1.0, in UTF-8, in one pass: the document's root is the first child given to `root`. A DTD elsewhere is not fetched, so no entity but the
 * five of XML. Names get the prefixes of `prefixes`, which maps namespace URIs; those of unknown namespaces keep theirs.
 * Throws `xml-hostile` for a DTD inside, more than `xmlDepth` levels or namespaces without number, `file-damaged` for what is not well-formed.
 */
export function parseXml(
  bytes: Uint8Array,
  prefixes: ReadonlyMap<string, string>,
  limits: XmlLimits,
  root: Handler,
): void {
  const parser = new SaxesParser({ xmlns: false, position: false });
  const canonical = namer(prefixes);
  const stack: (Handler | undefined)[] = [root];
  // Depth below an element that nobody reads: nothing is looked up there.
  let ignored = 0;
  let declares = false;
  parser.on("attribute", ({ name }) => {
    if (name.charCodeAt(0) === 0x78 && name.startsWith("xmlns")) declares = true;
  });
  parser.on("opentag", ({ name, attributes }) => {
    if (stack.length + ignored > limits.xmlDepth)
      throw new Refusal("xml-hostile", { problem: "depth", limit: limits.xmlDepth });
    const declaring = declares;
    declares = false;
    if (ignored > 0) {
      ignored += 1;
      return;
    }
    const bound = canonical.enter(attributes, declaring);
    const handler = stack.at(-1)?.open?.(canonical.name(name), bound);
    if (handler) stack.push(handler);
    else ignored = 1;
  });
  parser.on("closetag", () => {
    if (ignored > 0) ignored -= 1;
    else stack.pop()?.close?.();
    if (ignored === 0) canonical.leave();
  });
  const text = (value: string): void => {
    if (ignored === 0) stack.at(-1)?.text?.(value);
  };
  parser.on("text", text);
  parser.on("cdata", text);
  parser.on("doctype", (declaration) => {
    if (declaration.includes("[")) throw new Refusal("xml-hostile", { problem: "DTD" });
  });
  parser.on("error", (error) => {
    throw new Refusal("file-damaged", { problem: error.message.slice(0, 200) });
  });
  for (const chunk of chunksOf(bytes)) parser.write(chunk);
  parser.close();
}

/** One element and all it holds. Throws what `parseXml` throws, `document-too-large` over `most` elements. */
export function readElement(
  bytes: Uint8Array,
  prefixes: ReadonlyMap<string, string>,
  limits: XmlLimits,
  most: number,
): Element | undefined {
  let root: Element | undefined;
  const budget = { left: most };
  parseXml(bytes, prefixes, limits, {
    open: (name, attributes) => {
      root = { name, attributes, children: [] };
      return capture(root, budget);
    },
  });
  return root;
}

/** A handler that fills `element`; `done` is called at its end. Throws `document-too-large` over the budget. */
export function capture(element: Element, budget: { left: number }, done?: () => void): Handler {
  return {
    open(name, attributes) {
      budget.left -= 1;
      if (budget.left < 0) throw new Refusal("document-too-large", { what: "elements" });
      const child: Element = { name, attributes, children: [] };
      element.children.push(child);
      return capture(child, budget);
    },
    text: (value) => element.children.push(value),
    ...(done && { close: done }),
  };
}

/** Reads what an element held in memory holds, as if it stood here. */
export function replay({ children }: Element, handler: Handler): void {
  for (const child of children) {
    if (typeof child === "string") {
      handler.text?.(child);
      continue;
    }
    const reader = handler.open?.(child.name, child.attributes);
    if (reader) replay(child, reader);
    reader?.close?.();
  }
}

/** A handler that gives all the text below its element to `done`, at its end. */
export function textHandler(done: (text: string) => void): Handler {
  let whole = "";
  const handler: Handler = {
    text: (value) => {
      whole += value;
    },
    open: () => inside(handler),
    close: () => done(whole),
  };
  return handler;
}

/** Child elements called `name`. */
export function childrenOf(element: Element | undefined, name: string): Element[] {
  return (element?.children ?? []).filter(
    (child): child is Element => typeof child !== "string" && child.name === name,
  );
}

/** The first child element called `name`. */
export function childOf(element: Element | undefined, name: string): Element | undefined {
  return childrenOf(element, name)[0];
}

/** All the text below an element. */
export function textIn(element: Element): string {
  return element.children.map((child) => (typeof child === "string" ? child : textIn(child))).join("");
}

/** UTF-8, decoded piece by piece. */
function* chunksOf(bytes: Uint8Array): Generator<string> {
  const decoder = new TextDecoder();
  const size = 64 * 1024;
  for (let at = 0; at < bytes.length; at += size) {
    yield decoder.decode(bytes.subarray(at, at + size), { stream: true });
  }
  yield decoder.decode();
}

/** Bindings put in force in one part, each time that some element declares more of them. */
const mostDeclared = 5_000_000;

type RawAttributes = Readonly<Record<string, string>>;

/** Names out of prefixes, as the bindings in force at each element have it (Namespaces in XML 1.0, 6). */
function namer(prefixes: ReadonlyMap<string, string>) {
  const ours = new Set(prefixes.values());
  let bindings: ReadonlyMap<string, string> = new Map();
  let known = new Map<string, string>();
  // Bindings to restore, for the elements that declare some; a file that uses our own prefixes never needs renaming.
  const restore: ((() => void) | undefined)[] = [];
  let plain = true;
  let declared = 0;

  const nameOf = (raw: string): string => {
    if (plain) return raw;
    let name = known.get(raw);
    if (name === undefined) {
      const colon = raw.indexOf(":");
      const prefix = bindings.get(raw.slice(0, Math.max(colon, 0)));
      name = prefix === undefined ? raw : prefix === "" ? raw.slice(colon + 1) : `${prefix}:${raw.slice(colon + 1)}`;
      known.set(raw, name);
    }
    return name;
  };
  const declare = (attributes: RawAttributes): void => {
    const before = { bindings, known, plain };
    restore[restore.length - 1] = () => {
      ({ bindings, known, plain } = before);
    };
    const now = new Map(bindings);
    for (const [name, uri] of Object.entries(attributes)) {
      const prefix = name === "xmlns" ? "" : name.startsWith("xmlns:") ? name.slice(6) : undefined;
      if (prefix !== undefined) now.set(prefix, prefixes.get(uri) ?? `?${prefix}`);
    }
    declared += now.size;
    if (declared > mostDeclared) throw new Refusal("xml-hostile", { problem: "namespaces", limit: mostDeclared });
    bindings = now;
    known = new Map();
    plain =
      !now.has("") &&
      [...now].every(([prefix, name]) => prefix === name || (name.startsWith("?") && !ours.has(prefix)));
  };
  return {
    name: nameOf,
    enter(attributes: RawAttributes, declares: boolean): Attributes {
      restore.push(undefined);
      if (declares) declare(attributes);
      if (plain) return attributes;
      const renamed: Record<string, string> = Object.create(null);
      // An attribute without a prefix is in no namespace.
      for (const name in attributes) renamed[name.includes(":") ? nameOf(name) : name] = attributes[name]!;
      return renamed;
    },
    leave(): void {
      restore.pop()?.();
    },
  };
}
