// @ts-check
// Shows the address under which this page was reached, so that the command works as it stands.
const base = /** @type {HTMLElement} */ (document.getElementById('base'));
base.textContent = location.origin;
document.documentElement.dataset.ready = '';
