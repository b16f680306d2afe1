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
    case '>':
      return number > bound;
    case '<':
      return number < bound;
    case '>=':
      return number >= bound;
    default:
      return number <= bound;
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

/** How urgent; from the second on the patient is interrupted. @type {Record<string, number>} */
const rank = {'same-day': 1, emergency: 2, ambulance: 3};

/** By which answers something is certain, the most urgent first. The server has read it from the rules. */
const ways = (form?.dataset.ways ?? '')
  .split(';')
  .filter((it) => it !== '')
  .map((text) => {
    const [urgency, ...parts] = text.split(' ');
    return {
      level: rank[urgency] ?? 0,
      parts: parts.map((it) => ({question: it.split('=')[0], allowed: it.split('=')[1].split(',')})),
    };
  });

/** Numbers, or moments of the clock. @param {string} one @param {string} other */
const compare = (one, other) =>
  Number.isNaN(Number(other)) ? (one < other ? -1 : Number(one > other)) : Number(one) - Number(other);

/** Whether an answer lies in a range such as 50~ or (3~9]. @param {string} range @param {string} given */
const within = (range, given) => {
  const [low, high] = range.replace(/[()]/g, '').split('~');
  const value = given.replace(',', '.');
  const above = low === '' ? 1 : compare(value, low);
  const below = high === '' ? -1 : compare(value, high);
  return (range.startsWith('(') ? above > 0 : above >= 0) && (range.endsWith(')') ? below < 0 : below <= 0);
};

/** Null while it is not answered. @param {{question: string, allowed: string[]}} part */
const fits = (part) => {
  const given = answer(part.question);
  return given === null ? null : part.allowed.some((it) => it === given || (it.includes('~') && within(it, given)));
};

/** What holds whatever else is answered. */
const certain = () => ways.find((way) => way.parts.every(fits))?.level ?? 0;

/** The yes answers on the ways that made it certain, in the order of the page. */
const signs = () => {
  const level = certain();
  const on = new Set(
    ways
      .filter((it) => it.level === level && it.parts.every(fits))
      .flatMap((it) => it.parts.map((part) => part.question)),
  );
  return [.../** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll('.q'))].filter(
    (it) => on.has(it.id) && answer(it.id) === 'Y',
  );
};

/** Whether a question is asked only after an answer to another one of this page. @param {string} id @returns {boolean} */
const isFollowUp = (id) =>
  JSON.parse(document.getElementById(id)?.dataset.when ?? '[]').some(
    (/** @type {string[]} */ list) =>
      list.some((it) => it.includes('|=|')) && !list.some((it) => it.includes('|exists|')),
  );

/** The first question that decides now: not answered it counts as a sign, or it alone is missing. */
const deciding = () => {
  const above = Math.max(certain(), 1);
  const found = new Set();
  for (const {parts} of ways.filter((it) => it.level > above)) {
    const open = parts.filter((it) => fits(it) === null);
    if (open.length === 0 || parts.some((it) => fits(it) === false)) continue;
    const follows = open.length === 1 && isFollowUp(open[0].question);
    if (follows || open.every((it) => it.allowed.includes('?'))) open.forEach((it) => found.add(it.question));
  }
  return [.../** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll('.q'))].find(
    (it) => found.has(it.id) && !it.hidden,
  );
};

/** Brings the question that decides into view, and says so, once. */
const askNext = () => {
  const next = deciding();
  if (!next || asked.has(next.id)) return false;
  asked.add(next.id);
  if (!next.classList.contains('decides')) {
    next.classList.add('decides');
    const line = document.createElement('p');
    line.className = 'now';
    line.textContent = form?.dataset.decides ?? '';
    next.querySelector('legend,.legend')?.after(line);
  }
  /** @type {HTMLElement} */ (document.querySelector('#live')).textContent = form?.dataset.decides ?? '';
  next.focus();
  next.scrollIntoView({block: 'center'});
  return true;
};

/** Questions that were brought into view. @type {Set<string>} */
const asked = new Set();

/** What the patient was told of last, and whether that ever was an emergency. */
let told = 0;
let toldOnce = false;

/** Keeps an emergency in sight while it holds, and says so when it does not any more. @param {number} level */
const keepInSight = (level) => {
  const banner = document.querySelector('#sos');
  const changed = document.querySelector('#changed');
  if (!(banner instanceof HTMLElement) || !(changed instanceof HTMLElement)) return;
  if (level >= 2) {
    toldOnce = true;
    const words = banner.querySelector('b');
    if (words) words.textContent = (level === 3 ? banner.dataset.ambulance : banner.dataset.emergency) ?? '';
  }
  banner.hidden = level < 2;
  changed.hidden = level >= 2 || !toldOnce;
};

/** Says calmly, once, that today is the day to be seen; the patient goes on. @param {Element | null} tapped */
const tellOfToday = (tapped) => {
  const note = document.querySelector('#today');
  if (!form || !(note instanceof HTMLElement) || form.elements.namedItem('today')) return;
  const known = document.createElement('input');
  known.type = 'hidden';
  known.name = 'today';
  known.value = '1';
  form.append(known);
  (tapped ?? form).after(note);
  note.hidden = false;
  note.scrollIntoView({block: 'nearest'});
};

/** Puts in where to go and what to say: the gravest sign decides, and after a fall the patient keeps still. @param {HTMLElement} section */
const fill = (section) => {
  const all = /** @type {HTMLElement[]} */ (signs());
  const known = all.filter((it) => it.dataset.told);
  const first = known.find((it) => it.dataset.still !== undefined || section.id === 'stop-' + it.dataset.stop);
  const put = (/** @type {string} */ name, /** @type {string} */ text) => {
    const line = section.querySelector(name);
    if (!(line instanceof HTMLElement)) return;
    line.textContent = text;
    line.hidden = text === '';
    if (line.previousElementSibling instanceof HTMLHeadingElement) line.previousElementSibling.hidden = text === '';
  };
  put('.told', first?.dataset.told ?? section.dataset.advice ?? '');
  put('.why', (first ?? known[0])?.dataset.why ?? '');
  put('.where', (first ?? known[0])?.dataset.where ?? '');
  put(
    '.say',
    [...known.map((it) => it.dataset.said + '.'), (first ?? known[0])?.dataset.please ?? ''].join(' ').trim(),
  );
};

/** @param {HTMLElement} section @param {HTMLElement} tapped */
const stop = (section, tapped) => {
  toldOnce = true;
  const list = /** @type {HTMLElement} */ (section.querySelector('.said'));
  list.replaceChildren(
    ...signs().map((it) => {
      const line = document.createElement('li');
      line.textContent = it.dataset.said ? it.dataset.said + '.' : (it.querySelector('legend')?.textContent ?? '');
      return line;
    }),
  );
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
    keepInSight(certain());
    if (askNext()) return;
    tapped.focus();
    tapped.scrollIntoView({block: 'center'});
  };
  // One handler each: what was tapped before is no longer meant.
  /** @type {HTMLElement} */ (section.querySelector('[data-undo]')).onclick = () => {
    for (const input of tapped.querySelectorAll('input')) {
      input.checked = false;
      if (input.type !== 'radio') input.value = '';
    }
    showFollowUps();
    told = certain();
    back();
  };
  /** @type {HTMLElement} */ (section.querySelector('[data-more]')).onclick = back;
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
  const tapped = event.target instanceof Element ? event.target.closest('.q') : null;
  const level = certain();
  const before = told;
  told = level;
  if (level >= 2 && level > before) {
    const calls = level === 3 || signs().some((it) => it.dataset.still !== undefined);
    stop(
      /** @type {HTMLElement} */ (document.querySelector(calls ? '#stop-ambulance' : '#stop-emergency')),
      /** @type {HTMLElement} */ (tapped ?? signs()[0]),
    );
    return;
  }
  keepInSight(level);
  if (level === 1) tellOfToday(tapped);
  askNext();
};

if (form) {
  // What was told on an earlier page is not told again.
  showFollowUps();
  told = certain();
  toldOnce = document.querySelector('#sos:not([hidden]),#changed:not([hidden])') !== null;
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

document.querySelector('#problem') instanceof HTMLElement &&
  /** @type {HTMLElement} */ (document.querySelector('#problem')).focus();
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
