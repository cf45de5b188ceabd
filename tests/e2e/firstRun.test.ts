import { join } from 'node:path'
import { expect, test } from 'vitest'
import { caseList } from './pages/caseList.ts'
import { door } from './pages/door.ts'
import { inEveryShell } from './session.ts'

const PASSWORD = 'nine red lanterns by the river'

inEveryShell((session) => {
  let recoveryKey = ''
  const vault = (): string => join(session().folder, 'vault')

  test('a password that is too short or typed differently is explained, and no vault is made of it', async () => {
    const { newVault, choose } = door(session().page)
    await choose('New vault')
    await newVault.folder.fill(vault())
    await newVault.administrator.fill('e2e')
    await newVault.password.fill('short')
    await newVault.again.fill('short')
    await session().page.getByText('The password has 5 of at least 8 characters.').waitFor()
    expect(await newVault.create.isDisabled()).toBe(true)
    await newVault.password.fill(PASSWORD)
    await newVault.again.fill(`${PASSWORD}!`)
    await session().page.getByText('The two passwords differ.').waitFor()
    expect(await newVault.again.getAttribute('aria-invalid')).toBe('true')
    expect(await newVault.create.isDisabled()).toBe(true)
  })

  test('the recovery key is shown once and has to be confirmed; then the empty list says what to do next', async () => {
    const { page } = session()
    const { newVault, recovery } = door(page)
    await newVault.again.fill(PASSWORD)
    await newVault.create.click()
    await recovery.dialog.waitFor()
    recoveryKey = (await recovery.key.innerText()).trim()
    expect(recoveryKey.length).toBeGreaterThan(20)
    expect(await recovery.continue.isDisabled()).toBe(true)
    await page.keyboard.press('Escape')
    expect(await recovery.dialog.isVisible()).toBe(true)
    await recovery.stored.check()
    await recovery.continue.click()
    await page.getByRole('heading', { name: 'No cases yet' }).waitFor()
    await page.getByText('Make a case with a pseudonym and a diagnosis').waitFor()
    expect(await page.getByRole('main').getByRole('button', { name: 'New case' }).count()).toBeGreaterThan(0)
    expect(await page.content()).not.toContain(recoveryKey)
    // Only the demonstration is marked as such.
    expect(await page.getByRole('note').count()).toBe(0)
  })

  test('after Lock a wrong password is refused with a clear message, and the right one opens', async () => {
    const { page } = session()
    const entrance = door(page)
    await page.getByRole('button', { name: 'Lock' }).click()
    await entrance.password.waitFor()
    expect(await entrance.folder.inputValue()).toBe(vault())
    await entrance.open(vault(), `${PASSWORD} not`)
    const refusal = page.getByRole('alert')
    await refusal.waitFor()
    expect(await refusal.innerText()).toMatch(/password/i)
    expect(await refusal.innerText()).toMatch(/recovery key/)
    expect(await caseList(page).heading.count()).toBe(0)
    await entrance.open(vault(), PASSWORD)
    await caseList(page).heading.waitFor()
  })

  test('the recovery key opens the vault in place of the password', async () => {
    const { page } = session()
    await page.getByRole('button', { name: 'Lock' }).click()
    await door(page).open(vault(), recoveryKey)
    await caseList(page).heading.waitFor()
    await page.getByRole('heading', { name: 'No cases yet' }).waitFor()
  })
})
