import { html } from "hono/html";
import { href } from "../../../shared/addresses.ts";
import { delivered, isWithdrawnFinal } from "../../../shared/deliverable/final/editions.ts";
import { row } from "../components/row.ts";
import { makingNote } from "../final/editions.ts";
import { deliveredTag, whatThereIs } from "../final/final.ts";
import { editionArchiveFor } from "../final/proof-archive.ts";
import type { Opened } from "../http/access.ts";
import type { Html, Web } from "../http/context.ts";
import type { Say } from "../http/say.ts";

/** A document that somebody funds: its files and its proof archive, or when they are expected. `about`: its kind, or its action. */
export async function documentItem(web: Web, speak: Say, opened: Opened, about: string): Promise<Html> {
  const { state } = opened;
  const newest = delivered(state);
  const archive = newest && !isWithdrawnFinal(state) ? await editionArchiveFor(web, opened, newest) : undefined;
  const address = href("final", { id: state.id });
  return row(
    html`<p>${deliveredTag(speak, state)}</p>`,
    html`<h3><a href="${address}">${state.title}</a></h3><p class="muted">${about}</p>${whatThereIs(speak, opened, archive, { among: true })}${makingNote(speak, state)}`,
  );
}
