import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { readEvents } from './arrived.mjs';
import { browserChecks, closeBrowser } from './browser-checks.mjs';
import { writeFixture } from './fixtures.mjs';
import { nodeChecks } from './node-checks.mjs';
import { startProxy } from './proxy.mjs';

const { values: options } = parseArgs({
  options: {
    stack: { type: 'string' },
    key: { type: 'string', default: 'demo-storefront' },
    only: { type: 'string', default: '' },
    record: { type: 'string' },
  },
});
if (!options.stack) {
  console.error(
    'Usage: node check.mjs --stack <stack.json> [--key <write key>] [--only <part of a name>] [--record <directory>]',
  );
  process.exit(2);
}

const { url, kafka } = JSON.parse(readFileSync(options.stack, 'utf8'));
const run = `check-${Date.now().toString(36)}`;
const proxy = await startProxy(url);
const results = [];

for (const check of [...nodeChecks, ...browserChecks]) {
  if (!check.name.includes(options.only)) continue;
  const who = `${run}-${results.length}.`;
  proxy.take();
  const outcome = await check.run({ url: proxy.url, key: options.key, who, proxy, kafka });
  results.push({ ...outcome, name: check.name, who, requests: proxy.take() });
}
await closeBrowser();
proxy.stop();

const events = await readEvents(kafka.bootstrap, run);
let failed = 0;
for (const result of results) {
  const faults = faultsOf(result);
  failed += faults.length > 0 ? 1 : 0;
  console.log([`${faults.length > 0 ? 'FAILED' : 'ok    '} ${result.name}`, ...faults].join('\n         '));
  if (options.record) writeFixture(options.record, result);
}
console.log(`${results.length - failed} of ${results.length} checks passed`);
process.exit(failed > 0 ? 1 : 0);

/** Sentences about whatever is not as it was called: all of it has to arrive, and count once. */
function faultsOf({ who, expected, problems = [], posts, statuses, requests }) {
  const faults = problems.map((problem) => `the SDK reported: ${problem}`);
  const mine = events.filter((event) => JSON.stringify(event).includes(who));
  // A repeat after a lost answer stands twice on the topic, under one id, and counts once.
  const arrived = [...new Map(mine.map((event) => [event.id, event])).values()].map(labelOf);
  const missing = [...expected];
  for (const label of arrived) {
    const at = missing.indexOf(label);
    if (at >= 0) missing.splice(at, 1);
    else faults.push(`arrived, but was not called: ${label}`);
  }
  for (const label of missing) faults.push(`was called, but did not arrive: ${label}`);

  const sent = requests.filter(({ method, path }) => method === 'POST' && !path.endsWith('/m'));
  if (posts !== undefined && sent.length !== posts) {
    faults.push(`sent ${sent.length} requests instead of ${posts}`);
  }
  const answers = sent.map(({ status }) => status);
  if (statuses && answers.some((status) => !statuses.includes(status))) {
    faults.push(`answered ${answers} instead of ${statuses}`);
  }
  return faults;
}

function labelOf({ signal, value }) {
  return value === undefined || value === null ? signal : `${signal} ${value}`;
}
