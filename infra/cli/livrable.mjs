#!/usr/bin/env node
// The command `livrable` of the checkout, from any folder and on any Node from 18: installs what is missing, then runs.
import { fileURLToPath } from "node:url";
import { install } from "../install.mjs";
import { launch } from "../launch.mjs";

const main = fileURLToPath(new URL("./main.ts", import.meta.url));
launch(install({ dev: false }), main, process.argv.slice(2));
