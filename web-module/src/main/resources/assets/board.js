// @ts-check
// Keeps the board live. The server says that something has changed, and renders it; nothing about a patient is built or kept here.
import {isTyping} from './clinic.js';

const STALE = 30000;
const board = /** @type {HTMLElement} */ (document.querySelector('#board'));
let heard = 0;

/** What has the focus, by a name that outlives the element. */
const focused = () => document.activeElement?.closest('[data-key]')?.getAttribute('data-key') ?? null;

/** @param {string} address */
const show = async (address) => {
  const url = new URL(address, location.href);
  url.searchParams.set('part', '1');
  const response = await fetch(url, {headers: {Accept: 'text/html'}});
  if (response.status === 401 || response.status === 403) location.reload();
  if (!response.ok) return;
  const key = focused();
  const search = board.querySelector('#q');
  const typed = search instanceof HTMLInputElement ? search.value : '';
  board.innerHTML = await response.text();
  const again = board.querySelector('#q');
  if (again instanceof HTMLInputElement && key === 'q') again.value = typed;
  const target = key === null ? null : board.querySelector('[data-key="' + CSS.escape(key) + '"]');
  if (target instanceof HTMLElement) target.focus({preventScroll: true});
  state();
};

const state = () => {
  const line = board.querySelector('#live');
  const text = line?.querySelector('.text');
  if (!(line instanceof HTMLElement) || !(text instanceof HTMLElement)) return;
  const live = heard !== 0 && Date.now() - heard < STALE;
  line.classList.toggle('on', live);
  line.classList.toggle('stale', !live && heard !== 0);
  const words = live
    ? 'Live, updated ' + text.dataset.updated
    : heard === 0
      ? 'Updated ' + text.dataset.updated
      : 'Not live since ' + new Date(heard).toTimeString().slice(0, 5);
  if (text.textContent !== words) text.textContent = words;
};

// A browser tries again by itself, save after an answer such as "too many boards".
const listen = () => {
  const source = new EventSource('/app/events');
  source.addEventListener('beat', () => {
    heard = Date.now();
    state();
  });
  source.addEventListener('change', () => {
    heard = Date.now();
    show(location.href);
  });
  source.addEventListener('error', () => {
    if (source.readyState === EventSource.CLOSED) setTimeout(listen, STALE * (1 + Math.random()));
  });
};
listen();
setInterval(state, 1000);
// What is past a target grows by itself.
setInterval(() => show(location.href), 60000);

const rows = () => /** @type {HTMLAnchorElement[]} */ ([...board.querySelectorAll('a[data-row]')]);

/** @param {string} address */
const open = async (address) => {
  history.replaceState(null, '', address);
  await show(address);
  // On a narrow screen the panel stands below the list.
  const panel = board.querySelector('#panel');
  if (panel instanceof HTMLElement && panel.getBoundingClientRect().top > innerHeight) panel.scrollIntoView();
};

board.addEventListener('click', (event) => {
  const link = event.target instanceof Element ? event.target.closest('a[data-row]') : null;
  if (link instanceof HTMLAnchorElement && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
    event.preventDefault();
    link.focus();
    open(link.href);
  }
});

addEventListener('keydown', (event) => {
  if (isTyping(event)) return;
  const key = event.key.toLowerCase();
  if (key === 'j' || key === 'k') {
    const all = rows();
    const selected = all.findIndex((it) => it.closest('tr')?.classList.contains('open'));
    const next = all[Math.max(0, Math.min(all.length - 1, selected + (key === 'j' ? 1 : -1)))];
    if (next) {
      event.preventDefault();
      next.focus();
      open(next.href);
    }
  } else if (key === 'a') {
    const assign = board.querySelector('#assign');
    if (assign instanceof HTMLElement) assign.click();
  } else if (
    event.key === 'Enter' &&
    document.activeElement?.matches('a[data-row]') &&
    document.activeElement.closest('tr.open')
  ) {
    const link = board.querySelector('#open');
    if (link instanceof HTMLElement) {
      event.preventDefault();
      link.click();
    }
  }
});
