import { Refusal, type RefusalCode } from "../../errors.ts";

/** By SQLite's primary code (https://www.sqlite.org/rescode.html), the low byte of what it gives. */
const ofSqlite: Partial<Record<number, RefusalCode>> = {
  5: "store-busy",
  6: "store-busy",
  8: "store-read-only",
  10: "disk-failing",
  11: "store-corrupt",
  13: "disk-full",
  26: "store-corrupt",
};
/** SQLITE_IOERR_WRITE is what a quota gives. */
const quota = 778;
/** By the code of the file system (errno). */
const ofSystem: Partial<Record<string, RefusalCode>> = {
  ENOSPC: "disk-full",
  EDQUOT: "disk-full",
  EFBIG: "disk-full",
  EROFS: "store-read-only",
  EACCES: "store-read-only",
  EPERM: "store-read-only",
  EIO: "disk-failing",
};

/** What SQLite and the file system throw, as a refusal: each fault its own, `store-unreachable` for those that have none. */
export function translate(error: unknown): unknown {
  if (error instanceof Refusal || typeof error !== "object" || error === null) return error;
  const { code = "", errcode, message } = error as Error & { code?: string; errcode?: number };
  const known = errcode === undefined ? ofSystem[code] : errcode === quota ? "disk-full" : ofSqlite[errcode & 0xff];
  if (known) return caused(new Refusal(known), error);
  const unreachable = code === "ERR_SQLITE_ERROR" || code === "ERR_INVALID_STATE" || /^E[A-Z]+$/.test(code);
  return unreachable ? caused(new Refusal("store-unreachable", { cause: message }), error) : error;
}

/** With what the system said, which names the path: for who sits at the machine. */
function caused(refusal: Refusal, cause: unknown): Refusal {
  refusal.cause = cause;
  return refusal;
}

/** Does `work`; throws its faults as refusals. */
export function translated<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw translate(error);
  }
}
