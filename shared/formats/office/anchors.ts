import type { Package } from "./package.ts";

/** Records a bookmark by its name; bookmarks that Word makes for itself alone (`_GoBack`) are passed over. */
export function addAnchor(of: Package, anchors: string[], name: string | undefined): void {
  if (!name || name === "_GoBack" || name.startsWith("OLE_LINK") || of.bookmarks.has(name)) return;
  of.context.spend(1);
  of.bookmarks.add(name);
  anchors.push(name);
}

/** The name that a block keeps of its bookmarks; Word's own (`_Ref…`) only where there is no other. */
export function anchorOf(of: Package, names: readonly string[]): string | undefined {
  const chosen = names.find((name) => !isMachineMade(name)) ?? names[0];
  if (chosen !== undefined) for (const name of names) of.aliases.set(name, chosen);
  return chosen;
}

/** Bookmarks that word processors make by themselves: Word's `_Ref12`, LibreOffice's `__RefHeading` and `refTable0`. */
export function isMachineMade(name: string): boolean {
  return name.startsWith("_") || /^ref[A-Z]\p{L}*\d+$/u.test(name);
}
