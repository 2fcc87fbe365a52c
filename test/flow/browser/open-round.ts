import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import type { Upload } from "../../../shared/deliverable/state.ts";
import { loadState } from "../../../shared/stored/deliverable.ts";
import { visitor } from "../visitor.ts";
import { linkOf, type Site } from "./site.ts";

/** The sample note in review, by three people; its address. */
export async function openRound(site: Site, title: string): Promise<string> {
  const { url: at, people } = site;
  const { ports } = site.network;
  const [desk, writer] = [visitor(at), visitor(at)];
  await desk.open(await linkOf(site, people.coordinator));
  await writer.open(await linkOf(site, people.author));
  const { id } = await desk.send<{ id: string }>("/deliverables", {
    ...{ kind: "framing-note", title, action: "Interculturalité", language: "fr", quorum: 1 },
    ...{ authors: [people.author.id], funders: [] },
    reviewers: [people.first.id, people.second.id, people.researcher.id],
  });
  const here = `/deliverables/${id}`;
  const bytes = await readFile(join(import.meta.dirname, "../../../templates/framing-note/sample.docx"));
  type Begun = { upload: string; url: string; fields: Record<string, string> };
  const { upload, url, fields } = await writer.send<Begun>(`${here}/uploads`, {
    name: "note.docx",
    bytes: bytes.length,
  });
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  form.set("file", new File([bytes], "note.docx"));
  await fetch(new URL(url, at), { method: "POST", body: form, redirect: "manual" });
  await until(
    async () => (await writer.json<{ upload: Upload }>(`${here}/uploads/${upload}`)).upload.status === "accepted",
  );
  const { state } = (await loadState(ports.store, id))!;
  await writer.send(`${here}/submission`, { version: state.versions.at(-1)!.hash });
  return here;
}

export async function until(reached: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 300; tries++) {
    if (await reached()) return;
    await pause(200);
  }
  throw new Error("waited in vain");
}
