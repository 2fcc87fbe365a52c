import { html } from "hono/html";
import { href } from "../../../shared/addresses.ts";
import type { Agreement } from "../../../shared/agreement/state.ts";
import { actionOf, parseActionRef } from "../../../shared/programme/state.ts";
import { loadProgramme } from "../../../shared/stored/programme.ts";
import type { AgreementSay } from "../components/agreement-words.ts";
import type { Html, Web } from "../http/context.ts";

/**
 * The actions that an agreement pays though their programme does not say that its funder does: a doubt, which a coordinator settles by
 * changing the action. Its funder finds an action on their own pages where the programme says so.
 */
export async function unsaidFunding(
  { ports }: Web,
  { told }: AgreementSay,
  { actions, funder, stage }: Agreement,
  name: string,
): Promise<Html | ""> {
  if (stage === "considered") return "";
  const doubts = await Promise.all(
    actions.map(async (ref) => {
      const names = parseActionRef(ref);
      const programme = names && (await loadProgramme(ports.store, names.programme))?.state;
      const action = programme && actionOf(programme, names.action);
      if (!action || action.removed || ("by" in action.funding && action.funding.by.includes(funder))) return "";
      const words = told("unsaid", { action: action.title, funder: name });
      return html`<p>${words} <a href="${href("actionChange", names)}">${told("unsaid.change")}</a></p>`;
    }),
  );
  return doubts.every((each) => each === "") ? "" : html`<div class="note warning">${doubts}</div>`;
}
