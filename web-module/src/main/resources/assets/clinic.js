// @ts-check
// Keys of every page of the clinic. They never act while somebody types.

/** @param {KeyboardEvent} event */
export const isTyping = (event) =>
  event.ctrlKey ||
  event.metaKey ||
  event.altKey ||
  (event.target instanceof HTMLElement &&
    event.target.closest('input, select, textarea, [contenteditable]') !== null &&
    !(event.target instanceof HTMLInputElement && (event.target.type === 'radio' || event.target.type === 'checkbox')));

const help = /** @type {HTMLDialogElement | null} */ (document.querySelector('#help'));

/** @type {HTMLInputElement | null} */
const problem = document.querySelector('#problem');
problem?.focus();

addEventListener('keydown', (event) => {
  if (isTyping(event) || event.defaultPrevented) return;
  if (event.key === '?') {
    event.preventDefault();
    help?.showModal();
  } else if (event.key === '/') {
    const search = document.querySelector('input[type=search]');
    if (search instanceof HTMLElement) {
      event.preventDefault();
      search.focus();
    }
  } else if (/^[1-6]$/.test(event.key)) {
    const level = document.querySelector('input[data-level="' + event.key + '"]');
    if (level instanceof HTMLInputElement && !level.disabled) {
      level.checked = true;
      level.focus();
    }
  }
});
document.documentElement.dataset.ready = '';
