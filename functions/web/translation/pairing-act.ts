import { correctPairing } from "../../../shared/acts/translation.ts";
import { href } from "../../../shared/addresses.ts";
import type { Place } from "../../../shared/document/translation/passages.ts";
import type { Said } from "../../../shared/document/translation/said.ts";
import { Refusal } from "../../../shared/errors.ts";
import { loadState } from "../../../shared/stored/deliverable.ts";
import type { Opened } from "../http/access.ts";
import { attempt, done } from "../http/answer.ts";
import { isJson, type PageContext, type Web } from "../http/context.ts";
import type { Input } from "../http/input.ts";
import { say } from "../http/say.ts";
import type { PairingAsked } from "./pairing.ts";
import { twins } from "./twins.ts";

/** What an author says of passages: they are right still, translate another one, none, or need none. */
export async function pair(
  c: PageContext,
  web: Web,
  opened: Opened,
  { ok, filled }: Input<PairingAsked>,
): Promise<Response> {
  if (!ok) return twins(c, web, opened, filled);
  const { state, by, still } = opened;
  const said = saidIn(ok);
  if (!said) {
    const message = say(c, web).text("input.passage");
    return twins(c, web, opened, { ...filled, errors: [{ field: "passages", message }] });
  }
  if (!isJson(c) && asksTick(ok) && !ok.confirmed) {
    const message = say(c, web).text("input.confirm");
    return twins(c, web, opened, { ...filled, errors: [{ field: "confirmed", message }] });
  }
  const source = (await loadState(web.ports.store, state.translates?.deliverable ?? ""))?.state;
  if (!source) throw new Refusal("not-found");
  const result = await attempt(c, filled, { "pairing-replaced": "passages" }, async () => {
    await correctPairing(web.ports, by, state, source, { seen: ok.seen, said }, still);
    return done(c, href("translation", { id: state.id }, { show: c.req.query("show"), page: c.req.query("page") }));
  });
  return result instanceof Response ? result : twins(c, web, opened, result);
}

/** Whether it is said by a button alone: where several passages are spoken of, each is ticked. */
function asksTick({ what, sources }: PairingAsked): boolean {
  return what !== "current" && !(what === "spared" && sources.length > 0);
}

/** Undefined where the passages that it is about are not named. */
function saidIn({ what, passages, source, sources }: PairingAsked): Said | undefined {
  const [at] = passages.map(placeOf);
  const theirs = source === undefined ? undefined : placeOf(source);
  const spared = [...new Set([...(source === undefined ? [] : [source]), ...sources])].map(placeOf);
  switch (what) {
    case "moved":
      return { what };
    case "current":
      return at && { what, passages: passages.map(placeOf) };
    case "added":
      return at && { what, at };
    case "pairs":
      return at && theirs && { what, at, source: theirs };
    default:
      return spared.length === 0 ? undefined : { what: "spared", sources: spared, spared: what === "spared" };
  }
}

function placeOf(key: string): Place {
  const [part = "", block = ""] = key.split(" ");
  return { part, block };
}
