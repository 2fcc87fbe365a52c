import { relative } from "node:path";
import { fileURLToPath } from "node:url";
import { wrapped } from "../lines.ts";
import { replay } from "../replay/replay.ts";
import { monthsTold, tableOf } from "../replay/report.ts";
import { tallyOf } from "../replay/tally.ts";
import { tracks } from "../replay/tracks/tracks.ts";
import { say } from "../say.ts";
import type { Asked } from "./grammar.ts";

/** Where a year is played unless told. */
const usual = relative("", fileURLToPath(new URL("../../out/replay", import.meta.url)));

/** Plays the year 2008 into an empty folder, a line a month, and prints what it came to. Throws as `replay`. */
export async function run({ values }: Asked<"replay">): Promise<void> {
  const folder = values.data ?? process.env.LIVRABLE_DATA ?? usual;
  const months = monthsTold((line) => console.log(line));
  const played = await replay(folder, months.watch);
  await months.end(played);
  const tallies = await tallyOf(played, tracks);
  console.log(`\n${tableOf(tallies, (await played.mailbox.heads()).length)}`);
  await played.stage.close();
  console.log(`\n${wrapped(say("replay.done", { folder }))}`);
}
