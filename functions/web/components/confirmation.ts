import { html } from "hono/html";
import * as z from "zod";
import type { Html, PageContext } from "../http/context.ts";
import { isJson } from "../http/context.ts";
import { type Filled, type Input, InvalidRequest, readInput, type Schema } from "../http/input.ts";
import { checkboxes } from "./fields.ts";

/** What a form gives that has a button alone, or its confirmation. */
export const nothing = z.strictObject({});
export type Nothing = z.infer<typeof nothing>;

/** A tick that is never set beforehand. */
export const confirmed = z.boolean("input.confirm").refine((ticked) => ticked, "input.confirm");

/**
 * A tick that is never set beforehand: a program that opens links and sends the forms it finds as they are does nothing
 * by it.
 */
export function confirmation(filled: Filled, legend: string, label: string): Html {
  return checkboxes(filled, { name: "confirmed", label: legend, options: [{ value: "true", label }] });
}

/** What a value that is unusual is confirmed by: as long as it stays the same. */
export const confirmedValue = z.union([z.boolean(), z.string().max(100)]).optional();

/** The box that confirms a value about which there is a warning; none before. */
export function warningBox(filled: Filled, legend: string, label: string, value: string): Html | "" {
  if (!filled.errors.some(({ field }) => field === "confirmed")) return "";
  return checkboxes(filled, { name: "confirmed", label: legend, options: [{ value, label }] });
}

/**
 * The same beside a button of a form with `data-one-click`, on a page with `confirm.js`: where scripts run, the click
 * alone is enough.
 */
export function tick(label: Html | string): Html {
  return html`<span class="choice" data-tick><label><input type="checkbox" name="confirmed" value="true" required> ${label}</label></span>`;
}

/** Reads a form that has to be confirmed; JSON is its own word. Throws as `readInput`. */
async function readConfirmed<T>(c: PageContext, schema: Schema<T>): Promise<Input<T>> {
  if (isJson(c)) return readInput(c, schema);
  const { ok, filled } = await readInput<T & { confirmed: true }>(c, schema.extend({ confirmed }) as never);
  if (!ok) return { ok, filled };
  const { confirmed: _, ...rest } = ok;
  return { ok: rest as T, filled };
}

/** Throws `unconfirmed` where a form was sent as a program finds it: its box was not ticked. */
export function unlessConfirmed({ ok, filled }: Input<unknown>): void {
  if (ok === undefined) throw new InvalidRequest(filled.errors, "unconfirmed");
}

/** The same for a route: `post("chases", coordinator, toConfirm(chasing), chase)`. */
export function toConfirm<T>(schema: Schema<T>): (c: PageContext) => Promise<Input<T>> {
  return (c) => readConfirmed(c, schema);
}
