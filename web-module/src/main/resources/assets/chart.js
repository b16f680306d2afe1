// @ts-check
// The body chart: a picture in front of the list of check-boxes. The list is what is sent; the picture shows it and changes it, by finger,
// mouse or keyboard.

/** @param {HTMLElement} picture @param {HTMLFormElement} form */
export const draw = (picture, form) => {
  picture.hidden = false;
  const boxes = /** @type {HTMLInputElement[]} */ ([...form.querySelectorAll('input[name=mark]')]);
  const regions = /** @type {SVGGElement[]} */ ([...picture.querySelectorAll('.region')]);
  const feelings = /** @type {HTMLInputElement[]} */ ([...picture.querySelectorAll('input[name=feeling]')]);
  const feeling = () => feelings.find((it) => it.checked)?.value ?? '';
  /** @param {string} felt */
  const called = (felt) => feelings.find((it) => it.value === felt)?.nextElementSibling?.textContent?.trim() ?? '';
  /** @param {SVGGElement} region @param {string} felt */
  const box = (region, felt) => boxes.find((it) => it.value === region.dataset.region + '.' + felt);

  const names = new Map(regions.map((it) => [it, it.getAttribute('aria-label') ?? '']));
  // The page is half as long without the edges, and without what is not marked yet.
  for (const region of regions) {
    const shape = /** @type {SVGPolygonElement} */ (region.querySelector('polygon'));
    const inside = document.createElementNS('http://www.w3.org/2000/svg', 'g');
    const over = shape.getAttribute('fill') !== 'transparent';
    if (!over) inside.setAttribute('clip-path', 'url(#b-clip)');
    /** @param {Record<string, string>} looks */
    const add = (looks) => {
      const part = /** @type {SVGPolygonElement} */ (shape.cloneNode());
      for (const [name, value] of Object.entries(looks)) part.setAttribute(name, value);
      inside.append(part);
    };
    add({fill: 'none', stroke: over ? '#0b4f5c' : '#b79f8e', 'stroke-dasharray': '3 3'});
    for (const it of feelings)
      add({class: 'fill ' + it.value, fill: it.value === 'pain' ? '#d94a5f' : 'url(#f-' + it.value + ')'});
    region.append(inside);
    region.setAttribute('role', 'checkbox');
    region.setAttribute('tabindex', '0');
  }

  const show = () => {
    /** @type {Map<string, string[]>} */
    const marked = new Map();
    for (const region of regions) {
      const felt = feelings.map((it) => it.value).filter((it) => box(region, it)?.checked);
      for (const fill of region.querySelectorAll('.fill'))
        fill.toggleAttribute('hidden', !felt.some((it) => fill.classList.contains(it)));
      region.setAttribute('aria-checked', String(felt.includes(feeling())));
      const name = names.get(region) ?? '';
      region.setAttribute('aria-label', [name, felt.map(called).join(', ')].filter((it) => it !== '').join(': '));
      for (const it of felt) marked.set(it, [...(marked.get(it) ?? []), name]);
    }
    const lines = [...marked].map(([felt, names]) => called(felt) + ': ' + names.join(', '));
    picture.querySelector('.marked')?.replaceChildren(
      ...(lines.length > 0 ? lines : [picture.dataset.none ?? '']).map((text) => {
        const line = document.createElement('li');
        line.textContent = text;
        return line;
      }),
    );
  };
  /** @param {SVGGElement} region */
  const toggle = (region) => {
    const it = box(region, feeling());
    if (!it) return;
    it.checked = !it.checked;
    it.dispatchEvent(new Event('change', {bubbles: true}));
    const said = picture.querySelector('.said-mark');
    const words = it.checked ? picture.dataset.added : picture.dataset.removed;
    if (said)
      said.textContent = (words ?? '').replace('{0}', names.get(region) ?? '').replace('{1}', called(feeling()));
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
