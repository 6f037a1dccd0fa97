// The sums at the top: cards, where to start, what was not checked, and charts. Whatever is counted here can be clicked, and the list then shows as many.
const MOST_BARS = 12;
const MOST_STARTS = 5;
const MOST_READ = 20;
const MOST_ADVICE = 140;
const MOST_LABEL = 22;
const short = (words, most) => words.length > most ? words.slice(0, most - 1) + '…' : words;
const sumOf = which => sums.reduce((total, sum) => total + (which(sum) ? sum.count : 0), 0);

function showTotals() {
  const isNow = sum => sum.status !== RESOLVED;
  const all = sumOf(() => true);
  const add = (name, count, filter, style = '') => {
    const content = [element('b', number(count), { class: style }), name];
    $('cards').append(filter && count ? button(content, () => show(filter), 'card') : element('div', content, { class: 'card' }));
  };
  const errors = sumOf(sum => isNow(sum) && rules[sum.rule].error);
  const effects = sumOf(sum => isNow(sum) && sum.effect);
  add('errors', errors, { level: 'error' }, 'error');
  add('warnings', sumOf(isNow) - errors, { level: 'warning' }, 'warning');
  add('to correct', sumOf(isNow) - effects, { kind: 'cause' });
  add('disappear with them', effects, { kind: 'effect' });
  if (data.baseline) {
    add('new', sumOf(sum => sum.status === NEW), { status: NEW });
    add('known', sumOf(sum => sum.status === KNOWN), { status: KNOWN });
    add('resolved', sumOf(sum => sum.status === RESOLVED), { status: RESOLVED });
  }
  add('students', data.students);
  add('rules broken', new Set(currentSums.map(sum => sum.rule)).size);
  const about = [given.map(i => files[i].name).join(', '), data.specification, 'today is ' + data.today, 'written ' + data.created];
  if (data.masked) about.push('personal values are made up');
  $('about').textContent = about.join(' · ');
  $('read').append(...data.read.slice(0, MOST_READ).map(batch => element('li', [element('bdi', [batch.file]), `: ${batch.head}`, batch.records ? ` (${batch.records})` : ''])));
  if (data.read.length > MOST_READ) $('read').append(element('li', [`and ${number(data.read.length - MOST_READ)} more batches`]));
  $('notes').hidden = data.notes.length === 0;
  $('notes').textContent = data.notes.join('. ');
  $('left').hidden = all === rows.length;
  $('left').textContent = `This page lists the first ${number(rows.length)} of ${number(all)} findings; ${number(all - rows.length)} are counted here but not listed. Correct the largest causes and run again, or use --format csv to have them all.`;
}

/** What to correct first: the lines with the most effects, and the rules with the most findings of their own. */
function showStart() {
  const causes = groupRows(current, 'cause').filter(group => group.own.length && group.effects.length)
    .map(group => ({ weight: group.rows.length, node: button(`Correct ${startName(group)}: ${some(group.effects.length, 'more finding disappears', 'more findings disappear')} with it`, () => { show({}, 'cause'); reveal(group.own[0], true); }), advice: ruleOf(group.own[0]).advice }));
  const often = tally(currentSums.filter(sum => !sum.effect && rules[sum.rule].error), sum => sum.rule, sum => sum.count).filter(([, count]) => count > 1)
    .map(([rule, weight]) => ({ weight, node: button(`${some(weight, 'finding')} of ${rules[rule].label}: ${rules[rule].text}`, () => show({ rule, kind: 'cause' }, 'rule')), advice: rules[rule].advice }));
  const steps = [...causes, ...often].sort((a, b) => b.weight - a.weight).slice(0, MOST_STARTS);
  $('start').append(...steps.map(step => element('li', [step.node, step.advice ? ' ' + short(step.advice, MOST_ADVICE) : ''])));
  $('start-section').hidden = steps.length === 0;
  showSince();
  $('clean').hidden = currentSums.length > 0;
}

/** What changed since the earlier run. */
function showSince() {
  const fresh = sumOf(sum => sum.status === NEW);
  const toCorrect = sumOf(sum => sum.status === NEW && !sum.effect);
  const gone = sumOf(sum => sum.status === RESOLVED);
  $('since').hidden = !data.baseline;
  $('since').append('Since the earlier run: ',
    fresh ? button(`${some(fresh, 'finding')} ${fresh === 1 ? 'is' : 'are'} new, ${number(toCorrect)} of them to correct`, () => show({ status: NEW })) : 'nothing is new', '; ',
    gone ? button(`${number(gone)} ${gone === 1 ? 'is' : 'are'} resolved`, () => show({ status: RESOLVED })) : 'nothing is resolved', '.');
}

function startName(group) {
  const fields = [...new Set(group.own.map(row => text(row, TITLE)).filter(Boolean))];
  return `${lineName(group.file, group.line)} (${ruleOf(group.own[0]).recordName}${fields.length ? ', ' + fields.join(', ') : ''})`;
}

function showNotChecked() {
  $('not-checked-section').hidden = data.notChecked.length === 0;
  $('not-checked-title').textContent = `Not checked: ${some(data.notChecked.reduce((total, { rules: numbers }) => total + numbers.length, 0), 'rule')}`;
  $('not-checked').append(...data.notChecked.map(({ reason, rules: numbers }) => element('details', [
    element('summary', `${some(numbers.length, 'rule')}: ${reason}`), ruleList(numbers)])));
}

const ruleList = numbers => element('ul', numbers.map(i => element('li', [element('b', rules[i].label), ' ' + rules[i].text])));

function svg(name, attributes, content) {
  const node = document.createElementNS('http://www.w3.org/2000/svg', name);
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
  node.append(...content || []);
  return node;
}

/** A bar for each key: what must be corrected there, without what disappears by itself. */
function chart(target, keyOf, nameOf, filterOf) {
  const bars = new Map();
  for (const sum of currentSums.filter(one => !one.effect)) {
    const key = keyOf(sum);
    if (key === null) continue;
    if (!bars.has(key)) bars.set(key, { name: nameOf(sum), filter: filterOf(key), error: 0, warning: 0 });
    bars.get(key)[rules[sum.rule].error ? 'error' : 'warning'] += sum.count;
  }
  const sorted = [...bars.values()].sort((a, b) => b.error + b.warning - a.error - a.warning);
  const shown = sorted.slice(0, MOST_BARS);
  const [step, labelWidth, barWidth, most] = [22, 174, 156, Math.max(1, ...shown.map(bar => bar.error + bar.warning))];
  const groups = shown.map((bar, i) => {
    const [error, warning] = [bar.error / most * barWidth, bar.warning / most * barWidth];
    const words = `${bar.name}: ${some(bar.error, 'error')}, ${some(bar.warning, 'warning')}`;
    const group = svg('g', { tabindex: 0, role: 'button', 'aria-label': `${words}. Show them.`, transform: `translate(0 ${step * i})` }, [
      svg('rect', { class: 'bar-back', width: 380, height: step }),
      svg('text', { x: 4, y: 15 }, [short(bar.name, MOST_LABEL)]),
      ...bar.error ? [svg('rect', { class: 'bar-error', x: labelWidth, y: 3, width: error, height: 16 })] : [],
      ...bar.warning ? [svg('rect', { class: 'bar-warning', x: labelWidth + error, y: 3.5, width: Math.max(1, warning), height: 15 })] : [],
      svg('text', { x: labelWidth + 6 + error + warning, y: 15 }, [number(bar.error + bar.warning)]),
      svg('title', {}, [words]),
    ]);
    const go = () => show({ ...bar.filter, kind: 'cause' });
    group.addEventListener('click', go);
    group.addEventListener('keydown', event => { if (event.key === 'Enter' || event.key === ' ') { event.preventDefault(); go(); } });
    return group;
  });
  $(target).append(shown.length ? svg('svg', { viewBox: `0 0 380 ${step * shown.length}`, width: '100%', 'aria-labelledby': target + '-title', role: 'group' }, groups) : 'none');
  if (sorted.length > MOST_BARS) $(target).append(element('small', `and ${number(sorted.length - MOST_BARS)} more`));
}

function showCharts() {
  chart('by-record', sum => rules[sum.rule].record, sum => `${rules[sum.rule].record} ${rules[sum.rule].recordName}`, record => ({ record }));
  chart('by-school', sum => schoolKey(sum.lea, sum.school), sum => schoolName(sum.lea, sum.school), school => ({ school }));
  chart('by-rule', sum => sum.rule, sum => rules[sum.rule].label, rule => ({ rule }));
  $('by-file-figure').hidden = !manyFiles;
  if (manyFiles) chart('by-file', sum => sum.file, sum => fileNames[sum.file], file => ({ file }));
}
