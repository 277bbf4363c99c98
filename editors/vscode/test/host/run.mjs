/**
 * Run test/host/index.ts in a real extension host: code-server's, with the .vsix installed, shown by a browser.
 *
 * CODE_SERVER names code-server (from npm or a release), NETKEEP the netkeep to run, CHROMIUM a browser, if not Debian's.
 */

import { spawn, spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";

const here = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const { CODE_SERVER = "code-server", NETKEEP = "netkeep", CHROMIUM = "/usr/bin/chromium" } = process.env;
const LIMIT = 120_000;

/** Return a port that is free. */
function freePort() {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, "127.0.0.1", () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}

/** Return whether a server answers, waiting for it. */
async function answers(address) {
  for (let attempt = 0; attempt < 300; attempt++) {
    if (await fetch(address).then((response) => response.ok, () => false)) {
      return true;
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return false;
}

/** Write a file once the page shows a text. */
async function look(page, { text, sign }) {
  await page.getByText(text).first().waitFor({ timeout: 10_000 }).then(() => writeFileSync(sign, "yes"), () => {});
}

const root = mkdtempSync(join(tmpdir(), "netkeep-host-"));
const vault = join(root, "vault");
cpSync(join(here, "..", "..", "vault"), vault, { recursive: true });
// What a workspace says of the program must not count.
mkdirSync(join(vault, ".vscode"));
writeFileSync(join(vault, ".vscode", "settings.json"), JSON.stringify({ "netkeep.command": "/bin/false" }));
const user = join(root, "data");
const extensions = join(root, "extensions");
const settings = { "netkeep.command": NETKEEP, "security.workspace.trust.enabled": false };
for (const scope of ["User", "Machine"]) {
  mkdirSync(join(user, scope), { recursive: true });
  writeFileSync(join(user, scope, "settings.json"), JSON.stringify(settings));
}
const folders = ["--user-data-dir", user, "--extensions-dir", extensions];
const environment = { ...process.env, HOME: root, NETKEEP_TODAY: "2026-11-22" };
const installed = spawnSync(CODE_SERVER, [...folders, "--install-extension", join(here, "dist", "netkeep.vsix")], {
  env: environment,
  encoding: "utf8",
});
if (installed.status !== 0) {
  throw new Error(`the extension cannot be installed: ${installed.stderr ?? installed.error}`);
}

const port = await freePort();
const quiet = ["--auth", "none", "--disable-telemetry", "--disable-update-check"];
const server = spawn(CODE_SERVER, [...folders, ...quiet, "--bind-addr", `127.0.0.1:${port}`, vault], {
  env: environment,
  stdio: "ignore",
});
const browser = await chromium.launch({ executablePath: CHROMIUM, args: ["--no-sandbox", "--disable-gpu"] });
let code = 1;
try {
  if (!(await answers(`http://127.0.0.1:${port}/healthz`))) {
    throw new Error("code-server does not answer");
  }
  const page = await browser.newPage();
  const ended = new Promise((resolve) => {
    page.on("console", (message) => {
      const text = message.text();
      const said = /netkeep-test: (.*)/s.exec(text)?.[1] ?? "";
      const [word, rest] = [said.split(" ", 1)[0], said.slice(said.indexOf(" ") + 1)];
      if (word === "look") {
        look(page, JSON.parse(rest));
      } else if (word === "ended") {
        resolve(Number(rest));
      } else if (said) {
        console.log(said);
      }
    });
    setTimeout(() => resolve(2), LIMIT);
  });
  const remote = (path) => `vscode-remote://127.0.0.1:${port}${path}`;
  const payload = JSON.stringify([
    ["extensionDevelopmentPath", remote(join(here, "test", "host"))],
    ["extensionTestsPath", remote(join(here, "dist", "host", "index.js"))],
  ]);
  await page.goto(`http://127.0.0.1:${port}/?folder=${vault}&payload=${encodeURIComponent(payload)}`);
  code = await ended;
  if (code !== 0) {
    await page.screenshot({ path: join(here, "dist", "host.png") });
  }
} finally {
  await browser.close();
  server.kill();
  rmSync(root, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
}
process.exit(code);
