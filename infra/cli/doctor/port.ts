import { once } from "node:events";
import { createServer } from "node:net";
import { href } from "../../../shared/addresses.ts";
import { listeningFaults } from "../../local/environment.ts";
import type { Listening } from "../../local/network.ts";
import { type Finding, fine, toMend } from "./finding.ts";

/**
 * Whether a server can listen where the environment says, found out by listening there for an instant; `atWork`: whether one
 * is at work on the folder, which then is the one that should.
 */
export async function checkPort({ host, port }: Listening, atWork: boolean): Promise<Finding> {
  const values = { host, port: String(port) };
  const fault = await listeningFault(host, port);
  if (fault === undefined) return atWork ? toMend("doctor.port.other", values) : fine("doctor.port.free", values);
  const own = fault === "EADDRINUSE" && atWork && (await isLivrable(host, port));
  return own ? fine("doctor.port.fine", values) : toMend(listeningFaults[fault] ?? "doctor.port.taken", values);
}

async function listeningFault(host: string, port: number): Promise<string | undefined> {
  const server = createServer().listen(port, host);
  try {
    await once(server, "listening");
    return undefined;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code ?? "?";
  } finally {
    server.close();
  }
}

/** Milliseconds that whoever listens may take to say what it is. */
const patience = 5_000;

/** What answers of its health in JSON, well or ill. */
async function isLivrable(host: string, port: number): Promise<boolean> {
  try {
    const address = `http://${reachable(host)}:${port}${href("health")}`;
    const { headers } = await fetch(address, { signal: AbortSignal.timeout(patience) });
    return /json/.test(headers.get("content-type") ?? "");
  } catch {
    return false;
  }
}

/** Where to ask a server that listens at every address of the machine; IPv6 in brackets. */
function reachable(host: string): string {
  if (host === "0.0.0.0") return "127.0.0.1";
  if (host === "::") return "[::1]";
  return host.includes(":") ? `[${host}]` : host;
}
