import { makeLink } from "../../shared/stored/link.ts";
import { uploadKey } from "../../shared/stored/objects.ts";
import type { Network, Role } from "../functions/network.ts";
import { wordsOf } from "../functions/notify/letter.ts";
import { bringAll, type UnderWay } from "../functions/under-way.ts";
import { enter, pay } from "../functions/web/ledger/paid.ts";
import { openProgrammed } from "../functions/web/meetings/programmed.ts";
import { temporaryFolder } from "../temporary.ts";
import { openWorld } from "../world.ts";
import { begin, cameTo, type Process } from "./processes.ts";

/**
 * A network at rest, in a folder, in which everything that meetings and documents bring is under way (`bringAll`), and an agreement has an entry, `juin`; `cookies`: of those
 * who are in.
 */
export type Scene = UnderWay & {
  network: Network;
  folder: string;
  instant: number;
  cookies: Record<"coordinator" | "author", string>;
  note: string;
};

export async function openScene(): Promise<Scene> {
  const folder = temporaryFolder();
  const world = openWorld(folder);
  const { network, note } = await openProgrammed(world);
  const known = await bringAll(network, note);
  await pay(network);
  await enter(network, "author", { id: "juin", date: "2008-06-10", amount: "1" });
  await network.ports.files.put(uploadKey("recu"), Buffer.from("%PDF-1.4 reçu"), "application/pdf");
  const instant = world.clock();
  const cookies = { coordinator: await cookieOf(network, "coordinator"), author: await cookieOf(network, "author") };
  world.store.close();
  // what all this owes is done before anything is tried
  const rest = begin(network, folder, instant, "rest");
  await cameTo(rest);
  const now = rest.ports.clock();
  rest.close();
  return { network, folder, instant: now, cookies, note, ...known };
}

async function cookieOf({ app, ports, people }: Network, role: Role): Promise<string> {
  const entered = await app.request(
    `/l/${await makeLink(ports, { person: people[role], purpose: "enter", days: 300 })}`,
  );
  return entered.headers.getSetCookie()[0]?.split(";")[0] ?? "";
}

export type Fields = Record<string, string | string[]>;
/** What somebody sends. */
export type Act = { by?: "coordinator" | "author"; to: string; fields?: Fields };

/** Sends a form, and gives the status of the answer. Throws what a page says that refuses it. */
export async function send({ cookies }: Scene, { app }: Process, { by = "coordinator", to, fields = {} }: Act) {
  const body = new URLSearchParams();
  for (const [name, values] of Object.entries(fields)) for (const value of [values].flat()) body.append(name, value);
  const headers = {
    ...{ cookie: cookies[by], "sec-fetch-site": "same-origin" },
    "content-type": "application/x-www-form-urlencoded",
  };
  const answer = await app.request(to, { method: "POST", headers, body: body.toString() });
  if (answer.status >= 400 && answer.status < 500) throw new Error(`${answer.status} ${wordsOf(await answer.text())}`);
  return answer.status;
}
