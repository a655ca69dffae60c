// @vitest-environment happy-dom
import { readFileSync } from 'node:fs';
import { beforeEach, expect, test } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { followTheme } from '../../../components/data/theme.ts';
import { theme } from '../../../lib/store/items/theme.ts';
import { eventually } from '../../harness/eventually.ts';

/** The script that each page runs before it is drawn. */
const script = readFileSync('public/theme.js', 'utf8');
const shown = () => document.documentElement.dataset['theme'];

beforeEach(() => fakeBrowser.reset());

test('a page shows the choice from its start and after each change, and nothing once it is removed', async () => {
  localStorage.setItem('theme', 'light');
  window.eval(script);
  expect(shown()).toBe('light');
  // What is stored counts more than its copy.
  followTheme();
  await eventually(() => expect(shown()).toBeUndefined());
  await theme.write('dark');
  await eventually(() => expect(shown()).toBe('dark'));
  expect(localStorage.getItem('theme')).toBe('dark');
  // As after Delete everything.
  await theme.remove();
  await eventually(() => expect(shown()).toBeUndefined());
  expect(localStorage.getItem('theme')).toBeNull();
});
