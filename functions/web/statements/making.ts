import { href } from "../../../shared/addresses.ts";
import { askForFiles } from "../../../shared/stored/typeset.ts";
import type { SeenAgreement } from "../agreements/who.ts";
import { tellingStatements } from "../components/statement-words.ts";
import { done } from "../http/answer.ts";
import type { PageContext, Visitor, Web } from "../http/context.ts";
import { within } from "../http/rates.ts";
import { say } from "../http/say.ts";
import { type Asked, askedForAction, askedForAgreement, queryOf } from "./asked.ts";
import { factsOf, toSet } from "./stated.ts";
import { actionStatement, statement } from "./statement.ts";
import type { StatedAction } from "./who.ts";

/** Asks for the files of the statement of an agreement, as it stands; the page with what is wrong of what its address asks for. Throws `too-many-requests`. */
export async function makeFiles(c: PageContext, web: Web, seen: SeenAgreement): Promise<Response> {
  const asked = askedForAgreement(c, tellingStatements(say(c, web)), seen);
  if (asked.filled.errors.length > 0) return statement(c, web, seen);
  await make(web, seen, asked);
  return done(c, href("statement", { agreement: seen.agreement.id }, queryOf(asked.asked)));
}

/** The same of an action. */
export async function makeActionFiles(c: PageContext, web: Web, stated: StatedAction): Promise<Response> {
  const asked = askedForAction(c, tellingStatements(say(c, web)), stated);
  if (asked.filled.errors.length > 0) return actionStatement(c, web, stated);
  await make(web, stated, asked);
  const { from, until } = asked.asked;
  const place = { programme: stated.programme.id, action: stated.action.id };
  return done(c, href("actionStatement", place, { from, until }));
}

async function make(web: Web, { visitor }: { visitor: Visitor }, { asked }: Asked): Promise<void> {
  await within(web, "renderings", visitor.person.id);
  await askForFiles(web.ports, toSet(web, await factsOf(web, asked)));
}
