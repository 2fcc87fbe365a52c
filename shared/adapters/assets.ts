import { readdir, readFile } from "node:fs/promises";
import { join, relative, resolve, sep } from "node:path";
import type { Assets } from "../ports.ts";

/**
 * The templates in a folder: the checkout's own, or the copy in a bundle. They come with a release and do not change while a process
 * runs: each is read once, and the folder is walked once; what is read is shared, and nobody changes it. Paths may not leave it.
 */
export function folderAssets(folder: string): Assets {
  const root = resolve(folder);
  const inside = (path: string): string => {
    const whole = resolve(root, `.${sep}${path}`);
    if (whole !== root && !whole.startsWith(root + sep)) throw new Error(`${path} is outside the templates`);
    return whole;
  };
  return {
    read: once(async (path) => readFile(inside(path))),
    list: once(async (path) => {
      const entries = await readdir(inside(path), { recursive: true, withFileTypes: true });
      const files = entries.filter((entry) => entry.isFile());
      return files.map((file) => relative(inside(path), join(file.parentPath, file.name)).replaceAll(sep, "/")).sort();
    }),
  };
}

/** What a path was answered, for whoever asks again; a failure is not kept. */
function once<T>(ask: (path: string) => Promise<T>): (path: string) => Promise<T> {
  const known = new Map<string, Promise<T>>();
  return (path) => {
    const asked = known.get(path) ?? ask(path);
    known.set(path, asked);
    asked.catch(() => known.delete(path));
    return asked;
  };
}
