import type { Page } from "playwright-core";

/** Of an element or a text, what is read here; tests are not typed with the DOM. */
type Dom = {
  nodeType: number;
  localName: string;
  textContent: string;
  attributes: Iterable<{ name: string; value: string }>;
  childNodes: Iterable<Dom>;
};
type Tree = {
  getElementById(id: string): Dom | null;
  querySelectorAll(selector: string): ArrayLike<Dom>;
  defaultView: { getComputedStyle(of: Dom): Record<string, string> };
};

/**
 * What axe looks at of a page: elements, attributes, what labels whom, colours and sizes as they are computed. Left out
 * are the words of texts, the values of fields, the addresses of links, and all but one of rows alike that follow one
 * another: axe finds the same on two pages of the same frame.
 */
export async function frameOf(page: Page): Promise<string[]> {
  const frame = await page.locator(":root").evaluate((root: Dom & { ownerDocument: Tree }) => {
    const tree = root.ownerDocument;
    const looks =
      "display visibility opacity color backgroundColor backgroundImage fontSize fontWeight textDecorationLine";
    const named = (id: string) => tree.getElementById(id);
    const each = (ids: string, say: (id: string) => string | undefined) => ids.split(" ").map(say).join(" ");
    const saidOf = (name: string, value: string): string => {
      if (name === "id") return String(tree.querySelectorAll(`[id="${value}"]`).length);
      if (name === "href" && value.startsWith("#")) return String(named(value.slice(1))?.localName);
      if (name === "aria-labelledby") return each(value, (id) => named(id)?.textContent);
      if (/^(for|form|list|aria-(controls|describedby|owns))$/.test(name))
        return each(value, (id) => named(id)?.localName);
      const unread = /^(action|data-.+|datetime|form\w+|href|max|min|name|src|srcset|value)$/.test(name);
      return unread ? String(value !== "") : value;
    };
    const frame = (node: Dom): string => {
      if (node.nodeType === 3) return node.textContent.trim() && "words";
      if (node.nodeType !== 1 || /^(script|style|template)$/.test(node.localName)) return "";
      const style = tree.defaultView.getComputedStyle(node);
      const said = [...node.attributes].map(({ name, value }) => `${name}=${saidOf(name, value)}`).sort();
      const inside = [...node.childNodes].map(frame).filter(Boolean);
      const unlike = inside.filter((one, at) => one !== inside[at - 1]);
      return `<${[node.localName, ...said, ...looks.split(" ").map((look) => style[look])].join("|")}>${unlike.join("")}</>`;
    };
    return frame(root);
  });
  return [`${windowOf(page)} ${frame}`];
}

function windowOf(page: Page): string {
  return JSON.stringify(page.viewportSize());
}

/** The address of a page without its ids, in a window of its size, and the kinds of its elements: each tag with each of its classes, its role, its type. */
export async function kindsOf(page: Page): Promise<string[]> {
  const path = new URL(page.url()).pathname.replaceAll(/[\w.-]*\d[\w.-]*|[\w-]{20,}/g, "…");
  const kinds = await page.locator("main *").evaluateAll((all) =>
    all.flatMap((each) => {
      const said = ["class", "role", "type"].flatMap((name) => (each.getAttribute(name) ?? "").split(" "));
      return said.map((word) => `${each.localName} ${word}`);
    }),
  );
  return [`${windowOf(page)} ${path}`, ...new Set(kinds)];
}
