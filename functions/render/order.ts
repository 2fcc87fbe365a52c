import { drawnOn } from "../../shared/deliverable/origins/source.ts";
import type { Round, State } from "../../shared/deliverable/state.ts";
import type { Facts } from "../../shared/document/cover.ts";
import type { RenderInput } from "../../shared/formats/render.ts";
import { withoutEnding } from "../../shared/formats/uploads.ts";
import type { Ports } from "../../shared/ports.ts";
import type { Settings } from "../../shared/settings.ts";
import { sourcesAt } from "../../shared/stored/history.ts";
import { organisationsOf } from "../../shared/stored/holders.ts";
import { actionTitle } from "../../shared/stored/programme.ts";
import { loadImages, loadVersion, type PartContent, pinned } from "../../shared/stored/version.ts";
import type { Instant } from "../../shared/values.ts";

/** What setting a document needs of the world: no mail, no keys. */
export type RenderPorts = Pick<Ports, "store" | "files" | "clock" | "ids">;
/** What a rendering process needs besides fonts: all of it plain data. */
export type RenderOrder = Omit<RenderInput, "fonts" | "imageHref">;

/** What is set: a version, as a kind and a theme were when a round opened; `instant` is its date. */
type Setting = Pick<Round, "version" | "kind" | "theme"> & { instant: Instant; edition?: Facts["edition"] };

/** The order by which a version of a deliverable is set. */
export async function orderFor(
  ports: RenderPorts,
  state: State,
  { version, kind: pinnedKind, theme: pinnedOne, instant, edition }: Setting,
  settings: Settings,
): Promise<Omit<RenderOrder, "parts"> & { parts: PartContent[] }> {
  const parts = await loadVersion(ports.files, state, version);
  const { kind, theme } = await pinned(ports.files, { kind: pinnedKind, theme: pinnedOne });
  const images = await loadImages(ports.files, parts, theme);
  const sources = drawnOn(await sourcesAt(ports.store, state, version), parts);
  const facts = {
    network: settings.network,
    title: state.title,
    action: await actionTitle(ports.store, state.action),
    funders: await organisationsOf(ports.store, state.funders),
    ...(edition && { edition }),
  };
  return {
    parts,
    kind,
    theme,
    facts,
    fileName: withoutEnding(state.title),
    version,
    instant,
    images,
    drawnOn: sources,
  };
}
