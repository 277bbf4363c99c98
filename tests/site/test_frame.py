"""The frame that MkDocs makes once, and that every page is filled into."""

from netkeep.site.frame import cut
from netkeep.site.page import Content, Page

_HTML = """<!doctype html>

  <title>nkframe0title</title>

  <script>
    // Stays
    one()
  </script>\r
  <p>a  <b>b</b>  </p>
  <pre>
    c</pre>
  <h1>nkframe0content</h1>


  <a href="nkframe0page.html">d
  </a>
"""


def test_a_frame_is_filled_and_has_no_blank_lines() -> None:
    page = Page("people/ada.md", "Ada <3", lambda: Content(lambda: ""))
    assert cut(_HTML).fill(page, "<p>Words\n\n  and</p>").decode() == (
        "<!doctype html>\n<title>Ada &lt;3</title>\n<script>\n    // Stays\n    one()\n  </script>\n"
        '<p>a  <b>b</b>  </p>\n<pre>\n    c</pre>\n<p>Words\n\n  and</p>\n<a href="ada.html">d\n</a>\n'
    )


def test_a_frame_cut_again_is_the_same() -> None:
    frame = cut(_HTML)
    assert cut("".join(frame.parts)) == frame
