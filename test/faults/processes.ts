import { cpSync } from "node:fs";
import { join } from "node:path";
import { webApp } from "../../functions/web/app.ts";
import { folderAssets } from "../../shared/adapters/assets.ts";
import { openOutbox } from "../../shared/adapters/embedded/mail.ts";
import { checkNetwork } from "../../shared/moving/check.ts";
import type { Mail, Message, Ports } from "../../shared/ports.ts";
import { listJobs } from "../../shared/stored/job.ts";
import { linkRow } from "../../shared/stored/link.ts";
import { loadSettings } from "../../shared/stored/network.ts";
import { withRevisions } from "../../shared/stored/revisions.ts";
import { everyAggregate } from "../../shared/stored/rows.ts";
import type { Network } from "../functions/network.ts";
import { lettersIn } from "../outbox.ts";
import { temporaryFolder } from "../temporary.ts";
import { openWorld } from "../world.ts";
import { workOn } from "./line.ts";
import { type Fate, type Mortal, mortal } from "./mortal.ts";

/** One process of a network in a folder; mails go to an outbox there, and are in `sent`. `calls`: what it asked of store, files and mail. */
export type Process = Network & { folder: string; calls: string[]; close(): void };

/** The call at which a process dies, from 0, or which alone fails, and on which side of its effect. */
export type End = { at: number; when: "before" | "after"; fate?: Fate };

const templates = folderAssets(join(import.meta.dirname, "../../templates"));

/** A process begins, on what `network` left in the folder; `name`: the ids that it draws are its own. */
export function begin(
  { people, settings }: Network,
  folder: string,
  instant: number,
  name: string,
  end?: End,
): Process {
  const world = openWorld(folder);
  world.set(instant);
  let drawn = 0;
  const ids = () => `${name}-${++drawn}`;
  const outbox = openOutbox(join(folder, "outbox"), world.clock);
  const sent: Message[] = [];
  const mail: Mail = {
    send: async (message) => {
      await outbox.send(message);
      sent.push(message);
    },
  };
  const { calls, ...reached }: Mortal = mortal(
    { store: world.store, files: world.files, mail },
    end?.at ?? Number.POSITIVE_INFINITY,
    end?.when ?? "before",
    end?.fate,
  );
  const assets = withRevisions(templates, reached.files, () => loadSettings(reached.store));
  const ports: Ports = { ...world, ...reached, ids, assets };
  const app = webApp(ports, { settings });
  return { world, ports, settings, sent, people, app, folder, calls, close: () => world.store.close() };
}

/** A copy of a folder at rest. */
export function copyOf(folder: string): string {
  const copy = temporaryFolder();
  cpSync(folder, copy, { recursive: true });
  return copy;
}

const writes = new Set(["store.commit", "files.put", "files.putChunks", "files.delete", "mail.send"]);

/** Which of the calls of a process change anything. */
export function writesIn({ calls }: Process): number[] {
  return calls.flatMap((name, at) => (writes.has(name) ? [at] : []));
}

/** What a network came to, but for ids and hashes. */
export type Came = {
  /** Of each aggregate, by its kind and what it is called: the types of its events. */
  events: string[];
  letters: string[];
  jobs: string[];
  kinds: string[];
  /** Links that may open and let nobody in: addresses of calendars, shared links. */
  open: number;
  flaws: unknown[];
};

/** Works until nothing is due, and says what is there then. */
export async function cameTo({ world, ports, settings, folder }: Process): Promise<Came> {
  await workOn({ ...ports, set: world.set }, settings, ports.clock());
  const { store } = ports;
  const events: string[] = [];
  for (const { ids, load, events: chain } of everyAggregate)
    for (const id of await ids(store)) {
      const { title = "", date = "" } = (await load(store, id))!.state as { title?: string; date?: string };
      events.push(`${title} ${date}: ${(await Array.fromAsync(chain(store, id), ({ type }) => type)).join(", ")}`);
    }
  const letters = (await lettersIn(join(folder, "outbox"))).map(({ to, subject }) => `${to}: ${subject}`);
  return {
    events: events.sort(),
    letters: letters.sort(),
    jobs: (await listJobs(store)).map(({ type, status }) => `${type} ${status}`),
    kinds: Object.keys((await loadSettings(store)).kinds).sort(),
    open: await openIn(ports),
    flaws: (await checkNetwork(ports)).flaws,
  };
}

async function openIn(ports: Ports): Promise<number> {
  let open = 0;
  for await (const row of ports.store.all()) {
    const link = linkRow.holds(row) ? linkRow.read(row) : undefined;
    if (link && ["calendar", "share"].includes(link.purpose) && !link.revoked) open++;
  }
  return open;
}
