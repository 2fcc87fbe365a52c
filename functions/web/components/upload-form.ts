import { html } from "hono/html";
import { href } from "../../../shared/addresses.ts";
import type { RefusalCode } from "../../../shared/errors.ts";
import { draftFormats, formatNames, hasEnding, type UploadFormat, uploads } from "../../../shared/formats/uploads.ts";
import { refusalMessage } from "../../../shared/i18n/refusal.ts";
import type { Settings } from "../../../shared/settings.ts";
import { uploadKey } from "../../../shared/stored/objects.ts";
import type { Html, Web } from "../http/context.ts";
import type { Say } from "../http/say.ts";
import { errorSummary } from "./filled.ts";

/** What a script says of a file that is refused, before it is sent or as it is asked for: the same as any refused form, its words to be filled in. */
export function uploadRefusal(speak: Say): Html {
  const { text } = speak;
  return html`<template data-refusal data-prefix="${text("error.prefix")}">${errorSummary(speak, { typed: {}, errors: [{ field: "file", message: "" }] })}</template>`;
}

/** Seconds that a person has to send the file. */
const seconds = 3600;

type SignedForm = { url: string; fields: Record<string, string> };

/** Where a draft's file is posted, and the fields that go before it; the browser then comes back to the upload's page. */
export function signedForm(web: Web, id: string, upload: string): Promise<SignedForm> {
  return signedFormTo(web, upload, href("upload", { id, upload }));
}

/** The same for any file that is sent; `page`: where the browser then goes. */
export function signedFormTo({ ports, settings }: Web, upload: string, page: string): Promise<SignedForm> {
  return ports.files.signUpload(uploadKey(upload), {
    minBytes: 1,
    maxBytes: settings.limits.uploadBytes,
    seconds,
    redirect: settings.publicUrl + page,
  });
}

/** What can be told of a file before it is sent; `taken`: the formats that are read. */
export function faultOf(
  name: string,
  bytes: number | undefined,
  { limits }: Settings,
  taken: readonly UploadFormat[],
): RefusalCode | undefined {
  if (bytes === 0) return "file-empty";
  if (bytes !== undefined && bytes > limits.uploadBytes) return "file-too-large";
  if (hasEnding(name, taken)) return undefined;
  if (/\.doc$/i.test(name)) return "file-legacy-doc";
  return /\.do[ct]m$/i.test(name) ? "file-macros" : "file-type-unknown";
}

/** As the message of `file-too-large` counts. */
export function megabytes(bytes: number): number {
  return Math.floor(bytes / 2 ** 20);
}

/** What a file that is too large is told, before it is sent. */
export function tooLarge({ language }: Say, { limits }: Settings): string {
  return refusalMessage(language, { code: "file-too-large", details: { limit: megabytes(limits.uploadBytes) } });
}

/** The formats to choose from, where no script can read the file's name. */
export function formatOptions({ text }: Say, formats: readonly UploadFormat[]): { value: string; label: string }[] {
  return formats.map((format) => ({ value: format, label: uploads[format].name ?? text("upload.format.zip") }));
}

/** Which files are read as drafts, and up to what size. */
export function uploadLead({ text, bytes }: Say, { limits }: Settings): string {
  return text("upload.lead", { formats: formatNames(draftFormats), limit: bytes(limits.uploadBytes) });
}
