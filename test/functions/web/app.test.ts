import { readdir } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { describe, expect, test, vi } from "vitest";
import { webApp } from "../../../functions/web/app.ts";
import { openStaticFiles } from "../../../functions/web/http/assets.ts";
import { statuses } from "../../../functions/web/http/statuses.ts";
import { folderAssets } from "../../../shared/adapters/assets.ts";
import { Refusal, refusalCodes } from "../../../shared/errors.ts";
import { browse, createNote, openTestNetwork } from "../network.ts";

const web = new URL("../../../templates/web/", import.meta.url);

test("every refusal has its status", () => {
  expect(Object.keys(statuses).sort()).toEqual([...refusalCodes].sort());
});

describe("what pages link", () => {
  test("stays light as it is served: the style of all pages with that of any feature under 22 KB, each script under 12", async () => {
    const files = await openStaticFiles(folderAssets(fileURLToPath(new URL("../", web))));
    const size = (name: string) => files.find(files.href(name)!.slice("/assets/".length))!.bytes.length;
    for (const name of await readdir(web)) {
      const isFeature = name.endsWith(".css") && name !== "livrable.css";
      const own = size(name) + (isFeature ? size("livrable.css") : 0);
      expect([name, own < (name.endsWith(".css") ? 22_000 : 12_000)]).toEqual([name, true]);
    }
  });

  test("is served for good at an address of its content, fonts included", async () => {
    const { app } = await openTestNetwork();
    const page = await (await app.request("/")).text();
    const [address = ""] = /\/assets\/livrable\.[0-9a-f]{10}\.css/.exec(page) ?? [];
    const style = await app.request(address);
    expect(style.headers.get("content-type")).toBe("text/css; charset=utf-8");
    expect(style.headers.get("cache-control")).toBe("public, max-age=31536000, immutable");
    const [, font = ""] = /url\("?([\w.-]+\.woff2)"?\)/.exec(await style.text()) ?? [];
    expect((await app.request(`/assets/${font}`)).headers.get("content-type")).toBe("font/woff2");
    expect((await app.request("/assets/livrable.css")).status).toBe(404);
    expect((await app.request("/assets/..%2f..%2fpackage.json")).status).toBe(404);
  });
});

describe("the headers of every answer", () => {
  test.each(["/", "/nulle-part", "/assets/none", "/health", "/l/rien"])("%s", async (path) => {
    const { app } = await openTestNetwork();
    const { headers } = await app.request(path);
    expect(headers.get("content-security-policy")).toMatch(
      /^default-src 'none'; script-src 'self'; style-src 'self';.* frame-ancestors 'none'$/,
    );
    expect(headers.get("content-security-policy")).not.toContain("unsafe");
    expect(headers.get("x-content-type-options")).toBe("nosniff");
    expect(headers.get("referrer-policy")).toBe(path.startsWith("/l/") ? "no-referrer" : "same-origin");
    expect(headers.get("cache-control")).toBe("private, no-store");
  });
});

describe("when something breaks", () => {
  test.each<[unknown, number, string]>([
    [new Error("secret de famille"), 500, "unexpected"],
    [new Refusal("store-unreachable"), 503, "store-unreachable"],
    [new Refusal("disk-full"), 507, "disk-full"],
    [new Refusal("store-corrupt", { cause: "secret: page 3" }), 500, "store-corrupt"],
    [new Refusal("store-read-only"), 503, "store-read-only"],
    [new Refusal("store-busy"), 503, "store-busy"],
    [new Refusal("disk-failing"), 503, "disk-failing"],
  ])("%s is told without its inside", async (error, status, code) => {
    const { ports, settings } = await openTestNetwork();
    const store = { ...ports.store, get: () => Promise.reject(error) };
    const fault = vi.fn();
    const app = webApp({ ...ports, store }, { settings, fault });
    const headers = { cookie: "livrable=x" };
    const page = await app.request("/deliverables", { headers });
    expect([page.status, page.headers.get("content-type")]).toEqual([status, "text/html; charset=UTF-8"]);
    expect(await page.text()).not.toMatch(/secret|Error|\.ts/);
    const problem = await app.request("/deliverables", { headers: { ...headers, accept: "application/json" } });
    expect(await problem.json()).toMatchObject({ status, code });
    const health = await app.request("/health");
    expect([health.status, ((await health.json()) as { code: string }).code]).toEqual([status, code]);
    expect(fault.mock.calls).toEqual([[error], [error], [error]]);
  });
});

describe("the outbox", () => {
  const letter = {
    name: "a.eml",
    date: "Mon, 03 Mar 2008 09:00:00 +0000",
    to: "Direction <direction@oriv.example>",
    subject: "Votre avis <ici>",
    text: "Ouvrez\nhttp://127.0.0.1:8080/l/k1.a.b\n",
    html: "<!doctype html><p>Ouvrez</p>",
  };
  const invitation = { ...letter, name: "c.eml", calendar: "BEGIN:VCALENDAR\r\nSUMMARY:<b>\r\nEND:VCALENDAR\r\n" };
  const outbox = {
    list: async () => ({ letters: [letter, invitation], total: 120 }),
    read: async (name: string) => [letter, invitation].find((each) => each.name === name),
  };
  const openIt = async () => {
    const { ports, settings } = await openTestNetwork();
    return webApp(ports, { settings, outbox, isAtMachine: () => true });
  };

  test.each<[string, string, number, RegExp]>([
    ["lists the mails", "/outbox", 200, /3\u00a0mars 2008 à 10\u00a0h[\s\S]*Votre avis &lt;ici&gt;/],
    ["lists fifty at a time", "/outbox", 200, /page 1 sur 3 <a href="\/outbox\?page=2">Plus anciens/],
    [
      "lists the last of them",
      "/outbox?page=3",
      200,
      /<a href="\/outbox\?page=2">Plus récents<\/a> page 3 sur 3 <\/p>/,
    ],
    ["has no page after it", "/outbox?page=4", 404, /introuvable/],
    ["has no page of another name", "/outbox?page=0", 404, /introuvable/],
    ["shows one, its link to follow", "/outbox/a.eml", 200, /<a href="http:\/\/127\.0\.0\.1:8080\/l\/k1\.a\.b">/],
    ["shows its HTML alone", "/outbox/a.eml/html", 200, /^<!doctype html><p>Ouvrez<\/p>$/],
    [
      "shows an invitation",
      "/outbox/c.eml",
      200,
      /SUMMARY:&lt;b&gt;[\s\S]*<a href="\/outbox\/c\.eml\/invitation\.ics">/,
    ],
    ["gives it to a calendar", "/outbox/c.eml/invitation.ics", 200, /^BEGIN:VCALENDAR\r\n[\s\S]*END:VCALENDAR\r\n$/],
    ["gives none where there is none", "/outbox/a.eml/invitation.ics", 404, /introuvable/],
    ["has no other", "/outbox/b.eml", 404, /introuvable/],
  ])("%s", async (_, path, status, words) => {
    const response = await (await openIt()).request(`http://127.0.0.1:8080${path}`);
    expect(response.status).toBe(status);
    expect(await response.text()).toMatch(words);
  });

  test("an invitation is a file, never a page", async () => {
    const { headers } = await (await openIt()).request("http://127.0.0.1:8080/outbox/c.eml/invitation.ics");
    expect(headers.get("content-type")).toBe("text/calendar; charset=utf-8");
    expect(headers.get("content-disposition")).toBe('attachment; filename="invitation.ics"');
  });

  test("is not for another name that leads here", async () => {
    const app = await openIt();
    expect((await app.request("http://ailleurs.example/outbox")).status).toBe(404);
    expect((await app.request("http://localhost:8080/outbox")).status).toBe(200);
  });
});

test("pages that send or show files may reach the file store, and no other page may", async () => {
  const network = await openTestNetwork();
  const files = {
    ...network.ports.files,
    signDownload: async () => "https://files.example/any?signed",
    signUpload: async () => ({ url: "https://uploads.example/", fields: {} }),
  };
  const elsewhere = { ...network, app: webApp({ ...network.ports, files }, { settings: network.settings }) };
  const id = await createNote(network);
  const author = await browse(elsewhere, "author");
  const policyOf = async (path: string) => (await author.get(path)).headers.get("content-security-policy") ?? "";
  expect(await policyOf(`/deliverables/${id}/draft`)).toContain(
    "form-action 'self' https://files.example https://uploads.example",
  );
  expect(await policyOf("/drafts")).toContain("form-action 'self';");
});
