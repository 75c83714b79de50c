// The documentation page: Swagger UI over openapi.yaml, with a search through everything that is said about a call.

const dark = matchMedia('(prefers-color-scheme: dark)');
const followScheme = () => document.documentElement.classList.toggle('dark-mode', dark.matches);
dark.addEventListener('change', followScheme);
followScheme();

const search = document.getElementById('search');
const found = document.getElementById('found');

/** Everything that is said about a call, in lower case. */
const text = (call) =>
  [call.get('method'), call.get('path'), JSON.stringify(call.get('operation'))].join(' ').toLowerCase();

/** The calls, by their tags, that have every word of the phrase; Swagger UI itself searches the names of tags alone. */
const matching = (tags, phrase) => {
  const words = phrase.toLowerCase().split(/\s+/).filter(Boolean);
  return tags
    .map((tag) => tag.update('operations', (calls) => calls.filter((call) => words.every((w) => text(call).includes(w)))))
    .filter((tag) => tag.get('operations').size > 0);
};

const ui = SwaggerUIBundle({
  url: 'openapi.yaml',
  dom_id: '#docs',
  deepLinking: true,
  docExpansion: 'list',
  defaultModelsExpandDepth: 0,
  defaultModelRendering: 'model',
  displayRequestDuration: true,
  validatorUrl: null,
  plugins: [{ fn: { opsFilter: matching } }],
});

search.addEventListener('input', () => {
  const phrase = search.value.trim();
  ui.layoutActions.updateFilter(phrase);
  const calls = ui.specSelectors.taggedOperations().reduce((sum, tag) => sum + tag.get('operations').size, 0);
  found.textContent = phrase === '' ? '' : calls === 1 ? '1 call' : `${calls} calls`;
});

document.addEventListener('keydown', (event) => {
  const typing = event.target.closest('input, textarea, select, [contenteditable]');
  if (event.key === '/' && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
    event.preventDefault();
    search.focus();
  }
});
