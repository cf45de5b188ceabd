import { defineConfig } from 'vitest/config'

const shared = { environment: 'node' as const, pool: 'forks' as const }

export default defineConfig({
  test: {
    // Two cores is what a hospital's build machine and ours have.
    maxWorkers: 2,
    projects: [
      {
        // A loaded machine is no reason to fail: how long things take is for tests/bench.
        test: { ...shared, name: 'unit', include: ['tests/unit/**/*.test.ts'], testTimeout: 60_000 },
      },
      {
        test: {
          ...shared,
          name: 'integration',
          include: ['tests/integration/**/*.test.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
      {
        test: {
          ...shared,
          name: 'e2e',
          include: ['tests/e2e/**/*.test.ts'],
          testTimeout: 120_000,
          hookTimeout: 180_000,
          // One window at a time: two browsers on two cores make every wait longer, not the suite shorter.
          fileParallelism: false,
        },
      },
    ],
  },
})
