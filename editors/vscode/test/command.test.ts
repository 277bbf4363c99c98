import assert from "node:assert/strict";
import { join } from "node:path";
import { test } from "node:test";
import { programOf, whyNotStarted } from "../src/command";

test("a program is a name, a path, or a path below the home directory", () => {
  const named = ["netkeep", " /opt/netkeep ", "~/.netkeep/bin/netkeep", "~other/netkeep", ""];
  assert.deepEqual(
    named.map((setting) => programOf(setting, "/home/ada")),
    ["netkeep", "/opt/netkeep", join("/home/ada", ".netkeep/bin/netkeep"), "~other/netkeep", "netkeep"],
  );
});

test("a program that is not there: how to install it, and what to set", () => {
  assert.equal(
    whyNotStarted("netkeep", "ENOENT", ""),
    "netkeep is not found. Type: python3 -m venv ~/.netkeep && ~/.netkeep/bin/pip install 'netkeep[lsp]', " +
      "and set netkeep.command to ~/.netkeep/bin/netkeep.",
  );
});

test("a program that may not be run: what to set", () => {
  assert.equal(
    whyNotStarted("/etc/hosts", "EACCES", ""),
    "/etc/hosts cannot be run (EACCES). Set netkeep.command to your netkeep.",
  );
});

test("no extra: what to install", () => {
  assert.equal(
    whyNotStarted("netkeep", undefined, "netkeep: an editor is served by the extra: pip install 'netkeep[lsp]'"),
    "netkeep has no language server. Type, with the pip beside it: pip install 'netkeep[lsp]'.",
  );
});

test("anything else: the program's own words", () => {
  assert.equal(
    whyNotStarted("netkeep", undefined, "netkeep: no such command: lsp"),
    "netkeep has ended before it could answer: netkeep: no such command: lsp",
  );
  assert.equal(whyNotStarted("true", undefined, ""), "true has ended before it could answer");
});
