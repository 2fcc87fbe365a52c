import * as z from "zod";
import { Refusal } from "../../../shared/errors.ts";
import { defaultLanguage } from "../../../shared/i18n/languages.ts";
import { pageTexts } from "../../../shared/i18n/pages.ts";
import { translate } from "../../../shared/i18n/translate.ts";
import { isJson, type PageContext } from "../http/context.ts";
import { type Input, line, readInput } from "../http/input.ts";

/** In capitals, as Livrable's own are: "#7A2E3A". */
const colour = z
  .string("input.wrong")
  .regex(/^#[0-9a-f]{6}$/i, "input.wrong")
  .toUpperCase();
const fields = z.strictObject({
  width: z.coerce.number("input.wrong").max(1000, "input.wrong"),
  alt: line("input.alt", 200),
  accent: colour,
  link: colour,
});
/** `logo`: the bytes of another one; absent: that which there is stays. */
export type LookEntry = z.infer<typeof fields> & { logo?: Uint8Array };

/** Reads the form with its file, or JSON without one. Throws as `readInput`. */
export async function readLook(c: PageContext): Promise<Input<LookEntry>> {
  const isUpload = /^multipart\/form-data\b/i.test(c.req.header("content-type") ?? "");
  if (isJson(c) || !isUpload) return readInput<LookEntry>(c, fields as never);
  const { logo, ...others } = await c.req.parseBody().catch(() => {
    throw new Refusal("form-malformed");
  });
  const typed = Object.fromEntries(
    Object.entries(others).flatMap(([name, value]) => (typeof value === "string" ? [[name, [value]]] : [])),
  );
  const said = Object.fromEntries(Object.entries(typed).map(([name, [value = ""]]) => [name, value.replace(",", ".")]));
  const parsed = fields.safeParse({ ...said, alt: typed.alt?.[0] ?? "" });
  if (!parsed.success) {
    const language = c.get("language") ?? defaultLanguage;
    const errors = parsed.error.issues.map(({ path, message }) => ({
      field: String(path[0] ?? "logo"),
      message: translate(language, pageTexts, message as never),
    }));
    return { ok: undefined, filled: { typed, errors } };
  }
  const bytes = logo instanceof File && logo.size > 0 ? new Uint8Array(await logo.arrayBuffer()) : undefined;
  return { ok: { ...parsed.data, ...(bytes && { logo: bytes }) }, filled: { typed, errors: [] } };
}
