from pathlib import Path

from netkeep.site.build import build_site
from netkeep.site.offline import stay_home, with_policy
from tests.site.vaults import TODAY
from tests.vaults import make_vault

_HOSTILE_SETTINGS = """
site_name: X
docs_dir: docs
repo_url: https://github.com/octo/cat
copyright: ""
extra_css: [https://evil.example/a.css, own.css]
extra_javascript: [//evil.example/a.js]
theme:
  name: material
  font: {text: Roboto}
  logo: https://evil.example/logo.png
  favicon: https://evil.example/icon.png
extra:
  analytics: {provider: google, property: G-1}
  consent: {title: Biscuits, description: Yes}
  polyfills: [https://evil.example/p.js]
plugins: [search, offline, netkeep]
"""


def test_settings_that_would_fetch_are_put_right(tmp_path: Path) -> None:
    vault = make_vault(tmp_path / "vault", {"people/ada.md": "---\nname: Ada\n---\n"})
    make_vault(tmp_path / "docs", {"own.css": "p{}", "own.md": "# Own page\n", "index.md": "# Not home\n"})
    (tmp_path / "mkdocs.yml").write_text(_HOSTILE_SETTINGS)
    site = build_site(vault, TODAY)
    for page in ("people/ada.html", "own.html", "404.html"):
        html = (site / page).read_text()
        found = [word for word in ("evil.example", "google", "unpkg", "github.com", "Biscuits") if word in html]
        assert found == []
    assert "Not home" not in (site / "index.html").read_text()
    assert 'href="own.css"' in (site / "own.html").read_text()
    assert "iframe-worker" not in (site / "own.html").read_text()


def test_the_settings_that_matter() -> None:
    config = {
        "theme": {"font": {"text": "Roboto"}, "logo": "logo.svg", "favicon": "https://evil.example/i.png"},
        "extra": {"version": {"provider": "mike"}, "polyfills": ["vendor/iframe-worker.js"]},
        "repo_url": "https://github.com/octo/cat",
        "extra_css": ["a.css", "netkeep.css", "HTTPS://evil.example/b.css"],
        "extra_javascript": [],
    }
    stay_home(config)
    assert config == {
        "theme": {"font": False, "logo": "logo.svg", "favicon": None},
        "extra": {"generator": False, "polyfills": []},
        "repo_url": None,
        "extra_css": ["netkeep.css", "a.css"],
        "extra_javascript": ["netkeep.js"],
        "use_directory_urls": False,
    }


def test_the_policy_is_the_first_thing_in_a_head() -> None:
    html = with_policy("<!doctype html><html><head>\n<title>x</title></head><body><head></body></html>")
    assert html.startswith('<!doctype html><html><head><meta http-equiv="Content-Security-Policy" content="default-src')
    assert html.count("Content-Security-Policy") == 1
    assert '<meta name="referrer" content="no-referrer"><meta name="robots" content="noindex, nofollow' in html
    assert with_policy("User-agent: *") == "User-agent: *"


def test_every_page_of_a_site_carries_the_policy(tmp_path: Path) -> None:
    vault = make_vault(tmp_path / "vault", {"people/ada.md": "---\nname: Ada\n---\n"})
    site = build_site(vault, TODAY)
    pages = sorted(file.relative_to(site).as_posix() for file in site.rglob("*.html"))
    assert {"404.html", "index.html", "people.html", "people/ada.html"} <= set(pages)
    for page in pages:
        html = (site / page).read_text()
        assert html.index("Content-Security-Policy") < html.index("<title>")
