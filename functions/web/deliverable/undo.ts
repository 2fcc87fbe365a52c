import * as z from "zod";
import { href } from "../../../shared/addresses.ts";
import { issue } from "../../../shared/chain/issue.ts";
import { deliverables } from "../../../shared/stored/deliverable.ts";
import type { Opened } from "../http/access.ts";
import { done } from "../http/answer.ts";
import type { PageContext, Web } from "../http/context.ts";
import { type Input, InvalidRequest } from "../http/input.ts";
import { tell } from "../http/notice.ts";

/** `of`: the event to take back, by its place in the chain; `back`: the page of the deliverable to go on to. */
export const undoing = z.strictObject({
  of: z.int("input.wrong").min(1, "input.wrong"),
  back: z.string("input.wrong").max(500, "input.long").optional(),
});

/**
 * Takes back what was done last. Throws `undo-superseded` (something was done since), `undo-not-yours`, `undo-too-late`.
 */
export async function undo(
  c: PageContext,
  web: Web,
  opened: Opened,
  { ok, filled }: Input<z.infer<typeof undoing>>,
): Promise<Response> {
  if (!ok) throw new InvalidRequest(filled.errors);
  const { state, by, still } = opened;
  const { what } = state.undoable?.find(({ of }) => of === ok.of) ?? {};
  await issue(deliverables, web.ports, state.id, { type: "undo", by, of: ok.of }, still);
  tell(c, {}, what && `done.undo.${what}`);
  return done(c, pageAfter(opened, ok.back), { undone: ok.of });
}

const site = "http://own.invalid";

/** A page of the deliverable and no other. */
function pageAfter({ state, roles }: Opened, back: string | undefined): string {
  const { id } = state;
  const owns = roles.has("coordinator") || roles.has("author");
  const own = href("deliverable", { id });
  const asked = back?.startsWith("/") && URL.canParse(back, site) ? new URL(back, site) : undefined;
  const isOwn = asked?.origin === site && (asked.pathname === own || asked.pathname.startsWith(`${own}/`));
  const page = isOwn ? asked : new URL(owns ? own : href("remarks", { id }), site);
  return `${page.pathname}${page.search}${page.hash}`;
}
