import { type ErrorCode, assertNever } from '../../shared/errors.ts'

/** Exit codes of the headless contract: 0 done, 2 wrong usage, 3 bad input, 4 vault locked or wrong password, 1 else. */
export function exitCode(code: ErrorCode): number {
  switch (code) {
    case 'bad-input':
    case 'needs-choice':
    case 'not-found':
    case 'vault-missing':
    case 'vault-exists':
    case 'conflict':
      return 3
    case 'wrong-password':
    case 'vault-locked':
      return 4
    case 'vault-damaged':
    case 'not-allowed':
    case 'cancelled':
    case 'unsupported':
    case 'internal':
      return 1
    default:
      return assertNever(code)
  }
}
