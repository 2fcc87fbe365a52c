import * as z from "zod";
import { sendStatement } from "../../../shared/acts/statement.ts";
import { href } from "../../../shared/addresses.ts";
import { Refusal } from "../../../shared/errors.ts";
import type { OpenedAgreement } from "../agreements/who.ts";
import { seen as hash } from "../components/stale.ts";
import { tellingStatements } from "../components/statement-words.ts";
import { askerOf } from "../http/access.ts";
import { attempt, done } from "../http/answer.ts";
import { type PageContext, type Web, wantsJson } from "../http/context.ts";
import { type Input, InvalidRequest, identifier } from "../http/input.ts";
import { within } from "../http/rates.ts";
import { say } from "../http/say.ts";
import { askedForAgreement } from "./asked.ts";
import { figuresShown } from "./figures.ts";
import { fields } from "./refused.ts";
import { networkWords } from "./stated.ts";
import { statement } from "./statement.ts";

/**
 * `id`: of the statement that is sent, so that the same form sent twice sends one; `seen`: what its form showed, and `figures` of that, so
 * that what changed since can be said. Its days are those of the address.
 */
export const sending = z.strictObject({ id: identifier.optional(), seen: hash, figures: figuresShown });
export type Sending = z.infer<typeof sending>;

/** What changed since it was read is read first. */
const changed = { "statement-changed": "confirmed" } as const;

/**
 * Sends a statement of an agreement to its funder, as it is now. Throws `agreement-considered`, `too-many-requests`, and as `sendStatement` what no field
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
  if (typed.errors.length > 0 && wantsJson(c)) throw new InvalidRequest(typed.errors);
  if (typed.errors.length > 0) return statement(c, web, seen, { filled });
  await within(web, "statements", agreement.id);
  const id = ok.id ?? web.ports.ids();
  const result = await attempt(c, filled, { ...fields, ...changed }, async () => {
    const { agreements: _, ...days } = asked;
    await sendStatement(web.ports, askerOf(visitor, true), networkWords(web), agreement, {
      id,
      seen: ok.seen,
      ...days,
    });
    return done(c, href("sentStatement", { agreement: agreement.id, statement: id }), { id }, 201);
  });
  if (result instanceof Response) return result;
  const isChanged = result.errors.some(({ field }) => field === changed["statement-changed"]);
  return statement(c, web, seen, { filled: result, isChanged });
}
