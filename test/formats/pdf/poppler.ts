import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Whether a command is on this machine; says so on stderr when it is not, since tests are skipped then. */
export function present(command: string): boolean {
  const found = spawnSync(command, ["--version"]).error === undefined;
  if (!found) console.error(`${command} is not on this machine: what needs it is skipped`);
  return found;
}

/** Runs a command on a PDF, its path where `FILE` stands; gives what it prints. */
export function runOn(pdf: Uint8Array, command: string, ...args: string[]): Buffer {
  const path = join(mkdtempSync(join(tmpdir(), "livrable-")), "document.pdf");
  writeFileSync(path, pdf);
  return execFileSync(
    command,
    args.map((arg) => (arg === "FILE" ? path : arg)),
    { maxBuffer: 1 << 28 },
  );
}

/** A page drawn at 72 dots an inch: the colour of the pixel at (x, y), points from the top left. */
export function rasterize(pdf: Uint8Array, page: number): (x: number, y: number) => number[] {
  const ppm = runOn(pdf, "pdftoppm", "-r", "72", "-f", String(page), "-l", String(page), "FILE");
  const header = /^P6\s+(\d+)\s+(\d+)\s+255\s/.exec(ppm.subarray(0, 40).toString("latin1"))!;
  const [start, width] = [header[0].length, Number(header[1])];
  return (x, y) => [...ppm.subarray(start + 3 * (y * width + x), start + 3 * (y * width + x) + 3)];
}
