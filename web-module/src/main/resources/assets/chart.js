// @ts-check
// The body chart: a picture in front of the list of check-boxes. The list is what is sent; the picture shows it and changes it, by finger,
// mouse or keyboard.

/** @param {HTMLElement} picture @param {HTMLFormElement} form */
export const draw = (picture, form) => {
  picture.hidden = false;
  const boxes = /** @type {HTMLInputElement[]} */ ([...form.querySelectorAll('input[name=mark]')]);
  const regions = /** @type {SVGGElement[]} */ ([...picture.querySelectorAll('.region')]);
  const feeling = () => /** @type {HTMLInputElement} */ (picture.querySelector('input[name=feeling]:checked')).value;
  /** @param {SVGGElement} region @param {string} felt */
  const box = (region, felt) => boxes.find((it) => it.value === region.dataset.region + '.' + felt);

  const show = () => {
    for (const region of regions) {
      const felt = boxes
        .filter((it) => it.checked && it.value.startsWith(region.dataset.region + '.'))
        .map((it) => it.value.split('.')[1]);
      for (const fill of region.querySelectorAll('.fill'))
        fill.toggleAttribute('hidden', !felt.some((it) => fill.classList.contains(it)));
      region.setAttribute('aria-checked', String(felt.includes(feeling())));
    }
  };
  /** @param {SVGGElement} region */
  const toggle = (region) => {
    const it = box(region, feeling());
    if (it) {
      it.checked = !it.checked;
      it.dispatchEvent(new Event('change', {bubbles: true}));
    }
  };
  for (const region of regions) {
    region.addEventListener('click', () => toggle(region));
    region.addEventListener('keydown', (event) => {
      if (event.key === ' ' || event.key === 'Enter') {
        event.preventDefault();
        toggle(region);
      }
    });
  }
  form.addEventListener('change', show);
  show();
};
