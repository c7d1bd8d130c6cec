"""How a page looks in a browser and on paper."""

# Colours are said twice, for light and for dark.
STYLE = """
:root { color-scheme: light dark; --text: #1b1b1b; --page: #ffffff; --soft: #f3f3f1; --line: #b9b9b4; --quiet: #55554f;
  --good: #1b5e20; --good-page: #edf6ed; --bad: #8e1313; --bad-page: #fdeeee; --else: #5d4300; --else-page: #fcf4df;
  --link: #0b4f99; }
@media (prefers-color-scheme: dark) { :root { --text: #ececea; --page: #161616; --soft: #232323; --line: #5c5c58;
  --quiet: #b4b4ae; --good: #a5d6a7; --good-page: #17281a; --bad: #ffb4ab; --bad-page: #351a18; --else: #ffdf99;
  --else-page: #2e2610; --link: #9ccaff; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--page); color: var(--text);
  font: 1rem/1.5 system-ui, "Segoe UI", "Liberation Sans", Arial, sans-serif; }
main { display: block; margin: 0 auto; max-width: 72rem; padding: 1.5rem; overflow-wrap: anywhere; }
h1 { font-size: 1.6rem; line-height: 1.25; margin: 0 0 .5rem; }
h2 { font-size: 1.25rem; margin: 2rem 0 .5rem; }
h3, h4, h5, h6 { font-size: 1.05rem; margin: 1.5rem 0 .25rem; }
.aside { color: var(--quiet); font-weight: normal; padding-left: .8em; }
p { margin: .25rem 0 .75rem; }
a { color: var(--link); }
:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
.wide { overflow-x: auto; margin: .5rem 0 1rem; }
table { border-collapse: collapse; overflow-wrap: normal; }
caption { text-align: left; color: var(--quiet); padding: .25rem 0; }
th, td { border-bottom: 1px solid var(--line); padding: .3rem .8rem .3rem 0; text-align: left; vertical-align: top; }
thead th, thead td { vertical-align: bottom; }
thead small { display: block; color: var(--quiet); font-size: .85em; font-weight: normal; }
.number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
tfoot th, tfoot td { border-top: 2px solid var(--text); font-weight: bold; }
ul { margin: .25rem 0 1rem; padding-left: 1.4rem; }
ul.items { padding-left: 0; list-style: none; }
ul.items ul.items { margin: 0; padding-left: 1.4rem; }
dl { display: grid; grid-template-columns: fit-content(40%) 1fr; gap: .1rem 1.2rem; margin: .25rem 0 1rem; }
dt, dd { margin: 0; }
.quiet { color: var(--quiet); }
.good { color: var(--good); }
.bad { color: var(--bad); }
.else { color: var(--else); }
.name { color: var(--link); }
.bar { display: flex; width: 12rem; height: 1em; margin-top: .25em; }
.bar span { flex: none; height: 100%; }
.bar .more { background: var(--good); }
.bar .less { background: repeating-linear-gradient(45deg, var(--bad) 0 3px, var(--page) 3px 5px); }
.bar .axis { width: 1px; background: var(--text); }
.tree, .tree ul { list-style: none; padding-left: 1.2rem; border-left: 1px solid var(--line); margin: .1rem 0 .5rem; }
.quote { margin: .25rem 0 1rem; padding: 0; list-style: none; }
.quote li { padding: .1rem .5rem; white-space: pre-wrap; }
.quote .mark { display: inline-block; width: 1.2em; font-weight: bold; }
del { color: var(--bad); background: var(--bad-page); text-decoration: line-through; }
ins { color: var(--good); background: var(--good-page); text-decoration: underline; }
.listing { border: 1px solid var(--line); margin: .5rem 0 1.5rem; overflow-x: auto; }
.listing ol { margin: 0; padding: 0; list-style: none; width: max-content; min-width: 100%; }
.listing li { display: grid; grid-template-columns: 3.2rem 10.5rem minmax(max-content, 1fr);
  border-left: .4rem solid transparent; }
.excerpt li { grid-template-columns: 3.2rem minmax(max-content, 1fr); }
.excerpt li > :last-child { grid-column: 2; }
mark { background: none; text-decoration: underline 2px; }
.listing .row { grid-row: 1; text-align: right; padding-right: .8rem; color: var(--quiet); user-select: none; }
.listing code { grid-row: 1; grid-column: 3; align-self: start; justify-self: start; white-space: pre;
  font: .9rem/1.6 ui-monospace, "DejaVu Sans Mono", Consolas, monospace; }
.listing .on-good { background: var(--good-page); border-left: .4rem solid var(--good); }
.listing .on-bad { background: var(--bad-page); border-left: .4rem dashed var(--bad); }
.listing .on-else { background: var(--else-page); border-left: .4rem double var(--else); }
.listing .on-quiet { background: var(--soft); border-left: .4rem dotted var(--quiet); }
.listing details { grid-row: 1; grid-column: 2 / -1; font-size: .9rem; }
.listing summary { width: 10.2rem; cursor: pointer; white-space: nowrap; line-height: 1.6; }
.listing details ul { max-width: 52rem; margin: .1rem 0 .5rem 10.5rem; }
@media print { main { max-width: none; padding: 0; font-size: 10pt; } a { color: inherit; text-decoration: none; }
  h2, h3, h4 { break-after: avoid; } tr, li { break-inside: avoid; } .wide, .listing { overflow: visible; }
  .listing code { white-space: pre-wrap; } .listing ol { width: auto; }
  .listing li { grid-template-columns: 3.2rem 10.5rem 1fr; }
  .listing li, .bar span { print-color-adjust: exact; } }
"""
