import { setTimeout as pause } from "node:timers/promises";
import type { State, Upload } from "../../shared/deliverable/state.ts";
import { type Visitor, visitor } from "../flow/visitor.ts";
import { completeDraft } from "../functions/network.ts";
import { type Invited, type Role, roles } from "./cast.ts";
import type { Acknowledged, Ledger } from "./ledger.ts";

/** People at their browsers, before a server that comes and goes. */
export type Load = {
  visitors: Record<Role, Visitor>;
  invited: Invited;
  url: string;
  ledger: Ledger;
  over: () => boolean;
};

/** Everyone enters, whatever the server does meanwhile. */
export async function enter(url: string, invited: Invited, ledger: Ledger, over: () => boolean): Promise<Load> {
  const visitors = Object.fromEntries(roles.map((role) => [role, visitor(url)])) as Load["visitors"];
  const load = { visitors, invited, url, ledger, over };
  for (const role of roles) await insist(() => visitors[role].open(invited[role].link));
  return load;
}

/** Brings one deliverable after another from its plan to its end, until it is over. */
export async function keepWriting(load: Load, name: string): Promise<void> {
  for (let turn = 1; !load.over(); turn++) await oneDeliverable(load, `${name}-${turn}`, turn % 2 === 0);
}

async function oneDeliverable(load: Load, id: string, sentBack: boolean): Promise<void> {
  const { author, coordinator, first, second } = load.visitors;
  const here = `/deliverables/${id}`;
  const done = (what: Acknowledged) => void load.ledger.push(what);
  const people = (...of: Role[]) => of.map((role) => load.invited[role].id);
  const plan = { kind: "framing-note", title: `Note ${id}`, action: "Interculturalité", language: "fr", quorum: 2 };
  const cast = { authors: people("author"), reviewers: people("first", "second"), funders: [] };
  await send(coordinator, "/deliverables", { id, ...plan, ...cast });
  done({ what: "created", deliverable: id });

  const upload = await deposit(load, here, id);
  done({ what: "uploaded", deliverable: id, upload });
  const read = await until(async () => {
    const { upload: found } = await load.visitors.author.json<{ upload: Upload }>(`${here}/uploads/${upload}`);
    return found.status === "awaited" ? undefined : found;
  });
  // what became of it is looked for in the events, at the end
  if (read.status !== "accepted") return;

  const version = read.version!;
  await send(author, `${here}/submission`, { version });
  done({ what: "submitted", deliverable: id, version });

  const about = { round: 1, version };
  for (const number of [1, 2, 3]) {
    const remark = `${id}-remarque-${number}`;
    await send(first, `${here}/remarks`, { ...about, remark, type: "comment", text: `À préciser, ${number}.` });
    done({ what: "remarked", deliverable: id, remark });
  }
  for (const [who, choice] of [
    [first, "approve"],
    [second, sentBack ? "requestChanges" : "approve"],
  ] as const) {
    const submission = `${id}-${choice}-${who === first ? "1" : "2"}`;
    const reason = choice === "approve" ? {} : { reason: "Préciser la notion d’interculturalité." };
    await send(who, `${here}/review/decision`, { ...about, submission, choice, ...reason });
    done({ what: "decided", deliverable: id, submission });
  }
  await send(coordinator, `${here}/closure`, { round: 1, outcome: sentBack ? "changesRequested" : "asIs" });
  done({ what: "closed", deliverable: id, round: 1 });
  if (sentBack) return;
  await until(async () => {
    const { deliverable } = await coordinator.json<{ deliverable: State }>(here);
    return deliverable.final?.outputs.length ? deliverable : undefined;
  });
  done({ what: "final", deliverable: id });
}

/** Sends a file by its form, as the page does, until it is taken; its upload. */
async function deposit({ visitors: { author }, url }: Load, here: string, id: string): Promise<string> {
  const bytes = Buffer.from(completeDraft.replace("Des échanges", `Des échanges (${id})`));
  type Begun = { upload: string; url: string; fields: Record<string, string> };
  const begun = await (await send(author, `${here}/uploads`, { name: "cadrage.md", bytes: bytes.length })).json();
  const { upload, url: to, fields } = begun as Begun;
  await insist(() => {
    const form = new FormData();
    for (const [name, value] of Object.entries(fields)) form.set(name, value);
    form.set("file", new File([bytes], "cadrage.md"));
    return fetch(new URL(to, url), { method: "POST", body: form, redirect: "manual" });
  });
  return upload;
}

function send(who: Visitor, path: string, body: object): Promise<Response> {
  return insist(() => who.trySend(path, body));
}

/** Milliseconds before what had no answer is sent again, as it was. */
const patience = 60;
/** Milliseconds after which nobody waits any more. */
const longest = 600_000;

/** Asks until there is an answer that is neither the server's end nor a fault of its own. Throws for a refusal. */
async function insist(ask: () => Promise<Response>): Promise<Response> {
  return until(async () => {
    const answer = await ask();
    if (answer.status >= 500) return undefined;
    if (answer.status >= 400) throw new Unexpected(`${answer.status} ${answer.url}: ${await answer.text()}`);
    return answer;
  });
}

class Unexpected extends Error {}

async function until<T>(ask: () => Promise<T | undefined>): Promise<T> {
  for (const began = performance.now(); performance.now() - began < longest; await pause(patience)) {
    const found = await ask().catch((error: unknown) => {
      if (error instanceof Unexpected) throw error;
      return undefined;
    });
    if (found !== undefined) return found;
  }
  throw new Error("waited in vain");
}
