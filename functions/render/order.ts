import type { Round, State } from "../../shared/deliverable/state.ts";
import type { RenderInput } from "../../shared/formats/render.ts";
import { withoutEnding } from "../../shared/formats/uploads.ts";
import type { Ports } from "../../shared/ports.ts";
import type { Settings } from "../../shared/settings.ts";
import { organisationsOf } from "../../shared/stored/holders.ts";
import { actionTitle } from "../../shared/stored/programme.ts";
import { loadImages, loadVersion, pinned } from "../../shared/stored/version.ts";
import type { Instant } from "../../shared/values.ts";

/** What setting a document needs of the world: no mail, no keys. */
export type RenderPorts = Pick<Ports, "store" | "files" | "clock" | "ids">;
/** What a rendering process needs besides fonts: all of it plain data. */
export type RenderOrder = Omit<RenderInput, "fonts" | "imageHref">;

/** The version of a round, to be set as its kind and theme were at the round's opening; `instant` is its date. */
export async function orderFor(
  ports: RenderPorts,
  state: State,
  round: Round,
  settings: Settings,
  instant: Instant,
): Promise<RenderOrder> {
  const { version } = round;
  const parts = await loadVersion(ports.files, state, version);
  const { kind, theme } = await pinned(ports.files, round);
  const images = await loadImages(ports.files, parts, theme);
  const facts = {
    network: settings.network,
    title: state.title,
    action: await actionTitle(ports.store, state.action),
    funders: await organisationsOf(ports.store, state.funders),
  };
  return { parts, kind, theme, facts, fileName: withoutEnding(state.title), version, instant, images };
}
