/** The client: one server for a window, whichever vaults its files are in. */

import { homedir } from "node:os";
import { createInterface } from "node:readline";
import { type LogOutputChannel, workspace } from "vscode";
import { CloseAction, type ErrorHandler, LanguageClient, State } from "vscode-languageclient/node";
import { PROGRAM, programOf, whyNotStarted } from "./command";

/** A client that says once, and in words that help, why its server does not start. */
export class Client extends LanguageClient {
  readonly #program: string;
  readonly #last: { line: string };

  constructor(output: LogOutputChannel) {
    const program = programOf(workspace.getConfiguration(PROGRAM).get("command", PROGRAM));
    const last = { line: "" };
    // Run at home: on Windows, a program of the same name in the folder that is open would be run in its place.
    super(
      PROGRAM,
      PROGRAM,
      { command: program, args: ["lsp"], options: { cwd: homedir() } },
      {
        documentSelector: [{ scheme: "file", language: "markdown" }],
        outputChannel: output,
        initializationFailedHandler: () => false,
        errorHandler: { error: (...failure) => usual.error(...failure), closed: () => this.#closed(usual) },
        stdioOptions: {
          stdout: (input) => input.resume(),
          stderr: (input) =>
            createInterface({ input }).on("line", (line) => {
              last.line = line;
              output.error(line);
            }),
        },
      },
    );
    const usual: ErrorHandler = this.createDefaultErrorHandler();
    this.#program = program;
    this.#last = last;
  }

  /** Return why it did not start, in one line. */
  why(error: unknown): string {
    const code = (error as NodeJS.ErrnoException | undefined)?.code;
    return whyNotStarted(this.#program, typeof code === "string" ? code : undefined, this.#last.line);
  }

  /** Write an error to the output; show it only once the server has started, since {@link why} says more until then. */
  override error(message: string, data?: unknown, show?: boolean | "force"): void {
    super.error(message, data, this.state === State.Running && show);
  }

  #closed(usual: ErrorHandler): ReturnType<ErrorHandler["closed"]> {
    return this.state === State.Running ? usual.closed() : { action: CloseAction.DoNotRestart, handled: true };
  }
}
