"""Templates with macros inlined and line ends made blanks when they are loaded, instead of on each page.

A macro is written out where it is called, because a call costs more than what most macros write.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, MutableMapping
from typing import Any

from jinja2 import Environment, FileSystemLoader, Template, TemplateAssertionError, nodes

_PARTS = "_parts.html"
_LINE_END = re.compile(r"[ \t]*\n\s*")
_BRANCHES = ("body", "elif_", "else_")
_Macros = Mapping[str, nodes.Macro]


class InliningLoader(FileSystemLoader):
    """Loads the templates of a folder; in each of them ``part.name(…)`` means a macro of ``_parts.html``."""

    def load(
        self,
        environment: Environment,
        name: str,
        globals: MutableMapping[str, Any] | None = None,  # noqa: A002 - Jinja's own name for it
    ) -> Template:
        """Load a template."""
        macros = {f"part.{macro}": node for macro, node in self._macros(environment).items()}
        tree = self._tree(environment, name)
        tree.body = list(_written_out(tree.body, macros))
        return environment.template_class.from_code(environment, environment.compile(tree, name), globals or {})

    def _macros(self, environment: Environment) -> _Macros:
        """Return the macros of ``_parts.html``; each may call those above it."""
        macros: dict[str, nodes.Macro] = {}
        for macro in self._tree(environment, _PARTS).find_all(nodes.Macro):
            macro.body = list(_written_out(macro.body, macros))
            macros[macro.name] = macro
        return macros

    def _tree(self, environment: Environment, name: str) -> nodes.Template:
        """Return a template without line ends in its own text; those in values are left to whoever renders it."""
        tree = environment.parse(self.get_source(environment, name)[0], name)
        for data in tree.find_all(nodes.TemplateData):
            data.data = _LINE_END.sub(" ", data.data)
        return tree


def _written_out(body: Iterable[nodes.Node], macros: _Macros) -> Iterator[nodes.Node]:
    for node in body:
        if isinstance(node, nodes.Output):
            yield from (_part(part, macros) for part in node.nodes)
            continue
        for branch in _BRANCHES:
            if nested := getattr(node, branch, None):
                setattr(node, branch, list(_written_out(nested, macros)))
        yield node


def _part(part: nodes.Expr, macros: _Macros) -> nodes.Node:
    """Return a node that prints an expression; for a call of a macro, its body with the arguments as variables."""
    macro = macros.get(_spelling(part.node)) if isinstance(part, nodes.Call) else None
    if not isinstance(part, nodes.Call) or macro is None:
        return nodes.Output([part], lineno=part.lineno)
    arguments = _arguments(part, macro)
    variables = [nodes.Name(name, "param") for name in arguments]
    return nodes.With(variables, list(arguments.values()), macro.body, lineno=part.lineno)


def _arguments(call: nodes.Call, macro: nodes.Macro) -> dict[str, nodes.Expr]:
    """Return the arguments of a call by name, with the macro's defaults; raise for an unknown one."""
    names = [argument.name for argument in macro.args]
    arguments = dict(zip(names[len(names) - len(macro.defaults) :], macro.defaults, strict=True))
    arguments |= zip(names, call.args, strict=False)
    arguments |= {keyword.key: keyword.value for keyword in call.kwargs}
    if len(call.args) > len(names) or not arguments.keys() <= set(names) or call.dyn_args or call.dyn_kwargs:
        raise TemplateAssertionError(f"{macro.name} takes {', '.join(names) or 'nothing'}", call.lineno)
    return arguments


def _spelling(called: nodes.Expr) -> str:
    if isinstance(called, nodes.Getattr) and isinstance(called.node, nodes.Name):
        return f"{called.node.name}.{called.attr}"
    return called.name if isinstance(called, nodes.Name) else ""
