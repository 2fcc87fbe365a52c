import { execFile } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { strFromU8, strToU8, unzipSync, zipSync } from "fflate";
import { beforeEach, describe, expect, test } from "vitest";
import { textOf } from "../../../../shared/document/visit.ts";
import { getJob } from "../../../../shared/stored/job.ts";
import { uploadKey } from "../../../../shared/stored/objects.ts";
import { loadVersion } from "../../../../shared/stored/version.ts";
import { installed } from "../../../formats/programs/programs.ts";
import { temporaryFolder } from "../../../temporary.ts";
import { applyTo, continuedFile, openReviewed, type Reviewed } from "../../continuing.ts";
import { arrive, completeDraft, deposit, stateOf } from "../../network.ts";

/** The Word file of a draft comes back of its author, edited; so does one from before. */

let at: Reviewed;
beforeEach(async () => {
  at = await openReviewed(["fix", "more"]);
});

const wordName = "l-interculturalite.docx";

/** A Word file with some of its XML changed, as Word saves it. */
function edited(bytes: Uint8Array, changes: Record<string, (xml: string) => string>): Uint8Array {
  const files = unzipSync(bytes);
  for (const [path, change] of Object.entries(changes)) {
    const before = files[path] ? strFromU8(files[path]) : "";
    const after = change(before);
    expect(after).not.toBe(before);
    files[path] = strToU8(after);
  }
  return zipSync(files);
}

async function send(bytes: Uint8Array | string, name = wordName): Promise<string> {
  return deposit(at.network, at.id, bytes, name);
}

async function words(): Promise<string> {
  const state = await stateOf(at.network, at.id);
  const parts = await loadVersion(at.network.ports.files, state, state.versions.at(-1)!.hash);
  return parts.flatMap(({ tree }) => tree.blocks.map(textOf)).join("\n");
}

async function dispositions(): Promise<Record<string, string>> {
  return (await stateOf(at.network, at.id)).rounds[0]!.contributions;
}

const page = (upload: string) => at.author.page(`/deliverables/${at.id}/uploads/${upload}`);

/** As Word marks comments: the last paragraph of each has an id, by which the other part says what became of it. */
function resolving(comments: string, number: number): [string, string] {
  const all = comments.split(/(?=<w:comment )/).map((each, index) => {
    if (!each.includes(`Remarque ${number},`)) return each;
    const last = each.lastIndexOf("<w:p>");
    return `${each.slice(0, last)}<w:p w14:paraId="0000000${index}">${each.slice(last + 5)}`;
  });
  const [, id = ""] = /w14:paraId="(\w+)"/.exec(all.join("")) ?? [];
  return [all.join(""), id];
}

test("edited in Word and sent back, it keeps the corrections that were applied, and brings no remark of ours as a new one", async () => {
  const file = await continuedFile(at);
  const comments = strFromU8(unzipSync(file)["word/comments.xml"]!);
  const [marked, id] = resolving(comments, 6);
  const extended = `<w15:commentsEx xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml"><w15:commentEx w15:paraId="${id}" w15:done="1"/></w15:commentsEx>`;
  const own =
    '<w:comment w:id="99" w:author="Autrice" w:initials="A"><w:p><w:r><w:t>À revoir avec Lille.</w:t></w:r></w:p></w:comment>';
  const upload = await send(
    edited(file, {
      "word/document.xml": (xml) =>
        xml
          .replace("interculturel<", "entre cultures<")
          .replace("entre membres", "entre les membres")
          .replace(/<\/w:p>(?=[\s\S]*<\/w:body>)/, '<w:r><w:commentReference w:id="99"/></w:r></w:p>'),
      "word/comments.xml": () =>
        marked
          .replace(/<w:comment (?:(?!<\/w:comment>).)*Remarque 5,.*?<\/w:comment>/s, "")
          .replace("</w:comments>", `${own}</w:comments>`),
      "word/commentsExtended.xml": () => extended,
      "word/_rels/document.xml.rels": (xml) =>
        xml.replace(
          "</Relationships>",
          '<Relationship Id="rIdX" Type="http://schemas.microsoft.com/office/2011/relationships/commentsExtended" Target="commentsExtended.xml"/></Relationships>',
        ),
    }),
  );
  const { uploads, versions } = await stateOf(at.network, at.id);
  expect(uploads[upload]).toMatchObject({ status: "accepted" });
  expect(uploads[upload]!.reopened).toBeUndefined();
  expect(versions.at(-1)!.manifest.parts[0]!.corrections).toEqual(["fix", "more"]);
  // the comment is in the list of comments: no point to check
  expect(versions.at(-1)!.checks["part-1"]!.warnings).toBe(0);
  expect(await words()).toContain("Des échanges entre les membres");
  expect(await dispositions()).toEqual({
    ...{ whole: "open", fix: "integrated", more: "integrated" },
    ...{ year: "open", source: "open", what: "open" },
  });

  const shown = await page(upload);
  expect(shown).toContain("Les 2 corrections appliquées au brouillon sont aussi dans ce fichier");
  expect(shown).toContain("Un commentaire ou une modification dans le fichier");
  expect(shown).toContain("À revoir avec Lille.");
  const told = [
    ...shown.matchAll(/contributions\?round=1&amp;remark=(\w+)#passage">Remarque nᵒ\u00a0(\d)<\/a> – ([^<]*)</g),
  ].map(([, ...each]) => each);
  expect(told).toEqual([
    ["year", "4", "les mots proposés sont dans le texte"],
    ["source", "5", "commentaire supprimé"],
    ["what", "6", "commentaire marqué comme résolu"],
  ]);
});

test("sent back as it is, it is the draft as it is", async () => {
  const upload = await send(await continuedFile(at));
  const { uploads, versions } = await stateOf(at.network, at.id);
  expect(uploads[upload]!.reopened).toBeUndefined();
  expect(versions.at(-1)!.manifest.parts[0]!.corrections).toEqual(["fix", "more"]);
  const shown = await page(upload);
  // remarks are left: they come before the review that confirms
  expect(shown).toContain(
    `<a class="button" href="/deliverables/${at.id}/contributions">Donner suite aux remarques</a>`,
  );
  expect(shown).not.toContain(`href="/deliverables/${at.id}/submission"`);
  expect(shown).not.toContain("Les remarques, dans votre fichier");
  expect(shown).not.toContain("commentaires et modifications dans le fichier");
});

test("a correction that its author takes back in that file waits for its answer again, and they are told", async () => {
  const file = edited(await continuedFile(at), {
    "word/document.xml": (xml) => xml.replace("Des échanges entre membres", "Des échanges"),
  });
  const upload = await send(file);
  const { uploads, versions } = await stateOf(at.network, at.id);
  expect(uploads[upload]).toMatchObject({ status: "accepted", reopened: 1 });
  expect(versions.at(-1)!.manifest.parts[0]!.corrections).toEqual(["more"]);
  expect(await dispositions()).toMatchObject({ fix: "open", more: "integrated" });
  expect(await page(upload)).toContain("Une correction qui était appliquée au brouillon n’est plus dans ce texte");
});

describe("a file from before", () => {
  test("does not replace the draft: it is said which corrections it has not, and where the right file is", async () => {
    const before = (await stateOf(at.network, at.id)).versions.at(-1)!.hash;
    const upload = await send(completeDraft, "cadrage.md");
    const { uploads, versions } = await stateOf(at.network, at.id);
    expect(uploads[upload]).toMatchObject({
      status: "refused",
      refused: { code: "corrections-undone", details: { count: 2 } },
    });
    expect(versions.at(-1)!.hash).toBe(before);
    const shown = await page(upload);
    expect(shown).toContain("Ce fichier déferait des corrections");
    expect(shown).toContain(
      "Remarque nᵒ\u00a02\u00a0: Remplacer «\u202fDes échanges\u202f» par «\u202fDes échanges entre membres\u202f»",
    );
    expect(shown).toContain("Restitution en octobre.");
    expect(shown).toContain(`href="/deliverables/${at.id}/continued"`);
  });

  test("replaces it once its author says so; the corrections are to be dealt with again, and can be applied again", async () => {
    const here = `/deliverables/${at.id}/uploads/${await send(completeDraft, "cadrage.md")}`;
    const unsure = await at.author.post(here);
    expect([unsure.status, await unsure.text()]).toEqual([422, expect.stringContaining("Erreur")]);
    const answer = await at.author.post(here, { confirmed: "true" });
    expect(answer.status).toBe(303);
    const again = answer.headers.get("location")!.split("/").at(-1)!;
    expect(await getJob(at.network.ports.store, `ingest/${again}`)).toMatchObject({ status: "due" });
    await arrive(at.network, at.id, again, (await at.network.ports.files.get(uploadKey(again)))!);
    expect((await stateOf(at.network, at.id)).uploads[again]).toMatchObject({ status: "accepted", reopened: 2 });
    expect(await dispositions()).toMatchObject({ fix: "open", more: "open" });
    await applyTo(at, "fix");
    expect(await words()).toContain("Des échanges entre membres");
  });

  test("is sent all the same once, however often its form is: its page then leads to what became of it", async () => {
    const here = `/deliverables/${at.id}/uploads/${await send(completeDraft, "cadrage.md")}`;
    const before = Object.keys((await stateOf(at.network, at.id)).uploads);
    const sends = () => at.author.post(here, { confirmed: "true" });
    const answers = await Promise.all([sends(), sends(), sends()]);
    const [page = "", ...others] = answers.map(({ headers }) => headers.get("location") ?? "");
    expect([answers.map(({ status }) => status), others]).toEqual([
      [303, 303, 303],
      [page, page],
    ]);
    const again = page.split("/").at(-1)!;
    expect(Object.keys((await stateOf(at.network, at.id)).uploads)).toEqual([...before, again]);
    await arrive(at.network, at.id, again, (await at.network.ports.files.get(uploadKey(again)))!);
    expect((await sends()).headers.get("location")).toBe(page);
    expect((await stateOf(at.network, at.id)).uploads[again]).toMatchObject({ status: "accepted", reopened: 2 });
    const shown = await at.author.page(here);
    expect(shown).toContain(`<a href="${page}">Ce fichier a été déposé quand même`);
    expect(shown).not.toContain('name="confirmed"');
  });

  test("in which its author wrote the same words has these corrections", async () => {
    const same = completeDraft
      .replace("Des échanges", "Des échanges entre membres")
      .replace("puis juillet.", "puis juillet. Restitution en octobre.");
    const upload = await send(same, "cadrage.md");
    const { uploads, versions } = await stateOf(at.network, at.id);
    expect(uploads[upload]).toMatchObject({ status: "accepted" });
    expect(versions.at(-1)!.manifest.parts[0]!.corrections).toEqual(["fix", "more"]);
  });

  test("is so too where it was had between two corrections", async () => {
    at = await openReviewed(["fix"]);
    const file = await continuedFile(at);
    await applyTo(at, "more");
    const upload = await send(file);
    expect((await stateOf(at.network, at.id)).uploads[upload]).toMatchObject({ refused: { details: { count: 1 } } });
    const shown = await page(upload);
    expect(shown).toContain("Restitution en octobre.");
    expect(shown).not.toContain("Des échanges entre membres");
  });
});

describe.runIf(installed("soffice"))("saved by LibreOffice", () => {
  test.each(["docx", "odt"])(
    "as .%s, it keeps the corrections, and none of our comments is a new one",
    { timeout: 120_000 },
    async (format) => {
      const folder = temporaryFolder();
      await writeFile(join(folder, "note.docx"), await continuedFile(at));
      const profile = `-env:UserInstallation=file://${join(folder, "profile")}`;
      await promisify(execFile)("soffice", [
        profile,
        "--headless",
        "--convert-to",
        format,
        "--outdir",
        join(folder, "out"),
        join(folder, "note.docx"),
      ]);
      const upload = await send(await readFile(join(folder, "out", `note.${format}`)), `note.${format}`);
      const { uploads, versions } = await stateOf(at.network, at.id);
      expect(uploads[upload]).toMatchObject({ status: "accepted" });
      expect(uploads[upload]!.reopened).toBeUndefined();
      expect(versions.at(-1)!.manifest.parts[0]!.corrections).toEqual(["fix", "more"]);
      const shown = await page(upload);
      expect(shown).not.toContain("dans le fichier</h2>");
      expect(shown).not.toContain("Les remarques, dans votre fichier");
    },
  );
});
