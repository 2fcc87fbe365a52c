import { join } from "node:path";
import { beforeEach, describe, expect, test } from "vitest";
import { addKind, changeKind, checkNames, restoreKind, retireKind } from "../../shared/acts/kinds.ts";
import { folderAssets } from "../../shared/adapters/assets.ts";
import type { Kind } from "../../shared/kinds/kind.ts";
import { loadKind, offeredKinds } from "../../shared/kinds/resolve.ts";
import type { Clock, Ports } from "../../shared/ports.ts";
import { loadSettings, saveSettings } from "../../shared/stored/network.ts";
import { withRevisions } from "../../shared/stored/revisions.ts";
import { keep } from "../../shared/stored/version.ts";

const templates = folderAssets(join(import.meta.dirname, "../../templates"));

type Runtime = Pick<Ports, "store" | "files">;

/** Kinds that a network makes, changes, retires and gives back, wherever they are kept. `open` gives an empty store and its files. */
export function kindsContract(name: string, open: (clock: Clock) => Promise<Runtime>): void {
  describe(`${name}: kinds of the network's own`, () => {
    let where: Runtime & Pick<Ports, "assets" | "clock">;

    beforeEach(async () => {
      const clock = () => Date.parse("2008-05-12T12:00:00.000Z");
      const kept = await open(clock);
      where = { ...kept, clock, assets: withRevisions(templates, kept.files, () => loadSettings(kept.store)) };
    });

    /** A kind like the plain one, called by its id. */
    const plain = async (id: string): Promise<Kind> => ({
      ...(await loadKind(where.assets, "plain")).kind,
      ...{ id, name: { fr: id } },
    });
    const chosen = async () => Object.keys((await loadSettings(where.store)).kinds).sort();

    describe("one of its own", () => {
      test("is not lost where several are made at the same time, nor is a setting that was", async () => {
        await saveSettings(where, { ...(await loadSettings(where.store)), linkDays: 12 });
        const kinds = await Promise.all(["lettre", "avis", "fiche"].map(plain));
        await Promise.all(kinds.map((kind) => addKind(where, kind)));
        expect(await chosen()).toEqual(["avis", "fiche", "lettre"]);
        expect((await loadSettings(where.store)).linkDays).toBe(12);
      });

      test("is made once by the same sent twice; another of its id is refused, and so is an address", async () => {
        const kind = await plain("lettre");
        await addKind(where, kind);
        await addKind(where, kind);
        await expect(addKind(where, { ...kind, name: { fr: "Courrier" } })).rejects.toMatchObject({
          code: "kind-exists",
        });
        await expect(addKind(where, { ...kind, id: "new" })).rejects.toMatchObject({ code: "kind-exists" });
        expect(await chosen()).toEqual(["lettre"]);
      });

      test("has a name of its own: that of another is refused, in any language and however it is written, and says whose it is", async () => {
        await addKind(where, await plain("lettre"));
        const avis = await plain("avis");
        const taken = { fr: "Avis", en: "Framing  NOTE" };
        await expect(addKind(where, { ...avis, name: { fr: "LETTRÉ" } })).rejects.toMatchObject({
          ...{ code: "kind-named", details: { name: "LETTRÉ", kind: "lettre" } },
        });
        await addKind(where, avis);
        await expect(changeKind(where, { ...avis, name: taken })).rejects.toMatchObject({
          ...{ code: "kind-named", details: { name: "Framing  NOTE", kind: "framing-note" } },
        });
        await changeKind(where, { ...avis, name: { fr: "Avis", en: "Opinion" } });
      });

      test("is not chosen by settings under the name of another, nor given back to it; what they leave may stay", async () => {
        const shipped = { assets: templates, files: where.files };
        const choosing = async (...kinds: Kind[]) => ({
          kinds: Object.fromEntries(
            await Promise.all(kinds.map(async (kind) => [kind.id, await keep(where.files, "kinds", kind)] as const)),
          ),
        });
        const lettre = await plain("lettre");
        const before = await choosing(lettre);
        const twin = { ...(await plain("courrier")), name: { fr: "Lettre" } };
        const named = (name: string, kind: string) => ({ code: "kind-named", details: { name, kind } });
        await expect(checkNames(shipped, before, await choosing(lettre, twin))).rejects.toMatchObject(
          named("Lettre", "lettre"),
        );
        await checkNames(shipped, before, await choosing(lettre, await plain("courrier")));
        await checkNames(shipped, await choosing(lettre, twin), await choosing({ ...lettre, parts: "member" }, twin));
        const renamed = { ...(await loadKind(templates, "framing-note")).kind, name: { fr: "Cadrage" } };
        const heir = { ...lettre, name: { fr: "Note de cadrage" } };
        await expect(checkNames(shipped, await choosing(renamed, heir), await choosing(heir))).rejects.toMatchObject(
          named("Note de cadrage", "lettre"),
        );
      });

      test("that has the name of another from before keeps it while the rest of it is changed", async () => {
        const lettre = await plain("lettre");
        await addKind(where, lettre);
        const twin = { ...(await plain("courrier")), name: lettre.name };
        const hash = await keep(where.files, "kinds", twin);
        const settings = await loadSettings(where.store);
        await saveSettings(where, { ...settings, kinds: { ...settings.kinds, courrier: hash } });
        await changeKind(where, { ...twin, parts: "member" });
        await retireKind(where, "courrier", true);
        expect((await loadKind(where.assets, "courrier")).kind).toMatchObject({ parts: "member", retired: true });
      });

      test("is offered no more once retired, and can still be read", async () => {
        await addKind(where, await plain("lettre"));
        await retireKind(where, "lettre", true);
        const offered = async () => (await offeredKinds(where.assets)).map(({ id }) => id);
        expect(await offered()).not.toContain("lettre");
        expect((await loadKind(where.assets, "lettre")).kind.name.fr).toBe("lettre");
        await retireKind(where, "lettre", false);
        expect(await offered()).toContain("lettre");
      });

      test("is not given back a default that it has not", async () => {
        await addKind(where, await plain("lettre"));
        await expect(restoreKind(where, "lettre")).rejects.toMatchObject({ code: "kind-unknown" });
      });
    });

    describe("one that Livrable brings", () => {
      test("is changed on what was seen alone, and given back its default", async () => {
        const { kind, hash } = await loadKind(where.assets, "framing-note");
        await changeKind(where, { ...kind, name: { fr: "Cadrage" } }, hash);
        await expect(changeKind(where, { ...kind, name: { fr: "Ouverture" } }, hash)).rejects.toMatchObject({
          code: "kind-changed",
        });
        await changeKind(where, { ...kind, name: { fr: "Cadrage" } }, hash);
        expect((await loadKind(where.assets, "framing-note")).kind.name.fr).toBe("Cadrage");
        await restoreKind(where, "framing-note");
        expect(await loadKind(where.assets, "framing-note")).toEqual({ kind, hash });
      });

      test("is not given back a name that another took meanwhile", async () => {
        const { kind, hash } = await loadKind(where.assets, "framing-note");
        await changeKind(where, { ...kind, name: { ...kind.name, fr: "Cadrage", en: "Framing" } }, hash);
        await addKind(where, { ...(await plain("lettre")), name: kind.name });
        await expect(restoreKind(where, "framing-note")).rejects.toMatchObject({ code: "kind-named" });
        expect((await loadKind(where.assets, "framing-note")).kind.name.fr).toBe("Cadrage");
      });

      test("is not retired", async () => {
        await expect(retireKind(where, "framing-note", true)).rejects.toMatchObject({ code: "kind-shipped" });
      });
    });
  });
}
