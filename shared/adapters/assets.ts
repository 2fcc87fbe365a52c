import { readdir, readFile } from "node:fs/promises";
import { join, normalize, sep } from "node:path";
import type { Assets } from "../ports.ts";

/** The templates in a folder: the checkout's own, or the copy in a bundle. Paths may not leave it. */
export function folderAssets(folder: string): Assets {
  const inside = (path: string): string => {
    const whole = normalize(join(folder, path));
    if (whole !== normalize(folder) && !whole.startsWith(normalize(folder) + sep))
      throw new Error(`${path} is outside the templates`);
    return whole;
  };
  return {
    read: (path) => readFile(inside(path)),
    list: async (path) => {
      const entries = await readdir(inside(path), { recursive: true, withFileTypes: true });
      const files = entries.filter((entry) => entry.isFile());
      const root = inside(path);
      return files
        .map((file) =>
          join(file.parentPath, file.name)
            .slice(root.length + 1)
            .replaceAll(sep, "/"),
        )
        .sort();
    },
  };
}
