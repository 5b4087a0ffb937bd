/** The report's style sheet: light, dark, narrow windows and paper. */
import { rampProperties, rampRules } from "./ramp.ts";

const LIGHT = `--paper:#fbfaf8;--card:#fff;--ink:#1c1917;--soft:#57534e;--faint:#6f6a66;--line:#e7e5e4;
--grid:#ebe8e5;--accent:#0f766e;--wash:#e6f1ef;--run:#134e4a;--base:#a8a29e;--curve:#b45309;
--area:#f8ecd3;--hatch:#a8a29e;--warn:#9a3412;--warnwash:#fdf1e3;
--steps:#134e4a;--idle:#a8a29e;--overhead:#d9a441;--transfer:#a2568f;--embodied:#6b7fa8;${rampProperties("light")}`;

const DARK = `--paper:#0c0a09;--card:#171412;--ink:#fafaf9;--soft:#c6c0bb;--faint:#a09993;--line:#2a2522;
--grid:#241f1c;--accent:#5eead4;--wash:#12211f;--run:#99f6e4;--base:#57534e;--curve:#e8b461;
--area:#2a1f10;--hatch:#6b645f;--warn:#fdba74;--warnwash:#261a0e;
--steps:#5eead4;--idle:#6b645f;--overhead:#c98f2e;--transfer:#d48cc2;--embodied:#8fa3cf;${rampProperties("dark")}`;

const TEXT = `*{box-sizing:border-box}html{background:var(--paper);color:var(--ink);
font:400 14px/1.5 Inter,system-ui,-apple-system,"Segoe UI",Roboto,sans-serif;
-webkit-text-size-adjust:100%;print-color-adjust:exact;-webkit-print-color-adjust:exact}
body{max-width:1120px;margin:0 auto;padding:32px 24px 48px}
h1,h2,h3,h4{line-height:1.25;margin:0;font-weight:650;overflow-wrap:anywhere}
h1{font-size:15px;letter-spacing:.01em}h2{font-size:24px;letter-spacing:-.01em}
h3{font-size:15px;margin:40px 0 4px}h4{font-size:13px;margin:20px 0 4px}
p{margin:4px 0;max-width:76ch;overflow-wrap:anywhere}a{color:var(--accent)}
.soft{color:var(--soft)}.faint{color:var(--faint);font-size:12px}.lead{font-size:16px;margin-top:8px}
code,.mono{font-family:ui-monospace,"SF Mono",Menlo,Consolas,monospace;font-size:12px;
overflow-wrap:anywhere}.num{font-variant-numeric:tabular-nums}`;

const BLOCKS = `header.page{display:flex;justify-content:space-between;gap:16px;align-items:baseline;
border-bottom:1px solid var(--line);padding-bottom:12px}nav ul{display:flex;gap:8px 20px;flex-wrap:wrap;
list-style:none;margin:12px 0 0;padding:0}article{padding-top:36px}
article+article{border-top:1px solid var(--line);margin-top:56px}
.badge{display:inline-block;border:1px solid var(--line);border-radius:8px;padding:1px 10px;
font-size:12px;font-weight:500;background:var(--card);vertical-align:4px;margin-left:10px}
.badge.synthetic{border-color:var(--curve);color:var(--warn);background:var(--warnwash)}
.tiles{display:grid;grid-template-columns:repeat(auto-fit,minmax(136px,1fr));gap:10px;margin:20px 0 4px;
padding:0;list-style:none}.tiles li{background:var(--card);border:1px solid var(--line);
border-radius:10px;padding:10px 12px}.tiles .name{display:flex;justify-content:space-between;gap:6px;
color:var(--soft);font-size:12px}.tiles .value{font-size:20px;font-weight:650;letter-spacing:-.01em}
.tiles .unit{font-size:12px;color:var(--soft);font-weight:400}
.better{color:var(--accent);font-weight:500}.worse{color:var(--warn);font-weight:500}
.same{color:var(--faint)}.note{border-left:3px solid var(--curve);background:var(--warnwash);
padding:8px 14px;border-radius:0 8px 8px 0;margin:12px 0}.note ul{margin:4px 0;padding-left:18px}
dl.facts{display:grid;grid-template-columns:repeat(auto-fill,minmax(240px,1fr));gap:10px 24px;
margin:20px 0 0}dl.facts dt{color:var(--faint);font-size:12px}dl.facts dd{margin:0;overflow-wrap:anywhere}
.scroll{overflow-x:auto}.scroll:focus-visible{outline:2px solid var(--accent);outline-offset:2px}
table{border-collapse:collapse;width:100%;font-size:13px;font-variant-numeric:tabular-nums}
caption{text-align:left;color:var(--soft);font-size:12px;padding:0 0 6px;caption-side:top}
th{font-weight:500;text-align:left}thead th{color:var(--soft);font-size:12px;vertical-align:bottom}
td,th{padding:7px 8px 7px 0;border-bottom:1px solid var(--line);vertical-align:top}
.r{text-align:right}td.r{white-space:nowrap}td small{display:block;font-size:11.5px}
tr.best th,tr.best td{background:var(--wash)}tr th:first-child{padding-left:8px;min-width:150px;
overflow-wrap:anywhere}ul.plain{padding-left:18px;margin:6px 0;max-width:96ch}
ul.plain li{overflow-wrap:anywhere}details{margin-top:8px}summary{cursor:pointer;color:var(--accent)}
.formula{background:var(--card);border:1px solid var(--line);border-radius:10px;padding:12px 16px;
margin:10px 0}.formula p{max-width:none}`;

const FIGURES = `figure{margin:12px 0 0}figcaption{color:var(--soft);font-size:12px;margin-top:6px;
max-width:110ch}svg{display:block;width:100%;min-width:720px;height:auto}
svg text{font-size:11px;fill:var(--soft)}svg .label{font-size:12px;fill:var(--ink);font-weight:500}
svg .strong{font-weight:650}svg .halo{paint-order:stroke;stroke:var(--paper);stroke-width:3px;stroke-linejoin:round}svg .end{text-anchor:end}svg .mid{text-anchor:middle}
.gridline{stroke:var(--grid);stroke-width:1}.axis{stroke:var(--line);stroke-width:1}
.area{fill:var(--area)}.curve{fill:none;stroke:var(--curve);stroke-width:1.5;stroke-linejoin:round}
.limit{stroke:var(--ink);stroke-width:1;stroke-dasharray:4 3}
.ghost{fill:none;stroke:var(--hatch);stroke-dasharray:2.5 2.5}.run{fill:var(--run)}
.run.base,.swatch.base{fill:var(--base)}.run.bad{stroke:var(--warn);stroke-width:2}
.hatch{stroke:var(--hatch);stroke-width:1.2}.focus{fill:none;stroke:var(--accent);stroke-width:1.5}
.wash{fill:var(--wash)}.lane{fill:var(--card);stroke:var(--line)}.skipped{fill:var(--hatch);opacity:.5}
.steps{fill:var(--steps)}.idle{fill:var(--idle)}.overhead{fill:var(--overhead)}.transfer{fill:var(--transfer)}
.embodied{fill:var(--embodied)}${rampRules()}`;

const PAPER = `@media print{@page{margin:14mm}body{padding:0;max-width:none}html{font-size:11px}
.scroll{overflow:visible}svg{min-width:0}article{break-before:page}article:first-of-type{
break-before:auto}figure,tr,.tiles,dl div{break-inside:avoid}h3,h4{break-after:avoid}
table{font-size:10px}td,th{padding:4px 6px 4px 0}.screen{display:none}}`;

/** Paper is always light, whatever the screen is. */
export const STYLE = `:root{color-scheme:light dark;${LIGHT}}
@media screen and (prefers-color-scheme:dark){:root{${DARK}}}
${TEXT}${BLOCKS}${FIGURES}${PAPER}`;
