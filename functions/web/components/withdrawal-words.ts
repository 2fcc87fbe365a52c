import { html } from "hono/html";
import { isWithdrawnFinal } from "../../../shared/deliverable/final/editions.ts";
import type { State } from "../../../shared/deliverable/state.ts";
import { loadEvents } from "../../../shared/stored/deliverable.ts";
import { getText } from "../../../shared/stored/text.ts";
import type { Instant, PersonId } from "../../../shared/values.ts";
import type { Html, Web } from "../http/context.ts";
import type { Say } from "../http/say.ts";

/** Who withdrew a deliverable, when and why; no reason once it was erased; undefined of one that was not. */
export async function withdrawalOf(
  { ports }: Pick<Web, "ports">,
  { id, stage }: Pick<State, "id" | "stage">,
): Promise<{ by: PersonId; at: Instant; reason?: string } | undefined> {
  if (stage !== "withdrawn") return undefined;
  const events = await Array.fromAsync(loadEvents(ports.store, id));
  const withdrawal = events.findLast((event) => event.type === "withdrawn");
  if (!withdrawal) return undefined;
  const reason = await getText(ports.files, withdrawal.data.reason);
  return { by: withdrawal.by, at: withdrawal.at, ...(reason !== undefined && { reason }) };
}

/** To whoever reads a version of it, that a deliverable was withdrawn, when and why; "" of one that was not. */
export async function withdrawalNote(web: Web, speak: Say, state: State): Promise<Html | ""> {
  const withdrawal = await withdrawalOf(web, state);
  if (!withdrawal) return "";
  const { at, reason } = withdrawal;
  const lead = speak.text(isWithdrawnFinal(state) ? "tombstone.lead" : "step.withdrawn");
  return html`<div class="note warning"><p>${lead}</p>${reason === undefined ? "" : html`<blockquote><p>${reason}</p></blockquote>`}<p class="muted"><time datetime="${at}">${speak.day(at)}</time></p></div>`;
}
