// Keeps what is typed into a form in this window, through a reload or a sign-in, until the form was taken.
'use strict';
for (const form of document.querySelectorAll('form[data-keep]')) {
  const key = 'kept.' + form.dataset.keep;
  const fields = [...form.elements].filter(field => field.name && field.type !== 'password' && field.type !== 'file');
  let kept = {};
  try {
    kept = JSON.parse(sessionStorage.getItem(key)) ?? {};
  } catch { /* somebody else's, or cut off: begin anew */ }
  for (const field of fields) {
    if (!(field.name in kept)) continue;
    if (field.type === 'checkbox' || field.type === 'radio') field.checked = kept[field.name] === field.value;
    else if (!field.value || field.type === 'hidden' || field.tagName === 'SELECT') field.value = kept[field.name];
  }
  const keep = () => sessionStorage.setItem(key, JSON.stringify(Object.fromEntries(new FormData(form))));
  form.addEventListener('input', keep);
  form.addEventListener('submit', keep);
}
for (const taken of document.querySelectorAll('[data-taken]')) sessionStorage.removeItem('kept.' + taken.dataset.taken);
