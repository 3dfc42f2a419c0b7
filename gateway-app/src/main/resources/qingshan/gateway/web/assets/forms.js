// Keeps what is typed into a form in this window, through a reload or a sign-in, until the form was taken or its user left.
'use strict';
{
  const PREFIX = 'kept.';
  const forget = key => sessionStorage.removeItem(PREFIX + key);
  const kept = key => {
    try {
      return JSON.parse(sessionStorage.getItem(PREFIX + key));
    } catch {
      return null; // somebody else's, or cut off: begin anew
    }
  };
  const restore = (form, values) => {
    let changed = false;
    for (const field of form.elements) {
      if (!field.name || ['password', 'file'].includes(field.type)) continue;
      if (field.type === 'hidden' && !(field.name === 'id' && 'once' in form.dataset)) continue;
      const ticks = field.type === 'checkbox' || field.type === 'radio';
      const value = values[field.name] ?? '';
      const same = ticks ? field.checked === (value === field.value) : field.value === value;
      if (same || (!ticks && !(field.name in values))) continue;
      if (ticks) field.checked = value === field.value;
      else field.value = value;
      if (field.type !== 'hidden') changed = true;
    }
    return changed;
  };

  for (const taken of document.querySelectorAll('[data-taken]')) forget(taken.dataset.taken);
  for (const form of document.querySelectorAll('form[data-keep]')) {
    const key = form.dataset.keep;
    const values = 'refused' in form.dataset ? null : kept(key);
    const note = document.querySelector('[data-restored]');
    if (values && restore(form, values) && note) note.hidden = false;
    note?.querySelector('[data-forget]').addEventListener('click', () => {
      forget(key);
      location.reload();
    });
    const keep = () => {
      const typed = [...new FormData(form)].filter(([, value]) => typeof value === 'string');
      for (const secret of form.querySelectorAll('input[type=password]')) delete typed[typed.findIndex(([name]) => name === secret.name)];
      sessionStorage.setItem(PREFIX + key, JSON.stringify(Object.fromEntries(typed.filter(Boolean))));
    };
    if ('refused' in form.dataset) keep(); // it may have been typed on a page that keeps nothing
    form.addEventListener('input', keep);
    form.addEventListener('submit', keep);
  }
  document.querySelector('form[action="/sign-out"]')?.addEventListener('submit', () => {
    for (const key of Object.keys(sessionStorage)) if (key.startsWith(PREFIX)) sessionStorage.removeItem(key);
  });
}
