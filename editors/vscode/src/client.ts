/** The client: one server for a window, whichever vaults its files are in. */

import { once } from "node:events";
import { homedir } from "node:os";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import { setTimeout as delay } from "node:timers/promises";
import { type LogOutputChannel, workspace } from "vscode";
import { CloseAction, type ErrorHandler, LanguageClient, State } from "vscode-languageclient/node";
import { PROGRAM, programOf, whyNotStarted } from "./command";

const LAST_WORDS_MS = 1000;

/** What a server writes to its standard error: passed on to the output, the last line kept. */
class StandardError {
  last = "";
  #closed: Promise<unknown> = Promise.resolve();

  read(input: Readable, output: LogOutputChannel): void {
    const lines = createInterface({ input });
    this.#closed = once(lines, "close");
    lines.on("line", (line) => {
      this.last = line;
      output.error(line);
    });
  }

  /** Return the last line of a server that has ended, which may arrive after the news of its end. */
  async lastWords(): Promise<string> {
    await Promise.race([this.#closed, delay(LAST_WORDS_MS)]);
    return this.last;
  }
}

/** A client that says once, and in words that help, why its server does not start. */
export class Client extends LanguageClient {
  readonly #program: string;
  readonly #standardError: StandardError;

  constructor(output: LogOutputChannel) {
    const program = programOf(workspace.getConfiguration(PROGRAM).get("command", PROGRAM));
    const standardError = new StandardError();
    super(
      PROGRAM,
      PROGRAM,
      // Run at home: on Windows, a program of the same name in the folder that is open would be run in its place.
      { command: program, args: ["lsp"], options: { cwd: homedir() } },
      {
        documentSelector: [{ scheme: "file", language: "markdown" }],
        outputChannel: output,
        initializationFailedHandler: () => false,
        errorHandler: { error: (...failure) => usual.error(...failure), closed: () => this.#closed(usual) },
        stdioOptions: {
          stdout: (input) => input.resume(),
          stderr: (input, channel) => standardError.read(input, channel),
        },
      },
    );
    const usual = this.createDefaultErrorHandler();
    this.#program = program;
    this.#standardError = standardError;
  }

  /** Return why it did not start, in one line. */
  async why(error: unknown): Promise<string> {
    // Of a program that cannot be run the library raises a text with Node's own words at its end.
    const code = /: spawn .* (E[A-Z]+)$/.exec(String(error))?.[1];
    return whyNotStarted(this.#program, code, await this.#standardError.lastWords());
  }

  /** Write an error to the output; show it only once the server has started: until then {@link why} says more. */
  override error(message: string, data?: unknown, show?: boolean | "force"): void {
    super.error(message, data, this.state === State.Running && show);
  }

  #closed(usual: ErrorHandler): ReturnType<ErrorHandler["closed"]> {
    return this.state === State.Running ? usual.closed() : { action: CloseAction.DoNotRestart, handled: true };
  }
}
