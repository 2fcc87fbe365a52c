import { href } from "../../../shared/addresses.ts";
import { drawnOn } from "../../../shared/deliverable/origins/source.ts";
import type { State } from "../../../shared/deliverable/state.ts";
import { compose, isCollective } from "../../../shared/document/compose.ts";
import type { Composed } from "../../../shared/document/composed.ts";
import type { DocumentTree } from "../../../shared/document/tree.ts";
import type { Warning } from "../../../shared/errors.ts";
import { htmlArticle } from "../../../shared/formats/html/article.ts";
import type { HtmlOptions } from "../../../shared/formats/html/context.ts";
import { withoutEnding } from "../../../shared/formats/uploads.ts";
import type { Kind } from "../../../shared/kinds/kind.ts";
import { loadKind } from "../../../shared/kinds/resolve.ts";
import { sourcesAt } from "../../../shared/stored/history.ts";
import { organisationsOf } from "../../../shared/stored/holders.ts";
import { actionTitle } from "../../../shared/stored/programme.ts";
import { loadVersion, type PartContent, pinned, versionOf } from "../../../shared/stored/version.ts";
import type { Hash } from "../../../shared/values.ts";
import type { Web } from "../http/context.ts";

/** A version as it is read on a page, and what composing it noticed. `article` is safe HTML. */
export type Article = { article: string; authors: string[]; language: string; kind: Kind; warnings: Warning[] };

/** A version composed, with the parts it was composed from; `collective`: ids of blocks say the place of their part. */
export type VersionText = {
  parts: PartContent[];
  collective: boolean;
  document: Composed;
  kind: Kind;
  warnings: Warning[];
};

/** A version of a deliverable, composed for its kind: as its round pinned it, else as it is now. Throws `version-unknown`. */
export async function openVersion(web: Web, state: State, version: Hash): Promise<VersionText> {
  return composed(web, state, version, await kindOf(web, state, version));
}

/** The same with other trees in the stead of some of its parts, by part. Throws `version-unknown`. */
export async function openChanged(web: Web, state: State, version: Hash, trees: Trees): Promise<VersionText> {
  return composed(web, state, version, await kindOf(web, state, version), { trees });
}

type Trees = ReadonlyMap<string, DocumentTree>;

async function kindOf({ ports }: Web, state: State, version: Hash): Promise<Kind> {
  const round = state.rounds.findLast((held) => held.version === version);
  return round ? (await pinned(ports.files, round)).kind : (await loadKind(ports.assets, state.kind)).kind;
}

/** A version of a deliverable, to be read. Throws `version-unknown`. */
export async function readVersion(web: Web, state: State, version: Hash): Promise<Article> {
  return toArticle(state, await openVersion(web, state, version));
}

/** One part of a version, alone: blocks keep the ids by which warnings name them. Throws `version-unknown`. */
export async function readPart(web: Web, state: State, version: Hash, part: string): Promise<Article> {
  return toArticle(state, await openPart(web, state, version, part));
}

/** The same, composed. Throws `version-unknown`. */
export async function openPart(web: Web, state: State, version: Hash, part: string): Promise<VersionText> {
  const { kind } = await loadKind(web.ports.assets, state.kind);
  return composed(web, state, version, { ...kind, parts: "one" }, { only: part });
}

/** A composed document as safe HTML, below a page's own title. */
export function articleOf(
  { id }: Pick<State, "id">,
  document: Composed,
  options: Omit<HtmlOptions, "imageHref" | "title"> = {},
): string {
  return htmlArticle(document, {
    ...options,
    imageHref: (hash) => href("image", { id, hash }),
    title: false,
  });
}

function toArticle(state: State, { document, kind, warnings }: VersionText): Article {
  const { authors, language } = document;
  return { article: articleOf(state, document), authors, language, kind, warnings };
}

/** `only`: one part, alone; `trees`: of parts, in the stead of their own. */
async function composed(
  web: Web,
  state: State,
  version: Hash,
  kind: Kind,
  { only, trees }: { only?: string; trees?: Trees } = {},
): Promise<VersionText> {
  const { ports, settings } = web;
  const all = (await loadVersion(ports.files, state, version)).map((part) => ({
    ...part,
    tree: trees?.get(part.id) ?? part.tree,
  }));
  const parts = only === undefined ? all : all.filter(({ id }) => id === only);
  const funders = await organisationsOf(ports.store, state.funders);
  const facts = {
    network: settings.network,
    action: await actionTitle(ports.store, state.action),
    title: state.title,
    funders,
  };
  const instant = versionOf(state, version).accepted;
  const sources = drawnOn(await sourcesAt(ports.store, state, version), parts);
  const { document, warnings } = compose({
    parts,
    kind,
    facts,
    fileName: withoutEnding(state.title),
    version,
    instant,
    drawnOn: sources,
  });
  return { parts, collective: isCollective({ parts, kind }), document, kind, warnings };
}
