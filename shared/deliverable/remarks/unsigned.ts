import type { Contribution } from "./contribution.ts";

/** A remark without who wrote and answered it in a file: in an anonymous round nobody may learn it. */
export function unsigned<T extends Pick<Contribution, "file" | "replies">>(remark: T): T {
  const { file, replies } = remark;
  const nobody = <S extends { author: string }>(signed: S): S => ({ ...signed, author: "" });
  return { ...remark, ...(file && { file: nobody(file) }), ...(replies && { replies: replies.map(nobody) }) };
}
