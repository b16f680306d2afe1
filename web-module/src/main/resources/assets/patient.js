// @ts-check
// What the server-rendered steps gain from a script: follow-up questions appear at once, an emergency is told at the tap, also without a
// network, and the body chart can be drawn on. Without it every step is a plain form.

/** @type {HTMLFormElement | null} */
const form = document.querySelector('#intake');
const main = /** @type {HTMLElement} */ (document.querySelector('#main'));

/** The answer to a question that is asked, an amount with its unit, or null. @param {string} name */
const answer = (name) => {
  if (!form || document.getElementById(name)?.hidden) return null;
  const data = new FormData(form);
  const value = data.get(name);
  if (typeof value !== 'string' || value === '') return null;
  const unit = data.get(name + '.unit');
  return typeof unit === 'string' ? value.replace(',', '.') + ' ' + unit : value;
};

/** Number and unit of an amount. @param {string} text @returns {[number, string]} */
const amount = (text) => {
  const [number, unit = ''] = text.split(' ');
  return [Number(number), unit];
};

/** Whether one enabling answer holds; the server has decided on those of other steps. @param {string} text */
const holds = (text) => {
  if (text === 'true' || text === 'false') return text === 'true';
  const [question, operator, expected] = text.split('|');
  const given = answer(question);
  if (operator === 'exists') return (given !== null) === (expected === 'true');
  if (given === null) return false;
  if (operator === '=') return given === expected;
  if (operator === '!=') return given !== expected;
  const [number, unit] = amount(given);
  const [bound, boundUnit] = amount(expected);
  if (unit !== boundUnit) return false;
  switch (operator) {
    case '>': return number > bound;
    case '<': return number < bound;
    case '>=': return number >= bound;
    default: return number <= bound;
  }
};

/** One list of enabling answers. @param {string[]} list */
const enables = ([mode, ...conditions]) => (mode === 'all' ? conditions.every(holds) : conditions.some(holds));

const showFollowUps = () => {
  for (const item of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll('[data-when]'))) {
    item.hidden = !JSON.parse(item.dataset.when ?? '[]').every(enables);
  }
  for (const told of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll('[data-of]'))) {
    told.hidden = answer(told.dataset.of ?? '') !== 'Y';
  }
  for (const part of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll('.part'))) {
    part.hidden = part.querySelector('.q:not([hidden])') === null;
  }
};

/** Answers whose advice the patient has put aside; a new answer brings it back. @type {Set<string>} */
const seen = new Set();

/** The signs of danger among the answers: what is asked first decides. */
const signs = () =>
  [...document.querySelectorAll('[data-stop]')].filter((it) => {
    if (!(it instanceof HTMLElement) || it.hidden || answer(it.id) !== 'Y') return false;
    const first = it.dataset.first;
    return first === undefined || answer(first) === 'Y' || answer(first) === 'dont-know';
  });

/** Puts in where to go and what to say: the gravest sign decides, and after a fall the patient keeps still. @param {HTMLElement} section */
const fill = (section) => {
  const all = /** @type {HTMLElement[]} */ (signs());
  const first = all.find((it) => section.id === 'stop-' + it.dataset.stop) ?? all[0];
  const put = (/** @type {string} */ name, /** @type {string} */ text) => {
    const line = section.querySelector(name);
    if (line) line.textContent = text;
  };
  put('.told', first?.dataset.told ?? '');
  put('.where', first?.dataset.where ?? '');
  put('.say', [...all.map((it) => it.dataset.said + '.'), first?.dataset.please ?? ''].join(' '));
};

/** @param {HTMLElement} section @param {HTMLElement} tapped */
const stop = (section, tapped) => {
  const list = /** @type {HTMLElement} */ (section.querySelector('.said'));
  list.replaceChildren(...signs().map((it) => {
    const line = document.createElement('li');
    line.textContent = it instanceof HTMLElement && it.dataset.said ? it.dataset.said + '.' : '';
    return line;
  }));
  fill(section);
  /** @type {HTMLElement} */ (section.querySelector('.said-lead')).hidden = false;
  for (const child of main.children) if (child !== section) child.classList.add('behind');
  section.hidden = false;
  document.body.dataset.stopped = '';
  window.scrollTo(0, 0);
  section.focus();
  const back = () => {
    section.hidden = true;
    delete document.body.dataset.stopped;
    for (const child of main.children) child.classList.remove('behind');
    tapped.focus();
    tapped.scrollIntoView({block: 'center'});
  };
  section.querySelector('[data-undo]')?.addEventListener('click', () => {
    for (const input of tapped.querySelectorAll('input')) input.checked = false;
    seen.delete(tapped.id);
    back();
    showFollowUps();
  }, {once: true});
  section.querySelector('[data-more]')?.addEventListener('click', back, {once: true});
  tell(section);
};

/** Says that the clinic knows only when the server has said so. @param {HTMLElement} section */
const tell = async (section) => {
  const line = /** @type {HTMLElement} */ (section.querySelector('.clinic'));
  line.textContent = section.dataset.telling ?? '';
  line.className = 'clinic';
  let told = false;
  try {
    const body = new URLSearchParams(/** @type {any} */ (new FormData(/** @type {HTMLFormElement} */ (form))));
    body.set('go', 'alarm');
    const response = await fetch(form?.action ?? '', {method: 'POST', body, signal: AbortSignal.timeout(10000)});
    told = response.ok && (await response.json()).told === true;
  } catch {
    told = false;
  }
  line.textContent = (told ? section.dataset.told : section.dataset.untold) ?? '';
  line.className = told ? 'clinic told' : 'clinic untold';
};

const check = (/** @type {Event} */ event) => {
  showFollowUps();
  const all = signs();
  const fresh = all.filter((it) => !seen.has(it.id));
  for (const id of [...seen]) if (!all.some((it) => it.id === id)) seen.delete(id);
  if (fresh.length === 0) return;
  fresh.forEach((it) => seen.add(it.id));
  const urgency = all.some((it) => it instanceof HTMLElement && it.dataset.stop === 'ambulance') ? 'ambulance' : 'emergency';
  const section = /** @type {HTMLElement} */ (document.querySelector('#stop-' + urgency));
  const target = event.target instanceof Element ? event.target.closest('.q') : null;
  stop(section, /** @type {HTMLElement} */ (target ?? fresh[0]));
};

if (form) {
  // What was told on an earlier page is not told again.
  signs().forEach((it) => seen.add(it.id));
  showFollowUps();
  form.addEventListener('change', check);
  form.addEventListener('submit', (event) => {
    if (!navigator.onLine) {
      event.preventDefault();
      const note = /** @type {HTMLElement} */ (document.querySelector('#offline'));
      note.hidden = false;
      note.scrollIntoView({block: 'center'});
    }
  });
  window.addEventListener('online', () => {
    /** @type {HTMLElement} */ (document.querySelector('#offline')).hidden = true;
  });
  // A half-filled field of the unit alone is no answer; the browser keeps what was typed when the page is left and comes back.
  const chart = document.querySelector('#chart .draw');
  if (chart instanceof HTMLElement) {
    const {draw} = await import('./chart.js');
    draw(chart, form);
  }
}

document.querySelector('#problem') instanceof HTMLElement && /** @type {HTMLElement} */ (document.querySelector('#problem')).focus();
for (const link of document.querySelectorAll('#problem a')) {
  link.addEventListener('click', (event) => {
    event.preventDefault();
    const target = document.querySelector(link.getAttribute('href') ?? '');
    const field = target?.querySelector('input:not([type=hidden])');
    if (field instanceof HTMLElement) field.focus();
    target?.scrollIntoView({block: 'center'});
  });
}

for (const button of document.querySelectorAll('[data-print]')) {
  if (button instanceof HTMLElement) button.hidden = false;
  button.addEventListener('click', () => window.print());
}

// A shared device forgets a patient who has walked away.
const kiosk = document.body.dataset.kiosk;
if (kiosk) {
  const idle = Number(document.body.dataset.idle ?? 300000);
  let timer = 0;
  const again = () => {
    clearTimeout(timer);
    timer = window.setTimeout(() => {
      form?.reset();
      location.replace(kiosk);
    }, idle);
  };
  for (const event of ['pointerdown', 'keydown', 'scroll']) addEventListener(event, again, {passive: true});
  again();
}
document.documentElement.dataset.ready = '';
