/** The command that is run, and what to type where it cannot be. */

import { homedir } from "node:os";
import { join } from "node:path";

export const PROGRAM = "netkeep";

/** Return the program that a setting names; a leading `~` is the home directory, as in a shell. */
export function programOf(setting: string, home = homedir()): string {
  const named = setting.trim() || PROGRAM;
  return /^~[\\/]/.test(named) ? join(home, named.slice(2)) : named;
}

/** Return why the server did not start, and what to type; `said` is the last that it wrote to its standard error. */
export function whyNotStarted(program: string, code: string | undefined, said: string): string {
  if (code === "ENOENT") {
    const hint = "Type: python3 -m venv ~/.netkeep && ~/.netkeep/bin/pip install 'netkeep[lsp]'";
    return `${program} is not found. ${hint}, and set netkeep.command to ~/.netkeep/bin/netkeep.`;
  }
  if (code !== undefined) {
    return `${program} cannot be run (${code}). Set netkeep.command to your netkeep.`;
  }
  if (said.includes("netkeep[lsp]")) {
    return `${program} has no language server. Type, with the pip beside it: pip install 'netkeep[lsp]'.`;
  }
  return `${program} has ended before it could answer${said && `: ${said}`}`;
}
