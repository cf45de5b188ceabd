import type { CaseDetail } from '../../shared/api.ts'
import type { Match, MatchReport } from '../../shared/match.ts'
import type { SmallVariant } from '../../shared/model.ts'
import type { TrialReport } from '../../shared/trialMatch.ts'
import { type Markup, html } from './html.ts'
import { PACKET_STYLE } from './packetStyle.ts'
import { atAGlance, therapySection } from './packetTherapies.ts'
import { trialSection } from './packetTrials.ts'
import { biomarkerRow, clinicalLine, percent, shortChange, therapyLine, whoLine } from './packetWords.ts'

export interface BoardPacketInput {
  readonly detail: CaseDetail
  readonly match: MatchReport
  readonly trials: TrialReport
  /** Small variants that some matched rule points at. */
  readonly variants: readonly SmallVariant[]
  /** ISO date and time. */
  readonly writtenAt: string
  readonly writtenBy: string
  readonly version: string
  readonly demonstration: boolean
}

/**
 * The board packet: one self-contained HTML page (no script, no outside resource) with the case's summary,
 * therapies, variants of interest and sources. The same page prints to PDF.
 */
export function boardPacketHtml(input: BoardPacketInput): string {
  const { detail, match } = input
  const title = `Board packet ${detail.case.pseudonym}`
  const page = html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'" />
        <meta name="viewport" content="width=device-width" />
        <title>${title}</title>
        <style>
          ${{ markup: PACKET_STYLE }}
        </style>
      </head>
      <body>
        ${demonstrationMark(input)} ${heading(input)} ${warnings(match)} ${atAGlance(match)} ${tested(detail)}
        ${therapySection(match)} ${missingTests(match)} ${trialSection(input.trials)} ${biomarkers(detail)} ${variants(input)}
        ${sources(match)} ${footer(input)}
      </body>
    </html> `
  return page.markup
}

function demonstrationMark(input: BoardPacketInput): Markup | null {
  return input.demonstration
    ? html`<p class="demonstration">DEMONSTRATION DATA: an invented patient. Not for clinical use.</p>`
    : null
}

function heading({ detail, writtenAt }: BoardPacketInput): Markup {
  const found = detail.case
  const diagnosis =
    detail.diagnosisName === null
      ? html`<strong>Diagnosis unresolved</strong
          >${found.diagnosisText === null ? null : html`: ${found.diagnosisText}`}`
      : html`<strong>${detail.diagnosisName}</strong> (OncoTree
          ${found.diagnosis})${found.diagnosisText === null ? null : html`, ${found.diagnosisText}`}`
  return html`<h1>${found.pseudonym}</h1>
    <p>${diagnosis}</p>
    <p>${whoLine(found, writtenAt)}</p>
    <p>${clinicalLine(found)}</p>
    ${found.question === null ? null : html`<p><strong>Question to the board:</strong> ${found.question}</p>`}
    ${
      found.priorTherapies.length === 0
        ? html`<p class="quiet">No prior therapy recorded.</p>`
        : html`<p><strong>Prior therapies</strong></p>
            <ul>
              ${found.priorTherapies.map((therapy) => html`<li>${therapyLine(therapy)}</li>`)}
            </ul>`
    }`
}

function warnings(match: MatchReport): Markup | null {
  if (match.warnings.length === 0) return null
  return html`<div class="warning">
    <strong>To check before deciding</strong>
    <ul>
      ${match.warnings.map((text) => html`<li>${text}</li>`)}
    </ul>
  </div>`
}

function tested(detail: CaseDetail): Markup {
  const rows = detail.reports.map((report) => {
    const assay = detail.assays.find(({ name }) => name === report.assay)
    const cover =
      assay === undefined
        ? 'coverage unknown: what it did not find is not assessed'
        : `${assay.genes.length} genes${assay.markers.length > 0 ? `; ${assay.markers.join(', ')}` : ''}`
    return html`<tr>
      <td>${report.fileName}<br /><span class="quiet small">SHA-256 ${report.sha256}</span></td>
      <td>${report.specimen ?? 'specimen not stated'}</td>
      <td>${report.assay ?? 'assay not stated'}<br /><span class="quiet small">${cover}</span></td>
      <td class="whole">${report.build ?? ''}</td>
      <td class="number">${report.taken} of ${report.read}</td>
    </tr>`
  })
  return html`<h2>What was tested</h2>
    ${
      rows.length === 0
        ? html`<p>No report has been imported. Nothing was assessed.</p>`
        : html`<table>
            <thead>
              <tr>
                <th>Report</th>
                <th>Specimen</th>
                <th>Assay</th>
                <th>Build</th>
                <th class="number">Records taken</th>
              </tr>
            </thead>
            <tbody>
              ${rows}
            </tbody>
          </table>`
    }`
}

/** Rows of the table of missing tests; rich packs ask for dozens. */
const MISSING_ROWS = 15

function missingTests(match: MatchReport): Markup | null {
  if (match.missingTests.length === 0) return null
  const rest = match.missingTests.slice(MISSING_ROWS)
  return html`<h2>Not assessed, and what it leaves open</h2>
    <table>
      <thead>
        <tr>
          <th>Missing test</th>
          <th>Therapies it would decide on</th>
        </tr>
      </thead>
      <tbody>
        ${match.missingTests.slice(0, MISSING_ROWS).map(
          ({ test, drugs }) =>
            html`<tr>
              <td>${test}</td>
              <td>${drugs.join(', ')}</td>
            </tr>`,
        )}
      </tbody>
    </table>
    ${rest.length === 0 ? null : html`<p class="small">Not assessed either: ${rest.map(({ test }) => test).join(', ')}.</p>`}`
}

function biomarkers(detail: CaseDetail): Markup | null {
  if (detail.otherAlterations.length === 0) return null
  const rows = detail.otherAlterations.map((alteration) => {
    const row = biomarkerRow(alteration)
    const report = detail.reports.find(({ id }) => id === alteration.reportId)
    return html`<tr>
      <td>${row.name}</td>
      <td>${row.result}</td>
      <td>${row.detail}</td>
      <td>${report?.fileName}${alteration.line === null ? '' : `, line ${alteration.line}`}</td>
    </tr>`
  })
  return html`<h2>Biomarkers, copy number and fusions</h2>
    <table>
      <thead>
        <tr>
          <th>Finding</th>
          <th>Result</th>
          <th>Detail</th>
          <th>Reported in</th>
        </tr>
      </thead>
      <tbody>
        ${rows}
      </tbody>
    </table>`
}

function variants({ variants: list, detail }: BoardPacketInput): Markup {
  const rows = [...list]
    .sort((a, b) => (a.gene ?? '').localeCompare(b.gene ?? '') || (b.vaf ?? 0) - (a.vaf ?? 0))
    .map((variant) => {
      const report = detail.reports.find(({ id }) => id === variant.reportId)
      return html`<tr>
        <td>
          <strong>${variant.gene}</strong> ${shortChange(variant)}<br /><span class="quiet small"
            >${variant.transcript ?? 'transcript not stated'} ${variant.hgvsC} ${variant.hgvsP}</span
          >
        </td>
        <td>${variant.build} ${variant.chrom}:${variant.pos} ${variant.ref}&gt;${variant.alt}</td>
        <td class="number">${percent(variant.vaf)}</td>
        <td class="number">${variant.depth ?? ''}</td>
        <td>${variant.origin}</td>
        <td>
          ${report?.specimen ?? ''}<br /><span class="quiet small"
            >${report?.fileName}${variant.line === null ? '' : `, line ${variant.line}`}</span
          >
        </td>
      </tr>`
    })
  return html`<h2>Variants of interest</h2>
    ${
      rows.length === 0
        ? html`<p>No small variant of this case meets a rule of the installed knowledge packs.</p>`
        : html`<table>
            <thead>
              <tr>
                <th>Variant</th>
                <th>Position</th>
                <th class="number">VAF</th>
                <th class="number">Depth</th>
                <th>Origin</th>
                <th>Specimen, report</th>
              </tr>
            </thead>
            <tbody>
              ${rows}
            </tbody>
          </table>`
    }
    <p class="quiet small">
      ${detail.smallVariants} small variants are stored for this case; the full list stands in Caseboard.
    </p>`
}

function sources(match: MatchReport): Markup {
  const all = new Map<string, Match['sources'][number]>()
  for (const entry of match.matches.filter(({ status }) => status === 'matched')) {
    for (const source of [
      ...entry.sources,
      ...entry.companionDiagnostics.flatMap((device) => device.sources),
    ])
      all.set(source.id, source)
  }
  return html`<h2>Sources</h2>
    <ul class="small">
      ${[...all.values()]
        .sort((a, b) => a.id.localeCompare(b.id))
        .map(
          ({ id, title, date, retrieved }) =>
            html`<li>
              ${id}${title === undefined ? '' : `, ${title}`}${date === undefined ? '' : `, ${date}`};
              retrieved ${retrieved}
            </li>`,
        )}
    </ul>`
}

function footer({ match, writtenAt, writtenBy, version }: BoardPacketInput): Markup {
  const packs = match.packs.map(
    ({ name, version: packVersion, retrieved, licence }) =>
      `${name} ${packVersion}, retrieved ${retrieved} (${licence})`,
  )
  return html`<footer class="small quiet">
    <p>
      Written ${writtenAt.slice(0, 16).replace('T', ' ')} UTC by ${writtenBy} with Caseboard ${version}.
      Knowledge: ${packs.join('; ')}. OncoTree ${match.oncotreeVersion}.
    </p>
    <p>
      Decision support for a tumor board, not a medical device. A finding that is not listed was not assessed
      unless "not detected" is written.
    </p>
  </footer>`
}
