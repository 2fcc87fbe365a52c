import { setTimeout as pause } from "node:timers/promises";
import { expect, test } from "vitest";
import { readZip } from "../../shared/archive/zip.ts";
import { hashOf } from "../../shared/chain/hash.ts";
import type { State, Upload } from "../../shared/deliverable/state.ts";
import { verifyProofArchive } from "../../shared/evidence/proof-archive/verify.ts";
import { checkNetwork } from "../../shared/moving/check.ts";
import { loadState } from "../../shared/stored/deliverable.ts";
import { makeLink } from "../../shared/stored/link.ts";
import { addPerson } from "../../shared/stored/person.ts";
import { lettersIn } from "../outbox.ts";
import { unlisted } from "../unlisted.ts";
import { type Running, untilIdle, untilTold } from "./over-http.ts";
import { startNetwork } from "./running.ts";
import { type Visitor, visitor } from "./visitor.ts";

test("edition 2 stands beside edition 1, and a final that is withdrawn says why at its address: its files are gone", {
  timeout: 240_000,
}, async () => {
  const running = await startNetwork();
  try {
    await editionsOverHttp(running);
    expect(await unlisted(running.network.ports.store)).toEqual([]);
  } finally {
    await running.stop();
  }
});

test("edition 2 is reviewed as the first was: who writes and who reviews is told why it is made, and both proof archives verify", {
  timeout: 240_000,
}, async () => {
  const running = await startNetwork();
  try {
    await reviewedEdition(running);
    expect(await unlisted(running.network.ports.store)).toEqual([]);
  } finally {
    await running.stop();
  }
});

const mistake = "Le chiffre de la page 1 était faux : 24, et non 42.";
const retraction = "Le document cite une personne qui ne l’a pas voulu.";
const textOf = (figure: number) => `# Accueil des familles\n\nLe réseau a accueilli ${figure} familles en 2007.\n`;

async function editionsOverHttp({ network, url, later }: Running): Promise<void> {
  const { store, files } = network.ports;
  const cast = await gather(network, url);
  const { coordinator, author, reviewer, funder } = cast;
  const { id } = await coordinator.in.send<{ id: string }>("/deliverables", {
    ...{ kind: "plain", title: "Accueil des familles", action: "Accueil", language: "fr", quorum: 1 },
    ...{ authors: [author.id], reviewers: [reviewer.id], funders: [funder.id] },
  });
  const here = `/deliverables/${id}`;
  const state = async (): Promise<State> => (await loadState(store, id))!.state;
  const idle = async () => {
    await later(untilTold);
    await untilIdle(network);
  };
  const letters = async (address: string, subject: string) =>
    (await lettersIn(network.outbox ?? "")).filter(
      (letter) => letter.to.includes(address) && letter.subject.startsWith(subject),
    );

  expect(await deposit(author.in, here, textOf(42))).toBe("accepted");
  const version = (await state()).versions.at(-1)!.hash;
  await author.in.send(`${here}/submission`, { version });
  await reviewer.in.send(`${here}/review/decision`, { round: 1, version, submission: "avis", choice: "approve" });
  await coordinator.in.send(`${here}/closure`, { round: 1, outcome: "approved" });
  await idle();
  const first = await bytesOf(funder.in, `${here}/outputs/pdf`);

  // a changed file changes nothing of the final: it proposes an edition
  expect(await deposit(author.in, here, textOf(24))).toBe("proposed");
  expect(await bytesOf(funder.in, `${here}/outputs/pdf`)).toEqual(first);
  const { office } = await coordinator.in.json<{ office: { what: string }[] }>("/");
  expect(office.map(({ what }) => what)).toEqual(["proposal"]);
  await idle();
  expect(await letters("coordination@reseau.example", "Une partie changée")).toHaveLength(1);
  const { proposals } = await coordinator.in.json<{ proposals: { upload: string }[] }>(`${here}/edition`);
  await coordinator.in.send(`${here}/edition`, {
    ...{ reason: mistake, way: "correction", proposals: proposals.map(({ upload }) => upload) },
  });
  expect(await bytesOf(funder.in, `${here}/outputs/pdf`)).toEqual(first);
  expect((await state()).stage).toBe("draft");
  await idle();
  const [opened] = await letters("redaction@cofrimi.example", "Nouvelle édition à préparer");
  expect(opened!.text).toContain("Le brouillon est déjà changé");
  expect(await deposit(author.in, here, textOf(25))).toBe("accepted");
  await idle();
  const read = await letters(
    "redaction@cofrimi.example",
    "« Accueil des familles »".replaceAll(/(?<=«) | (?=»)/g, "\u202f"),
  );
  expect(read.filter(({ text }) => text.includes("La coordination déclarera ensuite la correction"))).toHaveLength(1);
  const corrected = (await state()).versions.at(-1)!.hash;
  await coordinator.in.send(`${here}/edition/correction`, { version: corrected });
  await idle();

  // both stand
  const second = await bytesOf(funder.in, `${here}/outputs/pdf`);
  expect(second).not.toEqual(first);
  expect(await bytesOf(funder.in, `${here}/final/1/outputs/pdf`)).toEqual(first);
  const old = await (await funder.in.open(`${here}/final/1`)).text();
  expect(old).toContain("Une édition plus récente remplace celle-ci");
  expect(old).toContain(mistake.slice(0, 20));
  const current = await (await funder.in.open(`${here}/final`)).text();
  expect(current).toContain("corrigée sans relecture");
  expect(current).toContain(`${here}/final/1`);
  expect(await (await funder.in.open(`${here}/final/2/redline`)).text()).toContain("<del");
  for (const edition of [1, 2])
    expect(await verdictOf(await bytesOf(funder.in, `${here}/final/${edition}/dossier`))).toEqual([]);
  for (const address of ["suivi@financeur.example", "redaction@cofrimi.example"])
    expect(await letters(address, "Nouvelle édition : ".replace(" :", "\u00a0:"))).toHaveLength(1);
  expect(await letters("suivi@financeur.example", "Document final")).toHaveLength(1);

  // withdrawn
  const published = [...(await state()).editions, (await state()).final!].flatMap(({ outputs }) =>
    outputs.map(({ sha256 }) => sha256),
  );
  expect(published).toHaveLength(6);
  const { title } = await state();
  expect((await coordinator.in.trySend(`${here}/withdrawal`, { title, reason: retraction })).status).toBe(422);
  await coordinator.in.send(`${here}/withdrawal`, { title, reason: retraction, gone: true });
  await idle();
  for (const address of [`${here}/final`, `${here}/final/1`, `${here}/final/2`]) {
    const tombstone = await funder.in.open(address);
    expect(tombstone.status).toBe(200);
    expect(await tombstone.text()).toContain(retraction);
  }
  for (const [who, path] of [
    [funder.in, "/funded"],
    [author.in, `${here}/draft`],
  ] as const)
    expect(await (await who.open(path)).text()).toContain("Ce document final a été retiré");
  for (const address of ["outputs/pdf", "final/1/outputs/docx", "final/2/outputs/html", "final/1/dossier"])
    expect([address, (await funder.in.open(`${here}/${address}`)).status]).toEqual([address, 410]);
  const left = new Set<string>();
  for await (const key of files.list("")) {
    const bytes = (await files.get(key))!;
    left.add(hashOf(bytes));
    if (!key.endsWith(".zip")) continue;
    for await (const entry of readZip(sourceOf(Buffer.from(bytes)))) left.add(hashOf(entry.bytes));
  }
  expect(published.filter((sha256) => left.has(sha256))).toEqual([]);
  const archive = await bytesOf(funder.in, `${here}/dossier/archive`);
  expect(await verdictOf(archive)).toEqual([]);
  const { manifest } = await verifyProofArchive(sourceOf(archive));
  expect(manifest?.absent.filter(({ why }) => why === "withdrawn")).toHaveLength(6);
  expect(await checkNetwork({ store, files })).toMatchObject({ flaws: [], withdrawn: 8 });
  expect(await letters("suivi@financeur.example", "Document final retiré")).toHaveLength(1);
}

async function reviewedEdition({ network, url, later }: Running): Promise<void> {
  const { store } = network.ports;
  const { coordinator, author, reviewer, funder } = await gather(network, url);
  const { id } = await coordinator.in.send<{ id: string }>("/deliverables", {
    ...{ kind: "plain", title: "Accueil des familles", action: "Accueil", language: "fr", quorum: 1 },
    ...{ authors: [author.id], reviewers: [reviewer.id], funders: [funder.id] },
  });
  const here = `/deliverables/${id}`;
  const page = async (who: Visitor, path: string) =>
    (await (await who.open(path)).text()).replace(/[\s\u00a0\u202f]+/g, " ");
  const approve = async (round: number) => {
    const version = (await loadState(store, id))!.state.versions.at(-1)!.hash;
    await author.in.send(`${here}/submission`, { version });
    // the letters that wait for the version to be set
    await untilIdle(network);
    if (round === 2) for (const [who, path] of asked) expect(await page(who, path)).toContain(mistake.slice(0, 20));
    await reviewer.in.send(`${here}/review/decision`, {
      round,
      version,
      submission: `avis-${round}`,
      choice: "approve",
    });
    await coordinator.in.send(`${here}/closure`, { round, outcome: "approved" });
    await later(untilTold);
    await untilIdle(network);
  };
  const asked = [[reviewer.in, `${here}/review`]] as const;

  await deposit(author.in, here, textOf(42));
  await approve(1);
  const day = `${new Date().getFullYear() + 1}-03-02`;
  await coordinator.in.send(`${here}/edition`, { reason: mistake, way: "round", dueDraft: day });
  const draft = await page(author.in, `${here}/draft`);
  expect(draft).toContain(mistake.slice(0, 20));
  expect(draft).toContain(`2 mars ${day.slice(0, 4)}`);
  await deposit(author.in, here, textOf(24));
  await approve(2);

  const letters = (await lettersIn(network.outbox ?? "")).filter(({ to }) => to.includes("premiere@oriv.example"));
  const invitations = letters.filter(({ text }) => text.includes("en prépare l’édition 2"));
  expect(invitations).toHaveLength(1);
  expect(invitations[0]!.text).toContain(mistake.slice(0, 20));
  expect(await page(funder.in, `${here}/final`)).toContain("relue et approuvée le");
  const verdicts = await Promise.all(
    [1, 2].map(async (edition) => verdictOf(await bytesOf(funder.in, `${here}/final/${edition}/dossier`))),
  );
  expect(verdicts).toEqual([[], []]);
}

type Cast = Record<"coordinator" | "author" | "reviewer" | "funder", { id: string; in: Visitor }>;

async function gather({ ports }: Running["network"], url: string): Promise<Cast> {
  const people = [
    ["coordinator", "Coordination", "coordination@reseau.example"],
    ["author", "Chargée de mission", "redaction@cofrimi.example"],
    ["reviewer", "Direction", "premiere@oriv.example"],
    ["funder", "Service instructeur", "suivi@financeur.example"],
  ] as const;
  const cast: [string, Cast[keyof Cast]][] = [];
  for (const [role, name, address] of people) {
    const coordinator = role === "coordinator";
    const person = await addPerson(ports, { name, address, organisation: "", language: "fr", coordinator });
    const entered = visitor(url);
    const token = await makeLink(ports, { person, purpose: "enter", days: 1 });
    expect((await entered.open(`/l/${token}`)).status).toBe(200);
    cast.push([role, { id: person.id, in: entered }]);
  }
  return Object.fromEntries(cast) as Cast;
}

/** Sends a file as the page does; what became of it once it was read. */
async function deposit(author: Visitor, here: string, text: string): Promise<Upload["status"]> {
  type Begun = { upload: string; url: string; fields: Record<string, string> };
  const bytes = Buffer.from(text);
  const { upload, url, fields } = await author.send<Begun>(`${here}/uploads`, { name: "note.md", bytes: bytes.length });
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  form.set("file", new File([bytes], "note.md"));
  const address = new URL(url, (await author.open(`${here}/draft`)).url);
  expect((await fetch(address, { method: "POST", body: form, redirect: "manual" })).status).toBe(303);
  const read = async () => (await author.json<{ upload: Upload }>(`${here}/uploads/${upload}`)).upload.status;
  await until(async () => (await read()) !== "awaited", "the reading of a file");
  return read();
}

/** A file that a funder asks for by its button. */
async function bytesOf(person: Visitor, path: string): Promise<Buffer> {
  const response = await person.sendForm(path, { confirmed: "true" });
  expect([path, response.status]).toEqual([path, 200]);
  return Buffer.from(await response.arrayBuffer());
}

function sourceOf(archive: Buffer) {
  return { size: archive.length, read: async (at: number, length: number) => archive.subarray(at, at + length) };
}

async function verdictOf(archive: Buffer) {
  return (await verifyProofArchive(sourceOf(archive))).problems;
}

async function until(reached: () => Promise<unknown>, what: string): Promise<void> {
  for (let tries = 0; tries < 900; tries++) {
    if (await reached()) return;
    await pause(100);
  }
  throw new Error(`waited in vain for ${what}`);
}
