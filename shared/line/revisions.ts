import { Refusal } from "../errors.ts";
import { parseKind, parseTheme } from "../kinds/resolve.ts";
import type { Assets, Files } from "../ports.ts";
import type { Settings } from "../settings.ts";
import { keep } from "./version.ts";

type Chosen = Pick<Settings, "kinds" | "theme">;

/** The templates with a network's own kinds and theme laid over them, as its settings choose them by hash. */
export function withRevisions(assets: Assets, files: Pick<Files, "get">, { kinds, theme }: Chosen): Assets {
  const chosen = new Map(Object.entries(kinds).map(([id, hash]) => [`${id}/kind.json`, `kinds/${hash}.json`]));
  if (theme !== undefined) chosen.set("theme.json", `themes/${theme}.json`);
  return {
    read: async (path) => {
      const key = chosen.get(path);
      const bytes = key === undefined ? undefined : await files.get(key);
      if (key !== undefined && !bytes) throw new Refusal("object-missing", { key });
      return bytes ?? assets.read(path);
    },
    list: async (folder) => {
      const paths = await assets.list(folder);
      return folder === "" ? [...new Set([...paths, ...chosen.keys()])].sort() : paths;
    },
  };
}

/**
 * Settings that choose a revision, kept in the file store by its hash: `bytes` is a kind.json or a theme.json. Throws
 * `kind-invalid` or `theme-invalid` with the field that is wrong.
 */
export async function revise(files: Files, settings: Settings, bytes: Uint8Array): Promise<Settings> {
  if (!isKind(bytes)) return { ...settings, theme: await keep(files, "themes", parseTheme(bytes)) };
  const kind = parseKind(bytes);
  return { ...settings, kinds: { ...settings.kinds, [kind.id]: await keep(files, "kinds", kind) } };
}

/** Settings that go back to the default of `name`: a kind's id, or "theme". Throws `kind-unknown`. */
export function unrevise(settings: Settings, name: string): Settings {
  const { theme, ...rest } = settings;
  if (name === "theme") return rest;
  const { [name]: revised, ...kinds } = settings.kinds;
  const known = ["theme", ...Object.keys(settings.kinds)].join(", ");
  if (revised === undefined) throw new Refusal("kind-unknown", { kind: name, known });
  return { ...rest, ...(theme !== undefined && { theme }), kinds };
}

/** A kind has sections, a theme has styles; what is neither is told as a theme that lacks them. */
function isKind(bytes: Uint8Array): boolean {
  return /"sections"\s*:/.test(new TextDecoder().decode(bytes));
}
