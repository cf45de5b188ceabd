/** The packet's own style: A4, black on white, readable when copied in grey. */
export const PACKET_STYLE = `
@page { size: A4; margin: 16mm 15mm 18mm; }
:root { --ink: #16202c; --quiet: #55616f; --line: #cfd6de; --strong: #0b4f71; --warn: #8a3b00; --warn-paper: #fff4e8; }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 190mm; padding: 8mm 0; color: var(--ink); background: #fff;
  font: 10pt/1.42 system-ui, 'Segoe UI', 'Helvetica Neue', Arial, 'DejaVu Sans', sans-serif; }
@media print { body { padding: 0; max-width: none; } }
h1 { font-size: 17pt; margin: 0 0 1mm; } h2 { font-size: 12.5pt; margin: 7mm 0 2mm; padding-bottom: 1mm; border-bottom: 1.5px solid var(--strong); color: var(--strong); break-after: avoid; }
h3 { font-size: 10.5pt; margin: 0 0 1mm; } p { margin: 0 0 1mm; orphans: 3; widows: 3; } ul { margin: 1mm 0; padding-left: 5mm; }
.quiet { color: var(--quiet); } .small { font-size: 8.5pt; }
.demonstration, .warning { border: 1.5px solid var(--warn); background: var(--warn-paper); color: var(--warn); padding: 2mm 3mm; margin: 2mm 0; border-radius: 1mm; }
.demonstration { font-weight: 700; text-align: center; letter-spacing: .02em; }
.therapy { border: 1px solid var(--line); border-radius: 1.5mm; padding: 2mm 3mm; margin: 0 0 2.5mm; }
.therapy header { break-after: avoid; display: flex; gap: 3mm; align-items: baseline; flex-wrap: wrap; }
.tier { font-weight: 700; border: 1.5px solid currentColor; border-radius: 1mm; padding: 0 1.6mm; white-space: nowrap; }
.effect { font-weight: 600; } .resisted { color: var(--warn); font-weight: 600; }
table { width: 100%; border-collapse: collapse; margin: 1mm 0 2mm; font-size: 9pt; }
th { text-align: left; font-weight: 600; color: var(--quiet); border-bottom: 1px solid var(--line); padding: .8mm 2mm .8mm 0; }
td { vertical-align: top; border-bottom: 1px solid #e8ecf0; padding: .9mm 2mm .9mm 0; overflow-wrap: anywhere; }
td.whole { white-space: nowrap; overflow-wrap: normal; }
tr, .therapy { break-inside: avoid; } .number { text-align: right; font-variant-numeric: tabular-nums; }
footer { margin-top: 8mm; border-top: 1px solid var(--line); padding-top: 2mm; }
`
