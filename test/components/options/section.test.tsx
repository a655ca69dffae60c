// @vitest-environment happy-dom
import { signal } from '@preact/signals';
import { render } from 'preact';
import { expect, test, vi } from 'vitest';
import { createSections } from '../../../components/options/section-model.ts';
import { Section } from '../../../components/options/section.tsx';
import { eventually } from '../../harness/eventually.ts';

test('the heading takes the focus with the change of section, and not from a field later', async () => {
  location.hash = '#school';
  const model = createSections(signal<boolean | null>(false));
  const page = document.createElement('main');
  document.body.append(page);
  // A page that is covered draws nothing for a long time.
  vi.spyOn(globalThis, 'requestAnimationFrame').mockReturnValue(0);
  render(
    <>
      <Section id="school" title="School" model={model}>
        <input id="org" />
      </Section>
      <Section id="sites" title="Sites" model={model}>
        <input id="site" />
      </Section>
    </>,
    page,
  );
  const changed = new Promise((resolve) => window.addEventListener('hashchange', resolve));
  model.show('sites');
  await changed;
  await eventually(() =>
    expect(document.querySelector('#sites')?.hasAttribute('hidden')).toBe(false),
  );
  expect(document.activeElement?.id).toBe('sites-title');
  render(null, page);
});
