import { html } from "hono/html";
import { href } from "../../../shared/addresses.ts";
import type { Summary } from "../../../shared/agreement/summary.ts";
import { reportsUntil } from "../../../shared/asking/reports.ts";
import { addDays } from "../../../shared/time/calendar.ts";
import type { Visitor, Web } from "../http/context.ts";
import { coordinates } from "../http/rights.ts";
import type { Say } from "../http/say.ts";
import { reportWords, tellingAgreements } from "./agreement-words.ts";
import { nowOf } from "./duties.ts";
import type { OwnThing } from "./office.ts";

/** Financial reports that wait for who coordinates: those that are late, and those due in the next fortnight. */
export type OwnReports = { late: Summary[]; coming: Summary[] };

const fortnight = 14;

/** What a visitor has of them: coordinators all, others none. */
export async function ownReports(web: Web, visitor: Visitor): Promise<OwnReports> {
  if (!coordinates(visitor)) return { late: [], coming: [] };
  const { today } = nowOf(web);
  const all = await reportsUntil(web.ports.store, addDays(today, fortnight));
  const isLate = ({ reportDue }: Summary) => reportDue < today;
  return { late: all.filter(isLate), coming: all.filter((each) => !isLate(each)) };
}

/** Those that are late, as lists of what somebody owes show them. */
export function owedReports(web: Web, speak: Say, { late }: OwnReports): OwnThing[] {
  const telling = tellingAgreements(speak);
  const { today } = nowOf(web);
  return late.map((agreement) => ({
    ...{ title: agreement.title, page: `${href("agreement", { agreement: agreement.id })}#report` },
    words: html`${telling.told("report.owed")}${reportWords(telling, agreement, today)}`,
    ...{ date: agreement.reportDue, what: "report" as const },
  }));
}
