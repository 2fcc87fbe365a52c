import * as z from "zod";
import { Refusal } from "../errors.ts";
import { functionNames } from "../functions.ts";
import { checkedName } from "../name.ts";
import type { Files, Key, Ports, Store } from "../ports.ts";
import { readSettings, type Settings, settingsSchema, type WrongSetting } from "../settings.ts";
import { defineRow } from "./define.ts";
import { kindKey, themeKey } from "./objects.ts";

/** What is wrong in them has its default (`readSettings`): no setting keeps a network from being opened. */
export const settingsRow = defineRow({
  at: "NETWORK / settings",
  what: "the settings of the network",
  by: functionNames,
  leaves: true,
  shape: z.unknown(),
  own: true,
});
export const settingsKey: Key = settingsRow.key({});

/** The archive, by its hash, so that the same can be taken up again after a crash. */
export const importingRow = defineRow({
  at: "NETWORK / import",
  what: "an import that was begun, and of what",
  by: ["web"],
  leaves: false,
  shape: z.string(),
  own: true,
});
export const importingKey: Key = importingRow.key({});

/** A network that an import left half is not to be worked with. Throws `import-unfinished`. */
export async function refuseUnfinishedImport(store: Pick<Store, "get">): Promise<void> {
  if (await store.get(importingKey)) throw new Refusal("import-unfinished");
}

/** What is not set, or is stored and cannot be, has its default. */
export async function loadSettings(store: Store): Promise<Settings> {
  return (await storedSettings(store)).settings;
}

/** The settings, and which of the stored ones are wrong and so have their default. */
export async function storedSettings(store: Store): Promise<ReturnType<typeof readSettings>> {
  return readSettings((await store.get(settingsKey))?.data);
}

/**
 * Replaces the settings whole. Throws `request-invalid` for a name of the network or the sender that is none, and for a
 * kind or a theme that is set to what the network does not have.
 */
export async function saveSettings(ports: Pick<Ports, "store" | "files">, settings: Settings): Promise<void> {
  const [lost] = await lostRevisions(ports.files, settings, await loadSettings(ports.store));
  if (lost) throw new Refusal("request-invalid", { field: lost.path });
  await ports.store.commit([settingsRow.put({}, settingsSchema.parse(namedSettings(settings)))]);
}

/** Kinds and the theme that settings change to a file which the network does not have. */
export async function lostRevisions(
  files: Pick<Files, "head">,
  { kinds, theme }: Settings,
  before: Settings,
): Promise<WrongSetting[]> {
  const set = [
    ...(theme !== undefined && theme !== before.theme ? [{ path: "theme", value: theme, key: themeKey(theme) }] : []),
    ...Object.entries(kinds).flatMap(([id, hash]) =>
      hash === before.kinds[id] ? [] : [{ path: `kinds.${id}`, value: hash, key: kindKey(hash) }],
    ),
  ];
  const there = await Promise.all(set.map(({ key }) => files.head(key)));
  return set.flatMap(({ path, value }, index) => (there[index] ? [] : [{ path, value, wanted: { is: "text" } }]));
}

/** Settings with names as they are kept. Throws `request-invalid`. */
function namedSettings<T extends Pick<Settings, "network" | "sender">>(settings: T): T {
  const sender = { ...settings.sender, name: checkedName("sender.name", settings.sender.name) };
  return { ...settings, network: checkedName("network", settings.network), sender };
}
