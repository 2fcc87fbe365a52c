import type { Settings } from "../../../shared/settings.ts";
import type { Web } from "../http/context.ts";

/**
 * Goes by settings that were saved from now on, in all of this process, but for what its place says: other processes read them by themselves, each
 * within a minute.
 */
export function takeUp({ settings, fixed = [] }: Web, { theme, publicUrl: _, ...saved }: Settings): void {
  const address = fixed.includes("sender.address") ? settings.sender.address : saved.sender.address;
  Object.assign(settings, { ...saved, sender: { ...saved.sender, address } });
  if (theme === undefined) delete settings.theme;
  else settings.theme = theme;
}
