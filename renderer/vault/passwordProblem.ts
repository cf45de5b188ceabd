/** The core refuses shorter ones (electron/store/keyring.ts). */
export const minimumPasswordLength = 8

/** What is wrong with a new password typed twice, in words; null where nothing is. */
export function passwordProblem(password: string, again: string): string | null {
  if (password.length < minimumPasswordLength) {
    return `The password has ${password.length} of at least ${minimumPasswordLength} characters.`
  }
  return password === again ? null : 'The two passwords differ.'
}
