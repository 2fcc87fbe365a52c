import { beforeEach, describe, expect, test } from "vitest";
import { webApp } from "../../../../functions/web/app.ts";
import { changeKind } from "../../../../shared/acts/kinds.ts";
import { alphabetically } from "../../../../shared/i18n/languages.ts";
import { loadKind, loadTheme } from "../../../../shared/kinds/resolve.ts";
import { changeSettings, loadSettings } from "../../../../shared/stored/network.ts";
import { loadImages, pin, pinned } from "../../../../shared/stored/version.ts";
import { type Browser, browse, createNote, type Network, openTestNetwork, sendMails } from "../../network.ts";
import { words } from "../../notify/letter.ts";
import { wrongIn } from "../refused.ts";

let network: Network;
let coordinator: Browser;

beforeEach(async () => {
  network = await openTestNetwork();
  await changeSettings(network.ports, () => ({ network: "RECI" }));
  coordinator = await browse(network, "coordinator");
});

const stored = () => loadSettings(network.ports.store);
const shown = async (path: string) => words(await coordinator.page(path));
/** What a form has unseen. */
const unseen = (page: string) => /name="seen" value="([0-9a-f]{64})"/.exec(page)?.[1] ?? "";

const ofNetwork = { network: "Réseau des régions", language: "en", timeZone: "Indian/Reunion", holidays: "FR-974" };
const ofMails = {
  "sender-name": "Le réseau",
  "sender-address": "reseau@reci.example",
  linkDays: "30",
  "keep-sessions": "7",
};
const ofKeeping = { "keep-uploads": "10", "keep-readings": "365" };

describe("the settings of a network", () => {
  test("stand on one page, each section with the way to change it, and are in the banner", async () => {
    const page = await coordinator.page("/settings");
    for (const to of ["/settings/network", "/settings/mails", "/settings/look", "/settings/keep", "/kinds"])
      expect(page).toContain(`href="${to}"`);
    expect(words(page)).toMatch(/Nom du réseau<\/dt><dd>RECI<\/dd>[\s\S]*Durée des liens<\/dt><dd>90 jours/);
    expect(page).toMatch(/<a href="\/settings" aria-current="page">Réglages<\/a>/);
    const answer = await coordinator.get("/settings", { accept: "application/json" });
    expect(await answer.json()).toMatchObject({
      settings: { network: "RECI", timeZone: "Europe/Paris", linkDays: 90 },
    });
  });

  test.each<[string, Record<string, string>, object]>([
    ["network", ofNetwork, ofNetwork],
    [
      "mails",
      ofMails,
      { sender: { name: "Le réseau", address: "reseau@reci.example" }, linkDays: 30, keep: { sessions: 7 } },
    ],
    ["keep", ofKeeping, { keep: { uploads: 10, readings: 365, sessions: 30 } }],
  ])(
    "of /settings/%s are saved by its own button, with a sentence, and hold at once",
    async (section, typed, expected) => {
      const form = await coordinator.page(`/settings/${section}`);
      const sent = await coordinator.post(`/settings/${section}`, { ...typed, seen: unseen(form) });
      expect([sent.status, sent.headers.get("location")]).toEqual([303, "/settings"]);
      expect(await coordinator.page("/settings")).toMatch(/class="note done"[^>]*><p>(C’est enregistré|It is saved)/);
      expect(await stored()).toMatchObject(expected);
      expect(network.settings).toMatchObject(expected);
      expect(await coordinator.page(`/settings/${section}`)).toContain(Object.values(typed)[0]);
    },
  );

  test("offer time zones in the order of their names", async () => {
    const form = await coordinator.page("/settings/network");
    const [, zones = ""] = /<select id="timeZone"[^>]*>([\s\S]*?)<\/select>/.exec(form) ?? [];
    const names = [...zones.matchAll(/<option[^>]*>([^<]+)</g)].map(([, name = ""]) => name);
    expect(names).toEqual(names.toSorted(alphabetically));
    expect(names.length).toBeGreaterThan(400);
  });

  test("hold at once: the name is at the head of the next page, in the language of the network", async () => {
    await coordinator.post("/settings/network", ofNetwork);
    const stranger = await browse(network);
    const page = await (await stranger.get("/", { "accept-language": "de" })).text();
    expect(page).toContain('<html lang="en">');
    expect(page).toMatch(/<a class="brand" href="\/">Réseau des régions<\/a>/);
  });

  test.each<[string, Record<string, string>, string, string]>([
    ["network", { ...ofNetwork, network: " " }, "network", "Donnez un nom, de 120 caractères au plus."],
    ["network", { ...ofNetwork, network: "\u200b" }, "network", "Donnez un nom, de 120 caractères au plus."],
    ["network", { ...ofNetwork, network: "Réseau\r\ndes régions" }, "network", "Cette valeur n’est pas celle attendue"],
    ["mails", { ...ofMails, "sender-name": "\u200b" }, "sender-name", "Donnez un nom, de 120 caractères au plus."],
    ["network", { ...ofNetwork, timeZone: "Europe/Strasbourg" }, "timeZone", "Cette valeur n’est pas celle attendue"],
    ["mails", { ...ofMails, "sender-address": "reseau" }, "sender-address", "Donnez une adresse électronique complète"],
    ["mails", { ...ofMails, linkDays: "0" }, "linkDays", "Entrez un nombre entier, de 1 à 366."],
    ["mails", { ...ofMails, linkDays: "1e2" }, "linkDays", "Entrez un nombre entier, de 1 à 366."],
    ["mails", { ...ofMails, linkDays: "0x10" }, "linkDays", "Entrez un nombre entier, de 1 à 366."],
    ["mails", { ...ofMails, linkDays: "" }, "linkDays", "Entrez un nombre entier, de 1 à 366."],
    ["keep", { ...ofKeeping, "keep-readings": "1,5" }, "keep-readings", "Entrez un nombre entier, de 30 à 36 500."],
  ])(
    "of /settings/%s that cannot be are told beside their field, and nothing is saved: %o",
    async (section, typed, field, said) => {
      const before = await stored();
      const sent = await coordinator.post(`/settings/${section}`, typed);
      expect(await wrongIn(sent.clone())).toEqual([422, [field]]);
      const page = words(await sent.text());
      expect(page).toContain(said);
      for (const [name, value] of Object.entries(typed)) if (name !== field) expect(page).toContain(`"${value}"`);
      expect(await stored()).toEqual(before);
      expect((await coordinator.json(`/settings/${section}`, typed)).status).toBe(400);
    },
  );

  test("take no name with half a character", async () => {
    const before = await stored();
    const sent = await coordinator.json("/settings/network", { ...ofNetwork, network: "a\ud800" });
    expect([sent.status, await sent.text()]).toEqual([400, expect.stringContaining("retapez-le")]);
    expect(await stored()).toEqual(before);
  });

  test("write nothing where a form is sent as it was found", async () => {
    const rows = () => Array.fromAsync(network.ports.store.all());
    const found = JSON.stringify((await rows()).filter(({ pk }) => pk === "NETWORK"));
    const before = await stored();
    const typed = { network: before.network, language: "fr", timeZone: before.timeZone, holidays: before.holidays };
    expect((await coordinator.post("/settings/network", typed)).status).toBe(303);
    const { accent, link } = (await loadTheme(network.ports.assets)).theme.colours;
    await send({ width: "40", alt: "Logo", accent, link });
    expect(JSON.stringify((await rows()).filter(({ pk }) => pk === "NETWORK"))).toBe(found);
  });

  test("that somebody else changed meanwhile are shown beside what was typed, before they are saved", async () => {
    const form = await coordinator.page("/settings/network");
    await changeSettings(network.ports, () => ({ network: "Réseau d’à côté" }));
    const typed = { ...ofNetwork, seen: unseen(form) };
    const sent = await coordinator.post("/settings/network", typed);
    const page = await sent.text();
    expect(words(page)).toContain("Réseau d’à côté");
    expect((await stored()).network).toBe("Réseau d’à côté");
    await coordinator.post("/settings/network", { ...typed, seen: unseen(page) });
    expect((await stored()).network).toBe("Réseau des régions");
  });

  test("leave what others change at the same time", async () => {
    const { kind } = await loadKind(network.ports.assets, "framing-note");
    await Promise.all([
      coordinator.post("/settings/network", ofNetwork),
      coordinator.post("/settings/keep", ofKeeping),
      changeKind(network.ports, { ...kind, round: { ...kind.round, days: 12 } }),
    ]);
    const settings = await stored();
    expect(settings).toMatchObject({ network: "Réseau des régions", keep: { uploads: 10 } });
    expect(Object.keys(settings.kinds)).toEqual(["framing-note"]);
  });

  test("are what the next mails go by: whom they come from, and their network", async () => {
    await createNote(network);
    await coordinator.post("/settings/network", ofNetwork);
    await coordinator.post("/settings/mails", ofMails);
    await sendMails(network);
    const [asked] = network.sent.filter(({ to }) => to.address === network.people.author.address);
    expect(asked?.from).toEqual({ name: "Coordination – Réseau des régions", address: "reseau@reci.example" });
    expect(asked?.text).toContain("30 jours");
  });

  test("that the place says where it runs are shown as it says them, and no form changes them", async () => {
    network.settings.sender.address = "livrable@installation.example";
    network.app = webApp(network.ports, { settings: network.settings, fixed: ["sender.address"] });
    coordinator = await browse(network, "coordinator");
    const { "sender-address": address, ...others } = ofMails;
    for (const page of ["/settings", "/settings/mails"])
      expect(words(await coordinator.page(page))).toContain("partent de livrable@installation.example");
    expect(await coordinator.page("/settings/mails")).not.toContain('name="sender-address"');
    expect((await coordinator.json("/settings/mails", { ...others, "sender-address": address })).status).toBe(400);
    await coordinator.post("/settings/mails", others);
    expect(network.settings.sender).toEqual({ name: "Le réseau", address: "livrable@installation.example" });
    const answer = await coordinator.get("/settings", { accept: "application/json" });
    expect(await answer.json()).toMatchObject({ settings: { sender: network.settings.sender } });
  });

  test("are coordinators' alone", async () => {
    const author = await browse(network, "author");
    expect((await author.get("/settings")).status).toBe(404);
    expect((await author.post("/settings/network", ofNetwork)).status).toBe(404);
    expect(await author.page("/")).not.toContain('href="/settings"');
  });
});

/** A PNG of some pixels: its header is all that is looked at. */
function png(width: number, height: number): Buffer {
  const header = Buffer.alloc(33);
  header.write("\x89PNG\r\n\x1a\n", 0, "latin1");
  header.writeUInt32BE(13, 8);
  header.write("IHDR", 12, "latin1");
  header.writeUInt32BE(width, 16);
  header.writeUInt32BE(height, 20);
  return header;
}

/** The form of the looks, with the file of a logo or none. */
async function send(fields: Record<string, string>, logo?: Uint8Array<ArrayBuffer>): Promise<Response> {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  form.set("logo", logo ? new File([logo], "logo.png", { type: "image/png" }) : new File([], ""));
  const whole = new Request("http://127.0.0.1/", { method: "POST", body: form });
  return coordinator.upload("/settings/look", new Uint8Array(await whole.arrayBuffer()), {
    "content-type": whole.headers.get("content-type") ?? "",
  });
}

describe("what documents look like", () => {
  const fields = { width: "35", alt: "Trois anneaux", accent: "#123456", link: "#0b4f6c" };
  const theme = async () => (await loadTheme(network.ports.assets)).theme;

  test("takes a logo and colours, shows them, and goes back to how Livrable has it", async () => {
    const before = await theme();
    const sent = await send(fields, new Uint8Array(png(400, 100)));
    expect([sent.status, sent.headers.get("location")]).toEqual([303, "/settings"]);
    const { logo, colours, styles } = await theme();
    expect(logo).toMatchObject({
      width: 35,
      alt: "Trois anneaux",
      image: { width: 400, height: 100, mediaType: "image/png" },
    });
    expect([colours.accent, colours.link, styles.coverLine.colour]).toEqual(["#123456", "#0B4F6C", "#123456"]);
    expect(network.settings.theme).toBe((await stored()).theme);
    // a round that opens now is set with it
    const pins = await pin(network.ports, "framing-note");
    expect((await pinned(network.ports.files, pins)).theme.logo).toEqual(logo);
    expect((await loadImages(network.ports.files, [], { logo })).size).toBe(1);

    const page = await coordinator.page("/settings");
    const [, src = ""] =
      /<img src="(\/settings\/look\/logo[^"]*)" alt="Trois anneaux" width="240" height="60">/.exec(page) ?? [];
    const image = await coordinator.get(src);
    expect([image.status, image.headers.get("content-type")]).toEqual([200, "image/png"]);
    expect(Buffer.from(await image.arrayBuffer()).equals(png(400, 100))).toBe(true);
    const author = await browse(network, "author");
    expect((await author.get("/settings/look/logo")).status).toBe(404);

    // another width alone leaves the image
    await send({ ...fields, width: "50" });
    expect((await theme()).logo).toMatchObject({ width: 50, image: { width: 400 } });
    await coordinator.post("/settings/look/logo/removal", { confirmed: "true" });
    expect([(await theme()).logo, (await theme()).colours.accent]).toEqual([undefined, "#123456"]);
    await coordinator.post("/settings/look/default", { confirmed: "true" });
    expect(await theme()).toEqual(before);
    expect([(await stored()).theme, network.settings.theme]).toEqual([undefined, undefined]);
  });

  test("saved as it was, it is still that of Livrable", async () => {
    const { accent, link } = (await theme()).colours;
    const { accent: _, link: __, ...others } = fields;
    await send({ ...others, accent: accent.toLowerCase(), link: link.toLowerCase() });
    expect((await stored()).theme).toBeUndefined();
  });

  test.each<[string, Record<string, string>, Buffer | undefined, string, string]>([
    ["a file that is no image", fields, Buffer.from("%PDF-1.7"), "logo", "n’est pas une image PNG, JPEG ou GIF"],
    ["an image of too many pixels", fields, png(60_000, 60_000), "logo", "n’est pas une image"],
    [
      "a logo wider than a page",
      { ...fields, width: "400" },
      undefined,
      "width",
      "Entrez un nombre entier, de 10 à 120.",
    ],
    ...["1e2", "0x10", "35,5", ""].map((width): [string, Record<string, string>, undefined, string, string] => [
      `a width that is not in digits alone: "${width}"`,
      { ...fields, width },
      undefined,
      "width",
      "Entrez un nombre entier, de 10 à 120.",
    ]),
    [
      "a logo of which nothing is said",
      { ...fields, alt: " " },
      undefined,
      "alt",
      "Dites en quelques mots ce que montre le logo.",
    ],
    [
      "a pale colour",
      { ...fields, accent: "#FFD700" },
      undefined,
      "accent",
      "son contraste est de 1,4, il en faut 4,5",
    ],
    ["what is no colour", { ...fields, link: "bleu" }, undefined, "link", "Cette valeur n’est pas celle attendue"],
  ])("does not take %s", async (_, typed, logo, field, said) => {
    const before = await theme();
    const sent = await send(typed, logo && new Uint8Array(logo));
    expect(await wrongIn(sent.clone())).toEqual([422, [field]]);
    expect(words(await sent.text())).toContain(said);
    expect(await theme()).toEqual(before);
  });

  test("takes no field that its form has not", async () => {
    const before = await theme();
    expect((await send({ ...fields, foo: "1" })).status).toBe(400);
    expect(await theme()).toEqual(before);
  });

  test("that somebody else changed meanwhile is shown beside what was typed, before it is saved", async () => {
    const seen = unseen(await coordinator.page("/settings/look"));
    const logo = new Uint8Array(png(400, 100));
    expect((await send({ ...fields, seen }, logo)).status).toBe(303);
    // sent once more, it takes nothing back
    expect((await send({ ...fields, seen }, logo)).status).toBe(303);
    const typed = { ...fields, accent: "#7A2E3A" };
    const other = new Uint8Array(png(300, 100));
    const page = await (await send({ ...typed, seen }, other)).text();
    expect(words(page)).toMatch(/Ce qui diffère[\s\S]*400 × 100[\s\S]*300 × 100[\s\S]*#123456[\s\S]*#7A2E3A/);
    expect([(await theme()).colours.accent, (await theme()).logo?.image.width]).toEqual(["#123456", 400]);
    expect((await send({ ...typed, seen: unseen(page) }, other)).status).toBe(303);
    expect([(await theme()).colours.accent, (await theme()).logo?.image.width]).toEqual(["#7A2E3A", 300]);
  });
});

describe("the first steps of a network", () => {
  const steps = async () =>
    words(/<section class="panel own"[\s\S]*?<\/section>/.exec(await coordinator.page("/year"))?.[0] ?? "");

  test("stand on a coordinator's first page, each with what it is, whether it is done, and its link", async () => {
    const shown = await steps();
    for (const [to, title] of [
      ["/settings/mails?from=year", "Le réseau"],
      ["/people", "Les personnes"],
      ["/programmes/new", "Le programme"],
      ["/deliverables/new", "Le premier livrable"],
    ])
      expect(shown).toContain(`<a href="${to}">${title}</a>`);
    expect(shown).toMatch(/Les personnes[\s\S]*Fait[\s\S]*Le programme/);
    const author = await browse(network, "author");
    expect(await author.page("/")).not.toContain("Pour commencer");
  });

  test("lead on to each other: the network's name, then the address of its mails, each saved leads back to the steps", async () => {
    await changeSettings(network.ports, () => ({ network: undefined }));
    expect(await steps()).toContain('<a class="button" href="/settings/network?from=year">Commencer');
    const named = await coordinator.post("/settings/network?from=year", { ...ofNetwork, language: "fr" });
    expect(named.headers.get("location")).toBe("/year");
    expect(await steps()).toContain('<a class="button" href="/settings/mails?from=year">Commencer');
    expect(await steps()).toContain("Il reste à dire l’adresse dont partent ses courriels");
    const mailed = await coordinator.post("/settings/mails?from=year", ofMails);
    expect(mailed.headers.get("location")).toBe("/year");
    expect(await steps()).toContain('<a class="button" href="/programmes/new">Commencer');
  });

  test("are all that a year without anything has: no panel, choice or timeline that is empty, one button", async () => {
    const page = await coordinator.page("/year");
    expect(page).not.toContain("Rien pour l’instant");
    expect(page.match(/class="button"/g)).toHaveLength(1);
  });

  test("are done once the network has a name and an address, skipped on a click, and gone when all is either", async () => {
    expect(await steps()).not.toMatch(/Le réseau[\s\S]*Fait[\s\S]*Les personnes/);
    await coordinator.post("/settings/network", ofNetwork);
    await coordinator.post("/settings/mails", ofMails);
    network.settings.language = "fr";
    expect(await steps()).toMatch(/Le réseau[\s\S]*Fait[\s\S]*Les personnes/);
    expect((await coordinator.post("/first-steps", { step: "programme" })).status).toBe(400);
    await coordinator.post("/first-steps", { step: "programme", confirmed: "true" });
    expect(await steps()).toMatch(/Le programme[\s\S]*Passée[\s\S]*Le premier livrable/);
    await coordinator.post("/first-steps", { step: "deliverable", confirmed: "true" });
    expect(await steps()).toBe("");
  });

  test("are gone with the first deliverable", async () => {
    expect(await steps()).toContain("Pour commencer");
    await createNote(network);
    expect(await steps()).toBe("");
    expect(await shown("/year")).not.toContain("Pour commencer");
  });
});
