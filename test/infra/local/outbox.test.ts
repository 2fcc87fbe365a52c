import type { Context } from "hono";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { isAtMachine } from "../../../infra/local/client.ts";
import { checkExposure } from "../../../infra/local/exposure.ts";
import { locationFrom } from "../../../infra/local/network.ts";
import { outboxAddress } from "../../../infra/local/outbox.ts";
import { makeLink } from "../../../shared/stored/link.ts";
import { addPerson } from "../../../shared/stored/person.ts";
import { ask, exchange, type Serving, serve } from "./serving.ts";

const status = (answer: string) => Number(/^HTTP\/1\.1 (\d+)/.exec(answer)?.[1]);

/** The cookie of a person who entered. */
async function enter({ network, port }: Serving, coordinator: boolean): Promise<string> {
  const person = await addPerson(network.ports, {
    name: coordinator ? "Coordination" : "Chargée de mission",
    address: coordinator ? "coordination@reseau.example" : "redaction@cofrimi.example",
    organisation: "",
    language: "fr",
    coordinator,
  });
  const token = await makeLink(network.ports, { person, purpose: "enter", days: 1 });
  const answer = await exchange(port, `GET /l/${token} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n`);
  return /set-cookie: ([^;]+)/i.exec(answer)?.[1] ?? "";
}

/** What the address of the outbox that a start prints answers, asked with some headers. */
function openPrinted({ network, port }: Serving, ...headers: string[]): Promise<string> {
  const { pathname, search } = new URL(outboxAddress(network));
  return exchange(port, [`GET ${pathname}${search} HTTP/1.1`, ...headers, "Connection: close", "", ""].join("\r\n"));
}

describe("the outbox of a server that only its machine can reach", () => {
  let serving: Serving;
  let key: string;
  let cookies: Record<string, string>;
  beforeAll(async () => {
    serving = await serve();
    const [, set = ""] =
      /set-cookie: (livrable-outbox=[^;]+)/i.exec(await openPrinted(serving, "Host: 127.0.0.1")) ?? [];
    key = set;
    cookies = { coordinator: await enter(serving, true), author: await enter(serving, false) };
  });
  afterAll(() => serving.stop());

  test.each([
    ["is not opened by the printed address for a site whose name points here", "Host: ailleurs.example"],
    ["is not opened by the printed address through a proxy", "Host: 127.0.0.1\r\nX-Forwarded-For: 203.0.113.7"],
  ])("%s", async (_, headers) => {
    const answer = await openPrinted(serving, headers);
    expect([status(answer), /livrable-outbox/.test(answer)]).toEqual([404, false]);
  });

  test("is not there without the key, as through a proxy that adds nothing to what it passes on", async () => {
    expect(status(await ask(serving, "/outbox"))).toBe(404);
    expect(status(await ask(serving, "/outbox?key=autre"))).toBe(404);
  });

  test.each<[string, number, string[], ("coordinator" | "author")?]>([
    ["opens to who sits at it, by its address", 200, ["Host: 127.0.0.1:{port}"]],
    ["opens to who sits at it, by its name", 200, ["Host: localhost:{port}"]],
    ["is not there for a site whose name points here", 404, ["Host: ailleurs.example:{port}"]],
    ["is not there where the target names another host", 404, ["Host: ailleurs.example", "target"]],
    ["is not there through a proxy that tells for whom", 404, ["Host: 127.0.0.1", "X-Forwarded-For: 203.0.113.7"]],
    ["is not there through a proxy that tells for which host", 404, ["Host: 127.0.0.1", "X-Forwarded-Host: a.example"]],
    ["is not there through a proxy that tells the protocol", 404, ["Host: 127.0.0.1", "X-Forwarded-Proto: https"]],
    ["is not there through nginx as its guides set it", 404, ["Host: 127.0.0.1", "X-Real-IP: 203.0.113.7"]],
    ["is not there through a proxy of RFC 7239", 404, ["Host: 127.0.0.1", "Forwarded: for=127.0.0.1"]],
    ["is not there through a proxy that names itself", 404, ["Host: 127.0.0.1", "Via: 1.1 proxy"]],
    ["is not there through a proxy that speaks HTTP/1.0", 404, ["Host: 127.0.0.1", "1.0"]],
    ["opens to a coordinator through a proxy", 200, ["Host: 127.0.0.1", "X-Forwarded-For: 203.0.113.7"], "coordinator"],
    ["is not there for another through a proxy", 404, ["Host: 127.0.0.1", "X-Forwarded-For: 203.0.113.7"], "author"],
  ])("%s", async (_, expected, headers, who) => {
    const { port } = serving;
    const [target, version] = [
      headers.includes("target") ? "http://127.0.0.1" : "",
      headers.includes("1.0") ? "1.0" : "1.1",
    ];
    const sent = headers.filter((each) => each.includes(":")).map((each) => each.replace("{port}", String(port)));
    const lines = [...sent, "Connection: close", `Cookie: ${who ? cookies[who] : key}`];
    const answer = await exchange(port, [`GET ${target}/outbox HTTP/${version}`, ...lines, "", ""].join("\r\n"));
    expect(status(answer)).toBe(expected);
    if (!answer.includes("ailleurs")) expect(answer.includes('href="/outbox"')).toBe(expected === 200);
  });
});

test.each<[string, string, number]>([
  ["whose address is public", "https://livrable.reseau.example", 0],
  ["behind a proxy that was counted", "http://127.0.0.1:8080", 1],
])("the outbox of a server %s is for coordinators alone", async (_, publicUrl, proxies) => {
  const serving = await serve(publicUrl, proxies);
  const askWith = (cookie: string) =>
    exchange(serving.port, `GET /outbox HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n${cookie}\r\n`);
  expect(status(await askWith(""))).toBe(404);
  expect(status(await openPrinted(serving, "Host: 127.0.0.1"))).toBe(404);
  expect(status(await askWith(`Cookie: ${await enter(serving, false)}\r\n`))).toBe(404);
  expect(status(await askWith(`Cookie: ${await enter(serving, true)}\r\n`))).toBe(200);
  serving.stop();
});

test.each([
  ["127.0.0.1", true],
  ["127.8.0.1", true],
  ["::1", true],
  ["::ffff:127.0.0.1", true],
  ["192.168.1.20", false],
  ["::ffff:192.168.1.20", false],
  ["2001:db8::1", false],
  [undefined, false],
])("a connection from %s is of the machine itself: %s", (remoteAddress, expected) => {
  const incoming = { headers: { host: "127.0.0.1:8080" }, httpVersion: "1.1", socket: { remoteAddress } };
  const c = { env: { incoming }, req: { url: "http://127.0.0.1:8080/outbox" } } as unknown as Context;
  expect(isAtMachine(c)).toBe(expected);
});

describe("a start without a mail server", () => {
  test.each<[string, NodeJS.ProcessEnv, string | undefined]>([
    ["is for who sits at the machine", {}, undefined],
    ["may name the machine itself", { PUBLIC_URL: "http://localhost:8080", HOST: "::1" }, undefined],
    ["is refused at a public address", { PUBLIC_URL: "https://livrable.reseau.example" }, "PUBLIC_URL"],
    ["is refused at a public address without https", { PUBLIC_URL: "http://livrable.reseau.example" }, "PUBLIC_URL"],
    ["is refused where all can connect", { HOST: "0.0.0.0" }, "HOST=0.0.0.0"],
    ["is refused where all can connect by IPv6", { HOST: "::" }, "HOST=::"],
    ["is refused in a local network", { HOST: "192.168.1.20" }, "HOST=192.168.1.20"],
    ["is refused behind a proxy", { PROXIES: "1" }, "PROXIES=1"],
    [
      "may be where the coordinators alone read the mails",
      { HOST: "0.0.0.0", LIVRABLE_OUTBOX: "coordinator" },
      undefined,
    ],
    ["is another thing with one", { HOST: "0.0.0.0", SMTP_URL: "smtp://localhost" }, undefined],
  ])("%s", (_, environment, variable) => {
    const start = () => checkExposure(locationFrom(environment));
    if (variable === undefined) start();
    else
      expect(start).toThrow(
        expect.objectContaining({ code: "mail-missing", message: expect.stringContaining(variable) }),
      );
  });
});
