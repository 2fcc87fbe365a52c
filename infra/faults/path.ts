import type { CommandKey } from "../../shared/i18n/commands.ts";
import type { Values } from "../../shared/i18n/translate.ts";

/** A text of the commands, and what fills it. */
export type Fault = { key: CommandKey; values: Values };

/** What a system answers of a path (errno.h), by what is to be done about it. */
const keys: Readonly<Record<string, CommandKey>> = {
  ENOENT: "fault.path.missing",
  ENOTDIR: "fault.path.file",
  EISDIR: "fault.path.folder",
  EACCES: "fault.path.denied",
  EPERM: "fault.path.denied",
  EROFS: "fault.path.readonly",
  ENAMETOOLONG: "fault.path.long",
  ELOOP: "fault.path.missing",
  ENOSPC: "fault.path.full",
  EDQUOT: "fault.path.full",
};

/** A path that cannot be read or written, in words. */
export function pathFault(error: unknown): Fault | undefined {
  const { code = "", path } = (error ?? {}) as NodeJS.ErrnoException;
  const key = keys[code];
  return key && path !== undefined ? { key, values: { path } } : undefined;
}
