import { spawn } from "node:child_process";
import { delimiter, dirname, join, resolve } from "node:path";
import { isatty } from "node:tty";
import { fileURLToPath } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));

/**
 * Runs a program (a TypeScript file, or one of node_modules/.bin) on the Node at the path `node`, which all that it starts
 * finds first in PATH. This process ends as the program does: with its exit code, or by its signal.
 */
export function launch(node, program, args) {
  process.env.PATH = [dirname(node), join(root, "node_modules", ".bin"), process.env.PATH].join(delimiter);
  const ours = program.endsWith(".ts");
  const command = ours ? [node, "--disable-warning=ExperimentalWarning", resolve(root, program)] : [program];
  const child = spawn(command[0], [...command.slice(1), ...args], {
    stdio: "inherit",
    shell: !ours && process.platform === "win32",
  });
  // A terminal interrupts all that runs in it, the program too. SIGHUP is left alone: nohup means it to be.
  for (const signal of ["SIGINT", "SIGTERM"])
    process.on(signal, () => (signal === "SIGINT" && isatty(0)) || child.kill(signal));
  if (process.env.npm_lifecycle_event) onceOrphaned(() => child.kill("SIGTERM"));
  child.on("error", (error) => {
    console.error(`Livrable: ${error.message}`);
    process.exit(1);
  });
  child.on("exit", (code, signal) => {
    if (!signal) return process.exit(code);
    process.removeAllListeners(signal);
    process.kill(process.pid, signal);
  });
}

/** SIGTERM to npm ends the shell between npm and this process, which would go on alone. */
function onceOrphaned(act) {
  const parent = process.ppid;
  const looking = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(looking);
    act();
  }, 250);
}
