import { html } from "hono/html";
import { href } from "../../../shared/addresses.ts";
import { delivered } from "../../../shared/deliverable/final/editions.ts";
import { actionTitles } from "../../../shared/stored/programme.ts";
import { frame } from "../components/frame.ts";
import { olderLink } from "../components/held.ts";
import { isNarrow, narrowNote } from "../components/narrow.ts";
import { panel } from "../components/panel.ts";
import { row } from "../components/row.ts";
import { volumeList } from "../components/volume.ts";
import { isForFunder, toldNote } from "../final/download-form.ts";
import { shownOf } from "../final/final.ts";
import { type Html, type PageContext, type Visitor, type Web, wantsJson } from "../http/context.ts";
import { reachFiles } from "../http/file-store.ts";
import { entered } from "../http/rights.ts";
import { type Say, say } from "../http/say.ts";
import { actionAsJson, actionPanel, kindNames } from "./action.ts";
import { documentVolume } from "./documents.ts";
import { inOrder, type Space, spaceOf } from "./space.ts";

/**
 * What a funder, or their organisation, pays for: by action its documents, those to come and its meetings; documents that are of no such
 * action after them.
 */
export async function funded(c: PageContext, web: Web, visitor: Visitor): Promise<Response> {
  const space = await spaceOf(c, web, visitor);
  const speak = say(c, web);
  const { held, actions, shown, next } = space;
  if (wantsJson(c)) {
    const programme = shown?.programme.id;
    return c.json({
      deliverables: held.map(({ state }) => shownOf(state)),
      ...{ next, programme, actions: actions.map(actionAsJson) },
    });
  }
  await reachFiles(c, web);
  const { text } = speak;
  const view = { web, speak, visitor, kindOf: await kindNames(web, speak) };
  const agreements = await agreementsPart(web, speak, visitor);
  const isNothing = held.length === 0 && space.programmes.length === 0 && agreements === "";
  const main = html`${row(
    "",
    html`<h1>${text("nav.funded")}</h1>${isNothing && !isNarrow(visitor) ? html`<p>${text("funded.none")}</p>` : ""}${narrowNote(speak, visitor, "funded")}${programmeLinks(speak, space)}${offersFiles(space) ? toldNote(speak) : ""}`,
  )}
${await Promise.all(actions.map((each) => actionPanel(view, shown!, each)))}
${await othersSection(web, speak, space)}
${agreements}
${olderLink(speak, next)}`;
  return frame(c, web, { title: text("nav.funded"), main, styles: ["covers.css"], scripts: ["confirm.js"] });
}

/** Whether the page has buttons that tell of a download. */
function offersFiles({ actions, others }: Space): boolean {
  const all = [...others, ...actions.flatMap(({ documents }) => documents)];
  return all.some((each) => isForFunder(each) && delivered(each.state));
}

/** The programmes of which they pay for an action: the one that is shown, and links to the others. */
function programmeLinks({ text }: Say, { programmes, shown }: Space): Html | "" {
  if (!shown) return "";
  if (programmes.length === 1) return html`<p class="muted">${shown.programme.title}</p>`;
  const links = programmes.map(({ programme: { id, title } }) =>
    id === shown.programme.id
      ? html`<li aria-current="true">${title}</li>`
      : html`<li><a href="${href("funded", {}, { programme: id })}">${title}</a></li>`,
  );
  return html`<nav aria-label="${text("programmes.title")}"><ul class="line">${links}</ul></nav>`;
}

/** The agreements of their organisation, for who entered; what is said of them is loaded with the first. */
async function agreementsPart(web: Web, speak: Say, visitor: Visitor): Promise<Html | ""> {
  const { belongs } = visitor.person;
  if (!entered(visitor) || belongs === "") return "";
  const { fundedAgreements } = await import("../components/agreement-lines.ts");
  const part = await fundedAgreements(web, speak, belongs);
  if (!part) return "";
  return panel("agreements", part.title, part.body);
}

/** Documents of no action that their organisation pays for. */
async function othersSection(web: Web, speak: Say, { others, actions }: Space): Promise<Html | ""> {
  if (others.length === 0) return "";
  const refs = others.map(({ state }) => state.action);
  const titled = await actionTitles(web.ports.store, refs);
  const items = await Promise.all(
    inOrder(others).map((opened) => documentVolume(web, speak, opened, titled(opened.state.action))),
  );
  const title = speak.text(actions.length === 0 ? "funded.documents" : "funded.others");
  return panel("others", title, volumeList(items));
}
