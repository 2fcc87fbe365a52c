import { setText } from "../document/orthotypography.ts";
import type { Kind } from "./kind.ts";

/** A title as the texts of its kind are set, so that pages and mails say it as its cover does: "L'accueil" is "L’accueil". */
export function setTitle(title: string, language: string, { layout }: Kind): string {
  return layout.orthotypography ? setText(title, language, {}) : title;
}
