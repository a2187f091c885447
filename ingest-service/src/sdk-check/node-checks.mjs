import { Analytics } from '@segment/analytics-node';
import Rudder from '@rudderstack/rudder-sdk-node';
import { jitsuAnalytics } from '@jitsu/js';

export const product = {
  product_id: 'P-77',
  sku: 'K-77',
  name: 'Lamp',
  price: 129.9,
  quantity: 2,
  currency: 'EUR',
};

export const order = (id) => ({
  order_id: id,
  total: '278.80',
  revenue: 259.8,
  currency: 'EUR',
  products: [product],
});


/** What is called, and under which signals (with the value of orders) it has to arrive. */
const DEEDS = [
  'identified',
  'product_added 259.8',
  'order_completed 278.8',
  'page_viewed',
  'screen_viewed',
  'grouped',
  'aliased',
];


function callAll(sdk, who) {
  sdk.identify({ userId: who, traits: { email: `${who}@example.com`, plan: 'gold' } });
  sdk.track({ userId: who, event: 'Product Added', properties: product });
  sdk.track({ userId: who, event: 'Order Completed', properties: order(`${who}-1`) });
  sdk.page({ userId: who, name: 'Lamps', properties: { path: '/lamps' } });
  sdk.screen({ userId: who, name: 'Start' });
  sdk.group({ userId: who, groupId: 'club', traits: { name: 'Club' } });
  sdk.alias({ userId: who, previousId: `before-${who}` });
}

const views = (count) => Array(count).fill('product_viewed 129.9');
const view = (who) => ({ userId: who, event: 'Product Viewed', properties: { ...product, quantity: 1 } });

function segment({ url, key }, options = {}) {
  const sdk = new Analytics({ writeKey: key, host: url, ...options });
  const errors = [];
  sdk.on('error', (error) => errors.push(error));
  return { sdk, errors };
}

function rudder({ url, key }, options = {}) {
  return new Rudder(key, { dataPlaneUrl: url, flushInterval: 200, ...options });
}

export const away = { status: 503, headers: { 'Retry-After': '1' } };
export const throttled = { status: 429, headers: { 'Retry-After': '1' } };

const flushed = (sdk) => new Promise((done) => sdk.flush((error) => done(error)));
const pause = (ms) => new Promise((done) => setTimeout(done, ms));

export const nodeChecks = [
  {
    name: 'analytics-node',
    async run(at) {
      const { sdk, errors } = segment(at);
      callAll(sdk, at.who);
      await sdk.closeAndFlush();
      return { expected: DEEDS, problems: errors.map((e) => e.code) };
    },
  },
  {
    name: 'analytics-node-in-parallel',
    async run(at) {
      const { sdk, errors } = segment(at);
      for (let i = 0; i < 300; i++) sdk.track(view(at.who));
      await sdk.closeAndFlush();
      return { expected: views(300), problems: errors.map((e) => e.code) };
    },
  },
  {
    name: 'analytics-node-repeats',
    async run(at) {
      at.proxy.misbehave(away, throttled, 'cut', 'lost');
      const { sdk, errors } = segment(at);
      for (let i = 0; i < 3; i++) sdk.track(view(at.who));
      await sdk.closeAndFlush({ timeout: 30_000 });
      return { expected: views(3), problems: errors.map((e) => e.code), posts: 5 };
    },
  },
  {
    // A broker that stands still: Leadlight itself has to answer 503 until it moves on.
    name: 'analytics-node-broker-away',
    async run(at) {
      const { sdk, errors } = segment(at);
      process.kill(at.kafka.pid, 'SIGSTOP');
      setTimeout(() => process.kill(at.kafka.pid, 'SIGCONT'), 5_000);
      for (let i = 0; i < 3; i++) sdk.track(view(at.who));
      await sdk.closeAndFlush({ timeout: 40_000 });
      return { expected: views(3), problems: errors.map((e) => e.code), statuses: [503, 200] };
    },
  },
  {
    name: 'analytics-node-oversized',
    async run(at) {
      const { sdk, errors } = segment(at);
      sdk.track(view(at.who));
      sdk.track({ userId: at.who, event: 'Product Viewed', properties: { note: 'x'.repeat(100_000) } });
      sdk.track(view(at.who));
      await sdk.closeAndFlush();
      return { expected: views(2), problems: errors.map((e) => e.code), posts: 1 };
    },
  },
  {
    name: 'analytics-node-unknown-key',
    async run(at) {
      const { sdk, errors } = segment({ ...at, key: 'no-such-key' });
      sdk.track(view(at.who));
      await sdk.closeAndFlush();
      return { expected: [], problems: errors.length === 1 ? [] : ['no error'], posts: 1, statuses: [401] };
    },
  },
  {
    name: 'rudder-sdk-node',
    async run(at) {
      const sdk = rudder(at);
      callAll(sdk, at.who);
      const problem = await flushed(sdk);
      await pause(500);
      return { expected: DEEDS, problems: problem ? [problem.message] : [] };
    },
  },
  {
    name: 'rudder-sdk-node-plain',
    async run(at) {
      const sdk = rudder(at, { gzip: false });
      callAll(sdk, at.who);
      const problem = await flushed(sdk);
      await pause(500);
      return { expected: DEEDS, problems: problem ? [problem.message] : [] };
    },
  },
  {
    name: 'rudder-sdk-node-repeats',
    async run(at) {
      at.proxy.misbehave(away, 'lost');
      const sdk = rudder(at);
      sdk.track(view(at.who));
      await flushed(sdk);
      await pause(3_000);
      return { expected: views(1), problems: [], posts: 3 };
    },
  },
  {
    name: 'rudder-sdk-node-unknown-key',
    async run(at) {
      const errors = [];
      const errorHandler = (error) => errors.push(error);
      const sdk = rudder({ ...at, key: 'no-such-key' }, { errorHandler, logLevel: 'silent' });
      sdk.track(view(at.who));
      await pause(2_000);
      return { expected: [], problems: errors.length === 1 ? [] : ['no error'], posts: 1, statuses: [401] };
    },
  },
  ...[false, true].map((s2s) => ({
    name: s2s ? 'jitsu-node-s2s' : 'jitsu-node',
    async run(at) {
      const sdk = jitsuAnalytics({ host: at.url, writeKey: `${at.key}:secret`, s2s });
      await sdk.identify(at.who, { email: `${at.who}@example.com` });
      await sdk.track('Product Added', product);
      await sdk.track('Order Completed', order(`${at.who}-1`));
      await sdk.page({ name: 'Lamps', path: '/lamps' });
      await sdk.group('club', { name: 'Club' });
      return { expected: DEEDS.filter((deed) => !/screen|alias/.test(deed)), problems: [] };
    },
  })),
];
