import { beginFinancialReport } from "../../../shared/acts/financial-report.ts";
import { href } from "../../../shared/addresses.ts";
import { Refusal } from "../../../shared/errors.ts";
import type { OpenedAgreement } from "../agreements/who.ts";
import { type Nothing, unlessConfirmed } from "../components/confirmation.ts";
import { askerOf } from "../http/access.ts";
import { done } from "../http/answer.ts";
import type { PageContext, Web } from "../http/context.ts";
import type { Input } from "../http/input.ts";
import { networkWords } from "./stated.ts";

/**
 * Begins the financial report of an agreement as a document that the coordinator writes; where there is one already, on to it. Throws
 * `unconfirmed`, `agreement-considered`, and as `beginFinancialReport`.
 */
export async function beginReport(
  c: PageContext,
  web: Web,
  { agreement, visitor }: OpenedAgreement,
  input: Input<Nothing>,
): Promise<Response> {
  unlessConfirmed(input);
  if (agreement.stage === "considered") throw new Refusal("agreement-considered");
  const by = askerOf(visitor, true);
  const { id, upload } = await beginFinancialReport(web.ports, by, networkWords(web), agreement);
  const shown = upload === undefined ? href("deliverable", { id }) : href("upload", { id, upload });
  return done(c, shown, { id }, upload === undefined ? 200 : 201);
}
