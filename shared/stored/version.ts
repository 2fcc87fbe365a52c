import { canonicalJson, hashOf } from "../chain/hash.ts";
import { partTitle } from "../deliverable/drafting/parts.ts";
import type { Manifest, State, Version } from "../deliverable/state.ts";
import type { DocumentTree, ImageType } from "../document/tree.ts";
import { eachBlockOf } from "../document/visit.ts";
import { Refusal } from "../errors.ts";
import { type Kind, kindSchema, type RoundDemands } from "../kinds/kind.ts";
import { loadKind, loadTheme } from "../kinds/resolve.ts";
import { type Theme, themeSchema } from "../kinds/theme.ts";
import type { Assets, Files } from "../ports.ts";
import type { Hash } from "../values.ts";
import { assetKey, type FolderName, kindKey, objectKey, themeKey, treeKey } from "./objects.ts";

/** A part of a version, ready for `compose`. */
export type PartContent = { id: string; title: string; tree: DocumentTree };
export type ImageContent = { mediaType: ImageType; bytes: Uint8Array; width: number; height: number };

/** The version named by `hash`. Throws `version-unknown`. */
export function versionOf(state: State, hash: Hash): Version {
  const version = state.versions.find((known) => known.hash === hash);
  if (!version) throw new Refusal("version-unknown", { version: hash });
  return version;
}

/** Reads the trees of a version, its parts in their order. Throws `version-unknown`. */
export async function loadVersion(files: Files, state: State, hash: Hash): Promise<PartContent[]> {
  return loadManifest(files, state, versionOf(state, hash).manifest);
}

/** The same for any manifest, e.g. that of an earlier version. */
export async function loadManifest(
  files: Files,
  state: Pick<State, "parts" | "dropped">,
  manifest: Manifest,
): Promise<PartContent[]> {
  return Promise.all(
    manifest.parts.map(async ({ part: id, tree }) => {
      return { id, title: partTitle(state, id), tree: await loadTree(files, tree) };
    }),
  );
}

/** The images that some parts show, and the theme's logo, by hash. */
export async function loadImages(
  files: Files,
  parts: PartContent[],
  { logo }: Pick<Theme, "logo">,
): Promise<Map<Hash, ImageContent>> {
  const figures = parts.flatMap(({ tree }) => [...eachBlockOf(tree)].filter((block) => block.type === "figure"));
  const shown = logo === undefined ? figures : [logo, ...figures];
  const images = new Map(shown.map(({ image }) => [image.hash, image]));
  const loaded = [...images].map(async ([hash, { mediaType, width, height }]) => {
    const bytes = await read(files, assetKey(hash));
    return [hash, { mediaType, width, height, bytes }] as const;
  });
  return new Map(await Promise.all(loaded));
}

/** The tree of a part, by its hash. Throws `object-missing`. */
export async function loadTree(files: Files, hash: Hash): Promise<DocumentTree> {
  return (await readJson(files, treeKey(hash))) as DocumentTree;
}

/** Keeps the kind and the theme of today by hash, so that an opened round is decided and rendered as it was opened. */
export async function pin(
  ports: { assets: Assets; files: Files },
  kindId: string,
): Promise<{ kind: Hash; theme: Hash; demands: RoundDemands }> {
  const { kind } = await loadKind(ports.assets, kindId);
  const { theme } = await loadTheme(ports.assets);
  const kept = { kind: await keep(ports.files, "kinds", kind), theme: await keep(ports.files, "themes", theme) };
  return { ...kept, demands: kind.round };
}

/** The kind and the theme that a round pinned. */
export async function pinned(files: Files, round: { kind: Hash; theme: Hash }): Promise<{ kind: Kind; theme: Theme }> {
  return { kind: await pinnedKind(files, round), theme: await pinnedTheme(files, round) };
}

/** A theme that was kept, by its hash. */
export async function pinnedTheme(files: Files, { theme }: { theme: Hash }): Promise<Theme> {
  return themeSchema.parse(await readJson(files, themeKey(theme)));
}

/** The kind that a round pinned. */
export async function pinnedKind(files: Files, round: { kind: Hash }): Promise<Kind> {
  return kindSchema.parse(await readJson(files, kindKey(round.kind)));
}

/** Keeps a kind or a theme under the hash of its canonical JSON, which it returns. */
export async function keep(files: Files, folder: FolderName, value: object): Promise<Hash> {
  const hash = hashOf(value);
  await files.put(objectKey(folder, `${hash}.json`), Buffer.from(canonicalJson(value)), "application/json");
  return hash;
}

async function readJson(files: Files, key: string): Promise<unknown> {
  return JSON.parse(Buffer.from(await read(files, key)).toString("utf8"));
}

async function read(files: Files, key: string): Promise<Uint8Array> {
  const bytes = await files.get(key);
  if (!bytes) throw new Refusal("object-missing", { key });
  return bytes;
}
