import http from 'node:http';
import { build } from 'esbuild';
import { chromium } from 'playwright-core';
import { away, order, product, throttled } from './node-checks.mjs';

const pause = (ms) => new Promise((done) => setTimeout(done, ms));
const DEEDS = ['page_viewed', 'identified', 'product_added 259.8', 'order_completed 278.8', 'grouped'];

let shop;

/** A shop on an origin of its own; each check has its own visitor. */
async function openShop() {
  const dir = new URL('.', import.meta.url).pathname;
  const bundle = await build({
    entryPoints: [`${dir}browser-page.mjs`],
    bundle: true,
    write: false,
    format: 'iife',
    platform: 'browser',
  });
  const script = bundle.outputFiles[0].contents;
  const server = http.createServer((request, answer) => {
    if (request.url.startsWith('/sdks.js')) {
      answer.writeHead(200, { 'Content-Type': 'text/javascript' }).end(script);
    } else {
      answer
        .writeHead(200, { 'Content-Type': 'text/html' })
        .end('<!doctype html><title>Lamps</title><script src="/sdks.js"></script>');
    }
  });
  await new Promise((up) => server.listen(0, 'localhost', up));
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox'],
  });
  const url = `http://localhost:${server.address().port}/lamps?utm_source=news&utm_campaign=autumn`;
  return { browser, server, url };
}

export async function closeBrowser() {
  await shop?.browser.close();
  shop?.server.closeAllConnections();
  shop?.server.close();
}

async function inShop(work) {
  shop ??= await openShop();
  const visitor = await shop.browser.newContext();
  const page = await visitor.newPage();
  const problems = [];
  page.on('pageerror', (error) => problems.push(error.message));
  page.on('console', (line) => process.env.VERBOSE && console.error(line.text()));
  await page.goto(shop.url);
  const answer = await work(page, visitor);
  await visitor.close();
  return { problems, ...answer };
}

const given = (at) => ({ url: at.url, key: at.key, who: at.who, product, order: order(`${at.who}-1`) });
const views = (count) => Array(count).fill('product_viewed 129.9');

function inVisit(name, load, expected, act, settle = 1_500) {
  return {
    name,
    run: (at) =>
      inShop(async (page, visitor) => {
        await page.evaluate(load, given(at));
        const more = await act(page, at, visitor);
        await pause(settle);
        return { expected, ...more };
      }),
  };
}

// These run inside the page.
const loadByDocument = async ({ url, key, who }) => {
  window.sdk = window.AnalyticsBrowser.load({ writeKey: key, cdnURL: url });
  await window.sdk;
  await window.sdk.setAnonymousId(who);
};
const loadPlain = async ({ url, key, who }) => {
  window.sdk = window.AnalyticsBrowser.load(
    { writeKey: key, cdnSettings: { integrations: { 'Segment.io': { apiKey: key } } } },
    { integrations: { 'Segment.io': { apiHost: `${new URL(url).host}/v1`, protocol: 'http' } } },
  );
  await window.sdk;
  await window.sdk.setAnonymousId(who);
};
const loadBatching = async ({ url, key, who }) => {
  const deliveryStrategy = { strategy: 'batching', config: { size: 10, timeout: 60_000 } };
  window.sdk = window.AnalyticsBrowser.load(
    { writeKey: key, cdnSettings: { integrations: { 'Segment.io': { apiKey: key } } } },
    { integrations: { 'Segment.io': { apiHost: `${new URL(url).host}/v1`, protocol: 'http', deliveryStrategy } } },
  );
  await window.sdk;
  await window.sdk.setAnonymousId(who);
};
const loadRudder = async ({ url, key, who, options = {} }) => {
  window.sdk = new window.RudderAnalytics();
  window.sdk.load(key, url, { configUrl: url, logLevel: 'NONE', ...options });
  await new Promise((ready) => window.sdk.ready(ready));
  window.sdk.setAnonymousId(who);
};
const loadJitsu = async ({ url, key, who }) => {
  window.sdk = window.jitsuAnalytics({ host: url, writeKey: `${key}:secret` });
  await window.sdk.setAnonymousId(who);
};
const callAll = async ({ who, product, order }) => {
  await window.sdk.page('Lamps');
  await window.sdk.identify(who, { email: `${who}@example.com` });
  await window.sdk.track('Product Added', product);
  await window.sdk.track('Order Completed', order);
  await window.sdk.group('club', { name: 'Club' });
};
const callAfterReset = async ({ who, product }) => {
  await window.sdk.reset();
  await window.sdk.track('Product Viewed', { ...product, quantity: 1, before: who });
};
const view = async ({ product, count }) => {
  for (let i = 0; i < count; i++) window.sdk.track('Product Viewed', { ...product, quantity: 1 });
};

const all = (page, at) => page.evaluate(callAll, given(at));
const viewed = (page, at, count) => page.evaluate(view, { ...given(at), count });
async function leave(page) {
  await page.close({ runBeforeUnload: true });
}

export const browserChecks = [
  inVisit('analytics-next', loadByDocument, [...DEEDS, 'product_viewed 129.9'], async (page, at) => {
    await all(page, at);
    await page.evaluate(callAfterReset, given(at));
  }),
  inVisit('analytics-next-alias', loadPlain, ['aliased', 'screen_viewed'], async (page, at) => {
    await page.evaluate(({ who }) => Promise.all([window.sdk.alias(`${who}u`, who), window.sdk.screen('Start')]), given(at));
  }),
  inVisit('analytics-next-batching', loadBatching, views(13), async (page, at) => {
    await viewed(page, at, 13);
    await pause(1_000);
    await leave(page);
  }),
  inVisit('analytics-next-repeats', loadPlain, views(2), async (page, at) => {
    at.proxy.misbehave(throttled, 'lost', away);
    await viewed(page, at, 2);
    await pause(8_000);
  }),
  inVisit(
    'analytics-next-next-page',
    loadPlain,
    views(2),
    async (page, at) => {
      at.proxy.misbehave('cut', 'cut', 'cut', 'cut');
      await viewed(page, at, 2);
      await pause(100);
      await page.goto('about:blank');
      await page.goto(shop.url);
      await page.evaluate(loadPlain, given(at));
    },
    8_000,
  ),
  {
    name: 'analytics-next-unknown-key',
    run: (at) =>
      inShop(async (page) => {
        await page.evaluate(loadPlain, given({ ...at, key: 'no-such-key' }));
        await viewed(page, at, 1);
        await pause(5_000);
        return { expected: [], posts: 1, statuses: [401] };
      }),
  },
  inVisit('analytics-js', loadRudder, [...DEEDS, 'aliased', 'product_viewed 129.9'], async (page, at) => {
    await all(page, at);
    await page.evaluate(({ who }) => window.sdk.alias(`${who}u`, who), given(at));
    await page.evaluate(callAfterReset, given(at));
  }),
  {
    name: 'analytics-js-batching',
    run: (at) =>
      inShop(async (page) => {
        const options = { queueOptions: { batch: { enabled: true, maxItems: 10, flushInterval: 60_000 } } };
        await page.evaluate(loadRudder, { ...given(at), options });
        await viewed(page, at, 13);
        await pause(2_000);
        await leave(page);
        await pause(1_000);
        return { expected: views(13) };
      }),
  },
  {
    name: 'analytics-js-largest-batch',
    run: (at) =>
      inShop(async (page) => {
        const options = { queueOptions: { batch: { enabled: true, maxItems: 1_000, flushInterval: 3_000 } } };
        await page.evaluate(loadRudder, { ...given(at), options });
        await page.evaluate(({ product }) => {
          for (let i = 0; i < 60; i++) window.sdk.track('Product Viewed', { ...product, quantity: 1, note: 'x'.repeat(10_000) });
        }, given(at));
        await pause(9_000);
        return { expected: views(60), statuses: [200] };
      }),
  },
  {
    name: 'analytics-js-beacon',
    run: (at) =>
      inShop(async (page) => {
        await page.evaluate(loadRudder, { ...given(at), options: { useBeacon: true } });
        await viewed(page, at, 3);
        await pause(500);
        await leave(page);
        await pause(1_500);
        return { expected: views(3) };
      }),
  },
  inVisit('analytics-js-repeats', loadRudder, views(2), async (page, at) => {
    at.proxy.misbehave(away, 'lost');
    await viewed(page, at, 2);
    await pause(10_000);
  }),
  {
    name: 'analytics-js-unknown-key',
    run: (at) =>
      inShop(async (page) => {
        await page.evaluate(({ url }) => {
          window.sdk = new window.RudderAnalytics();
          window.sdk.load('no-such-key-of-a-source', url, { configUrl: url, logLevel: 'NONE' });
        }, given(at));
        await viewed(page, at, 1);
        await pause(3_000);
        return { expected: [], posts: 0 };
      }),
  },
  inVisit('jitsu-browser', loadJitsu, DEEDS, all),
];
