"""The private site: vault and agenda -> pages. Only :mod:`netkeep.site.mkdocs_plugin` knows MkDocs."""
