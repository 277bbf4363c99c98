"""Checks for ways in which a vault or its site gets onto the web by accident."""

import re
from collections.abc import Iterator
from pathlib import Path

from netkeep.doctor.result import Result
from netkeep.store.git import git

_BRANCHES = ("gh-pages", "pages", "gl-pages")
_HOSTS = {
    "CNAME": "GitHub Pages",
    ".nojekyll": "GitHub Pages",
    "netlify.toml": "Netlify",
    "_redirects": "Netlify",
    "vercel.json": "Vercel",
    "wrangler.toml": "Cloudflare",
    "firebase.json": "Firebase",
    "surge.json": "Surge",
    ".readthedocs.yml": "Read the Docs",
    ".readthedocs.yaml": "Read the Docs",
}
_WORKFLOWS = (".github/workflows", ".gitea/workflows", ".forgejo/workflows", ".woodpecker", ".circleci")
_SINGLE = (
    ".gitlab-ci.yml",
    ".woodpecker.yml",
    ".travis.yml",
    "azure-pipelines.yml",
    "bitbucket-pipelines.yml",
    "Makefile",
)
_PUBLISHES = re.compile(
    r"gh-deploy|gh-pages|deploy-pages|upload-pages-artifact|configure-pages|pages-action|netlify|vercel|"
    r"wrangler|surge\b|firebase\s+deploy|ghp-import|mike\s+deploy|^pages:|aws\s+s3\s+sync",
    re.MULTILINE,
)
_TAKE_OUT = "remove it; a site of people belongs on your own disk or behind a password"


def ways_out(root: Path) -> Iterator[Result]:
    """Yield the files, branches and workflows that publish."""
    top = git(root, "rev-parse", "--show-toplevel")
    places = list(dict.fromkeys((root.resolve(), Path(top).resolve()) if top else (root.resolve(),)))
    results = [*_files(places), *_branches(root), *_workflows(places)]
    yield from results or [Result("publishing", "ok", "no file, branch or workflow here publishes a site")]


def _files(places: list[Path]) -> Iterator[Result]:
    for place in places:
        for folder in (place, place / "site", place / "docs"):
            for name, host in _HOSTS.items():
                if (folder / name).is_file():
                    yield Result("publishing", "fail", f"{_shown(folder / name, places)} is for {host}", _TAKE_OUT)


def _branches(root: Path) -> Iterator[Result]:
    listed = (git(root, "for-each-ref", "--format=%(refname)", "refs/heads", "refs/remotes") or "").splitlines()
    for name in sorted({ref.rpartition("/")[2] for ref in listed} & set(_BRANCHES)):
        todo = f"see what is in it; git branch -D {name}, git push --delete REMOTE {name}"
        yield Result("publishing", "fail", f"there is a branch {name}, which hosts show to everyone", todo)


def _workflows(places: list[Path]) -> Iterator[Result]:
    for place in places:
        several = (file for folder in _WORKFLOWS for file in sorted((place / folder).glob("*.y*ml")))
        for file in (*several, *(place / name for name in _SINGLE)):
            if _PUBLISHES.search(_text(file)):
                yield Result("publishing", "fail", f"{_shown(file, places)} puts pages on the web", _TAKE_OUT)


def _text(path: Path) -> str:
    try:
        return path.read_text("utf-8", "replace") if path.is_file() else ""
    except OSError:
        return ""


def _shown(path: Path, places: list[Path]) -> str:
    return path.relative_to(places[-1] if path.is_relative_to(places[-1]) else places[0]).as_posix()
