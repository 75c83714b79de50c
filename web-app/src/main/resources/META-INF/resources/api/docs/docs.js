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

/** Swagger UI does not resolve references among the parameters of a path; so each call gets those of its path itself. */
const withParametersInCalls = (spec) => {
  for (const path of Object.values(spec.paths)) {
    const { parameters = [], ...calls } = path;
    delete path.parameters;
    Object.values(calls).forEach((call) => {
      call.parameters = [...parameters, ...(call.parameters ?? [])];
    });
  }
  return spec;
};

/** A path is a link within the button that opens its call, which no keyboard tells apart; the button leads to it, too. */
const pathAsText = ({ React }) => ({ components: { DeepLink: ({ text }) => React.createElement('span', null, text) } });

const ui = SwaggerUIBundle({
  url: 'openapi.yaml',
  dom_id: '#docs',
  deepLinking: true,
  docExpansion: 'list',
  defaultModelsExpandDepth: 0,
  defaultModelRendering: 'model',
  displayRequestDuration: true,
  validatorUrl: null,
  plugins: [
    { fn: { opsFilter: matching } },
    { statePlugins: { spec: { wrapActions: { updateJsonSpec: (update) => (spec) => update(withParametersInCalls(spec)) } } } },
    pathAsText,
  ],
});

/** Swagger UI names the fields of a call, and what unfolds a schema without a title, for the eye alone. */
const nameControls = () => {
  for (const field of document.querySelectorAll('#docs :is(input, select, textarea):not([aria-label])')) {
    const parameter = field.closest('[data-param-name]')?.dataset.paramName;
    field.setAttribute('aria-label', parameter ?? (field.matches('.examples-select-element') ? 'Example' : 'Request body'));
  }
  for (const button of document.querySelectorAll('#docs .json-schema-2020-12-accordion:not([aria-label])')) {
    if (button.textContent.trim() === '') {
      button.setAttribute('aria-label', 'Schema');
    }
  }
};
new MutationObserver(nameControls).observe(document.getElementById('docs'), { childList: true, subtree: true });

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
