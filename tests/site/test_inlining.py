"""Macros written out where they are called."""

from pathlib import Path

import pytest
from jinja2 import Environment, StrictUndefined, TemplateAssertionError, UndefinedError

from netkeep.site.inlining import InliningLoader

_PARTS = """
{%- macro name(who) %}<b>{{ who }}</b>{{ root }}{% endmacro %}
{% macro line(who, note="none", end=".") %}
{% for one in who %}
{%- if one %}{{ name(one) }}{% else %}{{ note }}{% endif %}{% if not loop.last %}, {% endif %}
{%- endfor %}{{ end -}}
{% endmacro %}
"""


def _rendered(tmp_path: Path, page: str, **values: object) -> str:
    (tmp_path / "_parts.html").write_text(_PARTS, "utf-8")
    (tmp_path / "page.html").write_text(page, "utf-8")
    environment = Environment(loader=InliningLoader(tmp_path), autoescape=True, undefined=StrictUndefined)
    return environment.get_template("page.html").render(root="/", **values)


@pytest.mark.parametrize(
    ("page", "html"),
    [
        ("{{ part.name(who) }}", "<b>&lt;Ada&gt;</b>/"),
        ("{% if who %}{{ part.line([who, 0]) }}{% endif %}", " <b>&lt;Ada&gt;</b>/, none."),
        ("{% for who in [1, 2] %}{{ part.name(who) }}{% endfor %}{{ who }}", "<b>1</b>/<b>2</b>/&lt;Ada&gt;"),
        ("{{ part.line([0], who, '!') }}", " &lt;Ada&gt;!"),
        ("{{ part.line([0], end='?', note=who) }}", " &lt;Ada&gt;?"),
        ("{% macro name(one) %}own {{ part.name(one) }}{% endmacro %}{{ name(1) }}", "own <b>1</b>/"),
        ("{{ who.upper() }}", "&lt;ADA&gt;"),
    ],
)
def test_a_macro_is_written_out_with_its_arguments(tmp_path: Path, page: str, html: str) -> None:
    assert _rendered(tmp_path, page, who="<Ada>") == html


def test_the_ends_of_its_own_lines_are_blanks(tmp_path: Path) -> None:
    page = "<p>\n  {{ who }} and \r\n\n\tothers </p>  <p>\n"
    assert _rendered(tmp_path, page, who="Ada\n King") == "<p> Ada\n King and others </p>  <p>"
    assert _rendered(tmp_path, "<p>\n\n</p>\n<p>") == "<p> </p> <p>"


@pytest.mark.parametrize("page", ["{{ part.nobody(1) }}", "{{ part.name() }}", "{{ part.name(who) | upper }}"])
def test_what_cannot_be_written_out_is_an_error(tmp_path: Path, page: str) -> None:
    with pytest.raises(UndefinedError):
        _rendered(tmp_path, page)


@pytest.mark.parametrize("page", ["{{ part.name(1, 2) }}", "{{ part.name(1, size=2) }}", "{{ part.name(*[1]) }}"])
def test_arguments_that_a_macro_does_not_take_are_an_error(tmp_path: Path, page: str) -> None:
    with pytest.raises(TemplateAssertionError, match="name takes who"):
        _rendered(tmp_path, page)
