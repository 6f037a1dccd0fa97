(() => {
  'use strict';
  const MOST = 50;
  const field = document.getElementById('search');
  const results = document.getElementById('results');
  const root = document.body.dataset.root;
  const words = entries.map(entry => entry[1].toLowerCase());
  field.addEventListener('input', () => {
    const asked = field.value.toLowerCase().split(/\s+/).filter(Boolean);
    const found = asked.length === 0 ? [] : entries.filter((_, i) => asked.every(word => words[i].includes(word)));
    results.hidden = asked.length === 0;
    results.replaceChildren(...found.slice(0, MOST).map(([path, text]) => {
      const link = document.createElement('a');
      link.href = root + path;
      link.textContent = text.length > 110 ? text.slice(0, 109) + '…' : text;
      const item = document.createElement('li');
      item.append(link);
      return item;
    }));
    if (asked.length > 0 && found.length === 0) results.textContent = 'nothing found';
    if (found.length > MOST) results.append(`and ${found.length - MOST} more`);
  });
})();
