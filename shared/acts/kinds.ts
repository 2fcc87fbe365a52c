import { isDeepStrictEqual } from "node:util";
import { Refusal } from "../errors.ts";
import { type Language, languages } from "../i18n/languages.ts";
import type { Kind } from "../kinds/kind.ts";
import { isShipped, listKinds, loadKind } from "../kinds/resolve.ts";
import { foldWords, reservedIds } from "../name.ts";
import type { Ports } from "../ports.ts";
import type { Settings } from "../settings.ts";
import { changeSettings } from "../stored/network.ts";
import { withRevisions } from "../stored/revisions.ts";
import { keep } from "../stored/version.ts";
import type { Hash } from "../values.ts";

/** `assets`: the templates with the network's own kinds laid over them, as its settings choose them now. */
type Where = Pick<Ports, "store" | "files" | "assets">;

/** The kind that has the name of another in some language, whatever its capitals and accents, and that language; undefined: none. */
export function namesake(
  kinds: readonly Kind[],
  { id, name }: Pick<Kind, "id" | "name">,
): { kind: Kind; language: Language } | undefined {
  for (const language of languages) {
    const own = foldWords(name[language] ?? "");
    const kind = kinds.find((each) => own !== "" && each.id !== id && foldWords(each.name[language] ?? "") === own);
    if (kind) return { kind, language };
  }
  return undefined;
}

/**
 * A new kind of the network. Throws `kind-exists` where another has its id: the same one sent twice is one kind; `kind-named` where another
 * has its name.
 */
export async function addKind(where: Where, kind: Kind): Promise<void> {
  if (reservedIds.includes(kind.id)) throw new Refusal("kind-exists", { kind: kind.id });
  const hash = await keep(where.files, "kinds", kind);
  await choose(where, kind.id, hash, async () => {
    const kinds = await listKinds(where.assets);
    unlessNamed(kinds, kind);
    const there = kinds.some(({ id }) => id === kind.id);
    if (there && (await loadKind(where.assets, kind.id)).hash !== hash)
      throw new Refusal("kind-exists", { kind: kind.id });
  });
}

/**
 * A kind as the network wants it from now on; rounds keep the one they were opened with. `seen`: the hash of the kind that was
 * changed. Throws `kind-changed` where it is another by now, `kind-named` where its new name is another's, `kind-unknown`.
 */
export async function changeKind(where: Where, kind: Kind, seen?: Hash): Promise<void> {
  const hash = await keep(where.files, "kinds", kind);
  if ((await loadKind(where.assets, kind.id)).hash === hash) return;
  await choose(where, kind.id, hash, async () => {
    const { kind: before, hash: now } = await loadKind(where.assets, kind.id);
    if (seen !== undefined && seen !== now && hash !== now) throw new Refusal("kind-changed");
    if (!isDeepStrictEqual(before.name, kind.name)) unlessNamed(await listKinds(where.assets), kind);
  });
}

/**
 * That no kind which settings choose anew, or no longer choose, would have the name of another; `assets`: the templates as Livrable brings
 * them. Throws `kind-named`.
 */
export async function checkNames(
  { assets, files }: Pick<Where, "assets" | "files">,
  before: Pick<Settings, "kinds">,
  after: Pick<Settings, "kinds">,
): Promise<void> {
  const kinds = await listKinds(withRevisions(assets, files, { kinds: after.kinds }));
  const was = await listKinds(withRevisions(assets, files, { kinds: before.kinds }));
  for (const kind of kinds) {
    if (after.kinds[kind.id] === before.kinds[kind.id]) continue;
    const old = was.find(({ id }) => id === kind.id);
    if (!isDeepStrictEqual(old?.name, kind.name)) unlessNamed(kinds, kind);
  }
}

function unlessNamed(kinds: readonly Kind[], kind: Kind): void {
  const other = namesake(kinds, kind);
  if (other) throw new Refusal("kind-named", { name: kind.name[other.language] ?? "", kind: other.kind.id });
}

/**
 * Gives a kind that Livrable brings back what it brought. Throws `kind-unknown` for one of the network's own, `kind-named` where
 * another took its name meanwhile.
 */
export async function restoreKind(where: Where, id: string): Promise<void> {
  if (!(await isShipped(where.assets, id))) throw new Refusal("kind-unknown", { kind: id });
  const { kind } = await loadKind(where.assets.shipped ?? where.assets, id);
  await choose(where, id, undefined, async () => unlessNamed(await listKinds(where.assets), kind));
}

/**
 * No new deliverable is of a kind of the network's own any more, or is again; those that are keep it. Throws `kind-shipped` for a
 * kind that Livrable brings, `kind-unknown`.
 */
export async function retireKind(where: Where, id: string, retired: boolean): Promise<void> {
  if (await isShipped(where.assets, id)) throw new Refusal("kind-shipped", { kind: id });
  const { retired: _, ...kind } = (await loadKind(where.assets, id)).kind;
  await changeKind(where, { ...kind, ...(retired && { retired }) });
}

/** Sets which revision of a kind the settings choose; `undefined`: the default. `check` is asked before each turn. */
async function choose(where: Where, id: string, hash: Hash | undefined, check: () => Promise<void>): Promise<void> {
  await changeSettings(where, async ({ kinds: { [id]: before, ...others } }) => {
    await check();
    if (before === hash) return undefined;
    return { kinds: hash === undefined ? others : { ...others, [id]: hash } };
  });
}
