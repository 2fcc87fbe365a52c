#!/usr/bin/env node
// `npx livrable` from the checkout, on any Node from 18: installs what is missing, then runs the command on Node 24.
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { install } from "../install.mjs";

const main = fileURLToPath(new URL("./main.ts", import.meta.url));
const options = ["--disable-warning=ExperimentalWarning"];
const { status, signal } = spawnSync(install(), [...options, main, ...process.argv.slice(2)], { stdio: "inherit" });
process.exitCode = signal ? 1 : status;
