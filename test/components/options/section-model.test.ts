// @vitest-environment happy-dom
import { signal } from '@preact/signals';
import { beforeEach, describe, expect, test } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { createSections } from '../../../components/options/section-model.ts';
import { insideOf, markedFor, sectionOf } from '../../../components/options/sections.ts';
import { optionsSection } from '../../../lib/store/items/options-section.ts';
import { eventually } from '../../harness/eventually.ts';

describe('an address', () => {
  test.each([
    ['#school', 'school', ''],
    ['#history/course-v1%3AA%2BB%2BC', 'history', 'course-v1:A+B+C'],
    ['#history/%', 'history', ''],
    ['#connection', 'school', ''],
    ['#journey', 'history', ''],
    ['#about', 'help', ''],
    ['', null, ''],
    ['#nowhere', null, ''],
    ['#constructor', null, ''],
  ])('%s names the section %s', (hash, id, inside) => {
    expect(sectionOf(hash)).toBe(id);
    expect(insideOf(hash)).toBe(inside);
  });

  test('of what was sent is marked as Privacy in the navigation', () => {
    expect(markedFor('sent')).toBe('privacy');
    expect(markedFor('data')).toBe('data');
  });
});

describe('the options page', () => {
  beforeEach(() => {
    fakeBrowser.reset();
    location.hash = '';
  });

  test('shows the first steps while there are some, and otherwise the school', async () => {
    const hasStart = signal<boolean | null>(null);
    const model = createSections(hasStart);
    expect(model.shown.value).toBeNull();
    hasStart.value = true;
    await eventually(() => expect(model.shown.value).toBe('start'));
    hasStart.value = false;
    expect(model.shown.value).toBe('school');
  });

  test('shows the section of last time, but an address counts more', async () => {
    await optionsSection.write({ hash: '#sites', asked: false });
    const model = createSections(signal<boolean | null>(false));
    await eventually(() => expect(model.shown.value).toBe('sites'));
    location.hash = '#data';
    dispatchEvent(new Event('hashchange'));
    expect(model.shown.value).toBe('data');
    expect(model.moved()).toBe(true);
    await eventually(async () => expect((await optionsSection.read()).hash).toBe('#data'));
  });

  test('follows another page that asks for a section, once', async () => {
    const model = createSections(signal<boolean | null>(false));
    await eventually(() => expect(model.shown.value).toBe('school'));
    await optionsSection.write({ hash: '#privacy', asked: true });
    await eventually(() => expect(location.hash).toBe('#privacy'));
    expect((await optionsSection.read()).asked).toBe(false);
  });
});
