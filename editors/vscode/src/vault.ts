/** Where a vault is: below a `netkeep.toml`, as for the command line. */

import { existsSync } from "node:fs";
import { dirname, join } from "node:path";

export const MARKER = "netkeep.toml";

/** Return whether a file is in a vault. */
export function isInVault(path: string): boolean {
  const folder = dirname(path);
  return folder !== path && (existsSync(join(folder, MARKER)) || isInVault(folder));
}
