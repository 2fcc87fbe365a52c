import { html } from "hono/html";
import { href } from "../../../shared/addresses.ts";
import type { Kind } from "../../../shared/kinds/kind.ts";
import { isShipped, listKinds } from "../../../shared/kinds/resolve.ts";
import { loadSettings } from "../../../shared/stored/network.ts";
import { lineTable } from "../components/facts.ts";
import { frame } from "../components/frame.ts";
import { row } from "../components/row.ts";
import { type PageContext, type Web, wantsJson } from "../http/context.ts";
import { say } from "../http/say.ts";
import { demandWords } from "./shown-kind.ts";

/** Whether a kind is as Livrable brings it, was changed here, or is the network's own. */
export type Standing = "shipped" | "revised" | "own" | "retired";

/** All kinds: what each demands, and whose it is. */
export async function kinds(c: PageContext, web: Web): Promise<Response> {
  const all = await listKinds(web.ports.assets);
  const standings = await Promise.all(all.map((kind) => standingOf(web, kind)));
  if (wantsJson(c)) return c.json({ kinds: all.map((kind, at) => ({ ...kind, standing: standings[at]! })) });
  const speak = say(c, web);
  const { text, given } = speak;
  const rows = all.map((kind, at) => [
    html`<a href="${href("kind", { kind: kind.id })}">${given(kind.name)}</a>`,
    kind.sections.length === 0
      ? text("kinds.sections.none")
      : text("kinds.sections.count", { count: kind.sections.length }),
    demandWords(speak, kind.round.quorum),
    text("kinds.days.count", { count: kind.round.days }),
    text(`kinds.standing.${standings[at]!}`),
  ]);
  const heads = (["name", "sections", "quorum", "days", "whose"] as const).map((head) => text(`kinds.head.${head}`));
  const main = html`${row(
    html`<p><a href="${href("deliverables")}">${text("deliverables.title")}</a></p>`,
    html`<h1>${text("kinds.title")}</h1><p>${text("kinds.lead")}</p><p>${text("kinds.stages.three")}</p>
<p><a class="button" href="${href("newKind")}">${text("kinds.new")}</a></p><p><a href="${href("kindImport")}">${text("kinds.import")}</a></p>`,
  )}
${row("", lineTable(text("kinds.title"), heads, rows), "wide")}`;
  return frame(c, web, { title: text("kinds.title"), main });
}

/** Whose a kind is. */
export async function standingOf({ ports }: Web, kind: Kind): Promise<Standing> {
  if (!(await isShipped(ports.assets, kind.id))) return kind.retired ? "retired" : "own";
  return kind.id in (await loadSettings(ports.store)).kinds ? "revised" : "shipped";
}
