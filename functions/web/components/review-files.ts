import { html } from "hono/html";
import { href } from "../../../shared/addresses.ts";
import type { Round, State } from "../../../shared/deliverable/state.ts";
import { type ProofFile, proofCopyKey } from "../../../shared/stored/outputs.ts";
import type { Html, Web } from "../http/context.ts";
import type { Say } from "../http/say.ts";
import { fileWords } from "./outputs.ts";

/** The files of the version under review, where they are there, and the picture of its first page. */
export async function reviewFilesOf({ ports }: Web, { version }: Pick<Round, "version">): Promise<ProofFile[]> {
  const bytes = await ports.files.get(proofCopyKey(version, "json"));
  return bytes ? (JSON.parse(Buffer.from(bytes).toString("utf8")) as ProofFile[]).toSorted(pdfFirst) : [];
}

function pdfFirst(a: ProofFile, b: ProofFile): number {
  return Number(b.format === "pdf") - Number(a.format === "pdf");
}

/** Links to them; each says its format, pages, size and language. */
export function reviewFileLinks(
  speak: Say,
  { id, title, language }: State,
  { version }: Round,
  files: readonly ProofFile[],
): Html {
  const { text } = speak;
  const copies = files.filter((file) => file.format !== "svg");
  if (copies.length === 0) return html`<p class="muted">${text("proof.coming")}</p>`;
  return html`<ul class="plain">${copies.map(
    (
      proof,
    ) => html`<li><a href="${href("reviewFile", { id, format: proof.format }, { version })}">${text(`proof.${proof.format}`)}<span class="hidden"> – ${title}</span></a>
<span class="muted">(${fileWords(speak, language, proof)})</span></li>`,
  )}</ul>`;
}
