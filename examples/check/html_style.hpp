#pragma once
// The style sheet of the HTML report. It loads nothing, and follows the light or dark scheme of the
// reader's system.

inline constexpr const char* html_style = R"(
:root{color-scheme:light dark;--paper:#fff;--ground:#f4f5f7;--ink:#1d2330;--dim:#5d6677;
 --line:#d9dde5;--red:#b3261e;--red-soft:#fce9e7;--amber:#8a5a00;--amber-soft:#fdf1d8;
 --green:#1c6b3a;--green-soft:#e3f4e8;--blue:#2b5797;--blue-soft:#e8effa}
@media (prefers-color-scheme:dark){:root{--paper:#1d2128;--ground:#14171c;--ink:#e4e7ed;
 --dim:#9aa4b5;--line:#363c48;--red:#ff9d94;--red-soft:#43211f;--amber:#f2c265;
 --amber-soft:#3b2f14;--green:#86d6a0;--green-soft:#1b3424;--blue:#9dc1f5;--blue-soft:#1f2d44}}
*{box-sizing:border-box}
body{margin:0 auto;max-width:76rem;padding:1.5rem;background:var(--ground);color:var(--ink);
 font:15px/1.5 system-ui,"Segoe UI",sans-serif}
h1{font-size:1.5rem;line-height:1.25;margin:0;overflow-wrap:anywhere}
h2{font-size:1.1rem;margin:2rem 0 .6rem}
a{color:var(--blue)}
code,pre{font:.82rem/1.5 ui-monospace,"Cascadia Mono",Consolas,"DejaVu Sans Mono",monospace}
pre{margin:.2rem 0;padding:.5rem .7rem;background:var(--ground);border-radius:6px;
 white-space:pre-wrap;overflow-wrap:anywhere}
footer,.about{color:var(--dim);font-size:.87rem;overflow-wrap:anywhere}
section{margin-bottom:3rem}
.head,.card,.list{background:var(--paper);border:1px solid var(--line);border-radius:10px}
.head{padding:1.2rem 1.4rem}
.verdict{font-size:1.15rem;font-weight:600;margin:.8rem 0}
.verdict.good{color:var(--green)}.verdict.bad{color:var(--red)}.verdict.none{color:var(--amber)}
.tiles{display:flex;flex-wrap:wrap;gap:.3rem 2.2rem;margin:0}
.tiles div{display:flex;flex-direction:column-reverse}
.tiles dt{color:var(--dim);font-size:.82rem}
.tiles dd{margin:0;font-size:1.35rem;font-weight:600;font-variant-numeric:tabular-nums}
.bar{display:flex;height:.6rem;margin:.9rem 0 0;border-radius:.3rem;overflow:hidden;
 background:var(--line)}
.bar i{display:block}
.bar .contract,.dot.contract{background:#c8453b}.bar .advice,.dot.advice{background:#dd9f2a}
.bar .accepted,.dot.accepted{background:#6f8fc0}.bar .kept,.dot.kept{background:#459c62}
.dot.not{background:var(--line)}
.dot{display:inline-block;width:.6rem;height:.6rem;border-radius:50%;margin-right:.35rem}
.list{list-style:none;margin:0;padding:.3rem 0}
.list li{display:grid;grid-template-columns:6rem 9.5rem 1fr;gap:.8rem;padding:.25rem 1.2rem;
 overflow-wrap:anywhere}
.list li+li{border-top:1px solid var(--line)}
.stale{padding:.8rem 1.2rem .8rem 2.2rem;color:var(--red)}
.card{margin:0 0 1rem;padding:0 1.2rem}
.card>summary{padding:.8rem 0;cursor:pointer;overflow-wrap:anywhere}
.card[open]>summary{border-bottom:1px solid var(--line);margin-bottom:.8rem}
.card>summary b{margin-right:.5rem}
.badge{display:inline-block;padding:.05rem .55rem;margin-right:.5rem;border-radius:1rem;
 font-size:.78rem;font-weight:600}
.badge.contract{color:var(--red);background:var(--red-soft)}
.badge.advice{color:var(--amber);background:var(--amber-soft)}
.badge.accepted{color:var(--blue);background:var(--blue-soft)}
.facts{display:grid;grid-template-columns:6.5rem 1fr;gap:.3rem .8rem;margin:0 0 1rem}
.facts dt{color:var(--dim)}.facts dd{margin:0;min-width:0;white-space:pre-wrap;
 overflow-wrap:anywhere}
.timeline{display:grid;gap:3px .6rem;margin:0 0 1rem;padding:.7rem;background:var(--ground);
 border-radius:8px}
.lane{padding:0 .5rem .1rem;color:var(--dim);font-size:.8rem;border-bottom:2px solid var(--line)}
.number{align-self:center;text-align:right;color:var(--dim);font-size:.78rem;
 font-variant-numeric:tabular-nums}
.call{z-index:1;display:flex;flex-wrap:wrap;align-items:baseline;gap:0 .7rem;padding:.12rem .5rem;
 background:var(--paper);border:1px solid var(--line);border-radius:5px;min-width:0}
.call code{overflow-wrap:anywhere}
.extent{background:var(--blue-soft);border:1px solid var(--line);border-left:4px solid var(--blue);
 border-radius:5px}
.result{margin-left:auto;font-size:.8rem;text-align:right;overflow-wrap:anywhere}
.result.good{color:var(--green)}.result.other{color:var(--amber)}
.result.open{color:var(--red);font-weight:600}
.times{padding:0 .5rem;border-radius:1rem;background:var(--blue-soft);color:var(--blue);
 font-size:.78rem}
.event{align-self:center;padding:.12rem .6rem;border-radius:1rem;background:var(--blue-soft);
 color:var(--blue);font-size:.8rem;max-width:16rem;overflow-wrap:anywhere}
.note,.end{grid-column:1/-1}
.note{color:var(--dim);font-size:.82rem;font-style:italic;padding-left:1.5rem}
.end{margin-top:.3rem;padding:.25rem .7rem;border-left:4px solid var(--amber);
 background:var(--amber-soft);color:var(--amber);border-radius:5px;white-space:pre-wrap;
 overflow-wrap:anywhere}
.end.dead{border-color:var(--red);background:var(--red-soft);color:var(--red)}
.rules{columns:22rem;margin:0;padding:.6rem 0 .8rem 1.1rem;font-size:.87rem}
.rules li{break-inside:avoid}
@media print{body{background:none}.card,.head,.list{break-inside:avoid}}
)";
