import { existsSync, readFileSync } from "node:fs";

/** Milliseconds of wall and of processor time. */
export type Cost = { wall: number; cpu: number };

/** The median cost of `work` over some runs, after two that are not counted. */
export async function cost(work: () => Promise<unknown>, runs: number): Promise<Cost> {
  for (let warming = 0; warming < 2; warming++) await work();
  const costs: Cost[] = [];
  for (let run = 0; run < runs; run++) {
    const [cpu, wall] = [process.cpuUsage(), performance.now()];
    await work();
    const { user, system } = process.cpuUsage(cpu);
    costs.push({ wall: performance.now() - wall, cpu: (user + system) / 1000 });
  }
  return { wall: median(costs.map(({ wall }) => wall)), cpu: median(costs.map(({ cpu }) => cpu)) };
}

/** The middle value, the upper of two; 0 of none. */
export function median(values: number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}

/**
 * The most memory that this process held, MB. On Linux from its own address space: what getrusage tells begins with the
 * memory of the process that started this one.
 */
export function peakMegabytes(): number {
  const status = existsSync("/proc/self/status") ? readFileSync("/proc/self/status", "utf8") : "";
  const kilobytes = /VmHWM:\s+(\d+)/.exec(status)?.[1] ?? process.resourceUsage().maxRSS;
  return Number(kilobytes) / 1024;
}
