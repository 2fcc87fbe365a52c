import { createServer, type Server, type Socket } from "node:net";

/** A mail server on a port of its own that keeps what it is given (RFC 5321, as little of it as a client needs). */
export type SmtpServer = { url: string; messages: Uint8Array[]; stop(): Promise<void> };

export async function startSmtp(): Promise<SmtpServer> {
  const messages: Uint8Array[] = [];
  const server = createServer((socket) => converse(socket, messages));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `smtp://127.0.0.1:${portOf(server)}`,
    messages,
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

function portOf(server: Server): number {
  const address = server.address();
  return typeof address === "object" && address ? address.port : 0;
}

function converse(socket: Socket, messages: Uint8Array[]): void {
  let data: string[] | undefined;
  let rest = "";
  const answer = (line: string) => socket.write(`${line}\r\n`);
  const read = (line: string) => {
    if (data && line === ".") {
      messages.push(Buffer.from(data.join("\r\n"), "latin1"));
      data = undefined;
      answer("250 kept");
    } else if (data) data.push(line.replace(/^\./, ""));
    else if (/^DATA$/i.test(line)) {
      data = [];
      answer("354 go on");
    } else answer(/^QUIT$/i.test(line) ? "221 bye" : "250 ok");
  };
  answer("220 test");
  socket.setEncoding("latin1");
  socket.on("data", (chunk) => {
    const lines = `${rest}${chunk}`.split("\r\n");
    rest = lines.pop()!;
    lines.forEach(read);
  });
}
