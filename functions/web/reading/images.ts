import { deliveredEditions } from "../../../shared/deliverable/final/editions.ts";
import type { Manifest, State, Version } from "../../../shared/deliverable/state.ts";
import { Refusal } from "../../../shared/errors.ts";
import { everyVersion } from "../../../shared/stored/history.ts";
import { assetKey } from "../../../shared/stored/objects.ts";
import { type Opened, versionsOpen } from "../http/access.ts";
import { param } from "../http/answer.ts";
import type { PageContext, Web } from "../http/context.ts";

/**
 * An image of a deliverable's drafts: on to a short-lived address in the file store, for those who may read them. Throws
 * `not-found`.
 */
export async function image(c: PageContext, web: Web, opened: Opened): Promise<Response> {
  const { state, roles } = opened;
  const hash = param(c, "hash");
  const writes = roles.has("author") || roles.has("coordinator");
  const reads = writes || roles.has("reviewer") || roles.has("invited");
  const shown =
    shows(reads ? versionsOpen(opened) : finalVersions(state), hash) ||
    (writes && shows(await everyVersion(web.ports.store, state), hash));
  if (!shown) throw new Refusal("not-found");
  const key = assetKey(hash);
  const mediaType = imageType(await web.ports.files.get(key));
  return c.redirect(await web.ports.files.signDownload(key, { filename: hash, mediaType, seconds: 300 }), 302);
}

/** Those of the editions that can be downloaded: who funds reads what changed from one to the next. */
function finalVersions(state: State): Version[] {
  const finals = deliveredEditions(state).map(({ version }) => version);
  return state.versions.filter(({ hash }) => finals.includes(hash));
}

function shows(versions: readonly { manifest: Manifest }[], image: string): boolean {
  return versions.some(({ manifest }) => manifest.parts.some(({ assets }) => assets.includes(image)));
}

/** By its first bytes (PNG 5.2, JPEG B.1.1.3, GIF89a 17); what else readers keep is SVG. */
function imageType(bytes: Uint8Array | undefined): string {
  const head = Buffer.from(bytes?.subarray(0, 4) ?? []).toString("latin1");
  if (head.startsWith("\x89PNG")) return "image/png";
  if (head.startsWith("\xff\xd8")) return "image/jpeg";
  return head.startsWith("GIF8") ? "image/gif" : "image/svg+xml";
}
