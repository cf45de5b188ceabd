import { config } from 'zod'

/**
 * Our content-security policy forbids `eval`; zod would probe for it and the probe alone shows up as a
 * violation on the console. Imported before any schema is used.
 */
config({ jitless: true })
