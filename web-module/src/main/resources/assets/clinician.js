// @ts-check
// One assessment: what is examined is entered at a tap, and the page the server renders then takes the place of the old one.
import {isTyping} from './clinic.js';

const place = /** @type {HTMLElement} */ (document.querySelector('#assessment'));

place.addEventListener('submit', async (event) => {
  const form = event.target;
  if (!(form instanceof HTMLFormElement) || !form.classList.contains('check')) return;
  event.preventDefault();
  const body = new URLSearchParams(/** @type {any} */ (new FormData(form, event.submitter)));
  place.setAttribute('aria-busy', 'true');
  try {
    const response = await fetch(form.action, {method: 'POST', body});
    const text = await response.text();
    const page = new DOMParser().parseFromString(text, 'text/html');
    const fresh = page.querySelector('#assessment');
    if (!fresh) throw new Error('no page');
    place.replaceChildren(...fresh.children);
    document.title = page.title;
    if (response.redirected) history.replaceState(null, '', response.url);
    const verdict = place.querySelector('#verdict');
    if (verdict instanceof HTMLElement) verdict.focus();
  } catch {
    // Without a network, or with an answer that is no page, the form is sent as any other: the browser says what is wrong.
    const value = document.createElement('input');
    value.type = 'hidden';
    value.name = 'value';
    value.value = body.get('value') ?? '';
    form.append(value);
    form.submit();
  } finally {
    place.removeAttribute('aria-busy');
  }
});

addEventListener('keydown', (event) => {
  if (isTyping(event)) return;
  const address = place.querySelector('[data-address]')?.getAttribute('data-address');
  if (!address) return;
  const levels = ['ambulance', 'emergency', 'same-day', 'urgent', 'routine', 'self-care'];
  if (/^[1-6]$/.test(event.key)) location.href = address + '/urgency?level=' + levels[Number(event.key) - 1];
  else if (event.key.toLowerCase() === 'p') location.href = address + '/handout';
  else if (event.key.toLowerCase() === 'w') {
    event.preventDefault();
    const record = place.querySelector('#record');
    if (record instanceof HTMLElement) {
      record.scrollIntoView();
      record.focus();
    }
  }
});
