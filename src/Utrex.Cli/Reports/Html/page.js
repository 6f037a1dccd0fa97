// The page comes alive.
function refine() {
  forgetWay();
  refresh();
}

showTotals();
showNotChecked();
fillFilters();
showCharts();
showStart();
let timer;
$('search').addEventListener('input', () => { clearTimeout(timer); timer = setTimeout(refine, 150); });
for (const name of FORM.filter(name => name !== 'search')) $(name).addEventListener('change', refine);
$('filters').addEventListener('submit', event => event.preventDefault());
$('filters').addEventListener('reset', () => setTimeout(() => { only = null; refine(); }, 0));
$('only').addEventListener('click', () => { only = null; refine(); $('findings').focus(); });
$('back').addEventListener('click', goBack);
$('close').addEventListener('click', () => { closeDetail(); $('findings').focus(); });
$('findings').addEventListener('scroll', draw);
$('findings').addEventListener('keydown', event => { if (!event.ctrlKey && !event.altKey && !event.metaKey && pressed(event.key)) event.preventDefault(); });
$('detail').addEventListener('keydown', event => { if (event.key === 'Escape') { closeDetail(); $('findings').focus(); } });
document.addEventListener('keydown', event => {
  if (event.key === '/' && !['INPUT', 'SELECT'].includes(document.activeElement.tagName)) { event.preventDefault(); $('search').focus(); }
});
window.addEventListener('beforeprint', preparePrint);
window.addEventListener('resize', draw);
refresh();
