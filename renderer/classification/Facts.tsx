import type { FrequencyFact, VariantClassification } from '../../shared/classification.ts'
import { Term } from '../glossary/Term.tsx'
import { count, percent } from '../parts/numbers.ts'
import { fewAlleles, groupWord, people, stars } from './words.ts'

/** ClinVar's own words, beside the points and never in them. */
export function ClinvarFacts({ classification }: { classification: VariantClassification }) {
  const { clinvar, factFiles } = classification
  const file = factFiles.find(({ kind }) => kind === 'ClinVar')
  return (
    <section aria-label="ClinVar">
      <h3>
        <Term name="clinvar">ClinVar</Term>
      </h3>
      {file === undefined ? (
        <p className="quiet">
          No ClinVar file of this build is imported. <a href="#/settings/knowledge">Settings, Knowledge</a>{' '}
          adds one.
        </p>
      ) : clinvar.length === 0 ? (
        <p className="quiet">
          Not listed in ClinVar {file.version ?? 'undated'}. That is no statement of harmlessness.
        </p>
      ) : (
        clinvar.map((fact) => (
          <div key={fact.variationId} className="stack" style={{ gap: '0.15rem' }}>
            <p>
              <b>{fact.germlineClass ?? 'no germline class'}</b>{' '}
              <span role="img" aria-label={`${fact.stars} of 4 review stars`}>
                {stars(fact.stars)}
              </span>
            </p>
            {fact.review !== null && <p className="quiet small">{fact.review}</p>}
            {fact.conflict !== null && <p className="small">Submitters disagree: {fact.conflict}</p>}
            {fact.oncogenicity !== null && (
              <p className="small">
                Oncogenicity: {fact.oncogenicity}, {fact.oncogenicityStars} of 4 stars
              </p>
            )}
            {fact.conditions.length > 0 && <p className="small">{fact.conditions.join('; ')}</p>}
            <p className="quiet small">
              Variation {fact.variationId}, {fact.source} {fact.version ?? 'undated'}
            </p>
          </div>
        ))
      )}
    </section>
  )
}

/** Frequency by ancestry, with the people behind each number. */
export function PopulationFacts({ classification }: { classification: VariantClassification }) {
  const { frequency, frequencyAbsent, factFiles } = classification
  const any = factFiles.some(({ kind }) => kind === 'population frequency')
  return (
    <section aria-label="Population frequency">
      <h3>
        <Term name="peopleMeasured">Population frequency</Term>
      </h3>
      {!any && (
        <p className="quiet">
          No frequency file of this build is imported. <a href="#/settings/knowledge">Settings, Knowledge</a>{' '}
          adds one.
        </p>
      )}
      {any && frequency.length === 0 && frequencyAbsent.length === 0 && (
        <p className="quiet">No imported frequency file has records on this chromosome.</p>
      )}
      {frequency.map((fact) => (
        <FrequencyTable key={`${fact.source} ${fact.version ?? ''}`} fact={fact} />
      ))}
      {frequencyAbsent.map((file) => (
        <p key={`${file.source} ${file.version ?? ''}`} className="small">
          Not listed in {named(file)}:{' '}
          {file.alleleNumber === null
            ? 'no record within 30 bases, so the place may never have been measured.'
            : `about ${count(people(file.alleleNumber))} people were measured here.`}
        </p>
      ))}
    </section>
  )
}

function named({ source, version }: { source: string; version: string | null }): string {
  return version === null ? source : `${source} ${version}`
}

function FrequencyTable({ fact }: { fact: FrequencyFact }) {
  const rows = [
    {
      name: 'Everyone',
      alleleCount: fact.alleleCount,
      alleleNumber: fact.alleleNumber,
      homozygotes: fact.homozygotes,
    },
    ...fact.groups.map((group) => ({ ...group, name: groupWord(group.group) })),
  ]
  return (
    <table className="table frequency">
      <caption>
        {named(fact)}
        {fact.filter !== null && <span className="quiet"> (site marked {fact.filter})</span>}
      </caption>
      <thead>
        <tr>
          <th scope="col">Ancestry</th>
          <th scope="col" className="number">
            Alleles
          </th>
          <th scope="col" className="number">
            Share
          </th>
          <th scope="col" className="number">
            People
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.name}>
            <th scope="row">{row.name}</th>
            <td className="number">{count(row.alleleCount)}</td>
            <td className="number">
              {row.alleleNumber < fewAlleles
                ? 'hardly measured'
                : percent(row.alleleCount / row.alleleNumber)}
            </td>
            <td className="number">{count(people(row.alleleNumber))}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
