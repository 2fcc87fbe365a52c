import { href } from "../../../shared/addresses.ts";
import type { Command } from "../../../shared/agreement/command.ts";
import { issue } from "../../../shared/chain/issue.ts";
import { agreements } from "../../../shared/stored/agreement.ts";
import { tellingAgreements } from "../components/agreement-words.ts";
import { nowOf } from "../components/duties.ts";
import { attempt, done, param } from "../http/answer.ts";
import { type PageContext, type Web, wantsJson } from "../http/context.ts";
import { type FieldError, type Filled, type Input, InvalidRequest } from "../http/input.ts";
import { tell } from "../http/notice.ts";
import { say } from "../http/say.ts";
import { by } from "../programme/who.ts";
import { agreement as agreementPage } from "./agreement.ts";
import type { Advancing, Counting, Paying, Reporting } from "./agreement-entry.ts";
import { amountErrors, typedHundredths } from "./amounts.ts";
import type { OpenedAgreement } from "./who.ts";

const paymentRefusals = {
  ...{ "date-to-come": "paidOn", "date-unknown": "paidOn", "amount-invalid": "amount", "payment-exists": "amount" },
  "request-invalid": "amount",
} as const;
const stageRefusals = { "date-to-come": "stageOn", "dates-disordered": "stageOn" } as const;
const reportRefusals = { "date-to-come": "reportedOn" } as const;

/** Records money received; the same form sent twice records it once. */
export async function pay(
  c: PageContext,
  web: Web,
  opened: OpenedAgreement,
  { ok, filled }: Input<Paying>,
): Promise<Response> {
  if (!ok) return shownAgain(c, web, opened, filled);
  const speak = tellingAgreements(say(c, web));
  const cents = typedHundredths(speak, ok.amount, opened.agreement.currency);
  const { paidOn: on, words } = ok;
  const errors = [
    ...amountErrors(speak, { amount: cents ?? { wrong: "amount", values: {} } }),
    ...(on === undefined ? [{ field: "paidOn", message: speak.told("wrong.date") }] : []),
  ];
  if (typeof cents !== "number" || on === undefined) return refused(c, web, opened, filled, errors);
  const id = ok.payment ?? web.ports.ids();
  const payment = { id, on, cents, words };
  const result = await attempt(c, filled, paymentRefusals, async () => {
    await ask(web, opened, { type: "pay", payment, today: nowOf(web).today });
    return done(c, pageOf(opened), { id }, 201);
  });
  return result instanceof Response ? result : shownAgain(c, web, opened, result);
}

/** Cancels a payment, or restores it. */
export async function countPayment(
  c: PageContext,
  web: Web,
  opened: OpenedAgreement,
  { ok, filled }: Input<Counting>,
): Promise<Response> {
  if (!ok) throw new InvalidRequest(filled.errors);
  const counts = ok.counts === "true";
  await ask(web, opened, { type: counts ? "restorePayment" : "cancelPayment", payment: param(c, "payment") });
  if (counts) tell(c, {}, "done.payment.restored");
  return done(c, pageOf(opened));
}

/** Records the stage that an agreement came to. */
export async function advance(
  c: PageContext,
  web: Web,
  opened: OpenedAgreement,
  { ok, filled }: Input<Advancing>,
): Promise<Response> {
  if (!ok) return shownAgain(c, web, opened, filled);
  const { told } = tellingAgreements(say(c, web));
  const { stage, stageOn: on } = ok;
  const errors = [
    ...(stage === undefined ? [{ field: "stage", message: told("wrong.stage") }] : []),
    ...(on === undefined ? [{ field: "stageOn", message: told("wrong.date") }] : []),
  ];
  if (stage === undefined || on === undefined) return refused(c, web, opened, filled, errors);
  const result = await attempt(c, filled, stageRefusals, async () => {
    await ask(web, opened, { type: "advance", stage, on, today: nowOf(web).today });
    return done(c, pageOf(opened));
  });
  return result instanceof Response ? result : shownAgain(c, web, opened, result);
}

/** Records that the financial report was handed in, or that it was not. */
export async function report(
  c: PageContext,
  web: Web,
  opened: OpenedAgreement,
  { ok, filled }: Input<Reporting>,
): Promise<Response> {
  if (!ok) return shownAgain(c, web, opened, filled);
  const on = ok.reportedOn ?? null;
  const result = await attempt(c, filled, reportRefusals, async () => {
    await ask(web, opened, { type: "report", on, today: nowOf(web).today });
    if (on === null) tell(c, {}, "done.agreementReport.undone");
    return done(c, pageOf(opened));
  });
  return result instanceof Response ? result : shownAgain(c, web, opened, result);
}

type Asked = Command extends infer C ? (C extends { by: unknown } ? Omit<C, "by"> : never) : never;

async function ask({ ports }: Web, { agreement, visitor }: OpenedAgreement, command: Asked): Promise<void> {
  await issue(agreements, ports, agreement.id, { ...command, by: by(visitor) } as Command);
}

function pageOf({ agreement }: OpenedAgreement): string {
  return href("agreement", { agreement: agreement.id });
}

/** The same page, with the form as it was filled. */
function shownAgain(c: PageContext, web: Web, opened: OpenedAgreement, filled: Filled): Promise<Response> {
  return agreementPage(c, web, { ...opened, standpoint: "coordinator" }, filled);
}

function refused(
  c: PageContext,
  web: Web,
  opened: OpenedAgreement,
  filled: Filled,
  errors: FieldError[],
): Promise<Response> {
  if (wantsJson(c)) throw new InvalidRequest(errors);
  return shownAgain(c, web, opened, { ...filled, errors });
}
