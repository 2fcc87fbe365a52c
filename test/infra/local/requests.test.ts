import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { exchange, type Serving, serve } from "./serving.ts";

let serving: Serving;
beforeAll(async () => {
  serving = await serve();
});
afterAll(() => serving.stop());

const ask = (...lines: string[]) => exchange(serving.port, [...lines, "Connection: close", "", ""].join("\r\n"));

describe("a request on the wire", () => {
  test.each<[string, string, RegExp]>([
    ["with a percent that is none", "/deliverables/%", /^HTTP\/1\.1 404/],
    ["with bytes that are no text", "/deliverables/%E0%A4%A/draft", /^HTTP\/1\.1 404/],
    ["with a NUL", "/deliverables/%00/review", /^HTTP\/1\.1 404/],
    ["with a NUL in a link", "/l/%00.%00.%00", /^HTTP\/1\.1 404/],
    ["with half a surrogate", "/l/%ED%A0%80", /^HTTP\/1\.1 404/],
    ["for a style that is not there", "/assets/%2e%2e%2fkeys.json", /^HTTP\/1\.1 404/],
    ["for a file that nobody signed", "/files/%00.%FF", /^HTTP\/1\.1 403/],
    ["for a file signed by anything", "/files/.", /^HTTP\/1\.1 40[34]/],
    ["for a mail by no name", "/outbox/%2e%2e%2f%2e%2e%2fkeys.json", /^HTTP\/1\.1 404/],
    ["for a language that is none", "/language/%00?back=%", /^HTTP\/1\.1 303/],
    ["with a backslash", "/\\ailleurs.example", /^HTTP\/1\.1 40[04]/],
    ["for two slashes", "//ailleurs.example/%", /^HTTP\/1\.1 404/],
    ["for everything", "*", /^HTTP\/1\.1 400/],
    ["for a path of no end", `/${"x".repeat(10_000)}`, /^HTTP\/1\.1 404/],
    ["for a deliverable of no end", `/deliverables/${"x".repeat(10_000)}/draft`, /^HTTP\/1\.1 404/],
  ])("%s is answered, and is no fault of ours", async (_, target, status) => {
    expect(await ask(`GET ${target} HTTP/1.1`, "Host: 127.0.0.1")).toMatch(status);
  });

  test.each<[string, string[], RegExp]>([
    ["of a host that is none", ["Host: [::"], /^HTTP\/1\.1 400/],
    ["of no host", [], /^HTTP\/1\.1 400/],
    ["of a language that is none", ["Host: 127.0.0.1", "Accept-Language: ;q=,fr;q=x,\u00e9"], /^HTTP\/1\.1 200/],
    ["of an origin that is none", ["Host: 127.0.0.1", "Origin: ://"], /^HTTP\/1\.1 200/],
    ["with headers of no end", ["Host: 127.0.0.1", `X: ${"x".repeat(100_000)}`], /^HTTP\/1\.1 431/],
    ["with two lengths", ["Host: 127.0.0.1", "Content-Length: 1", "Content-Length: 2"], /^HTTP\/1\.1 400/],
  ])("%s is answered, and is no fault of ours", async (_, headers, status) => {
    expect(await ask("GET / HTTP/1.1", ...headers)).toMatch(status);
  });
});
