import { html } from "hono/html";
import { type FindingsFault, findingsIn } from "../../../shared/document/findings.ts";
import type { DocumentTree } from "../../../shared/document/tree.ts";
import type { Kind } from "../../../shared/kinds/kind.ts";
import { sectionTitles } from "../../../shared/kinds/section-titles.ts";
import { table } from "../components/facts.ts";
import type { Html } from "../http/context.ts";
import type { Say } from "../http/say.ts";

/** The findings that were read in a draft, as the page of the action will have them, and what is amiss in their table. */
export function findingsRead(speak: Say, kind: Kind, tree: DocumentTree): Html | "" {
  if (!kind.findings) return "";
  const { text } = speak;
  const { findings, faults } = findingsIn(tree, kind.findings, kind.sections);
  const told = faults.map((fault) => html`<li>${faultWords(speak, kind, fault)}</li>`);
  const rows = findings.map(({ number, words, owner, status, due = "" }) => [
    number === undefined ? words : text("findings.numbered", { number, words }),
    owner,
    status ? text(`findings.status.${status}`) : "–",
    due,
  ]);
  const heads = (["finding", "owner", "status", "due"] as const).map((head) => text(`findings.${head}`));
  return html`<section aria-labelledby="findings"><h2 id="findings">${text("findings.title", { count: findings.length })}</h2>
${told.length === 0 ? "" : html`<div class="note warning"><ul class="plain">${told}</ul></div>`}
${rows.length === 0 ? "" : table(text("findings.title", { count: findings.length }), heads, rows)}</section>`;
}

function faultWords({ text, given, language }: Say, kind: Kind, fault: FindingsFault): string {
  if (fault.code === "column") return text("findings.fault.column", { column: given(fault.title) });
  if (fault.code === "empty") return text("findings.fault.empty", { row: fault.row });
  const { section = "", statuses = [] } = kind.findings ?? {};
  if (fault.code === "no-table")
    return text("findings.fault.no-table", { section: sectionTitles(kind, language, [section]) });
  const known = statuses.map(({ title }) => given(title)).join(", ");
  return text("findings.fault.status", { word: fault.word || "–", finding: fault.finding, known });
}
