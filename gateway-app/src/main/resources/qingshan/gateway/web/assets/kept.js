// Keeps what is typed into a form in this window, through a reload or a sign-in, until the form was taken.
'use strict';
for (const taken of document.querySelectorAll('[data-taken]')) sessionStorage.removeItem('kept.' + taken.dataset.taken);
for (const form of document.querySelectorAll('form[data-keep]')) {
  const key = 'kept.' + form.dataset.keep;
  let kept = {};
  try {
    kept = JSON.parse(sessionStorage.getItem(key)) ?? {};
  } catch { /* cut off, or somebody else's: begin anew */ }
  for (const field of form.elements) {
    if (!(field.name in kept) || ['hidden', 'password', 'file'].includes(field.type)) continue;
    if (field.type === 'checkbox' || field.type === 'radio') field.checked = kept[field.name] === field.value;
    else if (!field.value || field.tagName === 'SELECT') field.value = kept[field.name];
  }
  const keep = () => {
    const typed = [...form.elements].filter(field => field.name && field.type !== 'password' && field.type !== 'file');
    const fields = typed.filter(field => !['checkbox', 'radio'].includes(field.type) || field.checked);
    sessionStorage.setItem(key, JSON.stringify(Object.fromEntries(fields.map(field => [field.name, field.value]))));
  };
  form.addEventListener('input', keep);
  form.addEventListener('submit', keep);
}
