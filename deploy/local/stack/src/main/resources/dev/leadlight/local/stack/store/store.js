'use strict';
// A shop in one page. All that concerns Leadlight goes through tell(), watchTier() and the consent banner.

const HOME = '/demo-store';
const CURRENCY = 'EUR';
const GOODS = [
  { id: 'aalto', name: 'Aalto pendant', category: 'Ceiling', price: 189, shape: 'pendant', hue: 28, about: 'Hand-blown, three metres of cloth cable. It hangs over a table and makes it a place.' },
  { id: 'brandt', name: 'Brandt desk lamp', category: 'Table', price: 129.9, shape: 'table', hue: 205, about: 'A shade that bends the light onto the page and not into the eyes.' },
  { id: 'corvo', name: 'Corvo floor lamp', category: 'Floor', price: 349, shape: 'floor', hue: 350, about: 'It stands behind the armchair and reads along. Dimmed by foot.' },
  { id: 'delft', name: 'Delft lantern', category: 'Outdoor', price: 79.5, shape: 'lantern', hue: 150, about: 'Leaded glass, storm-proof, for a candle or a bulb.' },
  { id: 'elba', name: 'Elba globe', category: 'Table', price: 99, shape: 'globe', hue: 45, about: 'A moon for the sideboard, in opal glass.' },
  { id: 'faro', name: 'Faro string lights', category: 'Outdoor', price: 59, shape: 'string', hue: 275, about: 'Ten metres, twenty bulbs, every one replaceable.' },
];
const OFFERS = {
  newsletter: 'New lamps come on the first of each month. Shall we write to you?',
  nurture: 'Still thinking? Send it back within 60 days, we pay the way.',
  'sales-ready': 'Our lighting designer has an hour for you this afternoon.',
};

const element = (id) => document.getElementById(id);
const escaped = (text) => String(text).replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
const money = (amount) => new Intl.NumberFormat('en', { style: 'currency', currency: CURRENCY }).format(amount);
const read = (name, otherwise) => { try { return JSON.parse(sessionStorage.getItem(name)) ?? otherwise; } catch { return otherwise; } };
const keep = (name, value) => { try { sessionStorage.setItem(name, JSON.stringify(value)); } catch { /* forgotten with the page */ } };

let cart = read('demo-store-cart', {}); // product id → quantity
let customer = read('demo-store-customer', null);

// ---- Leadlight

// Calls made before the library has loaded wait in this list.
window.leadlight = window.leadlight || [];

function tell(call, ...details) {
  window.leadlight.push([call, ...details]);
  const line = document.createElement('li');
  line.textContent = call + (details[0]?.name ? `: ${details[0].name}` : '');
  const told = element('told');
  told.prepend(line);
  while (told.children.length > 6) told.lastChild.remove();
}

async function watchTier() {
  const known = document.visibilityState === 'visible' && window.leadlight.tier && await window.leadlight.tier();
  if (known && known.tier !== element('tier').dataset.tier) {
    element('tier').textContent = element('tier').dataset.tier = known.tier;
    element('since').textContent = `since ${new Date(known.since).toLocaleTimeString()}`;
    element('offer').textContent = OFFERS[known.tier] ?? '';
  }
  setTimeout(watchTier, 1500);
}

function decideOnConsent(categories) {
  const given = { analytics: categories.includes('analytics'), marketing: categories.includes('marketing') };
  tell('consent', given);
  try { localStorage.setItem('demo-store-asked', 'yes'); } catch { /* asked again next time */ }
  element('consent').hidden = true;
  if (!given.analytics) showNobody();
}

function showNobody() {
  element('tier').textContent = '–';
  element('tier').dataset.tier = '';
  element('since').textContent = 'Nothing is known of you.';
  element('offer').textContent = '';
}

const asProduct = (product, quantity = 1) => ({
  product_id: product.id, sku: product.id.toUpperCase(), name: product.name, category: product.category,
  price: product.price, quantity, currency: CURRENCY, url: `${location.origin}${HOME}/product/${product.id}`,
});
const cartLines = () => Object.entries(cart).map(([id, quantity]) => ({ product: GOODS.find((one) => one.id === id), quantity })).filter((line) => line.product);
const cartTotal = () => cartLines().reduce((sum, line) => sum + line.product.price * line.quantity, 0);
const asProducts = () => cartLines().map((line) => asProduct(line.product, line.quantity));

// ---- the shop's doings

function change(id, by) {
  const product = GOODS.find((one) => one.id === id);
  cart[id] = Math.max(0, (cart[id] ?? 0) + by);
  if (!cart[id]) delete cart[id];
  keep('demo-store-cart', cart);
  tell(by > 0 ? 'addedToCart' : 'removedFromCart', asProduct(product, Math.abs(by)));
  element('said').textContent = by > 0 ? `${product.name} is in the cart.` : `${product.name} is out of the cart.`;
  showHeader();
}

function signIn(form) {
  const email = form.get('email').trim().toLowerCase();
  let hash = 7;
  for (const sign of email) hash = (hash * 31 + sign.codePointAt(0)) % 2147483647;
  customer = { id: `demo-${hash.toString(36)}`, name: form.get('name').trim() };
  keep('demo-store-customer', customer);
  tell('identify', customer.id, { name: customer.name, email });
}

function signOut() {
  customer = null;
  keep('demo-store-customer', null);
  tell('reset');
  showNobody();
}

function buy() {
  tell('orderCompleted', { order_id: `demo-${Date.now().toString(36)}`, total: cartTotal().toFixed(2), currency: CURRENCY, products: asProducts() });
  cart = {};
  keep('demo-store-cart', cart);
}

// ---- views: title and markup; what a view tells Leadlight stands at its end

const lamp = (product) => `<svg class="lamp" style="--hue:${product.hue}" aria-hidden="true"><use href="#${product.shape}"/></svg>`;

function list() {
  const q = new URLSearchParams(location.search).get('q')?.trim() ?? '';
  const found = GOODS.filter((product) => `${product.name} ${product.category} ${product.about}`.toLowerCase().includes(q.toLowerCase()));
  element('q').value = q;
  if (q) tell('searched', { query: q });
  else tell('productListViewed', { list_id: 'all', category: 'Lamps', products: found.map((product) => asProduct(product)) });
  return {
    title: q ? `Lamps for “${q}”` : 'Lamps',
    markup: `<p>${found.length === 0 ? 'Nothing found.' : 'Light that stays.'}</p><ul class="goods">${found.map((product) => `
      <li>${lamp(product)}<h2><a href="${HOME}/product/${product.id}">${product.name}</a></h2><p>${product.category} · ${money(product.price)}</p>
      <button type="button" data-add="${product.id}" aria-label="Add ${product.name} to the cart">Add to cart</button></li>`).join('')}</ul>`,
  };
}

function product(id) {
  const shown = GOODS.find((one) => one.id === id);
  if (!shown) return nothing();
  tell('productViewed', asProduct(shown));
  return {
    title: shown.name,
    markup: `<div class="product"><div class="box">${lamp(shown)}</div><div><p>${shown.about}</p><p class="price">${money(shown.price)}</p>
      <div class="actions"><button type="button" data-add="${shown.id}">Add to cart</button>
      <button type="button" class="plain" data-wish="${shown.id}">Save for later</button></div></div></div>`,
  };
}

function viewCart() {
  tell('cartViewed', { products: asProducts() });
  const lines = cartLines();
  return {
    title: 'Cart',
    markup: lines.length === 0 ? `<p>The cart is empty. <a href="${HOME}">Look at lamps</a></p>` : `<table>
      <thead><tr><th scope="col">Lamp</th><th scope="col" class="number">Pieces</th><th scope="col" class="number">Price</th><th><span class="unseen">Change</span></th></tr></thead>
      <tbody>${lines.map((line) => `<tr><th scope="row">${line.product.name}</th><td class="number">${line.quantity}</td>
        <td class="number">${money(line.product.price * line.quantity)}</td>
        <td class="number"><button type="button" class="plain" data-remove="${line.product.id}" aria-label="Remove one ${line.product.name}">Remove</button></td></tr>`).join('')}</tbody>
      <tfoot><tr><th scope="row">Together</th><td></td><td class="number price">${money(cartTotal())}</td><td></td></tr></tfoot></table>
      <p class="actions"><a class="button" href="${HOME}/checkout">To checkout</a></p>`,
  };
}

function checkout() {
  if (cartLines().length === 0) return viewCart();
  tell('checkoutStarted', { value: cartTotal().toFixed(2), currency: CURRENCY, products: asProducts() });
  return {
    title: 'Checkout',
    markup: `<form class="box" data-form="buy"><p>${money(cartTotal())}, and nothing is charged.</p>
      <div><label for="street">Street and number</label><input id="street" name="street" autocomplete="street-address" required></div>
      <div><label for="town">Town</label><input id="town" name="town" autocomplete="address-level2" required></div>
      <button>Buy</button></form>`,
  };
}

const thanks = () => ({ title: 'Thank you', markup: `<p>Your order is on no way at all. <a href="${HOME}">More lamps</a></p>` });

const account = () => (customer
  ? { title: `Hello ${customer.name}`, markup: '<p>You are signed in.</p><button type="button" data-sign-out>Sign out</button>' }
  : {
    title: 'Sign in',
    markup: `<form class="box" data-form="sign-in"><p>Any name will do; no password.</p>
      <div><label for="name">Name</label><input id="name" name="name" autocomplete="name" required></div>
      <div><label for="email">E-mail</label><input id="email" name="email" type="email" autocomplete="email" required></div>
      <button>Sign in</button></form>`,
  });

const nothing = () => ({ title: 'Nothing here', markup: `<p><a href="${HOME}">To the lamps</a></p>` });

const VIEWS = { '': list, product, cart: viewCart, checkout, thanks, account };

function showHeader() {
  element('cart-count').textContent = cartLines().reduce((sum, line) => sum + line.quantity, 0);
  element('account-link').textContent = customer ? customer.name : 'Sign in';
}

function show({ moveFocus } = {}) {
  const [name = '', detail] = location.pathname.slice(HOME.length).split('/').filter(Boolean);
  const view = (Object.hasOwn(VIEWS, name) ? VIEWS[name] : nothing)(detail);
  document.title = `${view.title} – Northlight`;
  element('main').innerHTML = `<h1 tabindex="-1">${escaped(view.title)}</h1>${view.markup}`;
  showHeader();
  if (moveFocus) {
    scrollTo(0, 0);
    element('main').querySelector('h1').focus();
  }
}

function go(path) {
  history.pushState({}, '', path);
  show({ moveFocus: true });
}

// ---- events

document.addEventListener('click', (event) => {
  const link = event.target.closest('a[href^="/demo-store"]');
  if (link && !event.metaKey && !event.ctrlKey && !event.shiftKey) {
    event.preventDefault();
    go(link.getAttribute('href'));
    return;
  }
  const button = event.target.closest('button');
  if (!button) return;
  if (button.dataset.add) change(button.dataset.add, 1);
  if (button.dataset.remove) { change(button.dataset.remove, -1); show({ moveFocus: true }); }
  if (button.dataset.wish) {
    const wished = GOODS.find((one) => one.id === button.dataset.wish);
    tell('addedToWishlist', asProduct(wished));
    element('said').textContent = `${wished.name} is saved for later.`;
  }
  if (button.dataset.consent !== undefined) decideOnConsent(button.dataset.consent.split(' '));
  if (button.dataset.signOut !== undefined) { signOut(); show({ moveFocus: true }); }
  if (button.id === 'settings') {
    element('consent').hidden = false;
    element('consent').querySelector('button').focus();
  }
});

document.addEventListener('submit', (event) => {
  event.preventDefault();
  const form = new FormData(event.target);
  if (event.target.id === 'search') go(`${HOME}?q=${encodeURIComponent(form.get('q'))}`);
  if (event.target.dataset.form === 'sign-in') { signIn(form); go(`${HOME}/account`); }
  if (event.target.dataset.form === 'buy') { buy(); go(`${HOME}/thanks`); }
});

addEventListener('popstate', () => show({ moveFocus: true }));

try { element('consent').hidden = !!localStorage.getItem('demo-store-asked'); } catch { element('consent').hidden = false; }
show();
watchTier();
