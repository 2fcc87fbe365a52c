import { reportIdOf } from "../agreement/naming.ts";
import { reportDueOf } from "../agreement/report-due.ts";
import type { Agreement } from "../agreement/state.ts";
import type { Asker } from "../chain/event.ts";
import { canonicalJson } from "../chain/hash.ts";
import { organisationHolder } from "../deliverable/holder.ts";
import { reportReader } from "../deliverable/origins/origin.ts";
import { type Language, textIn } from "../i18n/languages.ts";
import { loadKind } from "../kinds/resolve.ts";
import type { Ports } from "../ports.ts";
import {
  type ReportSection,
  type ReportSource,
  type ReportWords,
  reportDocument,
  reportKind,
  reportTitle,
} from "../statement/report-document.ts";
import { loadState } from "../stored/deliverable.ts";
import { cofundingOf, organisationsNamed } from "./cofunding.ts";
import { createComposed, draftComposed } from "./composed.ts";
import { type StatementWords, statementFacts } from "./statement-facts.ts";

type Context = Pick<Ports, "store" | "files" | "assets" | "clock" | "ids">;
type Network = { network: string; language: Language };

/**
 * Begins the financial report of an agreement as a document of its kind, due when the report is, given to the funder once it is final:
 * who asks writes it, and finds a draft of what is known. Asked again, it is the first. `upload`: of the draft, absent where that was
 * made before. Throws as `createComposed` and `issue`.
 */
export async function beginFinancialReport(
  ports: Context,
  by: Exclude<Asker, "line">,
  network: Network & StatementWords,
  agreement: Agreement,
): Promise<{ id: string; upload?: string }> {
  const id = reportIdOf(agreement);
  if (!(await loadState(ports.store, id)))
    await createComposed(ports, by, {
      ...{ id, kind: reportKind, title: reportTitle(network.language, { agreement }), language: network.language },
      ...{ action: agreement.actions[0] ?? "", reviewers: [], among: Number.POSITIVE_INFINITY },
      ...{ funders: [organisationHolder(agreement.funder)], due: { final: reportDueOf(agreement) } },
    });
  const made = (await loadState(ports.store, id))!.state;
  return made.versions.length > 0 ? { id } : { id, upload: await draftReport(ports, by, network, agreement, id) };
}

/** The draft: its source is what it was written from, as JSON; it is named as the document is, for who never sees that file. */
async function draftReport(
  ports: Context,
  by: Asker,
  network: Network & StatementWords,
  agreement: Agreement,
  id: string,
): Promise<string> {
  const { from, until } = agreement;
  const facts = await statementFacts(ports, network, { agreements: [agreement], from, until });
  const { day, lines, finals, meetings, names } = facts;
  const others = await cofundingOf(ports.store, agreement);
  const called = await organisationsNamed(ports.store, others);
  const source: ReportSource = {
    ...{ agreement: facts.agreements[0]!, day, lines, finals, meetings, names: { ...names, ...called } },
    ...(others.length > 0 && { cofunding: others }),
  };
  const words = await wordsOf(ports, network);
  return draftComposed(
    ports,
    by,
    { id, kind: reportKind },
    {
      ...{ part: "part-1", tree: reportDocument(source, words), reader: reportReader },
      ...{ source: Buffer.from(canonicalJson(source)), name: reportTitle(network.language, source) },
    },
  );
}

/** What its kind calls each section, and what stands for what is to be written. */
async function wordsOf({ assets }: Context, { network, language }: Network): Promise<ReportWords> {
  const { sections, unwritten } = (await loadKind(assets, reportKind)).kind;
  const titles = sections.map(({ id, title }) => [id, textIn(title, language)] as const);
  return {
    ...{ network, language, sections: Object.fromEntries(titles) as Record<ReportSection, string> },
    unwritten: textIn(unwritten ?? {}, language) || "…",
  };
}
