import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { folderAssets } from "../../shared/adapters/assets.ts";
import { listJobs } from "../../shared/stored/job.ts";
import { beginYear } from "./beginning.ts";
import { clockAt, instantOf, type SimulatedClock } from "./clock.ts";
import { beginFolder, endFolder } from "./folder.ts";
import { openBrowser } from "./people/browser.ts";
import { cast, coordinator } from "./people/cast.ts";
import { type Mailbox, openMailbox } from "./people/mailbox.ts";
import { type Person, personAt } from "./people/person.ts";
import { openStage, type Stage } from "./stage.ts";
import { inOrder, type Placed, type Play, type Track } from "./story.ts";
import { tracks } from "./tracks/tracks.ts";

/** The address that mails carry: where `npm start` serves the folder afterwards, unless told. */
const publicUrl = "http://127.0.0.1:8080";

/** A year that was played: the stage it was played on, open still; its mails; what was made of it, and downloaded. */
export type Played = Pick<Play, "made" | "downloads"> & { stage: Stage; mailbox: Mailbox };
/** Is told of each scene before it is played. */
export type Watch = (scene: Placed, so: Played) => void | Promise<void>;

/**
 * Plays the year 2008 in an empty folder, every step through the pages, mails and commands that people use; `of`: these tracks alone. Throws
 * as `beginFolder` where there is something in the folder; where a step is refused, what was refused, with its scene.
 */
export async function replay(folder: string, watch: Watch, of: readonly Track[] = tracks): Promise<Played> {
  beginFolder(folder);
  const clock = clockAt("2008-01-07 08:30");
  const link = await beginYear(folder, publicUrl, clock);
  const stage = await openStage(folder, publicUrl, clock);
  try {
    const mailbox = openMailbox(join(folder, "outbox"), publicUrl);
    const play = playOn(stage, clock, mailbox);
    const played = { stage, mailbox, made: play.made, downloads: play.downloads };
    await play.people.coordination.arrive(link);
    for (const scene of inOrder(of)) {
      await watch(scene, played);
      await playScene(stage, play, scene);
    }
    await stage.settle();
    const failed = (await listJobs(stage.network.ports.store)).filter(({ status }) => status === "failed");
    if (failed.length > 0) throw new Error(`jobs failed: ${failed.map(({ id }) => id).join(", ")}`);
    endFolder(folder);
    return played;
  } catch (error) {
    await stage.close();
    throw error;
  }
}

async function playScene(stage: Stage, play: Play, { at, what, track, play: perform }: Placed): Promise<void> {
  await stage.passTo(instantOf(at));
  await perform({ ...play, track }).catch((error: unknown) => {
    throw new Error(`${at}, ${track}: ${what}`, { cause: error });
  });
}

const templates = folderAssets(fileURLToPath(new URL("../../templates", import.meta.url)));

function playOn(stage: Stage, clock: SimulatedClock, mailbox: Mailbox): Play {
  const site = { origin: publicUrl, port: stage.port };
  const enters = ({ name, address }: typeof coordinator): Person =>
    personAt(name, address, {
      browser: openBrowser(site, () => stage.counts.requests++),
      ...{ mailbox, now: clock.now, wait: stage.wait },
    });
  const people = Object.fromEntries(Object.entries(cast).map(([word, role]) => [word, enters(role)]));
  return {
    people: { coordination: enters(coordinator), ...people } as Play["people"],
    ...{ track: "", made: new Map(), downloads: [] },
    file: (path) => templates.read(path),
    wait: stage.wait,
    send: async (who, page, file) => {
      const { address } = await who.submit(page, /\/files$/, {}, { files: { file } });
      return stage.wait(`the reading of ${file.name}`, async () => {
        const read = await who.open(address);
        return read.html.includes("data-wait") ? undefined : read;
      });
    },
  };
}
