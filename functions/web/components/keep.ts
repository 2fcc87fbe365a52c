import { html } from "hono/html";
import { href } from "../../../shared/addresses.ts";
import { hashOf } from "../../../shared/chain/hash.ts";
import type { Html, PageContext, Web } from "../http/context.ts";
import type { Say } from "../http/say.ts";

/** Whether a page has `keep.js`: of who is in, or one that a form led to. */
export function keepsTyped(c: PageContext): boolean {
  return c.get("visitor") !== undefined || c.req.method === "POST";
}

/**
 * What `keep.js` is told: whose texts it keeps in a browser that several may use, by whose clock, how it says that it gives one back, and whether the page
 * is one that an act can lead to. Nothing where nobody is in.
 */
export function keptNote(c: PageContext, { settings }: Web, { text }: Say, isFine: boolean): Html | "" {
  const person = c.get("visitor")?.person;
  if (!person) return "";
  return html`<template id="kept" data-visitor="${hashOf({ person: person.id }).slice(0, 12)}" data-zone="${settings.timeZone}" data-leave="${href("leave")}"${isFine ? html` data-ok` : ""}
 data-back="${text("kept.back", filledIn)}" data-undo="${text("kept.undo")}" data-offered="${text("kept.offered", filledIn)}" data-redo="${text("kept.redo")}"
 data-when="${text("kept.when", filledIn)}" data-today="${text("kept.today", filledIn)}"></template>`;
}

/** What `keep.js` fills in. */
const filledIn = { when: "%when", day: "%day", hours: "%hours", minutes: "%minutes" };
