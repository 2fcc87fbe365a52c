import { html } from "hono/html";
import type { Twins } from "../../../shared/acts/translation.ts";
import { href } from "../../../shared/addresses.ts";
import type { State } from "../../../shared/deliverable/state.ts";
import type { PassageRow, PassageState } from "../../../shared/document/translation/standing.ts";
import { hidden } from "../components/fields.ts";
import { row } from "../components/row.ts";
import type { Html, PageContext } from "../http/context.ts";
import type { Say } from "../http/say.ts";
import { passageRow, type RowView, rowId, said } from "./passage-row.ts";
import { isToRevise, passageOf, runsOf, type Section, sectionsOf } from "./sections.ts";

/** Rows of a page; and those of a text in which what is settled is folded, some 50 KB as it travels: of a longer one it is elsewhere. */
const [rowsAPage, rowsFolded] = [100, 300];

/** Who looks: `corrects`: they may say what translates what; `seen`: they may read the source's words, in `language`. */
type Looks = { corrects: boolean; seen: boolean; language: string };

/** `shown`: the rows that are to be revised which this page has; `long`: what is settled is elsewhere. */
type View = RowView & { state: State; rows: readonly PassageRow[]; shown: ReadonlySet<PassageRow>; long: boolean };

/**
 * The passages of a translation by sections: what is to be revised, with what is settled folded between; or, as the address asks,
 * all of them, with the means to correct each.
 */
export function passagesSection(
  c: PageContext,
  speak: Say,
  state: State,
  { rows, file }: Pick<Twins, "rows" | "file">,
  { corrects, seen, language }: Looks,
): Html {
  const { text } = speak;
  const all = c.req.query("show") === "all";
  const revised = rows.filter(isToRevise);
  const listed = all ? rows : revised;
  const pages = Math.max(1, Math.ceil(listed.length / rowsAPage));
  const page = Math.min(pages, Math.max(1, Number(c.req.query("page")) || 1));
  const list = listed.slice((page - 1) * rowsAPage, page * rowsAPage);
  const view: View = {
    ...{ speak, seen, corrects, state, rows },
    pairing: file,
    languages: { source: language, translation: state.language },
    missing: rows.flatMap((each) => (each.state === "missing" && each.source ? [each.source] : [])),
    all: rows.flatMap(({ source: passage }) => passage ?? []),
    shown: new Set(list),
    long: rows.length > rowsFolded,
  };
  const query = (more: { show?: string; page?: number }) => href("translation", { id: state.id }, more);
  const other = all
    ? html`<a href="${query({})}">${text("translation.sections")}</a>`
    : html`<a href="${query({ show: "all" })}">${text("translation.all", { count: rows.length })}</a>`;
  const having = (wanted: PassageState) => corrects && list.some(({ state: each }) => each === wanted);
  return html`<section aria-label="${text("translation.passages")}">
${row("", html`<p>${revised.length === 0 ? html`${text("translation.follows.all")} ` : ""}${other}</p>`)}
<div class="parts">${all ? html`<ol class="twins plain">${list.map((each) => passageRow(view, each))}</ol>` : sectionsOf(rows).map((each) => sectionOf(view, each, page === 1))}</div>
${having("stale") ? together(view, "kept", "current", html`<button>${text("translation.keep")}</button>`) : ""}
${having("missing") ? together(view, "spared", "spared", html`<button class="second">${text("translation.spare.do")}</button>`) : ""}
${
  pages > 1
    ? row(
        "",
        pageLinks(speak, page, pages, (at) => query({ ...(all && { show: "all" }), page: at })),
      )
    : ""
}</section>`;
}

/** A section, open where something of it is to be revised on this page; "" where all that is is on another. */
function sectionOf(view: View, section: Section, isFirstPage: boolean): Html | "" {
  const { text } = view.speak;
  const revised = section.rows.filter(isToRevise);
  const here = revised.filter((each) => view.shown.has(each));
  if (here.length === 0 && (revised.length > 0 || !isFirstPage)) return "";
  const settled = section.rows.length - revised.length;
  const counts =
    revised.length === 0
      ? text("translation.section.settled", { count: settled })
      : text("translation.section.counts", { revised: revised.length, settled });
  const title = html`<strong>${titleOf(view, section)}</strong> <span class="small muted">${counts}</span>`;
  if (here.length === 0 && view.long)
    return html`<p class="part"><a href="${addressOf(view, section.rows[0]!)}">${title}</a></p>`;
  const runs = revised.length === 0 ? [section.rows] : runsOf(section.rows);
  const items = runs.map((run) => (isToRevise(run[0]!) ? alone(view, run[0]!) : between(view, run, here.length > 0)));
  return html`<details class="part"${here.length > 0 ? html` open` : ""}><summary>${title}</summary><ol class="twins plain">${items}</ol></details>`;
}

function alone(view: View, one: PassageRow): Html | "" {
  return view.shown.has(one) ? passageRow(view, one) : "";
}

/** Rows of which nothing is to be revised: folded between those that are, else as they are; of a long text, a way to them. */
function between(view: View, run: readonly PassageRow[], isFolded: boolean): Html | Html[] {
  const { text } = view.speak;
  const plain = () => run.map((each) => passageRow({ ...view, corrects: false }, each));
  if (!isFolded) return plain();
  const words = text("translation.section.settled", { count: run.length });
  if (view.long) return html`<li class="run"><a class="small" href="${addressOf(view, run[0]!)}">${words}</a></li>`;
  return html`<li class="run"><details><summary class="small">${words}</summary><ol class="twins plain">${plain()}</ol></details></li>`;
}

/** Where a row is among all. */
function addressOf({ state, rows }: View, one: PassageRow): string {
  const page = Math.floor(rows.indexOf(one) / rowsAPage) + 1;
  return `${href("translation", { id: state.id }, { show: "all", page })}#${rowId(one)}`;
}

/** What a section is called in the translation, else in its original, where who looks may read that. */
function titleOf({ speak, seen }: View, { heading, notes, rows }: Section): string {
  const title = heading?.translation ?? (seen ? heading?.source : undefined);
  if (title) return said(title);
  if (notes) return speak.text("translation.section.notes");
  const isNamed = heading === undefined && rows.some((each) => passageOf(each).type === "title");
  return speak.text(isNamed ? "translation.section.opening" : "translation.section.untitled");
}

/** The form of the boxes of several passages. */
function together({ pairing }: RowView, id: "kept" | "spared", what: string, button: Html): Html {
  return row(
    "",
    html`<form method="post" id="${id}">${hidden("what", what)}${hidden("seen", pairing)}${button}</form>`,
  );
}

function pageLinks({ text }: Say, page: number, pages: number, address: (page: number) => string): Html {
  return html`<nav aria-label="${text("translation.pages")}"><p>${page > 1 ? html`<a rel="prev" href="${address(page - 1)}">${text("translation.previous")}</a> · ` : ""}${text("translation.page", { page, pages })}${page < pages ? html` · <a rel="next" href="${address(page + 1)}">${text("translation.next")}</a>` : ""}</p></nav>`;
}
