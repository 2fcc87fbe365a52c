import * as z from "zod";
import { sendStatement } from "../../../shared/acts/statement.ts";
import { href } from "../../../shared/addresses.ts";
import { Refusal } from "../../../shared/errors.ts";
import type { OpenedAgreement } from "../agreements/who.ts";
import { tellingStatements } from "../components/statement-words.ts";
import { askerOf } from "../http/access.ts";
import { attempt, done } from "../http/answer.ts";
import type { PageContext, Web } from "../http/context.ts";
import { type Input, InvalidRequest, identifier } from "../http/input.ts";
import { say } from "../http/say.ts";
import { askedForAgreement } from "./asked.ts";
import { fields } from "./refused.ts";
import { networkWords } from "./stated.ts";
import { statement } from "./statement.ts";

/** `id`: of the statement that is sent, so that the same form sent twice sends one. Its days are those of the address. */
export const sending = z.strictObject({ id: identifier.optional() });
export type Sending = z.infer<typeof sending>;

/**
 * Sends a statement of an agreement to its funder, as it is now. Throws `agreement-considered`, and as `sendStatement` what no field
 * of the page can mend.
 */
export async function send(
  c: PageContext,
  web: Web,
  { agreement, visitor }: OpenedAgreement,
  { ok, filled }: Input<Sending>,
): Promise<Response> {
  const seen = { agreement, visitor, standpoint: "coordinator" as const };
  if (!ok) return statement(c, web, seen, { filled });
  if (agreement.stage === "considered") throw new Refusal("agreement-considered");
  const { asked, filled: typed } = askedForAgreement(c, tellingStatements(say(c, web)), seen);
  if (typed.errors.length > 0) throw new InvalidRequest(typed.errors);
  const id = ok.id ?? web.ports.ids();
  const result = await attempt(c, filled, fields, async () => {
    const { agreements: _, ...days } = asked;
    await sendStatement(web.ports, askerOf(visitor, true), networkWords(web), agreement, { id, ...days });
    return done(c, href("sentStatement", { agreement: agreement.id, statement: id }, { done: "sent" }), { id }, 201);
  });
  return result instanceof Response ? result : statement(c, web, seen, { filled: result });
}
