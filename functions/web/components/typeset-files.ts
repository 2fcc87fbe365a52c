import { html } from "hono/html";
import { Refusal } from "../../../shared/errors.ts";
import { mediaTypes } from "../../../shared/formats/media-types.ts";
import { fileName, type TypesetSource, typesetKey } from "../../../shared/stored/outputs.ts";
import { type ToSet, type TypesetFiles, typesetFiles, typesetSource } from "../../../shared/stored/typeset.ts";
import type { Html, Web } from "../http/context.ts";
import type { Say } from "../http/say.ts";
import { fileWords } from "./outputs.ts";

/** A document that no deliverable is: what names its files, and what there is of them. */
export type Typeset = TypesetFiles & { source: TypesetSource };

/** What there is of the files of a document as it would be set today. */
export async function typesetOf({ ports }: Web, toSet: ToSet): Promise<Typeset> {
  const source = await typesetSource(ports, toSet);
  return { source, ...(await typesetFiles(ports, source)) };
}

/** How a page waits for files that are being made. */
export function waitsFor({ files, job }: TypesetFiles): { refresh?: number; scripts?: string[] } {
  return files.length === 0 && job && job !== "failed" ? { refresh: 4, scripts: ["wait.js"] } : {};
}

/** Links to the files, the PDF first; `label`: what each is called. */
export function fileLinks(
  speak: Say,
  { settings }: Web,
  { files }: TypesetFiles,
  { address, label }: Record<"address" | "label", (format: "pdf" | "docx") => string>,
): Html[] {
  return files
    .toSorted((a, b) => (a.format < b.format ? 1 : -1))
    .map(
      (file) => html`<li><a href="${address(file.format)}">${label(file.format)}</a>
<span class="muted">(${fileWords(speak, settings.language, file)})</span></li>`,
    );
}

/**
 * How far files are that are not there: a button that asks for them, that they come, that they could not be made. `address`: of the page that
 * has them, where a form that came back shows it under its own.
 */
export function makingNote({ text }: Say, { files, job }: TypesetFiles, address = ""): Html | "" {
  if (files.length > 0) return "";
  if (job === "failed") return html`<div class="note warning"><p>${text("typeset.failed")}</p></div>`;
  if (job)
    return html`<div data-wait role="status"><p>${text("typeset.coming")}</p></div><p><a href="${address}">${text("waiting.again")}</a></p>`;
  const action = address === "" ? "" : html` action="${address}"`;
  return html`<form method="post"${action}><button>${text("typeset.make")}</button></form>`;
}

/** A short-lived address of a file; undefined: it is not made. Throws `not-found` for a format that there is not. */
export async function fileAddress(
  { ports }: Web,
  { source, files }: Typeset,
  format: string,
  title: string,
): Promise<string | undefined> {
  if (format !== "pdf" && format !== "docx") throw new Refusal("not-found");
  const file = files.find((each) => each.format === format);
  if (!file) return undefined;
  const { sha256, bytes } = file;
  const as = { filename: fileName(title, `.${format}`), mediaType: mediaTypes[format], seconds: 300 };
  return ports.files.signDownload(typesetKey(source, format), { ...as, content: { sha256, bytes } });
}
