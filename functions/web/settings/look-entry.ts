import * as z from "zod";
import { Refusal } from "../../../shared/errors.ts";
import { seen } from "../components/stale.ts";
import { isJson, type PageContext } from "../http/context.ts";
import { type Input, inputOf, line, readInput } from "../http/input.ts";

/** In capitals, as Livrable's own are: "#7A2E3A". */
const colour = z
  .string("input.wrong")
  .regex(/^#[0-9a-f]{6}$/i, "input.wrong")
  .toUpperCase();
const fields = z.strictObject({
  width: z.union([z.number(), z.string().transform(inDigits)], "input.wrong"),
  alt: line("input.alt", 200),
  accent: colour,
  link: colour,
  seen,
});

/** A number of digits alone; what is none is within no bounds. */
function inDigits(text: string): number {
  return /^\d+$/.test(text.trim()) ? Number(text) : Number.NaN;
}

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
    Object.entries(others).map(([name, value]) => [name, typeof value === "string" ? [value] : []]),
  );
  const values = Object.fromEntries(Object.entries(typed).map(([name, [value]]) => [name, value]));
  const input = inputOf<LookEntry>(c, fields as never, typed, { ...values, alt: values.alt ?? "" });
  const bytes = logo instanceof File && logo.size > 0 ? new Uint8Array(await logo.arrayBuffer()) : undefined;
  return input.ok && bytes ? { ...input, ok: { ...input.ok, logo: bytes } } : input;
}
