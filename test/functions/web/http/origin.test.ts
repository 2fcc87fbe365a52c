import { beforeEach, describe, expect, test } from "vitest";
import { type Browser, browse, type Network, openTestNetwork } from "../../network.ts";

let network: Network;
let coordinator: Browser;

beforeEach(async () => {
  network = await openTestNetwork();
  coordinator = await browse(network, "coordinator");
});

describe("where a form comes from", () => {
  test.each<[string, Record<string, string>, number]>([
    ["our page", { "sec-fetch-site": "same-origin" }, 303],
    ["the address bar", { "sec-fetch-site": "none" }, 303],
    ["another site", { "sec-fetch-site": "cross-site" }, 403],
    ["a neighbour of ours", { "sec-fetch-site": "same-site" }, 403],
    ["our origin, from an older browser", { "sec-fetch-site": "", origin: "http://127.0.0.1:8080" }, 303],
    ["our host", { "sec-fetch-site": "", origin: "http://reseau.example", host: "reseau.example" }, 303],
    ["another origin", { "sec-fetch-site": "", origin: "https://ailleurs.example" }, 403],
    ["no origin at all", { "sec-fetch-site": "", origin: "null" }, 403],
    ["no browser", { "sec-fetch-site": "" }, 303],
  ])("%s", async (_, headers, status) => {
    expect((await coordinator.post("/leave", {}, headers)).status).toBe(status);
  });

  test.each<[string, Record<string, string>, number]>([
    ["the page of a link, in an older browser", { "sec-fetch-site": "", origin: "null" }, 303],
    ["another site, told of nowhere", { "sec-fetch-site": "cross-site", origin: "null" }, 403],
    ["another origin", { "sec-fetch-site": "", origin: "https://ailleurs.example" }, 403],
  ])("a link asked for: %s", async (_, headers, status) => {
    const response = await coordinator.post("/link", { address: "personne@reseau.example" }, headers);
    expect(response.status).toBe(status);
  });
});
