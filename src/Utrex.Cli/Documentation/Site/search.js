(() => {
  'use strict';
  const MOST = 50;
  const field = document.getElementById('search');
  const results = document.getElementById('results');
  const root = document.body.dataset.root;
  const words = entries.map(entry => entry[1].toLowerCase());
  // "ExitCode.TD: ..." is what it is called, and its parts are what somebody types.
  const names = words.map(text => text.split(/[:(]/)[0].trim());
  /** How near an entry is to what is asked for: called so, with a part that is called so, with a name that begins so, with the words anywhere. */
  const rank = (i, asked) => names[i] === asked ? 0 : names[i].split(/[. ]/).includes(asked) ? 1 : names[i].startsWith(asked) ? 2 : 3;
  field.addEventListener('input', () => {
    const asked = field.value.toLowerCase().split(/\s+/).filter(Boolean);
    const whole = asked.join(' ');
    const found = asked.length === 0 ? [] : entries.map((_, i) => i).filter(i => asked.every(word => words[i].includes(word)))
      .map(i => [rank(i, whole), i]).sort(([a, i], [b, j]) => a - b || i - j).map(([, i]) => entries[i]);
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
