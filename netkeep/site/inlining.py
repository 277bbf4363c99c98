"""Templates as if they had no macros and no lines: what a page needs not do, ten thousand need not do either.

A macro is written out where it is called, for a call costs more than most write; a line's end is a blank.
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
        found: dict[str, nodes.Macro] = {}
        for macro in self._tree(environment, _PARTS).find_all(nodes.Macro):
            macro.body = list(_written_out(macro.body, found))
            found[macro.name] = macro
        return found

    def _tree(self, environment: Environment, name: str) -> nodes.Template:
        """Return a template whose own text has no line ends; what values have of them is left to who renders it."""
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
    """Return what puts out an expression: where it calls a macro, the macro's body with the arguments as variables."""
    macro = macros.get(_spelling(part.node)) if isinstance(part, nodes.Call) else None
    if not isinstance(part, nodes.Call) or macro is None:
        return nodes.Output([part], lineno=part.lineno)
    given = _given(part, macro)
    variables = [nodes.Name(name, "param") for name in given]
    return nodes.With(variables, list(given.values()), macro.body, lineno=part.lineno)


def _given(call: nodes.Call, macro: nodes.Macro) -> dict[str, nodes.Expr]:
    """Return the arguments of a call by name, those left out as the macro has them; an unknown one is an error."""
    names = [argument.name for argument in macro.args]
    given = dict(zip(names[len(names) - len(macro.defaults) :], macro.defaults, strict=True))
    given |= zip(names, call.args, strict=False)
    given |= {one.key: one.value for one in call.kwargs}
    if len(call.args) > len(names) or not given.keys() <= set(names) or call.dyn_args or call.dyn_kwargs:
        raise TemplateAssertionError(f"{macro.name} takes {', '.join(names) or 'nothing'}", call.lineno)
    return given


def _spelling(called: nodes.Expr) -> str:
    if isinstance(called, nodes.Getattr) and isinstance(called.node, nodes.Name):
        return f"{called.node.name}.{called.attr}"
    return called.name if isinstance(called, nodes.Name) else ""
