import { describe, expect, test } from "vitest";
import { issue } from "../../../shared/chain/issue.ts";
import { settingsSchema } from "../../../shared/settings.ts";
import { deliverables } from "../../../shared/stored/deliverable.ts";
import { objectIn, prefixOf, sourceKey, uploadKey } from "../../../shared/stored/objects.ts";
import { keepUploadName, uploadNameOf } from "../../../shared/stored/upload-name.ts";
import {
  arrive,
  as,
  browse,
  completeDraft,
  createNote,
  deposit,
  openTestNetwork,
  stateOf,
  submitDraft,
} from "../network.ts";

test("a draft that was read is kept once, and one that was refused where it came", async () => {
  const network = await openTestNetwork();
  const id = await createNote(network);
  await deposit(network, id);
  const refused = await deposit(network, id, "%PDF-1.4", "note.docx");
  const kept = await Array.fromAsync(network.ports.files.list(""));
  const { manifest } = (await stateOf(network, id)).versions[0]!;
  const drafts = kept.filter((key) => ["uploads", "sources"].includes(objectIn(key)?.folder ?? ""));
  expect(drafts.sort()).toEqual([sourceKey(manifest.parts[0]!.source), uploadKey(refused)].sort());
});

/** A file sent without script is asked for as "brouillon.md" and comes under its own name, which its form says. */
test.each<[string, string, string, object]>([
  ["goes on under it once read", completeDraft, "Note de cadrage.md", { status: "accepted" }],
  ["has it where it is refused", "%PDF-1.4", "Note de cadrage.docx", { status: "refused" }],
  [
    "is read for what it says it is, not for the format that was asked for",
    "Du texte.",
    "Note.docx",
    { refused: { code: "file-type-mismatch", details: expect.objectContaining({ name: "Note.docx" }) } },
  ],
])("a file whose own name comes with it %s", async (_, content, name, verdict) => {
  const network = await openTestNetwork();
  const { files, ids } = network.ports;
  const id = await createNote(network);
  const upload = ids();
  const asked = { upload, part: "part-1", name: "brouillon.md" };
  await issue(deliverables, network.ports, id, { type: "requestUpload", by: as(network, "author"), ...asked });
  await keepUploadName(files, upload, name);
  await arrive(network, id, upload, Buffer.from(content));
  const sent = (await stateOf(network, id)).uploads[upload];
  expect(sent).toMatchObject({ name, ...verdict });
  expect(await uploadNameOf(files, upload)).toBe(sent?.status === "accepted" ? undefined : name);
});

describe("the original of a file that was refused", () => {
  test("stays with its page, though the draft could no longer change when it was read", async () => {
    const network = await openTestNetwork();
    const id = await createNote(network);
    await deposit(network, id);
    const late = network.ports.ids();
    const asked = { upload: late, part: "part-1", name: "tard.md" };
    await issue(deliverables, network.ports, id, { type: "requestUpload", by: as(network, "author"), ...asked });
    await submitDraft(network, id);
    await arrive(network, id, late, Buffer.from(`${completeDraft}\nEncore.\n`));
    expect((await stateOf(network, id)).uploads[late]).toMatchObject({ status: "refused" });
    expect(await network.ports.files.get(uploadKey(late))).toBeDefined();
  });

  test("is offered as long as it is kept; then its page says that it is no more, and its address is gone", async () => {
    const network = await openTestNetwork({ keep: settingsSchema.parse({ keep: { uploads: 12 } }).keep });
    const id = await createNote(network);
    const upload = await deposit(network, id, "%PDF-1.4", "note.docx");
    const author = await browse(network, "author");
    const here = `/deliverables/${id}/uploads/${upload}`;
    expect(await author.page(here)).toMatch(/gardé 12 jours\.[\s\S]*Télécharger l’original/);
    expect((await author.get(`${here}/source`)).status).toBe(302);

    await network.ports.files.sweep(prefixOf("uploads"), Date.now() + 1, 10);
    const page = await author.page(here);
    expect(page).toMatch(/a été gardé 12 jours/);
    expect(page).not.toContain("Télécharger l’original");
    const answer = await author.get(`${here}/source`);
    expect([answer.status, await answer.text()]).toEqual([
      410,
      expect.stringMatching(/n’est plus gardé[\s\S]*12 jours/),
    ]);
  });
});
