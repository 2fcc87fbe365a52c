import * as z from "zod";
import { takeBack } from "../../../shared/acts/take-back.ts";
import { href } from "../../../shared/addresses.ts";
import { Refusal } from "../../../shared/errors.ts";
import { refusalMessage } from "../../../shared/i18n/refusal.ts";
import type { Opened } from "../http/access.ts";
import { done } from "../http/answer.ts";
import { type PageContext, type Web, wantsJson } from "../http/context.ts";
import { type Input, InvalidRequest } from "../http/input.ts";
import { tell } from "../http/notice.ts";

/** `of`: the event to take back, by its place in the chain; `back`: the page of the deliverable to go on to. */
export const undoing = z.strictObject({
  of: z.int("input.wrong").min(1, "input.wrong"),
  back: z.string("input.wrong").max(500, "input.long").optional(),
});

/**
 * Takes back what was done last. Throws `undo-not-yours`; `undo-superseded` (something was done since) and `undo-too-late` are said on
 * the page that asked, where a form named one.
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
  const page = pageAfter(opened, ok.back);
  try {
    await takeBack(web.ports, state, { by, of: ok.of }, still);
  } catch (error) {
    if (ok.back === undefined || wantsJson(c) || !isPast(error)) throw error;
    tell(c, { said: refusalMessage(c.get("language"), error) }, "done.not");
    return c.redirect(page, 303);
  }
  tell(c, {}, what && `done.undo.${what}`);
  return done(c, page, { undone: ok.of });
}

/** Whether it is not to be taken back any more, whoever asks. */
function isPast(error: unknown): error is Refusal {
  return error instanceof Refusal && (error.code === "undo-superseded" || error.code === "undo-too-late");
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
