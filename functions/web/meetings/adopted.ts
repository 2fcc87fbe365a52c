import { html } from "hono/html";
import { href } from "../../../shared/addresses.ts";
import { delivered } from "../../../shared/deliverable/final/editions.ts";
import type { Output } from "../../../shared/deliverable/final/final.ts";
import { asHandedOver } from "../../../shared/deliverable/final/handing-over.ts";
import type { State } from "../../../shared/deliverable/state.ts";
import { mediaTypes } from "../../../shared/formats/media-types.ts";
import { loadKind } from "../../../shared/kinds/resolve.ts";
import type { Meeting } from "../../../shared/meeting/state.ts";
import { loadState } from "../../../shared/stored/deliverable.ts";
import type { MeetingSay } from "../components/meeting-words.ts";
import type { Html, Web } from "../http/context.ts";

/** The minutes of a meeting as they were adopted and handed over: their document and its file; undefined: they are none, or not adopted yet. */
export async function adoptedMinutes(
  { ports }: Pick<Web, "ports">,
  { minutesDeliverable: id }: Pick<Meeting, "minutesDeliverable">,
): Promise<{ state: State; file: Output } | undefined> {
  const loaded = id === undefined ? undefined : await loadState(ports.store, id);
  const state = loaded && asHandedOver(loaded.state, ports.clock());
  const outputs = (state && delivered(state)?.outputs) ?? [];
  const file = outputs.find(({ format }) => format === "pdf") ?? outputs[0];
  return state && file && { state, file };
}

/** A short-lived address of that file in the file store, as an attachment. */
export async function adoptedAddress({ ports }: Pick<Web, "ports">, file: Output): Promise<string> {
  const { key, format, sha256, bytes } = file;
  const filename = key.slice(key.lastIndexOf("/") + 1);
  const as = { filename, mediaType: mediaTypes[format], seconds: 300, content: { sha256, bytes } };
  return ports.files.signDownload(key, as);
}

/** The adopted text, in place of what was noted at the meeting: to those of the meeting, whether or not they reviewed it. */
export async function adoptedLink(
  { ports }: Web,
  speak: MeetingSay,
  meeting: Meeting,
  { state, file }: { state: State; file: Output },
): Promise<Html> {
  const { kind } = await loadKind(ports.assets, state.kind);
  return html`<p><a href="${href("meetingMinutes", { meeting: meeting.id })}">${state.title}</a> <span class="tag done">${speak.given(kind.stages.final)}</span> <span class="muted">(${file.format.toUpperCase()}, ${speak.bytes(file.bytes)})</span></p>`;
}
