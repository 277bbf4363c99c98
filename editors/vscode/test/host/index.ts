/** What the extension does in a real extension host; run.mjs starts it. One test after the other, on one vault. */

import assert from "node:assert/strict";
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import * as vscode from "vscode";

const ADA = `---
name: Ada Test
cadance: 3 months
---

🙂 Knows [[petra-novotna]] and [[nobody-there]].
`;
const vault = vscode.workspace.workspaceFolders?.[0]?.uri.fsPath ?? "";
const ada = vscode.Uri.file(join(vault, "people", "ada-test.md"));

/** Write a line to the browser's console, where run.mjs reads it. */
function say(words: string): void {
  console.log(`netkeep-test: ${words}`);
}

/** Return what a function returns as soon as it is something. */
async function eventually<Value>(find: () => Value | undefined | Promise<Value | undefined>): Promise<Value> {
  for (let attempt = 0; attempt < 200; attempt++) {
    const value = await find();
    if (value !== undefined) {
      return value;
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`not within ten seconds: ${find}`);
}

/** Return once the screen shows a text: run.mjs looks, and writes a file when it has seen it. */
async function seen(text: string): Promise<void> {
  const sign = join(dirname(vault), "seen");
  writeFileSync(sign, "no");
  say(`look ${JSON.stringify({ text, sign })}`);
  await eventually(() => readFileSync(sign, "utf8") === "yes" || undefined);
}

async function opened(uri: vscode.Uri, text: string): Promise<vscode.TextEditor> {
  mkdirSync(dirname(uri.fsPath), { recursive: true });
  writeFileSync(uri.fsPath, text);
  return vscode.window.showTextDocument(uri);
}

function found(uri: vscode.Uri): string[] {
  return vscode.languages
    .getDiagnostics(uri)
    .filter((finding) => finding.source === "netkeep")
    .map(({ code, range: { start, end } }) => `${code} ${start.line}:${start.character}-${end.character}`);
}

/** Return once a file has exactly these findings. */
async function findings(uri: vscode.Uri, expected: string[]): Promise<void> {
  try {
    await eventually(() => isDeepStrictEqual(found(uri), expected) || undefined);
  } catch {
    assert.deepEqual(found(uri), expected);
  }
}

const tests: Record<string, () => Promise<void>> = {
  async "findings of what is typed, and across files"() {
    await opened(ada, ADA);
    await findings(ada, ["NK201 2:0-7", "NK402 5:31-47"]);
    await vscode.commands.executeCommand("workbench.actions.view.problems");
    await seen("this link leads nowhere");
  },

  async "a person's card on hover"() {
    const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
      "vscode.executeHoverProvider",
      ada,
      new vscode.Position(5, 14),
    );
    const cards = hovers.flatMap((hover) => hover.contents.map((content) => (content as vscode.MarkdownString).value));
    assert.deepEqual(
      cards.map((card) => card.split("\n").slice(0, 3)),
      [["**Petra Novotná**", "", "Translator, Translations Novotná"]],
    );
    const editor = await vscode.window.showTextDocument(ada);
    editor.selection = new vscode.Selection(5, 14, 5, 14);
    await vscode.commands.executeCommand("editor.action.showHover");
    await seen("Translator, Translations Novotná");
  },

  async "people behind two brackets"() {
    const editor = await vscode.window.showTextDocument(ada);
    const end = new vscode.Position(6, 0);
    await editor.edit((edit) => edit.insert(end, "With [[petra"));
    const list = await vscode.commands.executeCommand<vscode.CompletionList>(
      "vscode.executeCompletionItemProvider",
      ada,
      new vscode.Position(6, 12),
      "[",
    );
    const people = list.items.filter((item) => item.kind === vscode.CompletionItemKind.Reference);
    assert.deepEqual(
      people.map((item) => [item.label, item.insertText ?? ""]),
      [[{ label: "Petra Novotná", description: "Translator, Translations Novotná" }, "petra-novotna]]"]],
    );
    editor.selection = new vscode.Selection(6, 12, 6, 12);
    await vscode.commands.executeCommand("editor.action.triggerSuggest");
    await seen("Petra Novotná");
    await eventually(async () => {
      await vscode.commands.executeCommand("acceptSelectedSuggestion");
      return editor.document.lineAt(6).text === "With [[petra-novotna]]" || undefined;
    });
    await editor.edit((edit) => edit.delete(new vscode.Range(end, new vscode.Position(6, 22))));
    assert.equal(editor.document.getText(), ADA);
  },

  async "a quick fix changes its line and no other byte"() {
    const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      "vscode.executeCodeActionProvider",
      ada,
      new vscode.Range(2, 2, 2, 2),
      vscode.CodeActionKind.QuickFix.value,
    );
    const fix = actions.find((action) => action.title.startsWith("NK201"));
    assert.ok(fix?.edit);
    assert.ok(await vscode.workspace.applyEdit(fix.edit));
    const document = await vscode.workspace.openTextDocument(ada);
    assert.equal(document.getText(), ADA.replace("cadance", "cadence"));
    await findings(ada, ["NK402 5:31-47"]);
    assert.equal(readFileSync(ada.fsPath, "utf8"), ADA, "nothing is written before it is saved");
    await document.save();
  },

  async "from a link to its file"() {
    const places = await vscode.commands.executeCommand<vscode.Location[]>(
      "vscode.executeDefinitionProvider",
      ada,
      new vscode.Position(5, 14),
    );
    assert.deepEqual(
      places.map((place) => vscode.workspace.asRelativePath(place.uri)),
      ["people/petra-novotna.md"],
    );
  },

  async "a rename takes the file and its links along"() {
    const edit = await vscode.commands.executeCommand<vscode.WorkspaceEdit>(
      "vscode.executeDocumentRenameProvider",
      ada,
      new vscode.Position(5, 14),
      "petra-nova",
    );
    assert.ok(await vscode.workspace.applyEdit(edit));
    const document = await vscode.workspace.openTextDocument(ada);
    assert.equal(document.lineAt(5).text, "🙂 Knows [[petra-nova]] and [[nobody-there]].");
    assert.deepEqual(
      ["novotna", "nova"].map((name) => existsSync(join(vault, "people", `petra-${name}.md`))),
      [false, true],
    );
    await findings(ada, ["NK402 5:28-44"]);
  },

  async "another vault in the window, and a file of none"() {
    const other = vscode.Uri.file(join(dirname(vault), "other", "people", "bo.md"));
    mkdirSync(dirname(other.fsPath), { recursive: true });
    writeFileSync(join(dirname(vault), "other", "netkeep.toml"), "format = 2\n");
    await opened(other, "---\nname: Bo\n---\n\n[[petra-nova]]\n");
    await findings(other, ["NK402 4:0-14"]);
    const none = vscode.Uri.file(join(dirname(vault), "none.md"));
    await opened(none, "[[petra-nova]]\n");
    await opened(ada, readFileSync(ada.fsPath, "utf8"));
    assert.deepEqual(found(none), []);
  },

  async "a restart: the findings go, and come again"() {
    await vscode.commands.executeCommand("netkeep.restart");
    await findings(ada, ["NK402 5:28-44"]);
  },

  async "netkeep that is not there, or has no server: what to type, in one message"() {
    const configuration = vscode.workspace.getConfiguration("netkeep");
    const usual = configuration.get("command");
    const bare = join(dirname(vault), "bare");
    writeFileSync(bare, "#!/bin/sh\necho \"netkeep: an editor is served by the extra: pip install 'netkeep[lsp]'\" >&2\nexit 2\n");
    chmodSync(bare, 0o755);
    const messages = {
      "/nowhere/netkeep": "netkeep: /nowhere/netkeep is not found. Type: python3 -m venv ~/.netkeep && ~/.netkeep/bin/pip",
      [ada.fsPath]: `netkeep: ${ada.fsPath} cannot be run (EACCES). Set netkeep.command to your netkeep.`,
      [bare]: `netkeep: ${bare} has no language server. Type, with the pip beside it: pip install 'netkeep[lsp]'.`,
    };
    for (const [command, message] of Object.entries(messages)) {
      await configuration.update("command", command, vscode.ConfigurationTarget.Global);
      await seen(message);
      await vscode.commands.executeCommand("notifications.clearAll");
    }
    assert.deepEqual(found(ada), []);
    await configuration.update("command", usual, vscode.ConfigurationTarget.Global);
    await findings(ada, ["NK402 5:28-44"]);
  },

  async "no workspace names the program"() {
    const settings = JSON.parse(readFileSync(join(vault, ".vscode", "settings.json"), "utf8"));
    assert.deepEqual(settings, { "netkeep.command": "/bin/false" });
    const { workspaceValue, workspaceFolderValue } = vscode.workspace.getConfiguration("netkeep").inspect("command") ?? {};
    assert.deepEqual([workspaceValue, workspaceFolderValue], [undefined, undefined]);
    assert.notEqual(vscode.workspace.getConfiguration("netkeep").get("command"), "/bin/false");
  },
};

export async function run(): Promise<void> {
  say(`VS Code ${vscode.version}`);
  let failed = 0;
  for (const [name, test] of Object.entries(tests)) {
    try {
      await test();
      say(`ok - ${name}`);
    } catch (error) {
      failed++;
      say(`not ok - ${name}\n${error instanceof Error ? error.stack : error}`);
    }
  }
  say(`ended ${failed ? 1 : 0}`);
}
