"""A page on its own: HTML that needs no other file, reads on paper, in light and dark, and without colour.

    page("Täckning: Gruppledare", [heading(1, "…"), paragraph("…"), table(…)])

The parts are text that is escaped already: only `escaped` makes text safe. Knows nothing of rules.
"""

from collections.abc import Iterable, Sequence
from html import escape

from workbench.page.terminal import visible

# Colours are said twice, for light and for dark; whatever they say, a mark or a word says too.
_STYLE = """
:root { color-scheme: light dark; --text: #1b1b1b; --page: #ffffff; --soft: #f3f3f1; --line: #b9b9b4; --quiet: #55554f;
  --good: #1b5e20; --good-page: #edf6ed; --bad: #8e1313; --bad-page: #fdeeee; --else: #5d4300; --else-page: #fcf4df;
  --link: #0b4f99; }
@media (prefers-color-scheme: dark) { :root { --text: #ececea; --page: #161616; --soft: #232323; --line: #5c5c58;
  --quiet: #b4b4ae; --good: #a5d6a7; --good-page: #17281a; --bad: #ffb4ab; --bad-page: #351a18; --else: #ffdf99;
  --else-page: #2e2610; --link: #9ccaff; } }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 72rem; padding: 1.5rem; background: var(--page); color: var(--text);
  font: 1rem/1.5 system-ui, "Segoe UI", "Liberation Sans", Arial, sans-serif; }
h1 { font-size: 1.6rem; line-height: 1.25; margin: 0 0 .5rem; }
h2 { font-size: 1.25rem; margin: 2rem 0 .5rem; }
h3 { font-size: 1.05rem; margin: 1.5rem 0 .25rem; }
a { color: var(--link); }
a:focus-visible, summary:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
table { border-collapse: collapse; margin: .5rem 0 1rem; }
.wide { overflow-x: auto; }
caption { text-align: left; color: var(--quiet); padding: .25rem 0; }
th, td { border-bottom: 1px solid var(--line); padding: .3rem .8rem .3rem 0; text-align: left; vertical-align: top; }
th.number, td.number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
tfoot th, tfoot td { border-top: 2px solid var(--text); font-weight: bold; }
ul { margin: .25rem 0 1rem; padding-left: 1.4rem; }
.quiet { color: var(--quiet); }
.good { color: var(--good); }
.bad { color: var(--bad); }
.else { color: var(--else); }
@media print { body { max-width: none; padding: 0; font-size: 10pt; } a { color: inherit; text-decoration: none; }
  h2, h3 { break-after: avoid; } tr, li { break-inside: avoid; } }
"""


def page(title: str, parts: Iterable[str], style: str = "") -> str:
    """The whole file. title: plain text; parts: of the body, in order; style: more rules, after the page's own."""
    body = "\n".join(parts)
    return (
        '<!DOCTYPE html>\n<html lang="sv">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escaped(title)}</title>\n<style>{_STYLE}{style}</style>\n</head>\n<body>\n{body}\n</body>\n</html>\n"
    )


def escaped(text: str) -> str:
    """For what stands between tags and in quoted attributes; characters that hide or cannot be in a page are marked."""
    return escape("\n".join(map(visible, text.split("\n"))))


def heading(level: int, text: str, anchor: str | None = None) -> str:
    identity = "" if anchor is None else f' id="{escaped(anchor)}"'
    return f"<h{level}{identity}>{escaped(text)}</h{level}>"


def paragraph(text: str, kind: str = "") -> str:
    return f"<p{_class(kind)}>{escaped(text)}</p>"


def items(texts: Iterable[str], kind: str = "") -> str:
    """A list. texts: escaped already."""
    inner = "\n".join(f"<li>{text}</li>" for text in texts)
    return f"<ul{_class(kind)}>\n{inner}\n</ul>"


def link(target: str, text: str) -> str:
    """target: an anchor of the page."""
    return f'<a href="#{escaped(target)}">{escaped(text)}</a>'


def table(
    caption: str, head: Sequence[str], rows: Iterable[Sequence[str]], foot: Sequence[str] = (), first_number: int = 1
) -> str:
    """head: plain text; rows, foot: escaped already, the first cell the heading of its row.

    first_number: the column from which on there are numbers, to the right
    """

    def kind(column: int) -> str:
        return ' class="number"' if column >= first_number else ""

    def row(cells: Sequence[str]) -> str:
        first, *rest = cells
        tail = "".join(f"<td{kind(column)}>{cell}</td>" for column, cell in enumerate(rest, start=1))
        return f'<tr><th scope="row"{kind(0)}>{first}</th>{tail}</tr>'

    columns = "".join(f'<th scope="col"{kind(column)}>{escaped(name)}</th>' for column, name in enumerate(head))
    body = "\n".join(map(row, rows))
    last = f"\n<tfoot>\n{row(foot)}\n</tfoot>" if foot else ""
    return (
        f'<div class="wide"><table>\n<caption>{escaped(caption)}</caption>\n<thead>\n<tr>{columns}</tr>\n</thead>\n'
        f"<tbody>\n{body}\n</tbody>{last}\n</table></div>"
    )


def _class(kind: str) -> str:
    return f' class="{escaped(kind)}"' if kind else ""
