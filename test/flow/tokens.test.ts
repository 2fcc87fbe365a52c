import { readdir } from "node:fs/promises";
import { gunzipSync } from "node:zlib";
import { expect, vi } from "vitest";
import type { Network } from "../../infra/local/network.ts";
import { exportNetwork } from "../../shared/moving/export.ts";
import type { Message } from "../../shared/ports.ts";
import { lettersIn } from "../outbox.ts";
import { flowOverHttp, type Running } from "./over-http.ts";
import { startNetwork } from "./running.ts";

flowOverHttp("no link is told anywhere but in its mail", start);

type Told = { what: string; text: string };

/**
 * The whole way, with everything that is said on it kept: logs, requests, answers. Each mail fails once, with its whole
 * text as the message of the error. In the end no link that was mailed or opened may be found in any of it.
 */
async function start(): Promise<Running> {
  const told: Told[] = [];
  const opened = new Set<string>();
  const logs = keepLogs(told);
  const asking = keepRequests(told, opened);
  const running = await startNetwork({
    over: failingOnce,
    log: (line) => told.push({ what: "request", text: JSON.stringify(line) }),
  });
  const stop = async () => {
    try {
      asking.mockRestore();
      const { network } = running;
      await openWrongly(running.url, [...opened][0]!, told);
      await keepStored(network, told);
      check(told, new Set([...opened, ...(await mailed(network))]));
    } finally {
      for (const log of logs) log.mockRestore();
      await running.stop();
    }
  };
  return { ...running, stop };
}

function failingOnce(network: Network): Network {
  const { mail } = network.ports;
  const failed = new Set<string>();
  const send = async (message: Message) => {
    if (failed.has(message.messageId)) return mail.send(message);
    failed.add(message.messageId);
    throw new Error(`not taken: ${message.text}`);
  };
  return { ...network, ports: { ...network.ports, mail: { send } } };
}

function keepLogs(told: Told[]) {
  const keep = (...said: unknown[]) => void told.push({ what: "log", text: said.map(String).join(" ") });
  return (["log", "error", "warn", "info"] as const).map((level) => vi.spyOn(console, level).mockImplementation(keep));
}

/** Keeps each address that was asked for but those of links, and each answer's headers and text. */
function keepRequests(told: Told[], opened: Set<string>) {
  const { fetch } = globalThis;
  return vi.spyOn(globalThis, "fetch").mockImplementation(async (input, init) => {
    const url = String(input);
    const response = await fetch(input, init);
    const token = /\/l\/(.+)$/.exec(url)?.[1];
    if (token) {
      opened.add(token);
      expect([response.headers.get("referrer-policy"), response.headers.get("cache-control")]).toEqual([
        "no-referrer",
        "private, no-store",
      ]);
    } else told.push({ what: "address", text: url });
    told.push({ what: `answer to ${token ? "a link" : url}`, text: await answerOf(response.clone()) });
    return response;
  });
}

async function answerOf(response: Response): Promise<string> {
  return `${JSON.stringify([...response.headers])} ${Buffer.from(await response.arrayBuffer()).toString("latin1")}`;
}

/** What is nearly a link is answered without it. */
async function openWrongly(url: string, token: string, told: Told[]): Promise<void> {
  for (const path of [`/l/${token}x`, `/l/${token}/y`, `//l/${token}`, `/deliverables/${token}`, `/L/${token}`]) {
    const response = await fetch(`${url}${path}`);
    expect([path, response.status]).toEqual([path, 404]);
    told.push({ what: `answer to ${path.replace(token, "…")}`, text: await answerOf(response) });
  }
}

async function keepStored({ ports, outbox = "" }: Network, told: Told[]): Promise<void> {
  for await (const row of ports.store.all()) told.push({ what: `row ${row.pk}`, text: JSON.stringify(row) });
  for (const name of await readdir(outbox)) told.push({ what: "file of a mail", text: name });
  const archive = gunzipSync(Buffer.concat(await Array.fromAsync(exportNetwork(ports))));
  told.push({ what: "export", text: archive.toString("latin1") });
}

async function mailed({ outbox = "" }: Network): Promise<string[]> {
  const letters = await lettersIn(outbox);
  const tokens = letters.flatMap(({ text }) => [...text.matchAll(/\/l\/(\S+)/g)].map(([, token]) => token!));
  expect(tokens.length).toBeGreaterThan(8);
  return tokens;
}

/** Neither a token, nor its id, nor its seal. */
function check(told: Told[], tokens: ReadonlySet<string>): void {
  const kinds = new Set(told.map(({ what }) => what.split(" ")[0]));
  expect([...kinds].sort()).toEqual(["address", "answer", "export", "file", "log", "request", "row"]);
  const lines = told.filter(({ what }) => what === "request").map(({ text }) => JSON.parse(text).route);
  expect(lines).toContain("/l/:token");
  expect(told.some(({ what, text }) => what === "log" && text.includes("not taken"))).toBe(true);
  const secrets = [...tokens].flatMap((token) => token.split(".").slice(1));
  const leaks = told.filter(({ text }) => secrets.some((secret) => text.includes(secret)));
  expect(leaks.map(({ what, text }) => `${what}: ${text.slice(0, 200)}`)).toEqual([]);
}
