import reactHooks from 'eslint-plugin-react-hooks'
import tseslint from 'typescript-eslint'

/**
 * Arrows go one way: renderer -> shared <- electron; the shells -> app -> (store, reports, knowledge,
 * interpret, export) -> shared. Each entry says what a folder must not reach for.
 *
 * @typedef {[regex: string, message: string]} Ban
 * @param {string[]} files
 * @param {Ban[]} bans
 * @returns {import('eslint').Linter.Config}
 */
function mayNotImport(files, bans) {
  const patterns = bans.map(([regex, message]) => ({ regex, message }))
  return { files, rules: { 'no-restricted-imports': ['error', { patterns }] } }
}

/** @type {Ban} */
const machine = [
  '^(node:|electron$|playwright-core|better-sqlite3)',
  'This code runs without the machine: no Node, no Electron.',
]
/** @type {Ban} */
const electronOnly = ['^electron$', 'Only the Electron shell (electron/*.ts) touches Electron.']
/** @param {string} own @returns {Ban} */
const core = (own) => [
  `/(${['app', 'store', 'reports', 'knowledge', 'interpret', 'export', 'cli'].filter((name) => name !== own).join('|')})/`,
  'Only electron/app may bring the parts of the core together.',
]
/** @type {Ban} */
const noRenderer = ['/renderer/', 'The core does not know the renderer.']
/** @type {Ban} */
const noShell = ['/(main|preload|browser-shell|browser|cli)\\.ts$', 'The core does not know its shells.']

export default tseslint.config(
  { ignores: ['node_modules/', 'out/', 'dist/'] },
  ...tseslint.configs.strict,
  {
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      eqeqeq: 'error',
      'max-lines': ['error', { max: 450, skipBlankLines: true, skipComments: true }],
      'no-console': ['error', { allow: ['error'] }],
    },
  },
  {
    files: ['tests/**', 'resources/build/**', '*.config.*'],
    rules: { 'no-console': 'off', 'max-lines': 'off' },
  },
  {
    files: ['renderer/**'],
    plugins: { 'react-hooks': reactHooks },
    rules: reactHooks.configs.recommended.rules,
  },
  mayNotImport(['shared/**'], [machine, ['/(electron|renderer)/', 'shared/ imports nothing of the shells.']]),
  mayNotImport(
    ['renderer/**'],
    [machine, ['/electron/', 'The renderer speaks to the core through shared/api.ts only.']],
  ),
  mayNotImport(['electron/interpret/**'], [machine, core('interpret'), noRenderer, noShell]),
  mayNotImport(['electron/export/**'], [machine, core('export'), noRenderer, noShell]),
  mayNotImport(['electron/knowledge/**'], [electronOnly, core('knowledge'), noRenderer, noShell]),
  mayNotImport(['electron/reports/**'], [electronOnly, core('reports'), noRenderer, noShell]),
  mayNotImport(
    ['electron/store/**'],
    [
      electronOnly,
      ['/(app|knowledge|interpret|export|cli)/', 'The store knows no format and no rule.'],
      noRenderer,
      noShell,
    ],
  ),
  mayNotImport(
    ['electron/app/**'],
    [electronOnly, ['/cli/', 'The core does not know its shells.'], noRenderer, noShell],
  ),
)
