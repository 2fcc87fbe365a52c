import { href } from "../../../shared/addresses.ts";
import { standingEvents } from "../../../shared/deliverable/undoing/undoing.ts";
import { Refusal } from "../../../shared/errors.ts";
import { eventsOf, loadState } from "../../../shared/stored/deliverable.ts";
import { tooLatePage } from "../components/too-late.ts";
import { type Opened, thePeople } from "../http/access.ts";
import { type PageContext, type Web, wantsJson } from "../http/context.ts";
import { say } from "../http/say.ts";

/**
 * A page or an act of an open round, as its coordinator is led to by a mail: once the round is closed the page says so, since when and by
 * whom, and leads to the deliverable.
 */
export function whileOpen<More extends unknown[]>(
  page: (c: PageContext, web: Web, opened: Opened, ...more: More) => Promise<Response>,
): typeof page {
  return async (c, web, opened, ...more) => {
    try {
      return await page(c, web, opened, ...more);
    } catch (error) {
      const isClosed = error instanceof Refusal && error.code === "round-closed" && !wantsJson(c);
      const closed = isClosed ? await closedPage(c, web, opened.state.id) : undefined;
      if (!closed) throw error;
      return closed;
    }
  };
}

/** Undefined: no round of it was closed. */
async function closedPage(c: PageContext, web: Web, id: string): Promise<Response | undefined> {
  const { store } = web.ports;
  const state = (await loadState(store, id))?.state;
  const events = state ? standingEvents(await eventsOf(store, state)) : [];
  const ending = events.findLast(({ type }) => type === "roundClosed" || type === "withdrawn");
  if (!state || !ending) return undefined;
  const { text, instant } = say(c, web);
  const who = (await thePeople(web)).name(ending.by);
  const key = ending.type === "withdrawn" ? "standing.withdrawn" : "standing.closed";
  const happened = text(key, { date: instant(ending.at), who });
  return tooLatePage(c, web, state, "round-closed", { happened, to: href("deliverable", { id }) });
}
