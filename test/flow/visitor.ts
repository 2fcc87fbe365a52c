/** A person's browser, without its pages: keeps cookies, follows the links, sends JSON. */
export type Visitor = {
  open(address: string): Promise<Response>;
  json<T>(path: string): Promise<T>;
  /** Sends JSON; the answer's body. Throws unless it succeeded. */
  send<T>(path: string, body: object): Promise<T>;
  /** Sends JSON; the answer, whatever it is. */
  trySend(path: string, body: object): Promise<Response>;
  /** Sends a form, as a page without scripts does; the answer, whatever it is. */
  sendForm(path: string, fields: Record<string, string>): Promise<Response>;
};

export function visitor(url: string): Visitor {
  const jar = new Map<string, string>();
  const ask = async (path: string, init: RequestInit = {}): Promise<Response> => {
    const address = new URL(path, url);
    const cookie = [...jar].map((pair) => pair.join("=")).join("; ");
    const headers = { ...(init.headers as Record<string, string>), ...(cookie && { cookie }) };
    const response = await fetch(address, { ...init, headers, redirect: "manual" });
    for (const line of response.headers.getSetCookie()) {
      const [name = "", value = ""] = line.split(";")[0]!.split("=");
      if (/;\s*max-age=0/i.test(line)) jar.delete(name);
      else jar.set(name, value);
    }
    const location = response.headers.get("location");
    return [302, 303].includes(response.status) && location ? ask(new URL(location, address).href) : response;
  };
  const trySend = (path: string, body: object) =>
    ask(path, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) });
  return {
    open: (address) => ask(address),
    json: async <T>(path: string) => succeeded<T>(await ask(path, { headers: { accept: "application/json" } })),
    send: async <T>(path: string, body: object) => succeeded<T>(await trySend(path, body)),
    trySend,
    sendForm: (path, fields) =>
      ask(path, { method: "POST", headers: { origin: url }, body: new URLSearchParams(fields) }),
  };
}

async function succeeded<T>(response: Response): Promise<T> {
  const body = await response.text();
  if (!response.ok) throw new Error(`${response.status} ${response.url}: ${body}`);
  return JSON.parse(body) as T;
}
