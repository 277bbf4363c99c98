from pathlib import Path

from tests.lsp.editors.screen import ADA, GRACE, documented, home, needs, screen

needs("vim", "8.2")


def test_make_walks_through_the_findings(tmp_path: Path) -> None:
    root, environ = home(tmp_path, {".vimrc": f"set nocompatible shortmess=atI\n{documented('Vim')}"})
    with screen(root, f"vim {GRACE}", environ) as vim:
        vim.expect("name: Grace Sample")
        vim.type(":make\r")
        vim.expect("Press ENTER")
        vim.keys("Enter")
        vim.expect("(1 of 2): NK204 birthday: there is no such day in the calendar")
        vim.type(":cnext\r")
        vim.expect("(2 of 2): NK201 [*] unknown key 'pronoun'")
        vim.type(":echo expand('%') line('.') col('.')\r")
        vim.expect(f"{ADA} 5 1")
