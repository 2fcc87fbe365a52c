import { Agent, type IncomingHttpHeaders, request } from "node:http";
import { actionOf, entriesOf, type Form } from "./form.ts";
import type { PageText } from "./page.ts";

/** What the server answered, its redirects followed. */
export type Page = PageText & { status: number; headers: IncomingHttpHeaders; bytes: Buffer };

/** Files by the name of the field that takes them. */
export type Files = Readonly<Record<string, { name: string; bytes: Uint8Array }>>;

/** A person's browser without scripts: it keeps its cookies, follows redirects, sends the forms of pages. */
export type Browser = {
  open(address: string): Promise<Page>;
  send(form: Form, button?: string, files?: Files): Promise<Page>;
};

type Asked = { method: string; address: string; body?: Uint8Array; type?: string };
type Answered = { status: number; headers: IncomingHttpHeaders; bytes: Buffer };

const agent = new Agent({ keepAlive: true });
/** Redirects that a browser follows. */
const mostRedirects = 5;

/** The site: the address by which people know it, and the port of this machine where it is. */
export type Site = { origin: string; port: number };

/** A browser that nobody used before; `count` hears of each request. */
export function openBrowser({ origin, port }: Site, count: () => void): Browser {
  const cookies = new Map<string, string>();
  const go = async (asked: Asked, left = mostRedirects): Promise<Page> => {
    count();
    const { status, headers, bytes } = await ask(asked, port, [...cookies].map((each) => each.join("=")).join("; "));
    for (const set of headers["set-cookie"] ?? []) keepCookie(cookies, set);
    const to = status >= 300 && status < 400 ? headers.location : undefined;
    if (to !== undefined && left > 0) return go({ method: "GET", address: new URL(to, asked.address).href }, left - 1);
    return { address: asked.address, html: bytes.toString("utf8"), status, headers, bytes };
  };
  return {
    open: (address) => go({ method: "GET", address: new URL(address, origin).href }),
    send: (form, button, files = {}) => {
      const [address, entries] = [actionOf(form, button), entriesOf(form, button)];
      if (form.method === "get")
        return go({ method: "GET", address: `${address.split("?")[0]}?${new URLSearchParams(entries)}` });
      return go({ method: "POST", address, ...bodyOf(form, entries, files) });
    },
  };
}

function keepCookie(cookies: Map<string, string>, set: string): void {
  const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(set) ?? [];
  if (value === "") cookies.delete(name);
  else cookies.set(name, value);
}

function bodyOf({ encoding }: Form, entries: [string, string][], files: Files): Required<Pick<Asked, "body" | "type">> {
  if (!encoding.startsWith("multipart/"))
    return { body: Buffer.from(`${new URLSearchParams(entries)}`), type: encoding };
  const boundary = "----une-personne-de-2008";
  const part = (head: string, content: string | Uint8Array) => [
    Buffer.from(`--${boundary}\r\ncontent-disposition: form-data; ${head}\r\n\r\n`),
    Buffer.from(content as Uint8Array),
    Buffer.from("\r\n"),
  ];
  const body = Buffer.concat([
    ...entries.flatMap(([name, value]) => part(`name="${name}"`, value)),
    ...Object.entries(files).flatMap(([field, { name, bytes }]) =>
      part(`name="${field}"; filename="${name}"\r\ncontent-type: application/octet-stream`, bytes),
    ),
    Buffer.from(`--${boundary}--\r\n`),
  ]);
  return { body, type: `multipart/form-data; boundary=${boundary}` };
}

function ask({ method, address, body, type }: Asked, port: number, cookie: string): Promise<Answered> {
  const headers = {
    accept: "text/html",
    host: new URL(address).host,
    "sec-fetch-site": "same-origin",
    ...(cookie !== "" && { cookie }),
    ...(body && { "content-type": type, "content-length": body.length }),
  };
  return new Promise((resolve, reject) => {
    const sent = request(address, { method, agent, headers, port }, (answer) => {
      const pieces: Buffer[] = [];
      answer.on("data", (piece: Buffer) => pieces.push(piece));
      answer.on("error", reject);
      answer.on("end", () =>
        resolve({ status: answer.statusCode ?? 0, headers: answer.headers, bytes: Buffer.concat(pieces) }),
      );
    });
    sent.on("error", reject);
    sent.end(body);
  });
}
