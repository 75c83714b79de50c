// The documentation page: Swagger UI for openapi.yaml, with a full-text search.

const dark = matchMedia('(prefers-color-scheme: dark)');
const followScheme = () => document.documentElement.classList.toggle('dark-mode', dark.matches);
dark.addEventListener('change', followScheme);
followScheme();

const search = document.getElementById('search');
const found = document.getElementById('found');

/** Returns the whole description of a call in lower case. */
const text = (call) =>
  [call.get('method'), call.get('path'), JSON.stringify(call.get('operation'))].join(' ').toLowerCase();

/** Returns the calls by tag whose description contains every word of the phrase. Swagger UI itself searches only tag names. */
const matching = (tags, phrase) => {
  const words = phrase.toLowerCase().split(/\s+/).filter(Boolean);
  return tags
    .map((tag) => tag.update('operations', (calls) => calls.filter((call) => words.every((w) => text(call).includes(w)))))
    .filter((tag) => tag.get('operations').size > 0);
};

/** Copies the parameters of each path to its calls, because Swagger UI does not resolve references among the former. */
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

/** Shows a path as text. Swagger UI makes it a link inside the button that opens the call, which keyboards can't reach. */
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

/** Labels the fields of calls, and the buttons of schemas without a title, for screen readers. Swagger UI does not. */
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
