// @ts-check
// What the server-rendered pages gain from a script: an emergency is told at the tap, also without a network, and the body chart can be
// drawn on. Without it every page is a plain form.

/** @type {HTMLFormElement | null} */
const form = document.querySelector('#intake');
const main = /** @type {HTMLElement} */ (document.querySelector('#main'));

/** The button by which a question was answered, until the page is left. @type {HTMLButtonElement | null} */
let answered = null;

/** The answer to a question, an amount with its unit, or null. @param {string} name */
const answer = (name) => {
  if (!form) return null;
  if (answered?.name === name) return answered.value;
  const tick = form.querySelector(`input[name=tick][value="${name}"]`);
  if (tick instanceof HTMLInputElement) return tick.checked ? 'Y' : null;
  const data = new FormData(form);
  const value = data.get(name);
  if (typeof value !== 'string' || value === '') return null;
  const unit = data.get(name + '.unit');
  return typeof unit === 'string' ? value.replace(',', '.') + ' ' + unit : value;
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

/** What the server has said that it would tell of an answer, or null. @param {HTMLElement} it */
const danger = (it) => (it.dataset.danger ? JSON.parse(it.dataset.danger) : null);

/** Of the answer that was tapped, or of all signs that are ticked. */
const dangers = () => (answered ? [answered] : /** @type {HTMLElement[]} */ (signs())).map(danger).filter((it) => it);

/** Puts in where to go and what to say: the gravest sign decides, and after a fall the patient keeps still. @param {HTMLElement} section */
const fill = (section) => {
  const all = dangers();
  const first = all.find((it) => it.calls === (section.id === 'stop-ambulance')) ?? all[0];
  const said = [...new Set(all.flatMap((it) => it.said))].map((it) => it + '.');
  const put = (/** @type {string} */ name, /** @type {string} */ text) => {
    const line = section.querySelector('.' + name);
    if (!(line instanceof HTMLElement)) return;
    line.textContent = text;
    line.hidden = text === '';
    if (line.previousElementSibling instanceof HTMLHeadingElement) line.previousElementSibling.hidden = text === '';
  };
  put('told', first?.told ?? section.dataset.advice ?? '');
  for (const name of ['why', 'where', 'bring']) put(name, first?.[name] ?? '');
  put('say', all.length > 1 ? [...said, first.please].join(' ').trim() : (first?.say ?? ''));
  const list = /** @type {HTMLElement} */ (section.querySelector('.said'));
  const asked = signs().map((it) => it.querySelector('legend,h1,span')?.textContent ?? '');
  list.replaceChildren(
    ...(said.length > 0 ? said : asked).map((it) => {
      const line = document.createElement('li');
      line.textContent = it;
      return line;
    }),
  );
};

/** @param {HTMLElement} section @param {HTMLElement} tapped */
const stop = (section, tapped) => {
  toldOnce = true;
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
    const field = tapped.querySelector('input,button');
    if (field instanceof HTMLElement) field.focus();
    tapped.scrollIntoView({block: 'center'});
  };
  // One handler each: what was tapped before is no longer meant.
  /** @type {HTMLElement} */ (section.querySelector('[data-undo]')).onclick = () => {
    answered = null;
    for (const input of tapped.querySelectorAll('input')) {
      input.checked = false;
      if (!['radio', 'checkbox'].includes(input.type)) input.value = '';
    }
    told = certain();
    sayWhatIsMissing();
    back();
  };
  /** @type {HTMLElement} */ (section.querySelector('[data-more]')).onclick = () => {
    // What was answered by a tap is answered: the next page follows.
    if (answered) form?.requestSubmit(answered);
    else back();
  };
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
    if (answered) body.set(answered.name, answered.value);
    body.set('go', 'alarm');
    const response = await fetch(form?.action ?? '', {method: 'POST', body, signal: AbortSignal.timeout(10000)});
    const heard = await response.json();
    told = response.ok && heard.told === true;
    // What this page has sent since it was opened is no answer of another page.
    const turn = form?.elements.namedItem('turn');
    if (turn instanceof HTMLInputElement) turn.value = String(heard.turn);
  } catch {
    told = false;
  }
  line.textContent = (told ? section.dataset.told : section.dataset.untold) ?? '';
  line.className = told ? 'clinic told' : 'clinic untold';
};

/** Tells at once of an emergency that an answer has made certain. @param {Element | null} tapped */
const tellsOf = (tapped) => {
  const level = certain();
  const before = told;
  told = level;
  keepInSight(level);
  if (level < 2 || level <= before) return false;
  const calls = level === 3 || dangers().some((it) => it.calls);
  stop(
    /** @type {HTMLElement} */ (document.querySelector(calls ? '#stop-ambulance' : '#stop-emergency')),
    /** @type {HTMLElement} */ (tapped ?? signs()[0]),
  );
  return true;
};

/** While nothing is ticked, the button says what is missing; it can be tapped all the same. */
const sayWhatIsMissing = () => {
  const button = form?.querySelector('[data-empty]');
  if (!(button instanceof HTMLElement)) return;
  button.dataset.full ??= button.textContent ?? '';
  const empty = !form?.querySelector('input[name=tick]:checked');
  button.textContent = (empty ? button.dataset.empty : button.dataset.full) ?? '';
  button.classList.toggle('grey', empty);
};

/** Whether an emergency was told of at this tap, so that the page waits. @param {SubmitEvent} event */
const waits = (event) => {
  const button = event.submitter;
  if (!(button instanceof HTMLButtonElement) || !button.classList.contains('answer') || button === answered)
    return false;
  answered = button;
  // Of what this page does not know what to tell, the server does.
  return danger(button) !== null && tellsOf(button.closest('.q'));
};

if (form) {
  // What was told on an earlier page is not told again.
  told = certain();
  // The link alone shows what is open: who goes back to it wants the page that was there.
  if (!/[?&](at|change)=/.test(location.search) && form.dataset.here) history.replaceState(null, '', form.dataset.here);
  toldOnce = document.querySelector('#sos:not([hidden]),#changed:not([hidden])') !== null;
  sayWhatIsMissing();
  const live = document.querySelector('#live');
  if (live instanceof HTMLElement) setTimeout(() => (live.textContent = live.dataset.say ?? ''), 200);
  form.addEventListener('change', (event) => {
    sayWhatIsMissing();
    tellsOf(event.target instanceof Element ? event.target.closest('.q') : null);
  });
  form.addEventListener('submit', (event) => {
    if (waits(event)) {
      event.preventDefault();
    } else if (!navigator.onLine) {
      event.preventDefault();
      answered = null;
      const note = /** @type {HTMLElement} */ (document.querySelector('#offline'));
      note.hidden = false;
      note.scrollIntoView({block: 'center'});
    }
  });
  window.addEventListener('online', () => {
    /** @type {HTMLElement} */ (document.querySelector('#offline')).hidden = true;
  });
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
