import { html } from "hono/html";
import type { Statement } from "../../../shared/statement/statement.ts";
import { statementDocument } from "../../../shared/statement/statement-document.ts";
import { row } from "../components/row.ts";
import type { StatementSay } from "../components/statement-words.ts";
import type { Html, PageContext, Web } from "../http/context.ts";
import { sectionsOf } from "./document.ts";

/** Entries that a page shows at once. */
const aPage = 100;

/** The sections of a statement in the language of the page; of very many entries, those from the number that the address asks for. */
export function statementSections(
  c: PageContext,
  { settings }: Pick<Web, "settings">,
  { language, told }: StatementSay,
  statement: Statement,
): Html {
  const first = Math.max(0, Number.parseInt(c.req.query("entries") ?? "", 10) || 0);
  const next = first + aPage;
  const lines = statement.lines.slice(first, next);
  const { blocks } = statementDocument({ ...statement, lines }, { network: settings.network, language });
  const more =
    next < statement.lines.length ? row("", html`<p><a href="${onFrom(c, next)}">${told("more")}</a></p>`) : "";
  return html`${sectionsOf(blocks)}${more}`;
}

/** The same address, from another entry on. */
function onFrom(c: PageContext, first: number): string {
  const query = new URLSearchParams(new URL(c.req.url).search);
  query.set("entries", String(first));
  return `?${query}#entries`;
}
