import { html } from "hono/html";
import { href } from "../../../shared/addresses.ts";
import { derivedList, originNote } from "../components/origin-notes.ts";
import { withdrawnNote } from "../components/originals.ts";
import { panel } from "../components/panel.ts";
import { translationsNote } from "../components/translation-list.ts";
import type { Opened } from "../http/access.ts";
import type { Html, Web } from "../http/context.ts";
import type { Say } from "../http/say.ts";
import { earlierEditions } from "./editions.ts";

/** Where a final comes from, and what came of it: the text it began as, its sources, translations, documents made of it, editions before. */
export async function originsOf(web: Web, speak: Say, opened: Opened): Promise<Html | ""> {
  const { text } = speak;
  const { state } = opened;
  const parts = [
    await originNote(web, speak, opened),
    await withdrawnNote(web, speak, state),
    sourcesNote(speak, opened),
    await translationsNote(web, speak, opened),
    await derivedList(web, speak, opened),
    earlierEditions(speak, state),
  ].filter((part) => part !== "");
  return parts.length === 0 ? "" : panel("origins", text("origins.title"), html`${parts}`);
}

function sourcesNote({ text }: Say, { state, roles, past }: Opened): Html | "" {
  if (!state.drawsOn || state.drawsOn.length === 0) return "";
  const opens = !past && (roles.has("coordinator") || roles.has("author"));
  const link = opens ? html` <a href="${href("sources", { id: state.id })}">${text("sources.title")}</a>` : "";
  return html`<p>${text("origins.sources")}${link}</p>`;
}
