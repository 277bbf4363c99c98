import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { isInVault } from "../src/vault";

test("a file is in a vault below netkeep.toml, however deep", (context) => {
  const root = mkdtempSync(join(tmpdir(), "netkeep-"));
  context.after(() => rmSync(root, { recursive: true }));
  mkdirSync(join(root, "vault", "people", "earlier"), { recursive: true });
  writeFileSync(join(root, "vault", "netkeep.toml"), "format = 2\n");
  const files = ["vault/people/earlier/ada.md", "vault/people/ada.md", "vault/ada.md", "ada.md"];
  assert.deepEqual(
    files.map((file) => isInVault(join(root, file))),
    [true, true, true, false],
  );
});
