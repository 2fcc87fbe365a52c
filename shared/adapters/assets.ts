import { readdir, readFile } from "node:fs/promises";
import { join, relative, resolve, sep } from "node:path";
import type { Assets } from "../ports.ts";

/** The templates in a folder: the checkout's own, or the copy in a bundle. Paths may not leave it. */
export function folderAssets(folder: string): Assets {
  const root = resolve(folder);
  const inside = (path: string): string => {
    const whole = resolve(root, `.${sep}${path}`);
    if (whole !== root && !whole.startsWith(root + sep)) throw new Error(`${path} is outside the templates`);
    return whole;
  };
  return {
    read: (path) => readFile(inside(path)),
    list: async (path) => {
      const entries = await readdir(inside(path), { recursive: true, withFileTypes: true });
      const files = entries.filter((entry) => entry.isFile());
      return files.map((file) => relative(inside(path), join(file.parentPath, file.name)).replaceAll(sep, "/")).sort();
    },
  };
}

/** Templates that do not change while a process runs, as those that come with a release: each is read once. */
export function remembered(assets: Assets): Assets {
  const once = <T>(ask: (path: string) => Promise<T>) => {
    const known = new Map<string, Promise<T>>();
    return (path: string): Promise<T> => {
      const asked = known.get(path) ?? ask(path);
      known.set(path, asked);
      asked.catch(() => known.delete(path));
      return asked;
    };
  };
  return { read: once(assets.read), list: once(assets.list) };
}
