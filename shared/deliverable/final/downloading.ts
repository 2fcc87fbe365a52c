import { alreadyDone, refuse } from "../../chain/aggregate.ts";
import type { Actor } from "../../chain/event.ts";
import type { Holder } from "../../values.ts";
import { type CommandOf, type Decided, happens, type Refusing, unless } from "../decided.ts";
import { askingAs, organisationIn } from "../holder.ts";
import { funderAs } from "../place.ts";
import type { State } from "../state.ts";
import { deliveredEditions, everyEdition, isWithdrawnFinal } from "./editions.ts";
import type { Download, Downloadable } from "./final.ts";

/**
 * Somebody who funds it, or did, downloads a file of an edition, or its proof archive: told once a day. Refuses `forbidden`,
 * `final-withdrawn` (its files are gone, the archive stays), `not-found`.
 */
export function download(state: State, { by, ...asked }: CommandOf<"download">): Decided {
  const funder = by === "line" ? undefined : funderAs(state, askingAs(by));
  if (by === "line" || funder === undefined) return refuse("forbidden");
  const { edition, what, day } = asked;
  const refused = checkThere(state, edition, what);
  if (refused) return refused;
  const before = state.downloads?.find((each) => isSameDownload(each, by.person, asked));
  if (before?.day === day) return alreadyDone;
  const as = organisationIn(funder) === undefined ? {} : { as: funder };
  return happens("downloaded", { edition, what, day, ...as });
}

function checkThere(state: State, edition: number, what: Downloadable): Refusing | undefined {
  const isGone = isWithdrawnFinal(state);
  if (isGone && what !== "archive") return refuse("final-withdrawn", { title: state.title });
  const editions = isGone ? everyEdition(state) : deliveredEditions(state);
  const found = editions.find((each) => each.edition === edition);
  const isThere = what === "archive" || found?.outputs.some(({ format }) => format === what);
  return unless(found !== undefined && isThere === true, "not-found");
}

/** Whether a download is of the same file, of the same edition, by the same person. */
export function isSameDownload(
  download: Download,
  by: Actor,
  { edition, what }: Pick<Download, "edition" | "what">,
): boolean {
  return download.by === by && download.edition === edition && download.what === what;
}

/** What a funder downloaded of an edition, the first first: a person, or an organisation by its people. */
export function downloadsOf({ downloads = [] }: Pick<State, "downloads">, funder: Holder, edition: number): Download[] {
  const own = downloads.filter((each) => (each.by === funder || each.as === funder) && each.edition === edition);
  return own.sort((a, b) => (a.first < b.first ? -1 : 1));
}
