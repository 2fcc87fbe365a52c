import { gunzipSync } from "node:zlib";
import { beforeEach, describe, expect, test } from "vitest";
import { webApp } from "../../../../functions/web/app.ts";
import type { RequestLine } from "../../../../functions/web/http/log.ts";
import { issue } from "../../../../shared/chain/issue.ts";
import type { Command } from "../../../../shared/deliverable/command.ts";
import { exportNetwork } from "../../../../shared/moving/export.ts";
import { deliverables, loadEvents } from "../../../../shared/stored/deliverable.ts";
import { endLinks } from "../../../../shared/stored/revocation.ts";
import { putText } from "../../../../shared/stored/text.ts";
import {
  as,
  type Browser,
  browse,
  closeRound,
  completeDraft,
  createNote,
  decideAs,
  deposit,
  type Network,
  openTestNetwork,
  putOutputs,
  stateOf,
  submitDraft,
} from "../../network.ts";
import { wordsOf } from "../../notify/letter.ts";

let network: Network;
let id: string;
let here: string;
let office: Browser;
let outsider: Browser;

const sure = { confirmed: "true" };
const who = "Chargée de mission, préfecture";
const ask = (command: object) =>
  issue(deliverables, network.ports, id, { ...command, by: as(network, "coordinator") } as Command);
const at = (day: string) => network.world.set(Date.parse(`${day}T09:00:00.000Z`));

async function approve(): Promise<void> {
  await submitDraft(network, id);
  for (const role of ["first", "second"] as const) await decideAs(network, role, id, "approve");
  await closeRound(network, id);
  await putOutputs(network, id);
}

beforeEach(async () => {
  network = await openTestNetwork();
  at("2008-05-02");
  id = await createNote(network);
  here = `/deliverables/${id}`;
  await deposit(network, id);
  await approve();
  office = await browse(network, "coordinator");
  outsider = await browse(network);
});

/** The path of a link that is shared now. */
async function share(fields: object = {}): Promise<string> {
  const answer = await office.json(`${here}/shares`, { share: "drac", label: who, until: "2008-06-01", ...fields });
  expect(answer.status).toBe(201);
  return new URL(((await answer.json()) as { address: string }).address).pathname;
}

const told = async () =>
  (await Array.fromAsync(loadEvents(network.ports.store, id))).flatMap(({ type, by, data }) =>
    type === "downloaded" ? [`${by} ${data.share} ${data.what} ${data.edition}`] : [],
  );

describe("whoever has a shared link", () => {
  test("finds the final alone: its title, its network, its edition, its files, until when; and is let in to nothing", async () => {
    const path = await share();
    const answer = await outsider.get(path);
    const said = wordsOf(await answer.clone().text());
    expect(said).toContain("Édition 1, du 2 mai 2008");
    expect(said).toContain("L’interculturalité : note de cadrage");
    expect(said).toContain("RECI vous donne accès à ce document final, jusqu’au 1er juin 2008.");
    expect(said).toContain("sans votre nom ni votre adresse");
    expect(said).toMatch(/Télécharger le PDF .* Télécharger le document Word/);
    for (const words of ["dossier de preuve", "Direction", "Service instructeur", who])
      expect(said).not.toContain(words);
    expect(answer.headers.getSetCookie()).toEqual([]);
    expect(await told()).toEqual([]);
  });

  test("downloads a file by its button, which is told once a day, of the link and of no person", async () => {
    const path = await share();
    const file = await outsider.post(`${path}/pdf`, sure);
    expect([file.status, file.headers.get("location")?.startsWith("/files/")]).toEqual([303, true]);
    await outsider.post(`${path}/pdf`, sure);
    expect((await outsider.json(`${path}/docx`, {})).status).toBe(200);
    expect(await told()).toEqual(["line drac pdf 1", "line drac docx 1"]);
    expect(wordsOf(await office.page(`${here}/links`))).toMatch(
      /le PDF, le 2 mai 2008 .*le document Word, le 2 mai 2008/,
    );
    const history = wordsOf(await office.page(here));
    expect(history).toContain("Reçu par les financeurs Service instructeur (ACSE) pas encore téléchargé");
    expect(history).toContain(`Téléchargé par un lien partagé : le PDF. ${who}`);
    expect(history).toContain(`a partagé le document final par un lien, jusqu’au 1er juin 2008. ${who}`);
  });

  test("tells of nothing as a program that opens it or sends its buttons as it finds them", async () => {
    const path = await share();
    for (const method of ["GET", "HEAD"]) await network.app.request(path, { method });
    expect((await outsider.post(`${path}/pdf`)).status).toBe(422);
    expect(await told()).toEqual([]);
  });

  test("has the newest edition, and reads once it was withdrawn that it was, when and why, not by whom", async () => {
    const path = await share();
    const reason = await putText(network.ports, "Un chiffre était faux.");
    await ask({ type: "openEdition", reason, way: "correction", mayCorrect: true });
    expect(wordsOf(await outsider.page(path))).toContain("Édition 1");
    await deposit(network, id, `${completeDraft}\n\nUn chiffre juste.\n`);
    await ask({ type: "declareCorrection", version: (await stateOf(network, id)).versions.at(-1)!.hash });
    await putOutputs(network, id);
    expect(wordsOf(await outsider.page(path))).toContain("Édition 2, du 2 mai 2008");
    await outsider.post(`${path}/pdf`, sure);
    expect(await told()).toEqual(["line drac pdf 2"]);
    await ask({ type: "withdraw", reason: await putText(network.ports, "Il cite quelqu’un.") });
    const said = wordsOf(await outsider.page(path));
    expect(said).toContain("Ce document final a été retiré. Ses fichiers ne sont plus distribués. Il cite quelqu’un.");
    expect(said).not.toContain("Coordination");
    expect((await outsider.post(`${path}/pdf`, sure)).status).toBe(410);
  });

  test.each<[string, () => unknown, string]>([
    ["its time is over", () => at("2008-06-02"), "Ce lien a expiré"],
    ["its coordinator ended it", () => office.post(`${here}/shares/drac/end`, sure), "Ce lien a pris fin"],
    ["all links were ended", () => endLinks(network.ports, { all: true }, "line"), "Ce lien a pris fin"],
  ])("finds that it opens no more once %s, and whom to ask; no file of it", async (_, happens, title) => {
    const path = await share();
    await happens();
    const page = await outsider.get(path);
    const said = wordsOf(await page.text());
    expect(page.status).toBe(410);
    expect(said).toContain(title);
    expect(said).toContain("Demandez-en un autre à qui vous l’a transmis.");
    expect(said).not.toContain("note de cadrage");
    expect((await outsider.post(`${path}/pdf`, sure)).status).toBe(410);
    expect((await outsider.get(path, { accept: "application/json" })).status).toBe(410);
    expect(await told()).toEqual([]);
  });

  test("is whoever has the link itself: another string, a part of it, or the link of a person opens nothing", async () => {
    const path = await share();
    const token = path.split("/").at(-1)!;
    for (const wrong of [`${path}x`, path.slice(0, -1), "/s/k1.rien.rien", `/l/${token}`]) {
      const answer = await outsider.get(wrong);
      expect([wrong.replace(token, "…"), answer.status]).toEqual([wrong.replace(token, "…"), 404]);
      expect(await answer.text()).not.toContain("note de cadrage");
    }
    expect((await outsider.post(`${path}/html`, sure)).status).toBe(404);
  });
});

describe("whoever coordinates a final", () => {
  test("shares it on its page, for a month unless told; the address is shown once, and then never", async () => {
    const page = await office.page(`${here}/final`);
    const fields = (name: string) => new RegExp(`name="${name}"[^>]*value="([^"]*)"`).exec(page)?.[1] ?? "";
    expect(fields("until")).toBe("2008-06-01");
    const form = { share: fields("share"), label: who, until: "01/07/2008" };
    const made = await (await office.post(`${here}/shares`, form)).text();
    const address = /value="(http[^"]+\/s\/[^"]+)"/.exec(made)?.[1] ?? "";
    expect(wordsOf(made)).toContain("Copiez cette adresse maintenant : elle ne sera plus montrée.");
    expect(await (await office.post(`${here}/shares`, form)).text()).toContain(address);
    network.world.set(network.world.clock() + 11 * 60_000);
    expect((await office.post(`${here}/shares`, form)).headers.get("location")).toBe(`${here}/links`);
    for (const path of ["/links", "/final", "/shares", ""]) {
      expect(await office.page(`${here}${path}`)).not.toContain(address);
      const json = await office.get(`${here}${path}`, { accept: "application/json" });
      expect(await json.text()).not.toContain(address.split(".").at(-1)!);
    }
    expect((await stateOf(network, id)).shares).toHaveLength(1);
    expect(wordsOf(await office.page(`${here}/links`))).toContain(
      `${who} valable jusqu’au 1er juillet 2008 rien encore`,
    );
  });

  test.each<[string, object, string]>([
    ["for whom is not said", { label: " " }, "Dites pour qui est ce lien."],
    ["its last day is past", { until: "2008-05-01" }, "Choisissez un jour entre aujourd’hui et le 2 mai 2009."],
    [
      "it would live for longer than a year",
      { until: "2009-05-03" },
      "Choisissez un jour entre aujourd’hui et le 2 mai 2009.",
    ],
    ["its last day is none", { until: "le 32" }, "Donnez une date qui existe"],
  ])("is told in the form that %s; what was typed stays", async (_, fields, message) => {
    const form = { share: "drac", label: who, until: "2008-06-01", ...fields };
    const answer = await office.post(`${here}/shares`, form);
    expect(answer.status).toBe(422);
    const page = await answer.text();
    expect(wordsOf(page)).toContain(message);
    expect(page).toContain('value="drac"');
    expect((await office.json(`${here}/shares`, form)).status).toBe(400);
    expect((await stateOf(network, id)).shares).toBeUndefined();
  });

  test("ends it by a click, which a program that sends forms as it finds them does not", async () => {
    await share();
    expect((await office.post(`${here}/shares/drac/end`)).status).toBe(422);
    expect((await stateOf(network, id)).shares?.[0]?.ended).toBeUndefined();
    await office.post(`${here}/shares/drac/end`, sure);
    expect(wordsOf(await office.page(`${here}/links`))).toContain(`${who} il y a été mis fin`);
    expect(wordsOf(await office.page(here))).toContain(`a mis fin à un lien partagé. ${who}`);
  });

  test("shares no draft, and an author shares nothing", async () => {
    const draft = await createNote(network, { title: "Un brouillon" });
    const answer = await office.json(`/deliverables/${draft}/shares`, { share: "drac", label: who });
    expect(answer.status).toBe(409);
    expect(wordsOf(await office.page(`/deliverables/${draft}/shares`))).toContain(
      "une fois les documents finaux prêts",
    );
    const author = await browse(network, "author");
    expect((await author.json(`${here}/shares`, { share: "drac", label: who })).status).toBe(404);
    for (const path of ["/final", ""])
      expect(await author.page(`${here}${path}`)).not.toContain("Partager par un lien");
  });
});

test("no log, no row and no export holds a shared link, nor for whom it is but in its text", async () => {
  const lines: RequestLine[] = [];
  network.app = webApp(network.ports, { settings: network.settings, log: (line) => lines.push(line) });
  office = await browse(network, "coordinator");
  outsider = await browse(network);
  const path = await share();
  await outsider.get(path);
  await outsider.post(`${path}/pdf`, sure);
  await outsider.get(`${path}x`);
  const rows = JSON.stringify(await Array.fromAsync(network.ports.store.all()));
  const moved = gunzipSync(Buffer.concat(await Array.fromAsync(exportNetwork(network.ports)))).toString("latin1");
  const secrets = path.split("/").at(-1)!.split(".").slice(1);
  for (const said of [JSON.stringify(lines), rows, moved])
    for (const secret of secrets) expect(said).not.toContain(secret);
  expect(rows).not.toContain(who);
  expect(lines.map(({ route }) => route)).toEqual(expect.arrayContaining(["/s/:token", "/s/:token/:format"]));
});
