import type * as z from "zod";
import { Refusal } from "../../../shared/errors.ts";
import { defaultLanguage } from "../../../shared/i18n/languages.ts";
import { pageTexts } from "../../../shared/i18n/pages.ts";
import { translate } from "../../../shared/i18n/translate.ts";
import { isJson, type PageContext } from "../http/context.ts";
import { type Input, readInput, type Schema } from "../http/input.ts";

/**
 * Reads a form whose field `list` is a table: that of the file where one came along, else what was pasted; its other fields are ticks and
 * choices. Throws as `readInput`.
 */
export async function readListed<T extends { list: string }>(c: PageContext, schema: Schema<T>): Promise<Input<T>> {
  const isUpload = /^multipart\/form-data\b/i.test(c.req.header("content-type") ?? "");
  if (isJson(c) || !isUpload) return readInput(c, schema);
  const body = await c.req.parseBody().catch(() => {
    throw new Refusal("form-malformed");
  });
  const { file, list: pasted, confirmed, ...others } = body;
  const text = file instanceof File && file.size > 0 ? decoded(await file.arrayBuffer()) : pasted;
  const list = typeof text === "string" ? text : "";
  const said = Object.fromEntries(Object.entries(others).filter(([name]) => name in schema.shape));
  const ticked = "confirmed" in schema.shape ? { confirmed: confirmed === "true" } : {};
  const read: z.ZodSafeParseResult<T> = schema.safeParse({ ...said, ...ticked, list });
  if (read.success) return { ok: read.data, filled: { typed: { list: [list] }, errors: [] } };
  const message = translate(c.get("language") ?? defaultLanguage, pageTexts, "input.list");
  return { ok: undefined, filled: { typed: { list: [list] }, errors: [{ field: "list", message }] } };
}

/** A spreadsheet writes UTF-8, or the Windows code page of Western Europe. */
function decoded(bytes: ArrayBuffer): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder("windows-1252").decode(bytes);
  }
}
