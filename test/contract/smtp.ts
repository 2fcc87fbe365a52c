import { createServer, type Server, type Socket } from "node:net";

/**
 * A mail server on a port of its own that keeps what it is given (RFC 5321, as little of it as a client needs). `connections`
 * counts those that came to it.
 */
export type SmtpServer = { url: string; messages: Uint8Array[]; connections(): number; stop(): Promise<void> };

/**
 * What a server does amiss: an answer of its own in place of "hello" (the greeting), "RCPT", "DATA" or "text" (its end);
 * silence, or the line cut, which leaves its client to guess.
 */
export type Fault = { at: "hello" | "RCPT" | "DATA" | "text"; answer: string | "silence" | "cut" };

export async function startSmtp(fault: () => Fault | undefined = () => undefined): Promise<SmtpServer> {
  const messages: Uint8Array[] = [];
  const open = new Set<Socket>();
  let connections = 0;
  const server = createServer((socket) => {
    connections++;
    open.add(socket.on("close", () => open.delete(socket)).on("error", () => undefined));
    converse(socket, messages, fault());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `smtp://127.0.0.1:${portOf(server)}`,
    messages,
    connections: () => connections,
    stop: () => {
      for (const socket of open) socket.destroy();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

function portOf(server: Server): number {
  const address = server.address();
  return typeof address === "object" && address ? address.port : 0;
}

function converse(socket: Socket, messages: Uint8Array[], fault: Fault | undefined): void {
  let data: string[] | undefined;
  let rest = "";
  const answer = (line: string, at?: Fault["at"]) => {
    if (fault?.at !== at || !fault) socket.write(`${line}\r\n`);
    else if (fault.answer === "cut") socket.destroy();
    else if (fault.answer !== "silence") socket.write(`${fault.answer}\r\n`);
  };
  const read = (line: string) => {
    if (data && line === ".") {
      if (fault?.at !== "text" || fault.answer === "cut") messages.push(Buffer.from(data.join("\r\n"), "latin1"));
      data = undefined;
      answer("250 kept", "text");
    } else if (data) data.push(line.replace(/^\./, ""));
    else if (/^DATA$/i.test(line)) {
      if (fault?.at !== "DATA") data = [];
      answer("354 go on", "DATA");
    } else if (/^RCPT/i.test(line)) answer("250 ok", "RCPT");
    else answer(/^QUIT$/i.test(line) ? "221 bye" : "250 ok");
  };
  answer("220 test", "hello");
  socket.setEncoding("latin1");
  socket.on("data", (chunk) => {
    const lines = `${rest}${chunk}`.split("\r\n");
    rest = lines.pop()!;
    lines.forEach(read);
  });
}
