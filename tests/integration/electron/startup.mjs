import './electronDouble.mjs'

/** Starts the Electron shell given as first argument and prints what it did, as JSON. */
await import(process.argv[2])
const record = process.caseboardElectron
while (record.loaded === null && !record.order.includes('exit'))
  await new Promise((resolve) => setTimeout(resolve, 10))

const prevented = (name, event) => {
  let stopped = false
  const handlers = new Map()
  record.events.get('web-contents-created')({}, { on: (event_, handler) => handlers.set(event_, handler) })
  handlers.get(name)({ ...event, preventDefault: () => (stopped = true) })
  return stopped
}
const cancels = (url) => {
  let cancel
  record.beforeRequest({ url }, (answer) => (cancel = answer.cancel))
  return cancel
}
let permission
record.permissionRequest(null, 'geolocation', (answer) => (permission = answer))
const call = record.ipc.get('caseboard/call')
const ask = (senderFrame) => call({ senderFrame }, { name: 'app/status', args: {} })
const page = await record.scheme.get('caseboard')(new Request('caseboard://app/index.html'))
process.stdout.write(
  JSON.stringify({
    order: record.order,
    privileged: record.privileged,
    switches: record.switches,
    preferences: { ...record.window.webPreferences, session: undefined },
    loaded: record.loaded,
    windowOpen: record.windowOpen({ url: 'https://igv.org' }),
    permission,
    permissionCheck: record.permissionCheck(null, 'geolocation'),
    cancelsForeign: cancels('https://eutils.ncbi.nlm.nih.gov/'),
    cancelsOwn: cancels('caseboard://app/index.html'),
    preventsForeign: prevented('will-navigate', { url: 'https://igv.org/' }),
    preventsWebview: prevented('will-attach-webview', {}),
    page: {
      status: page.status,
      type: page.headers.get('content-type'),
      policy: page.headers.get('content-security-policy'),
    },
    answer: await ask({ parent: null, url: 'caseboard://app/index.html' }),
    foreignAnswer: await ask({ parent: null, url: 'https://igv.org/' }),
    frameAnswer: await ask({ parent: {}, url: 'caseboard://app/index.html' }),
  }),
)
process.exit(0)
