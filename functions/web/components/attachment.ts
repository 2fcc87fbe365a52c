import { html } from "hono/html";
import { hashOf } from "../../../shared/chain/hash.ts";
import { Refusal } from "../../../shared/errors.ts";
import { mediaTypes } from "../../../shared/formats/media-types.ts";
import { sourceKey, uploadKey } from "../../../shared/stored/objects.ts";
import type { FileRef } from "../../../shared/values.ts";
import type { Html, Web } from "../http/context.ts";
import type { Say } from "../http/say.ts";
import { hidden } from "./fields.ts";

/** Bytes of a file that the coordinator joins to a record: minutes, a letter, a picture of one. */
export const maxBytes = 10 * 1024 * 1024;
const seconds = 3600;

/** The way a file goes: straight to the file store, which leads back to `back` and the name it was given. */
export function attachmentForm(web: Web, speak: Say, back: string): Promise<Html> {
  const { text } = speak;
  const words = { label: text("attachment.file"), button: text("attachment.do") };
  const hint = text("attachment.hint", { limit: speak.bytes(maxBytes) });
  return attachmentFormTo(web, (upload) => `${back}/${upload}`, { id: "file", ...words, hint });
}

/** What such a form says; `accept`: the types it is for; `camera`: a telephone may take a photograph for it; `upload`: the name of the file. */
type FileField = {
  id: string;
  label: string;
  button: string;
  hint?: string;
  accept?: string;
  camera?: boolean;
  upload?: string;
};

/** The same, back to any page that is named by the file's own name. */
export async function attachmentFormTo(
  { ports, settings }: Web,
  back: (upload: string) => string,
  { id, label, button, hint, accept, camera, upload = ports.ids() }: FileField,
): Promise<Html> {
  const limits = { minBytes: 1, maxBytes, seconds, redirect: `${settings.publicUrl}${back(upload)}` };
  const { url, fields } = await ports.files.signUpload(uploadKey(upload), limits);
  return html`<form method="post" action="${url}" enctype="multipart/form-data">
${Object.entries(fields).map(([name, value]) => hidden(name, value))}
<div class="field"><label for="${id}">${label}</label>
${hint ? html`<span class="hint" id="${id}-hint">${hint}</span>` : ""}
<input type="file" id="${id}" name="file" required${accept ? html` accept="${accept}"` : ""}${camera ? html` capture="environment"` : ""}${hint ? html` aria-describedby="${id}-hint"` : ""}></div>
<button class="second">${button}</button></form>`;
}

/** Whether the file of an attachment came. */
export async function hasArrived({ ports }: Web, upload: string): Promise<boolean> {
  return (await ports.files.head(uploadKey(upload))) !== undefined;
}

/** The bytes of a file that came, as they are to be kept; throws what makes it none that may be. */
type Keeping = (bytes: Uint8Array, mediaType: string) => Uint8Array;

/** Keeps a file that came under its hash, named by what it is, as `keeping` has it. Throws `upload-missing`, `file-too-large`, and as `keeping`. */
export async function keepAttachment(
  { ports }: Web,
  upload: string,
  stem: string,
  keeping: Keeping = (bytes) => bytes,
): Promise<FileRef> {
  const arrived = await ports.files.head(uploadKey(upload));
  if (arrived && arrived.bytes > maxBytes) throw new Refusal("file-too-large", { limit: maxBytes / 2 ** 20 });
  const came = arrived && (await ports.files.get(uploadKey(upload)));
  if (!came) throw new Refusal("upload-missing");
  const { ending, mediaType } = typeOf(came);
  const bytes = keeping(came, mediaType);
  const hash = hashOf(bytes);
  await ports.files.put(sourceKey(hash), bytes, mediaType);
  return { hash, name: `${stem}.${ending}`, mediaType, bytes: bytes.length };
}

/** Whether a kept file is still there: one that was erased is not. */
export async function isKept({ ports }: Web, { hash }: Pick<FileRef, "hash">): Promise<boolean> {
  return (await ports.files.head(sourceKey(hash))) !== undefined;
}

/** A short-lived address of a kept file, as an attachment. */
export function attachmentAddress({ ports }: Web, { hash, name, mediaType }: FileRef): Promise<string> {
  return ports.files.signDownload(sourceKey(hash), { filename: name, mediaType, seconds: 300 });
}

/** By its first bytes (PDF 7.5.2, PNG 5.2, JPEG B.1.1.3, APPNOTE 4.3.7); what is none of these keeps no type. */
function typeOf(bytes: Uint8Array): { ending: string; mediaType: string } {
  const head = Buffer.from(bytes.subarray(0, 4096)).toString("latin1");
  if (head.startsWith("%PDF")) return { ending: "pdf", mediaType: mediaTypes.pdf };
  if (head.startsWith("\x89PNG")) return { ending: "png", mediaType: "image/png" };
  if (head.startsWith("\xff\xd8")) return { ending: "jpg", mediaType: "image/jpeg" };
  if (head.startsWith("PK")) return packageType(head);
  if (/^(received|return-path|from|date|message-id|delivered-to|mime-version):/im.test(head.slice(0, 400)))
    return { ending: "eml", mediaType: "message/rfc822" };
  return head.includes("\0")
    ? { ending: "bin", mediaType: "application/octet-stream" }
    : { ending: "txt", mediaType: "text/plain; charset=utf-8" };
}

function packageType(head: string): { ending: string; mediaType: string } {
  if (head.includes("opendocument.text")) return { ending: "odt", mediaType: mediaTypes.odt };
  if (/\[Content_Types\]|word\//.test(head)) return { ending: "docx", mediaType: mediaTypes.docx };
  return { ending: "zip", mediaType: mediaTypes.zip };
}
