import { expect, test } from 'vitest'
import { createJobs } from '../../../electron/app/jobs.ts'
import { CaseboardError } from '../../../shared/errors.ts'

test('a job that fails keeps the error with its file and line', async () => {
  const jobs = createJobs()
  const id = jobs.start('import', 'Importing', async () => {
    throw new CaseboardError({
      code: 'bad-input',
      message: 'The line has 7 columns.',
      file: 'a.vcf',
      line: 12,
    })
  })
  await jobs.settled()
  expect(jobs.get(id)).toMatchObject({ state: 'failed', error: { file: 'a.vcf', line: 12 } })
})

test('jobs run one after the other and a cancelled one that waits never starts', async () => {
  const jobs = createJobs()
  const order: string[] = []
  jobs.start('import', 'first', async () => {
    await new Promise((resolve) => setTimeout(resolve, 20))
    order.push('first')
  })
  const second = jobs.start('import', 'second', async () => void order.push('second'))
  const third = jobs.start('import', 'third', async () => void order.push('third'))
  jobs.cancel(second)
  await jobs.settled()
  expect(order).toEqual(['first', 'third'])
  expect(jobs.get(second).state).toBe('cancelled')
  expect(jobs.get(third).state).toBe('done')
})
