/** netkeep in VS Code: one server for a window that holds a vault, and a command that restarts it. */

import { commands, type ExtensionContext, type LogOutputChannel, type TextDocument, window, workspace } from "vscode";
import { Client } from "./client";
import { PROGRAM } from "./command";
import { isInVault, MARKER } from "./vault";

const SHOW_OUTPUT = "Show Output";
const OPEN_SETTING = "Open Setting";

let server: Server | undefined;

/** The server of this window: none until it is wanted, then one. */
class Server {
  #client: Client | undefined;
  #change: Promise<void> = Promise.resolve();

  constructor(readonly output: LogOutputChannel) {}

  /** Start it, unless that has been tried; a person who has mended what was wrong restarts it. */
  start(): Promise<void> {
    return this.#next(() => (this.#client ? Promise.resolve() : this.#begin()));
  }

  restart(): Promise<void> {
    return this.#next(async () => {
      await this.#end();
      await this.#begin();
    });
  }

  stop(): Promise<void> {
    return this.#next(() => this.#end());
  }

  /** One change after the other: who restarts twice in a hurry gets one server. */
  #next(change: () => Promise<void>): Promise<void> {
    this.#change = this.#change.then(change);
    return this.#change;
  }

  async #begin(): Promise<void> {
    const client = new Client(this.output);
    this.#client = client;
    try {
      await client.start();
    } catch (error) {
      const why = await client.why(error);
      this.output.error(why);
      void this.#explain(why);
    }
  }

  async #end(): Promise<void> {
    const client = this.#client;
    this.#client = undefined;
    if (client?.isRunning()) {
      await client.dispose();
    }
  }

  async #explain(why: string): Promise<void> {
    const choice = await window.showErrorMessage(`netkeep: ${why}`, OPEN_SETTING, SHOW_OUTPUT);
    if (choice === OPEN_SETTING) {
      await commands.executeCommand("workbench.action.openSettings", "netkeep.command");
    } else if (choice === SHOW_OUTPUT) {
      this.output.show();
    }
  }
}

export async function activate(context: ExtensionContext): Promise<void> {
  const output = window.createOutputChannel(PROGRAM, { log: true });
  const started = new Server(output);
  server = started;
  const startForVault = (document: TextDocument): void => {
    if (document.languageId === "markdown" && document.uri.scheme === "file" && isInVault(document.uri.fsPath)) {
      void started.start();
    }
  };
  context.subscriptions.push(
    output,
    commands.registerCommand("netkeep.restart", () => started.restart()),
    workspace.onDidOpenTextDocument(startForVault),
    workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration("netkeep.command")) {
        void started.restart();
      }
    }),
  );
  workspace.textDocuments.forEach(startForVault);
  if ((await workspace.findFiles(`**/${MARKER}`, undefined, 1)).length > 0) {
    void started.start();
  }
}

export function deactivate(): Promise<void> | undefined {
  return server?.stop();
}
