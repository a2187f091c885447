/*! Leadlight storefront library. Apache-2.0. How to use it: docs/storefront.md */
(() => {
  'use strict';
  if (Object(window.leadlight).init) return;

  const STORE = 'leadlight'; // and a key for each unsent message
  const MOST_HELD = 100; // calls kept in memory until consent
  const MOST_QUEUED = 500;
  const MOST_SENT = 50; // messages a request
  const MESSAGE_BYTES = 32768; // what the server takes
  const REQUEST_BYTES = 60000; // what beacons may carry
  const SOON = 1000;
  const HOUR = 3600e3;
  const SESSION = HOUR / 2;
  const FRESH = 3000; // how long a tier is kept, and waited for

  const script = document.currentScript;
  const options = {};
  const held = [];
  const queue = new Map(); // storage key → JSON of the message
  const flying = new Set(); // keys of the request under way
  let state = {};
  let storable = true;
  let refused = false;
  let stamp = 0;
  let timer, due;
  let failures = 0;
  let notBefore = 0;
  let most = MOST_SENT;
  let visited, referrer = document.referrer;
  let known;

  /** Nothing that goes wrong in here may stop the page. */
  const attempt = (work, aloud) => { try { return work(); } catch (e) { if (aloud) console.warn('leadlight:', e); } };
  const random = () => crypto.getRandomValues(new Uint32Array(4)).join('-');
  const bytes = (text) => new Blob([text]).size;

  /** Who this is; read anew each time: other tabs change it too. */
  const load = () => {
    if (storable) {
      const text = attempt(() => localStorage.getItem(STORE));
      if (text !== undefined) state = Object(attempt(() => JSON.parse(text)));
    }
    return state;
  };
  const save = () => {
    storable = attempt(() => !localStorage.setItem(STORE, JSON.stringify(state)));
  };
  const granted = () => Object.values(load().consent || {}).includes(true);
  /** Until then calls are held. Pages made in advance may never be looked at. */
  const open = () => options.writeKey && !document.prerendering && granted();

  const record = (type, fields) => attempt(() => {
    if (refused) return;
    const page = { path: location.pathname, url: location.href, search: location.search, title: document.title, referrer };
    held.push(JSON.stringify({
      type, messageId: random(), timestamp: new Date(), ...fields,
      context: { page, library: { name: 'leadlight.js', version: '0.1.0' } },
    }));
    if (held.length > MOST_HELD) held.shift();
    release();
  }, true);

  const release = () => {
    if (!open()) return;
    for (const json of held.splice(0)) {
      const message = JSON.parse(json);
      const now = Date.now();
      const userId = message.userId || state.user;
      if (state.user && userId !== state.user) state = { consent: state.consent }; // somebody else
      if (!(now - state.seen < SESSION)) state.session = random();
      state.seen = now;
      state.id = state.id || random();
      state.user = userId;
      save();
      Object.assign(message, { anonymousId: state.id, userId });
      Object.assign(message.context, { sessionId: state.session, consent: { categoryPreferences: state.consent } });
      enqueue(JSON.stringify(message));
    }
  };

  const enqueue = (json) => {
    if (bytes(json) > MESSAGE_BYTES) return console.warn('leadlight: a message over 32 KB is not sent');
    stamp = Math.max(stamp + 1, Date.now());
    const key = `${STORE}:${stamp}:${random()} ${options.writeKey}`;
    queue.set(key, json);
    attempt(() => localStorage.setItem(key, json));
    trim();
    later(queue.size < most ? SOON : 0);
  };

  const drop = (key) => {
    queue.delete(key);
    attempt(() => localStorage.removeItem(key));
  };
  const trim = () => { while (queue.size > MOST_QUEUED) drop(queue.keys().next().value); };
  const storedKeys = () => (attempt(() => Object.keys(localStorage)) || []).filter((key) => key.startsWith(STORE + ':')).sort();

  /** Takes over what pages of this key, or older versions, left. The same ids make a repeat count once. */
  const adopt = () => {
    if (!open()) return;
    storedKeys().forEach((key) => attempt(() => {
      if (!queue.has(key) && [options.writeKey, undefined].includes(key.split(' ')[1])) queue.set(key, localStorage.getItem(key));
    }));
    trim();
    if (queue.size) later(SOON);
    release(); // another tab may have given consent
  };

  const chunk = () => {
    const keys = [];
    let size = 300;
    for (const [key, json] of queue) {
      if (flying.has(key)) continue;
      size += bytes(json) + 1;
      if (keys.length === most || (keys.length && size > REQUEST_BYTES)) break;
      keys.push(key);
    }
    const head = JSON.stringify({ writeKey: options.writeKey, sentAt: new Date() }).slice(0, -1);
    return { keys, body: `${head},"batch":[${keys.map((key) => queue.get(key))}]}` };
  };

  const later = (wait) => {
    const at = Math.max(Date.now() + wait, notBefore);
    if (timer && due <= at) return;
    clearTimeout(timer);
    due = at;
    timer = setTimeout(flush, at - Date.now());
  };

  const flush = async () => {
    timer = 0;
    if (flying.size) return;
    if (!granted()) return queue.clear(); // another tab took it back
    const { keys, body } = chunk();
    if (!keys.length) return;
    keys.forEach((key) => flying.add(key));
    let status = 0, after = 0;
    try {
      // Text needs no preflight, and keepalive lets it outlive the page.
      const signal = attempt(() => AbortSignal.timeout(60 * SOON));
      const answer = await fetch(options.host + '/v1/batch', { method: 'POST', body, keepalive: true, credentials: 'omit', signal });
      status = answer.status;
      const retry = answer.headers.get('Retry-After');
      after = (isNaN(retry) ? Date.parse(retry) - Date.now() : retry * 1000) || 0;
      await answer.text(); // until then it takes the room that browsers give keepalive
    } catch (e) { /* the network is away */ }
    flying.clear();
    if (!status || status === 408 || status === 429 || status >= 500) {
      const backOff = Math.min(SOON * 2 ** failures++, 60 * SOON) * (0.5 + Math.random());
      notBefore = Date.now() + Math.min(Math.max(after, backOff), HOUR);
    } else {
      failures = notBefore = 0;
      if (status === 413 && keys.length > 1) {
        most = keys.length >> 1;
      } else {
        most = MOST_SENT;
        keys.forEach(drop);
        if (status >= 400) console.warn('leadlight: refused with ' + status);
      }
    }
    if (queue.size) later(0);
  };

  /** Beacons have no answer: messages stay stored, or in the queue, and are sent again on return. */
  const leave = () => attempt(() => {
    const unstored = [];
    while (open()) {
      const { keys, body } = chunk();
      if (!keys.length || !navigator.sendBeacon(`${options.host}/beacon/v1/batch?writeKey=${encodeURIComponent(options.writeKey)}`, body)) break;
      keys.forEach((key) => {
        if (!attempt(() => localStorage.getItem(key))) unstored.push([key, queue.get(key)]);
        queue.delete(key);
      });
    }
    unstored.forEach(([key, json]) => queue.set(key, json));
  });

  const ask = async (id) => {
    const answer = await fetch(`${options.host}/v1/leads/anonymous:${id}/tier?key=${encodeURIComponent(options.publishableKey)}`, { credentials: 'omit' });
    return answer.ok ? answer.json() : null;
  };

  const visit = () => {
    const here = location.href.split('#')[0];
    if (here === visited) return;
    referrer = visited || referrer;
    visited = here;
    record('page');
  };

  const watchPages = () => {
    for (const name of ['pushState', 'replaceState']) {
      const original = history[name];
      history[name] = function (...args) {
        original.apply(this, args);
        setTimeout(visit); // once the router has set the title
      };
    }
    addEventListener('popstate', () => setTimeout(visit));
    addEventListener('pageshow', ({ persisted }) => { if (persisted) { visited = ''; visit(); } });
    visit();
  };

  const api = {
    init(given) {
      if (options.writeKey || !Object(given).writeKey) return;
      Object.assign(options, given);
      options.host = (given.host || (script && script.src ? new URL(script.src).origin : '')).replace(/\/+$/, '');
      addEventListener('pagehide', leave);
      addEventListener('online', () => { notBefore = 0; later(0); });
      document.addEventListener('prerenderingchange', adopt);
      document.addEventListener('visibilitychange', () => (document.visibilityState === 'hidden' ? leave() : adopt()));
      adopt();
      if (options.consent !== undefined) api.consent(options.consent);
      if (options.autocapture !== false) watchPages();
    },
    consent(given) {
      const choice = { ...given };
      refused = !Object.values(choice).includes(true);
      if (refused) {
        held.length = 0;
        storedKeys().concat(STORE, ...queue.keys()).forEach(drop);
        state = {};
      } else {
        load().consent = choice;
        save();
        release();
      }
    },
    identify(userId, traits) {
      record('identify', Object(userId) === userId ? { traits: userId } : { userId: userId && String(userId), traits });
    },
    track: (event, properties) => record('track', { event, properties }),
    page: (name, properties) => record('page', Object(name) === name ? { properties: name } : { name, properties }),
    reset() {
      held.length = 0;
      state = { consent: load().consent };
      if (state.consent) save();
    },
    tier() {
      const { id } = load();
      if (!options.publishableKey || !id || !granted()) return Promise.resolve(null);
      if (!known || known.id !== id || Date.now() > known.until) {
        const answer = Promise.race([ask(id), new Promise((resolve) => setTimeout(resolve, FRESH, null))]).catch(() => null);
        known = { id, until: Date.now() + FRESH, answer };
      }
      return known.answer;
    },
    push: (call) => attempt(() => (typeof call === 'function' ? call(api) : api[call[0]](...[...call].slice(1))), true),
  };

  Object.entries({
    searched: 'Products Searched',
    productListViewed: 'Product List Viewed',
    productClicked: 'Product Clicked',
    productViewed: 'Product Viewed',
    addedToCart: 'Product Added',
    removedFromCart: 'Product Removed',
    addedToWishlist: 'Product Added to Wishlist',
    removedFromWishlist: 'Product Removed from Wishlist',
    cartViewed: 'Cart Viewed',
    couponApplied: 'Coupon Applied',
    checkoutStarted: 'Checkout Started',
    checkoutStepCompleted: 'Checkout Step Completed',
    paymentInfoEntered: 'Payment Info Entered',
    orderCompleted: 'Order Completed',
    backInStockRequested: 'Back In Stock Requested',
  }).forEach(([name, event]) => { api[name] = (properties) => api.track(event, properties); });

  const early = window.leadlight;
  window.leadlight = api;
  const data = script ? script.dataset : {};
  const consent = data.consent && Object.fromEntries(data.consent.split(' ').map((category) => [category, true]));
  attempt(() => api.init({ ...data, consent, autocapture: data.autocapture !== 'false' }), true);
  if (Array.isArray(early)) early.forEach(api.push);
})();
