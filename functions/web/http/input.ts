import * as z from "zod";
import { Refusal } from "../../../shared/errors.ts";
import { defaultLanguage, type Language } from "../../../shared/i18n/languages.ts";
import { type PageKey, pageTexts } from "../../../shared/i18n/pages.ts";
import { translate } from "../../../shared/i18n/translate.ts";
import { tidyName } from "../../../shared/name.ts";
import { isJson, type PageContext } from "./context.ts";

/**
 * One line that names something: a person, a title, a place, a file. `missing`: what is said where it is empty; without
 * it the line may be. Normalised as every name is kept.
 */
export function line(missing: PageKey | undefined, longest: number): z.ZodString {
  const tidy = z
    .string(missing)
    .refine((text) => text.isWellFormed(), { error: "input.characters", abort: true })
    .refine((text) => !/[\r\n]/.test(text), { error: "input.wrong", abort: true })
    .overwrite((text) => tidyName(text) ?? "");
  return (missing === undefined ? tidy : tidy.min(1, missing)).max(longest, "input.long");
}

/** The id of a person, a deliverable, a part, as forms send it. */
export const identifier = z.string("input.wrong").regex(/^[\w-]{1,64}$/, "input.wrong");

/** A person's id, or an organisation as a holder ("org:acse"), as forms send them. */
export const holder = z.string("input.wrong").regex(/^(org:)?[\w-]{1,64}$/, "input.wrong");

/** `each`: what stands beside the field where that is several sentences, and `message` their sum. */
export type FieldError = { field: string; message: string; each?: readonly string[] };

/** A form as it was sent: what was typed, and what is wrong with it. */
export type Filled = { typed: Readonly<Record<string, string[]>>; errors: FieldError[] };

/** A request whose fields are not what its schema takes (400), or have to be confirmed (422): the fields are named. */
export class InvalidRequest extends Refusal {
  readonly errors: FieldError[];

  constructor(errors: FieldError[], code: "request-invalid" | "unconfirmed" = "request-invalid") {
    super(code, { field: errors.map(({ field }) => field).join(", ") });
    this.errors = errors;
  }
}

/** The fields of a form. */
export type Schema<T> = z.ZodObject & z.ZodType<T>;
/** Those of a form that grows, by the names of the fields that were sent. */
export type GrowingSchema<T> = (names: readonly string[]) => Schema<T>;

export type Input<T> = { ok: T; filled: Filled } | { ok: undefined; filled: Filled };

/**
 * Reads a form or JSON by one schema, whose messages are keys of the page texts. A form with wrong values comes back
 * filled, its errors beside the fields, for its page to be shown again (422). Throws `request-invalid` for JSON that the
 * schema does not take, and for fields that no page of ours has; `form-malformed` for what cannot be read at all.
 */
export async function readInput<T>(c: PageContext, fields: Schema<T> | GrowingSchema<T>): Promise<Input<T>> {
  const language = c.get("language") ?? defaultLanguage;
  const schemaFor = (sent: unknown) => (typeof fields === "function" ? fields(Object.keys(sent ?? {})) : fields);
  if (isJson(c)) {
    const json = await readJson(c);
    const parsed = schemaFor(json).safeParse(json);
    if (!parsed.success) throw new InvalidRequest(errorsOf(language, parsed.error));
    return { ok: parsed.data, filled: { typed: {}, errors: [] } };
  }
  const typed = await readForm(c);
  const schema = schemaFor(typed);
  const most = Math.max(maxFields, Object.keys(schema.shape).length);
  if (Object.keys(typed).length > most) throw new Refusal("form-malformed");
  return inputOf(c, schema, typed, shaped(schema, typed));
}

/** What a schema makes of the values of a form, and what was typed. Throws as `readInput`, which see. */
export function inputOf<T>(c: PageContext, schema: Schema<T>, typed: Filled["typed"], values: unknown): Input<T> {
  const parsed = schema.safeParse(values);
  if (parsed.success) return { ok: parsed.data, filled: { typed, errors: [] } };
  const errors = errorsOf(c.get("language") ?? defaultLanguage, parsed.error);
  const foreign = errors.filter(({ field }) => !Object.hasOwn(schema.shape, field));
  if (foreign.length > 0) throw new InvalidRequest(foreign);
  return { ok: undefined, filled: { typed, errors } };
}

async function readJson(c: PageContext): Promise<unknown> {
  try {
    return await c.req.json();
  } catch (error) {
    if (error instanceof SyntaxError) throw new InvalidRequest([{ field: "JSON", message: error.message }]);
    throw new Refusal("form-malformed");
  }
}

/** More names than any form of ours has that does not grow. */
const maxFields = 200;

/** All values by name; files have no place in our forms, they go to the file store. */
async function readForm(c: PageContext): Promise<Record<string, string[]>> {
  const type = c.req.header("content-type") ?? "";
  const empty = c.req.header("content-length") === "0" || (type === "" && c.req.raw.body === null);
  if (empty) return {};
  if (!/^(application\/x-www-form-urlencoded|multipart\/form-data)\b/i.test(type)) {
    throw new InvalidRequest([{ field: "Content-Type", message: type || "–" }]);
  }
  const body = await c.req.parseBody({ all: true }).catch(() => {
    throw new Refusal("form-malformed");
  });
  const entries = Object.entries(body).map(([name, value]) => {
    const values = [value].flat();
    if (values.some((each) => typeof each !== "string")) throw new InvalidRequest([{ field: name, message: "File" }]);
    return [name, values as string[]] as const;
  });
  return Object.fromEntries(entries);
}

/** A form's texts in the shape of the schema: an empty line is nothing, a list may hold one a line. */
function shaped(schema: z.ZodObject, typed: Record<string, string[]>): Record<string, unknown> {
  const entries = Object.entries(typed).flatMap(([name, values]): [string, unknown][] => {
    const field = innermost(schema.shape[name]);
    if (field instanceof z.ZodArray)
      return [[name, values.flatMap((value) => value.split(/\r?\n/)).filter((value) => value.trim())]];
    const value = (values[0] ?? "").replaceAll("\r\n", "\n");
    if (value.trim() === "") return [];
    if (field instanceof z.ZodNumber) return [[name, Number(value.replace(",", "."))]];
    if (field instanceof z.ZodBoolean) return [[name, value === "true" || value === "on"]];
    return [[name, value]];
  });
  return Object.fromEntries(entries);
}

function innermost(field: unknown): unknown {
  const wrapped = field instanceof z.ZodOptional || field instanceof z.ZodDefault;
  return wrapped ? innermost(field.unwrap()) : field;
}

function errorsOf(language: Language, error: z.ZodError): FieldError[] {
  const errors = error.issues.flatMap((issue): FieldError[] => {
    if (issue.code === "unrecognized_keys") {
      return issue.keys.map((field) => ({ field, message: translate(language, pageTexts, "input.unknown") }));
    }
    return [{ field: String(issue.path[0] ?? "JSON"), message: messageOf(language, issue.message) }];
  });
  return [...new Map(errors.map((each) => [each.field, each])).values()];
}

/** Our schemas give keys as messages; what else zod says is told as a value that is not right. */
function messageOf(language: Language, message: string): string {
  const ours = /^input\.[\w.-]+$/.test(message);
  return translate(language, pageTexts, ours ? (message as PageKey) : "input.wrong");
}
