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

export function median(values: number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}
