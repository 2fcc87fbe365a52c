import { html } from "hono/html";
import { delivered } from "../../../shared/deliverable/final/editions.ts";
import { volumeList } from "../components/volume.ts";
import { isForFunder, toldNote } from "../final/download-form.ts";
import type { Html, PageContext, Visitor, Web } from "../http/context.ts";
import { reachFiles } from "../http/file-store.ts";
import type { Say } from "../http/say.ts";
import { kindNames } from "./action.ts";
import { documentVolume } from "./documents.ts";
import { inOrder, spaceOf } from "./space.ts";

/** Of what somebody funds, as many as a home shows. */
const shown = 3;

/** The newest finals that somebody funds, each with its files; what there is to come is at the room itself. */
export async function newestFinals(c: PageContext, web: Web, speak: Say, visitor: Visitor): Promise<Html> {
  const { held } = await spaceOf(c, web, visitor);
  const newest = inOrder(held.filter(({ state }) => delivered(state))).slice(0, shown);
  if (newest.length === 0) return html`<p>${speak.text("funded.nothing-yet")}</p>`;
  await reachFiles(c, web);
  const kindOf = await kindNames(web, speak);
  const volumes = newest.map((opened) => documentVolume(web, speak, opened, kindOf(opened.state.kind)));
  return html`${newest.some(isForFunder) ? toldNote(speak) : ""}${volumeList(await Promise.all(volumes))}`;
}
