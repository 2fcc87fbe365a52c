import { alreadyDone, refuse } from "../../chain/aggregate.ts";
import type { Actor } from "../../chain/event.ts";
import type { Holder, LocalDate } from "../../values.ts";
import { type CommandOf, type Decided, happens, type Refusing, unless } from "../decided.ts";
import { askingAs, organisationIn } from "../holder.ts";
import { funderAs } from "../place.ts";
import type { State } from "../state.ts";
import { deliveredEditions, everyEdition, isWithdrawnFinal } from "./editions.ts";
import type { Download, Downloadable } from "./final.ts";
import { checkShare } from "./sharing.ts";

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
  if (lastDay(state, by.person, asked) === day) return alreadyDone;
  const as = organisationIn(funder) === undefined ? {} : { as: funder };
  return happens("downloaded", { edition, what, day, ...as });
}

/**
 * Whoever has a shared link downloads a file of an edition: told once a day. Refuses `link-ended`, `link-expired`, `final-withdrawn`,
 * `not-found`.
 */
export function downloadShared(state: State, command: CommandOf<"downloadShared">, now: number): Decided {
  const { share, edition, what, day } = command;
  const refused = checkShare(state, share, now) ?? checkThere(state, edition, what);
  if (refused) return refused;
  const asked = { edition, what, share };
  return lastDay(state, "line", asked) === day ? alreadyDone : happens("downloaded", { ...asked, day });
}

/** The last day on which somebody downloaded a file of an edition. */
function lastDay({ downloads = [] }: State, by: Actor, asked: Asked): LocalDate | undefined {
  return downloads.find((each) => isSameDownload(each, by, asked))?.day;
}

function checkThere(state: State, edition: number, what: Downloadable): Refusing | undefined {
  const isGone = isWithdrawnFinal(state);
  if (isGone && what !== "archive") return refuse("final-withdrawn", { title: state.title });
  const editions = isGone ? everyEdition(state) : deliveredEditions(state);
  const found = editions.find((each) => each.edition === edition);
  const isThere = what === "archive" || found?.outputs.some(({ format }) => format === what);
  return unless(found !== undefined && isThere === true, "not-found");
}

type Asked = Pick<Download, "edition" | "what" | "share">;

/** Whether a download is of the same file, of the same edition, by the same person or the same shared link. */
export function isSameDownload(download: Download, by: Actor, { edition, what, share }: Asked): boolean {
  const isBySame = download.by === by && download.share === share;
  return isBySame && download.edition === edition && download.what === what;
}

/** What a funder downloaded of an edition, the first first: a person, or an organisation by its people. */
export function downloadsOf({ downloads = [] }: Pick<State, "downloads">, funder: Holder, edition: number): Download[] {
  const own = downloads.filter((each) => (each.by === funder || each.as === funder) && each.edition === edition);
  return own.sort((a, b) => (a.first < b.first ? -1 : 1));
}

/** What was downloaded by a shared link, the first first. */
export function downloadsByShare({ downloads = [] }: Pick<State, "downloads">, share: string): Download[] {
  return downloads.filter((each) => each.share === share).sort((a, b) => (a.first < b.first ? -1 : 1));
}
