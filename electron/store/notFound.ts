import { CaseboardError } from '../../shared/errors.ts'

export function notFound(what: string): CaseboardError {
  return new CaseboardError({
    code: 'not-found',
    message: `There is no ${what} in this vault.`,
    remedy: 'It may have been removed in the meantime; go back to the list.',
  })
}
