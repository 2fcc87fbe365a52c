import { html } from "hono/html";
import { href } from "../../../shared/addresses.ts";
import { Refusal } from "../../../shared/errors.ts";
import { attachmentFormTo, hasArrived, maxBytes } from "../components/attachment.ts";
import { nothingFilled } from "../components/filled.ts";
import { formPage } from "../components/form-page.ts";
import { param } from "../http/answer.ts";
import type { PageContext, Web } from "../http/context.ts";
import { reachFiles } from "../http/file-store.ts";
import { say } from "../http/say.ts";
import { begunEntry, proofUpload } from "./begun-entry.ts";
import { newEntry } from "./entry-form.ts";
import type { Enterer } from "./who.ts";
import { tellingEntries } from "./words.ts";

/** A photograph, or a file, on its way to the file store, which leads back to the form as it was filled. */
export async function entryProofForm(c: PageContext, web: Web, { visitor }: Enterer): Promise<Response> {
  const speak = tellingEntries(say(c, web));
  const { told } = speak;
  const asked = c.req.query("form");
  const kept = (await begunEntry(web, visitor, asked)) ? asked : undefined;
  const of = kept ?? web.ports.ids();
  const to = (upload: string) => href("entryProofArrived", { upload });
  const form = async (
    id: "photo" | "file",
    accept: string,
    camera: boolean,
    words: { label: string; button: string },
  ) => attachmentFormTo(web, to, { ...words, id, accept, camera, upload: proofUpload(of, id) });
  const photo = { label: told("proof.photo.label"), button: told("proof.photo.do") };
  const file = { label: told("proof.file.label"), button: told("proof.file.do") };
  const body = html`<p>${told("proof.lead", { limit: speak.bytes(maxBytes) })}</p>
${await form("photo", "image/jpeg,image/png", true, photo)}
${await form("file", "application/pdf,image/jpeg,image/png", false, file)}
<p><a href="${href("newEntry", {}, { form: kept })}">${told("proof.back")}</a></p>`;
  await reachFiles(c, web);
  const back = { href: href("newEntry", {}, { form: kept }), label: told("new") };
  return formPage(c, web, { title: told("proof.title"), back, filled: nothingFilled, body });
}

/** Once it is there: the form, as it was filled, with its proof. Throws `upload-missing`. */
export async function entryProofArrived(c: PageContext, web: Web, enterer: Enterer): Promise<Response> {
  const upload = param(c, "upload");
  if (!(await hasArrived(web, upload))) throw new Refusal("upload-missing");
  return newEntry(c, web, enterer, nothingFilled, upload);
}
