import { html } from "hono/html";
import { href } from "../../../shared/addresses.ts";
import type { DatedDuty } from "../../../shared/asking/digest.ts";
import { standingOf } from "../../../shared/asking/standing.ts";
import type { Now } from "../../../shared/asking/week.ts";
import { holdingsIn, type Summary } from "../../../shared/deliverable/summary.ts";
import { alphabetically } from "../../../shared/i18n/languages.ts";
import { actionTitles } from "../../../shared/stored/programme.ts";
import { coversOf } from "../components/covers.ts";
import { nowOf, owedBy, thingWords } from "../components/duties.ts";
import { frame } from "../components/frame.ts";
import { heldBy, olderLink } from "../components/held.ts";
import { isNarrow, narrowNote } from "../components/narrow.ts";
import { doButton, workPage } from "../components/office.ts";
import { row } from "../components/row.ts";
import { standingLine } from "../components/standing.ts";
import { summaryShown } from "../components/summary-shown.ts";
import { type Volume, volumeList } from "../components/volume.ts";
import { namesOf } from "../http/access.ts";
import type { Html, PageContext, Visitor, Web } from "../http/context.ts";
import { wantsJson } from "../http/context.ts";
import { visitorAs } from "../http/rights.ts";
import { type Say, say } from "../http/say.ts";

/** What an author has to write, and where each of it stands. */
export async function drafts(c: PageContext, web: Web, visitor: Visitor): Promise<Response> {
  const { summaries, next } = await heldBy(c, web, visitorAs(visitor), ["author"]);
  const mine = writtenBy(visitor, summaries);
  if (wantsJson(c)) return c.json({ deliverables: mine.map(summaryShown), next });
  const speak = say(c, web);
  const { text } = speak;
  const owed = await owedBy(web, visitorAs(visitor), mine);
  const none = isNarrow(visitor) ? "" : html`<p>${text("drafts.none")}</p>`;
  const list = mine.length === 0 ? none : await draftList(web, speak, mine, owed, 2);
  const note = narrowNote(speak, visitor, "drafts");
  const main = html`${row("", html`<h1>${text("drafts.mine")}</h1>`)}${list}${note}${olderLink(speak, next)}`;
  return frame(c, web, { title: text("drafts.mine"), main, styles: ["covers.css"], scripts: ["confirm.js"] });
}

/** Of some deliverables, those that somebody writes and may open. */
export function writtenBy(visitor: Visitor, summaries: readonly Summary[]): Summary[] {
  const opens = (id: string): boolean =>
    visitor.grants.some(({ purpose, thing }) => purpose === "enter" || (purpose === "draft" && thing === id));
  const who = visitorAs(visitor);
  return summaries.filter((summary) => holdingsIn(summary, who).includes("author") && opens(summary.id));
}

const inTurn = ["draft", "review", "final", "withdrawn"];

/** Deliverables that somebody writes: what each asks of them first, by its day, then the others, by how far they are; `level`: as of `volumeList`. */
export async function draftList(
  web: Web,
  speak: Say,
  mine: readonly Summary[],
  owed: readonly DatedDuty[],
  level?: 2 | 3,
): Promise<Html> {
  const titled = await actionTitles(
    web.ports.store,
    mine.map(({ action }) => action),
  );
  const asked = ({ id }: Summary): number => {
    const at = owed.findIndex((each) => each.id === id);
    return at < 0 ? owed.length : at;
  };
  const sorted = mine.toSorted(
    (a, b) =>
      asked(a) - asked(b) || inTurn.indexOf(a.stage) - inTurn.indexOf(b.stage) || alphabetically(a.title, b.title),
  );
  const covers = await coversOf(web, sorted);
  const now = nowOf(web);
  const named = await namesOf(
    web,
    sorted.flatMap((each) => standingOf(each, now).who),
  );
  const view: View = { speak, now, owed, titled, named };
  const volumes = sorted.map((summary) => ({ ...volume(view, summary), page: covers.get(summary.id) }));
  return volumeList(volumes, level);
}

type View = {
  speak: Say;
  now: Now;
  owed: readonly DatedDuty[];
  titled: (action: string) => string;
  named: (ids: readonly string[]) => string;
};

/** How it stands, as every page says it, and what of it is the reader's to do, with its button. */
function volume({ speak, now, owed, titled, named }: View, summary: Summary): Volume {
  const { id, title, action, stage } = summary;
  const own = owed.find((each) => each.id === id);
  const act = own
    ? html`<p><strong>${speak.text("drafts.yours")}</strong> ${thingWords(speak, own, now)}</p>
<p>${doButton(speak, { ...own, page: workPage(own) }, own === owed[0])}</p>`
    : "";
  return {
    ...{ title, about: titled(action), more: html`${standingLine(speak, standingOf(summary, now), named)}${act}` },
    address: href(stage === "final" ? "final" : "draft", { id }),
  };
}
