import { Refusal } from "../errors.ts";
import { readJson } from "../kinds/json.ts";
import { kindSchema } from "../kinds/kind.ts";
import { parseKind, parseTheme } from "../kinds/resolve.ts";
import { themeSchema } from "../kinds/theme.ts";
import type { Assets, Files } from "../ports.ts";
import type { Settings } from "../settings.ts";
import { kindKey, themeKey } from "./objects.ts";
import { keep } from "./version.ts";

type Chosen = Pick<Settings, "kinds" | "theme">;

/**
 * The templates with a network's own kinds and theme laid over them, as its settings choose them by hash. Settings that are asked
 * for each time are heard at once: what runs needs no start to see another kind.
 */
export function withRevisions(
  assets: Assets,
  files: Pick<Files, "get">,
  settings: Chosen | (() => Promise<Chosen>),
): Assets {
  const asked = typeof settings === "function" ? shared(settings) : async () => settings;
  const keysChosen = async () => keysOf(await asked());
  return {
    read: async (path) => {
      if (!/^(?:[^/]+\/kind|theme)\.json$/.test(path)) return assets.read(path);
      const key = (await keysChosen()).get(path);
      const bytes = key === undefined ? undefined : await files.get(key);
      if (key !== undefined && !bytes) throw new Refusal("object-missing", { key });
      return bytes ?? assets.read(path);
    },
    list: async (folder) => {
      const paths = await assets.list(folder);
      return folder === "" ? [...new Set([...paths, ...(await keysChosen()).keys()])].sort() : paths;
    },
    shipped: assets,
  };
}

/** Where what settings choose is in the file store, by its path among the templates. */
function keysOf({ kinds, theme }: Chosen): Map<string, string> {
  const keys = new Map(Object.entries(kinds).map(([id, hash]) => [`${id}/kind.json`, kindKey(hash)]));
  if (theme !== undefined) keys.set("theme.json", themeKey(theme));
  return keys;
}

/** Asks once for all who ask meanwhile: the kinds of a list are read together. */
function shared<T>(ask: () => Promise<T>): () => Promise<T> {
  let asking: Promise<T> | undefined;
  return () => {
    asking ??= ask().finally(() => {
      asking = undefined;
    });
    return asking;
  };
}

/**
 * Settings that choose a revision, kept in the file store by its hash: `bytes` is a kind.json or a theme.json. Throws
 * `kind-invalid` or `theme-invalid` with the field that is wrong; `json-unreadable` with the line, `revision-unknown`.
 */
export async function revise(files: Files, settings: Settings, bytes: Uint8Array): Promise<Settings> {
  const given = fieldsOf(bytes);
  if (!isKind(given)) return { ...settings, theme: await keep(files, "themes", parseTheme(bytes)) };
  const kind = parseKind(bytes, typeof given.id === "string" ? given.id : undefined);
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

function fieldsOf(bytes: Uint8Array): Record<string, unknown> {
  const json = readJson(bytes);
  if (typeof json !== "object" || json === null || Array.isArray(json)) throw new Refusal("revision-unknown");
  return json as Record<string, unknown>;
}

/** What has more fields of a kind than of a theme. Throws `revision-unknown` for what has none of either. */
function isKind(given: object): boolean {
  const fieldsIn = (shape: object) => Object.keys(given).filter((field) => field in shape).length;
  const [kind, theme] = [fieldsIn(kindSchema.shape), fieldsIn(themeSchema.shape)];
  if (kind === theme) throw new Refusal("revision-unknown");
  return kind > theme;
}
