import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { deliveredEditions } from "../../shared/deliverable/final/editions.ts";
import type { Store } from "../../shared/ports.ts";
import { loadState } from "../../shared/stored/deliverable.ts";
import { everyRound } from "../../shared/stored/history.ts";
import { loadMeeting } from "../../shared/stored/meeting.ts";
import type { Played } from "./replay.ts";
import { spentIn } from "./spent.ts";
import type { Track } from "./story.ts";

/**
 * What a year came to, of one track: `pages` of the PDF of its finals; `mails` about what is its own; `hours` and `days` that were entered,
 * in hundredths, and all that was entered in `cents`.
 */
export type Tally = {
  track: string;
  documents: number;
  rounds: number;
  decisions: number;
  remarks: number;
  meetings: number;
  mails: number;
  pages: number;
  downloads: number;
  hours: number;
  days: number;
  cents: number;
};

/** A line a track, in order, as the network has them in the end. */
export async function tallyOf({ stage, made, downloads }: Played, tracks: readonly Track[]): Promise<Tally[]> {
  const { ports, outbox = "" } = stage.network;
  const heads = await mailHeads(outbox);
  const agreements = [...made.values()].filter(({ what }) => what === "agreement").map(({ id }) => id);
  return Promise.all(
    tracks.map(async ({ title: track, paid }) => {
      const own = [...made.values()].filter((each) => each.track === track);
      const ids = own.map(({ id }) => id);
      const documents = own.filter(({ what }) => what === "document");
      const reviewed = await Promise.all(documents.map(({ id }) => reviewOf(ports.store, id)));
      const sum = (of: keyof Awaited<ReturnType<typeof reviewOf>>) => reviewed.reduce((all, each) => all + each[of], 0);
      return {
        ...{ track, documents: documents.length },
        ...{ rounds: sum("rounds"), decisions: sum("decisions"), remarks: sum("remarks"), pages: sum("pages") },
        meetings: await heldOf(
          ports.store,
          own.filter(({ what }) => what === "meeting").map(({ id }) => id),
        ),
        mails: heads.filter((head) => ids.some((id) => head.includes(`.${id}.`))).length,
        downloads: downloads.filter((each) => each.track === track).length,
        ...(await spentIn(ports.store, agreements, paid)),
      };
    }),
  );
}

async function reviewOf(store: Store, id: string) {
  const { state } = (await loadState(store, id))!;
  const rounds = await everyRound(store, state);
  const pdfs = deliveredEditions(state).flatMap(({ outputs }) => outputs.filter(({ format }) => format === "pdf"));
  return {
    rounds: rounds.length,
    decisions: rounds.reduce((sum, { decisions }) => sum + decisions.length, 0),
    remarks: rounds.reduce((sum, { contributions }) => sum + Object.keys(contributions).length, 0),
    pages: pdfs.reduce((sum, { pages = 0 }) => sum + pages, 0),
  };
}

async function heldOf(store: Store, ids: readonly string[]): Promise<number> {
  const loaded = await Promise.all(ids.map((id) => loadMeeting(store, id)));
  return loaded.filter((each) => each?.state.stage === "held").length;
}

/** The headers of each mail that left: its Message-ID names the job that owed it, and so what it is about. */
async function mailHeads(outbox: string): Promise<string[]> {
  const names = (await readdir(outbox)).filter((name) => name.endsWith(".eml"));
  const whole = await Promise.all(names.map((name) => readFile(join(outbox, name), "utf8")));
  return whole.map((mail) => /^Message-ID:\s*(\S+)/im.exec(mail)?.[1] ?? "");
}
