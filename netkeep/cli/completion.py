"""``netkeep completion``: the script by which a shell completes commands, options and names."""

import click
from click.shell_completion import get_completion_class

_SHELLS = ("bash", "zsh", "fish")


@click.command("completion")
@click.argument("shell", type=click.Choice(_SHELLS))
@click.pass_context
def command(ctx: click.Context, shell: str) -> None:
    """Print the script that lets a shell complete with Tab.

    It completes commands, options, people (their ids, or a name that fits one), organisations, jobs, tags and kinds of
    log entry.

    \b
    Examples:
      netkeep completion fish > ~/.config/fish/completions/netkeep.fish
      eval "$(netkeep completion bash)"    # in ~/.bashrc
      eval "$(netkeep completion zsh)"     # in ~/.zshrc, after compinit
    """
    completion = get_completion_class(shell)
    if completion is not None:
        root = ctx.find_root().command
        click.echo(completion(root, {}, "netkeep", "_NETKEEP_COMPLETE").source(), nl=False)
