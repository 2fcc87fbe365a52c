import type { Hono } from "hono";
import { tries } from "../long.ts";

/** A form of a page, as a program would send it: the values it comes with, nothing ticked, chosen or typed. */
export type FoundForm = { method: string; action: string; fields: [string, string][]; files: string[]; page: string };

/** What an answer leads to. */
export type Found = { links: string[]; forms: FoundForm[] };

type App = Pick<Hono, "request">;
const origin = "http://127.0.0.1:8080";

/** A program with a cookie jar of one person's: it gets pages and sends forms. */
export type Robot = {
  get(path: string, init?: RequestInit): Promise<Response>;
  send(form: FoundForm): Promise<Response>;
};

/** Comes in by a link, again whenever it was let go. */
export function robotOf(app: App, link: string): Robot {
  let cookie = "";
  const ask = async (path: string, init: RequestInit): Promise<Response> => {
    if (!cookie) await enter();
    const response = await app.request(new URL(path, origin).href, {
      ...init,
      headers: { ...(init.headers as Record<string, string>), cookie },
    });
    if (response.headers.getSetCookie().some((set) => /^[\w-]*livrable=;/.test(set))) cookie = "";
    return response;
  };
  const enter = async () => {
    const entered = await app.request(link);
    cookie = entered.headers.getSetCookie()[0]?.split(";")[0] ?? "";
  };
  return {
    get: (path, init = {}) => ask(path, init),
    send: ({ method, action, fields, files }) => {
      const body = new URLSearchParams(fields);
      if (files.length > 0) return ask(action, { method: "POST", body: withNoFile(fields, files) });
      if (method === "get") return ask(`${action.split("?")[0]}?${body}`, {});
      const headers = { "content-type": "application/x-www-form-urlencoded", "sec-fetch-site": "same-origin" };
      return ask(action, { method: "POST", body: body.toString(), headers });
    },
  };
}

/** As a browser sends a form whose file was not chosen. */
function withNoFile(fields: [string, string][], files: string[]): FormData {
  const form = new FormData();
  for (const [name, value] of fields) form.append(name, value);
  for (const name of files) form.append(name, new File([], ""));
  return form;
}

/** Tells a few of the addresses that are alike but for what their query says, such as a remark on each paragraph; in the long form, all. */
export function fewAlike(): (path: string) => boolean {
  const met = new Map<string, number>();
  return (path) => {
    const { pathname, searchParams } = new URL(path, origin);
    const kind = `${pathname} ${[...searchParams.keys()]}`;
    const count = (met.get(kind) ?? 0) + 1;
    met.set(kind, count);
    return count <= tries(3, Number.POSITIVE_INFINITY);
  };
}

/**
 * Follows every link and sends every form it finds, from `start`, as it finds them. Each page once, each form once (one
 * with the same address and the same names is the same). By default few pages whose addresses are alike. The pages it got, and the forms it sent with their answers.
 */
export async function crawl(robot: Robot, start: string): Promise<{ pages: Set<string>; sent: [string, number][] }> {
  const [pages, forms] = [new Set<string>(), new Set<string>()];
  const sent: [string, number][] = [];
  const isTried = fewAlike();
  const queue = [start];
  const note = async (response: Response, at: string): Promise<FoundForm[]> => {
    const location = response.headers.get("location");
    if (location) queue.push(location);
    const html = /html/.test(response.headers.get("content-type") ?? "");
    const found = html ? findIn(await response.text(), at) : { links: [], forms: [] };
    queue.push(...found.links);
    return found.forms;
  };
  for (let path = queue.shift(); path !== undefined; path = queue.shift()) {
    const own = ownPath(path, start);
    if (own === undefined || pages.has(own) || !isTried(own)) continue;
    pages.add(own);
    const waiting = await note(await robot.get(own), own);
    for (let form = waiting.shift(); form !== undefined; form = waiting.shift()) {
      const name = `${form.method} ${form.action.replace(/#.*/, "")} ${form.fields.map(([each]) => each)}`;
      if (forms.has(name)) continue;
      forms.add(name);
      const response = await robot.send(form);
      sent.push([name, response.status]);
      waiting.push(...(await note(response, own)));
    }
  }
  return { pages, sent };
}

/** A path of this site, its query kept; undefined for another site, a place in a page, or a file that is fetched. */
function ownPath(href: string, base: string): string | undefined {
  const url = new URL(href, new URL(base, origin));
  if (url.origin !== origin || url.pathname.startsWith("/assets/")) return undefined;
  return url.pathname + url.search;
}

/** The links and forms of a page. */
export function findIn(html: string, page: string): Found {
  const links = [...html.matchAll(/<(?:a|link|img|iframe|script)\b[^>]*?\b(?:href|src)="([^"]*)"/g)];
  const forms = [...html.matchAll(/<form\b([^>]*)>([\s\S]*?)<\/form>/g)];
  return {
    links: links.map(([, href = ""]) => new URL(plain(href), new URL(page, origin)).href),
    forms: forms.flatMap(([, attributes = "", body = ""]) => formsOf(attributes, body, page)),
  };
}

/** One form for each of its buttons, which may have a name and an address of their own. */
function formsOf(attributes: string, body: string, page: string): FoundForm[] {
  const method = (attribute(attributes, "method") ?? "get").toLowerCase();
  const action = attribute(attributes, "action") || page;
  const files = [...body.matchAll(/<input\b[^>]*type="file"[^>]*>/g)].flatMap(
    ([each]) => attribute(each, "name") ?? [],
  );
  const fields = [...inputs(body), ...areas(body), ...selects(body)];
  const buttons = [...body.matchAll(/<button\b([^>]*)>/g)].filter(
    ([, each = ""]) => attribute(each, "type") !== "button",
  );
  return buttons.map(([, each = ""]) => {
    const name = attribute(each, "name");
    const pressed: [string, string][] = name ? [[name, attribute(each, "value") ?? ""]] : [];
    return { method, action: attribute(each, "formaction") ?? action, fields: [...fields, ...pressed], files, page };
  });
}

function inputs(body: string): [string, string][] {
  return [...body.matchAll(/<input\b([^>]*)>/g)].flatMap(([, each = ""]): [string, string][] => {
    const name = attribute(each, "name");
    const type = attribute(each, "type") ?? "text";
    const idle = (type === "checkbox" || type === "radio") && !/\bchecked\b/.test(each);
    return !name || idle || type === "file" ? [] : [[name, attribute(each, "value") ?? ""]];
  });
}

function areas(body: string): [string, string][] {
  return [...body.matchAll(/<textarea\b([^>]*)>([\s\S]*?)<\/textarea>/g)].flatMap(
    ([, each = "", text = ""]): [string, string][] => {
      const name = attribute(each, "name");
      return name ? [[name, plain(text)]] : [];
    },
  );
}

/** The option chosen beforehand, else the first, as browsers do. */
function selects(body: string): [string, string][] {
  return [...body.matchAll(/<select\b([^>]*)>([\s\S]*?)<\/select>/g)].flatMap(
    ([, each = "", options = ""]): [string, string][] => {
      const name = attribute(each, "name");
      const all = [...options.matchAll(/<option\b([^>]*)>/g)].map(([, option = ""]) => option);
      const chosen = all.find((option) => /\bselected\b/.test(option)) ?? all[0];
      return name && chosen ? [[name, attribute(chosen, "value") ?? ""]] : [];
    },
  );
}

function attribute(attributes: string, name: string): string | undefined {
  const value = new RegExp(`(?:^|\\s)${name}="([^"]*)"`).exec(attributes)?.[1];
  return value === undefined ? undefined : plain(value);
}

function plain(text: string): string {
  const named: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"', "#39": "'" };
  return text.replace(/&(amp|lt|gt|quot|#39);/g, (_, name: string) => named[name] ?? "");
}
