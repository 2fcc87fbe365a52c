import { expect } from "vitest";

/** The page of a refused form: the form again, with its summary, the fields in error, and what was typed. */
export async function refused(response: Response, fields: string[], typed: string[] = []): Promise<string> {
  const body = await response.text();
  expect(response.status).toBe(422);
  expect(body).toMatch(/<title>(Erreur\u00a0: |Error: )/);
  expect(body).toMatch(/<div class="errors" role="alert"[^>]* autofocus/);
  const linked = [...body.matchAll(/<li><a href="#([\w-]+)">/g)].map(([, field]) => field ?? "");
  expect(linked.sort()).toEqual([...fields].sort());
  for (const field of linked) expect(body).toContain(`id="${field}"`);
  for (const text of typed) expect(body).toContain(text);
  expect(body).not.toMatch(/\{\w+\}|undefined/);
  return body;
}

/** The fields that a refused form says are wrong. */
export async function wrongIn(response: Response): Promise<[number, string[]]> {
  const body = await response.text();
  return [response.status, [...body.matchAll(/<li><a href="#([\w-]+)">/g)].map(([, field = ""]) => field).sort()];
}
