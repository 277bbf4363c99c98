"""Pictures drawn as SVG when the site is made: pure functions from figures to markup, coloured by the style sheet."""
