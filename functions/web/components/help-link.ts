import { html } from "hono/html";
import { href } from "../../../shared/addresses.ts";
import type { Html } from "../http/context.ts";
import type { Say } from "../http/say.ts";

/** Whom a page of help is for; of each the number of its sections. */
export const helped = { reviewer: 5, author: 5, coordinator: 6, verifier: 5 } as const;
export type Helped = keyof typeof helped;

/** The way to the help of a role, from the page where it is needed: "Aide : relire un document". */
export function helpLink({ text }: Say, role: Helped): Html {
  return html`<a href="${href("help", { role })}">${text(`help.${role}`)}</a>`;
}
