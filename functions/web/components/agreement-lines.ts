import { html } from "hono/html";
import { href } from "../../../shared/addresses.ts";
import type { Summary } from "../../../shared/agreement/summary.ts";
import { formatMoney } from "../../../shared/i18n/amounts.ts";
import { type ActionRef, parseActionRef } from "../../../shared/programme/state.ts";
import type { Onlooker } from "../../../shared/sight/actions.ts";
import { type AgreementStandpoint, agreementShownTo, standpointOnAgreement } from "../../../shared/sight/agreements.ts";
import { agreementsBy, agreementsOf, loadAgreement } from "../../../shared/stored/agreement.ts";
import { doneByTerm } from "../../../shared/stored/ledger.ts";
import type { OrganisationId } from "../../../shared/values.ts";
import type { Html, Web } from "../http/context.ts";
import type { Say } from "../http/say.ts";
import { agreementTag, amountsWords, tellingAgreements } from "./agreement-words.ts";
import { sentList } from "./statement-lines.ts";
import { tellingStatements } from "./statement-words.ts";

/** An agreement that somebody sees, and as what. */
type Seen = { agreement: Summary; standpoint: AgreementStandpoint };

/**
 * The agreements that pay an action, as somebody sees them, a line each; coordinators begin another from here. `named`: how organisations
 * are called. Undefined: there is nothing to show.
 */
export async function agreementsSection(
  { ports }: Web,
  speak: Say,
  onlooker: Pick<Onlooker, "coordinator" | "organisation">,
  action: ActionRef,
  named: (organisation: string) => string,
): Promise<{ title: string; body: Html } | undefined> {
  const telling = tellingAgreements(speak);
  const { told } = telling;
  const all = await agreementsOf(ports.store, action);
  const seen = await Promise.all(
    all.map(async (agreement): Promise<Seen[]> => {
      const standpoint = await standpointOnAgreement(ports.store, onlooker, agreement);
      return standpoint ? [{ agreement, standpoint }] : [];
    }),
  );
  const shown = seen.flat();
  if (shown.length === 0 && !onlooker.coordinator) return undefined;
  const items = shown.map(({ agreement, standpoint }) => {
    const { payments } = agreementShownTo[standpoint];
    const words = [named(agreement.funder), agreement.reference, payments ? amountsWords(telling, agreement) : ""];
    return html`<li><a href="${href("agreement", { agreement: agreement.id })}">${agreement.title}</a> ${agreementTag(telling, agreement.stage)}<br><span class="muted">${words.filter(Boolean).join(" · ")}</span></li>`;
  });
  const begin = onlooker.coordinator
    ? html`<p><a href="${href("newAgreement", {}, { action })}">${told("action.new")}</a></p>`
    : "";
  return {
    title: told("action.agreements"),
    body: html`${items.length > 0 ? html`<ul class="plain">${items}</ul>` : ""}${statementLink(speak, shown, action)}${begin}`,
  };
}

/** To what the action comes to, for who sees all that was entered on an agreement of it. */
function statementLink(speak: Say, shown: readonly Seen[], action: ActionRef): Html | "" {
  const names = parseActionRef(action);
  if (!names || !shown.some(({ standpoint }) => agreementShownTo[standpoint].every)) return "";
  return html`<p><a href="${href("actionStatement", names)}">${tellingStatements(speak).told("action-statement")}</a></p>`;
}

/**
 * The agreements of an organisation that funds, with what was planned and received of each, and the statements that it was sent. Undefined:
 * there is none that it may see.
 */
export async function fundedAgreements(
  web: Web,
  speak: Say,
  organisation: OrganisationId,
): Promise<{ title: string; body: Html } | undefined> {
  const all = (await agreementsBy(web.ports.store, organisation)).filter(({ stage }) => stage !== "considered");
  if (all.length === 0) return undefined;
  const telling = tellingAgreements(speak);
  const stating = tellingStatements(speak);
  const items = all.map(async (agreement) => {
    const state = (await loadAgreement(web.ports.store, agreement.id))?.state;
    const sent = state ? await sentList(web, stating, state, false) : "";
    const done = [...(await doneByTerm(web.ports.store, agreement.id)).values()].reduce(
      (sum, { cents }) => sum + cents,
      0,
    );
    const entered = stating.told("funded-done", { amount: formatMoney(speak.language, done, agreement.currency) });
    const words = [agreement.reference, amountsWords(telling, agreement), entered].filter(Boolean).join(" · ");
    return html`<li><p><a href="${href("agreement", { agreement: agreement.id })}">${agreement.title}</a> ${agreementTag(telling, agreement.stage)}<br><span class="muted">${words}</span></p>${sent}</li>`;
  });
  return { title: stating.told("funded-agreements"), body: html`<ul class="plain">${await Promise.all(items)}</ul>` };
}
