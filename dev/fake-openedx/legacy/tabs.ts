/** The old courseware's tabs: a click shows another unit and changes no address or history. */
const list = document.querySelector('#sequence-list');
const content = document.querySelector('#seq_content');
const baseTitle = document.querySelector('title')?.dataset['baseTitle'] ?? '';

function show(tab: HTMLElement): void {
  for (const other of list?.querySelectorAll('.nav-item') ?? []) {
    other.classList.toggle('active', other === tab);
    other.setAttribute('aria-selected', String(other === tab));
  }
  const name = tab.dataset['pageTitle'] ?? '';
  document.title = `${name} | ${baseTitle}`;
  document.querySelector('.breadcrumbs .nav-item-sequence')?.replaceChildren(name);
  const text = document.querySelector<HTMLTemplateElement>(`#seq_contents_${tab.dataset['index']}`);
  if (text) content?.replaceChildren(text.content.cloneNode(true));
}

list?.addEventListener('click', ({ target }) => {
  const tab = target instanceof Element ? target.closest<HTMLElement>('.nav-item') : null;
  if (tab) show(tab);
});

const first = list?.querySelector<HTMLElement>('.nav-item.active');
if (first) show(first);
