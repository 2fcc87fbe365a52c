import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { issue } from "../../../shared/chain/issue.ts";
import { agreements } from "../../../shared/stored/agreement.ts";
import { makeLink } from "../../../shared/stored/link.ts";
import { loadMeeting } from "../../../shared/stored/meeting.ts";
import { open, pay } from "../../agreement/sample.ts";
import { fill } from "../../flow/lively.ts";
import { tries } from "../../long.ts";
import { openWorld } from "../../world.ts";
import type { Network, Role } from "../network.ts";
import { bringAll } from "../under-way.ts";
import { pay as agree, enter } from "./ledger/paid.ts";
import { openProgrammed } from "./meetings/programmed.ts";

/** A network in which everything is under way, asked by those who may ask most of it. */
let network: Network;
/** What the parameters of addresses name somewhere. */
let values: Record<string, string[]>;
let cookies: string[];
beforeAll(async () => {
  const programmed = await openProgrammed(openWorld());
  network = programmed.network;
  const moments = await fill(network);
  const { final, proposed } = await bringAll(network, programmed.note);
  for (const command of [open, pay]) await issue(agreements, network.ports, "mpg-2008", command);
  const { resolutions } = (await loadMeeting(network.ports.store, "mars"))!.state;
  await agree(network);
  await enter(network, "author", { id: "ligne" });
  values = {
    id: [...Object.values(moments), programmed.note, final, "view", "twin"],
    person: [network.people.first.id],
    ...{ meeting: ["mars", "juin"], resolution: resolutions.map(({ id }) => id), kind: ["framing-note", "lettre"] },
    ...{ programme: ["2008"], action: ["interculturalite"], expected: ["note"], organisation: ["oriv"] },
    ...{ ledger: ["acse-2008.2008-06.org:cofrimi"], entry: ["ligne"] },
    ...{
      upload: [proposed],
      remark: ["echanges"],
      agreement: ["mpg-2008", "acse-2008"],
      term: ["journees"],
      payment: ["p1"],
    },
  };
  const roles: Role[] = ["coordinator", "author", "first", "second"];
  cookies = await Promise.all(roles.map(cookieOf));
});

async function cookieOf(role: Role): Promise<string> {
  const link = { person: network.people[role], purpose: "enter", days: 1 } as const;
  const entered = await network.app.request(`/l/${await makeLink(network.ports, link)}`);
  return entered.headers.getSetCookie()[0]?.split(";")[0] ?? "";
}

const form = "application/x-www-form-urlencoded";
const multipart = "multipart/form-data; boundary=limite";
const bodies: [string, string, string][] = [
  ["a form of parts without one", multipart, ""],
  ["a form of parts that is none", multipart, "n’importe quoi"],
  ["a form of parts cut in a header", multipart, "--limite\r\nContent-Dispo"],
  ["a form of parts cut in a value", multipart, '--limite\r\nContent-Disposition: form-data; name="title"\r\n\r\nNote'],
  ["a form of parts without names", multipart, "--limite\r\n\r\nNote\r\n--limite--\r\n"],
  ["a form of parts without a boundary", "multipart/form-data", "--limite--\r\n"],
  [
    "a form of parts with a file",
    multipart,
    '--limite\r\nContent-Disposition: form-data; name="title"; filename="a"\r\n\r\nNote\r\n--limite--\r\n',
  ],
  ["a form with broken percents", form, "title=%E0%A4%A&%ZZ=%"],
  ["a form with a field of no page", form, "nulle-part=1"],
  ["a form with a thousand fields", form, Array.from({ length: 1_000 }, (_, index) => `f${index}=1`).join("&")],
  ["a form with fields of every object", form, "__proto__=1&constructor=1&toString=1"],
  ["a form in bytes that are no text", form, "%00=\u0000%FF%00"],
  ["JSON that is cut", "application/json", '{"title": "No'],
  ["JSON that is empty", "application/json", ""],
  ["JSON that is no object", "application/json", "[null]"],
  ["JSON that is nothing", "application/json", "null"],
  ["JSON that goes deep", "application/json", "[".repeat(20_000)],
  ["JSON with fields of every object", "application/json", '{"__proto__": {"a": 1}, "constructor": 1}'],
  ["another type", "text/plain", "title=Note"],
  ["no known type", "?", "title=Note"],
  ["XML", "application/xml", "<title>Note</title>"],
  ["a body too large", form, `title=${"x".repeat(300_000)}`],
];

/** They have no field, and read none. */
const takeNothing = new Set([
  ...["/leave", "/l/:token", "/programmes/:programme/matrix", "/programmes/:programme/actions/:action/statement"],
  ...["/agreements/:agreement/statement", "/agreements/:agreement/statements/:statement"],
]);

/** The paths that take a method, each with every value that its parameters have somewhere: a third of them, another third at each turn; in the long form, all. */
function pathsOf(asked: "GET" | "POST"): string[] {
  const known = network.app.routes.filter(({ method, path }) => method === asked && !takeNothing.has(path));
  const routes = new Set(known.map(({ path }) => path));
  const paths = [...routes].flatMap((route) => {
    const names = [...route.matchAll(/:(\w+)/g)].map(([, name]) => name!);
    const [first, ...others] = names;
    const rest = others.reduce((path, name) => path.replace(`:${name}`, values[name]?.[0] ?? "first-2"), route);
    return first === undefined
      ? [route]
      : (values[first] ?? ["k1.rien.rien"]).map((value) => rest.replace(`:${first}`, value));
  });
  return paths.filter((_, place) => (place + turn) % tries(3, 1) === 0);
}

let turn = 0;
/** Who asks for the path at a place: one of them, another one at each turn; in the long form, all of them. */
function askersOf(place: number): string[] {
  return cookies.filter((_, index) => (index + place + turn) % cookies.length < tries(1, cookies.length));
}

describe("a malformed request", () => {
  beforeEach(() => {
    turn += 1;
  });

  test.each(bodies)("with %s is refused in a sentence, whatever it is for", async (_, type, body) => {
    const wrong: string[] = [];
    for (const [place, path] of pathsOf("POST").entries())
      for (const cookie of askersOf(place)) {
        const headers = { cookie, "content-type": type };
        const { status } = await network.app.request(path, { method: "POST", headers, body });
        if (status < 400 || status >= 500) wrong.push(`${status} ${path}`);
      }
    expect([...new Set(wrong)]).toEqual([]);
  });

  test.each([
    ["a percent that is none", "?version=%&edit=%ZZ&page=%"],
    ["bytes that are no text", "?version=%E0%A4%A&words=%FF%FE&q=%00"],
    ["numbers that are none", "?applied=-1e999&page=NaN&size=%F0%9F%92%A9"],
    ["names of every object", "?__proto__=1&constructor=1&version=__proto__&edit=constructor&remark=toString"],
    ["hashes that are none", `?from=${"a".repeat(64)}&to=${"g".repeat(64)}&version=${"0".repeat(64)}`],
    ["no end", `?q=${"x".repeat(8_000)}&words=${"y".repeat(8_000)}`],
  ])("for a page, with a query of %s, is no fault of ours", async (_, query) => {
    const wrong: string[] = [];
    for (const [place, path] of pathsOf("GET").entries())
      for (const cookie of askersOf(place)) {
        const { status } = await network.app.request(`${path}${query}`, { headers: { cookie } });
        if (status >= 500) wrong.push(`${status} ${path}`);
      }
    expect([...new Set(wrong)]).toEqual([]);
  });

  test.each([
    ["a value that is no text", "livrable=%; livrable-language=%E0%A4%A"],
    ["no value", "livrable; ; =; ;;"],
    ["a value of every object", "livrable=__proto__; __proto__=livrable; constructor=1"],
    ["no end", `livrable=${"x".repeat(8_000)}`],
  ])("with a cookie of %s is nobody’s", async (_, cookie) => {
    for (const [path, status] of [
      ["/", 200],
      ["/deliverables", 404],
    ] as const)
      expect((await network.app.request(path, { headers: { cookie } })).status).toBe(status);
  });
});
