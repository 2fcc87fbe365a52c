import { inspect } from "node:util";
import { run } from "../../../infra/cli/main.ts";

/** What is typed, and where. */
export type Command = { env: NodeJS.ProcessEnv; args: string[] };
export type Ran = { code: number; stdout: string; stderr: string };

/** The program that tests type commands in: each begins as in a process of its own, and what it prints is kept. */
process.on("message", async (command: Command) => process.send!(await ranOf(command)));

async function ranOf({ env, args }: Command): Promise<Ran> {
  process.env = env;
  process.exitCode = 0;
  const printed = { stdout: keptOf(process.stdout), stderr: keptOf(process.stderr) };
  await run(args).catch((error: unknown) => {
    process.stderr.write(inspect(error));
    process.exitCode = 1;
  });
  return { code: Number(process.exitCode), stdout: printed.stdout(), stderr: printed.stderr() };
}

/** What is written to a stream from now on. */
function keptOf(stream: NodeJS.WriteStream): () => string {
  const chunks: Buffer[] = [];
  stream.write = (chunk: string | Uint8Array, ...rest: unknown[]) => {
    chunks.push(Buffer.from(chunk as Uint8Array));
    const written = rest.at(-1);
    if (typeof written === "function") process.nextTick(written);
    return true;
  };
  return () => Buffer.concat(chunks).toString();
}
