import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  isBlockOf,
  MAX_KEY_LENGTH,
  parseCourseKey,
  parseUsageKey,
} from '../../lib/edx/course-keys.ts';
import { course, oldCourse, word } from './arbitraries.ts';

const DEMO = 'course-v1:edX+DemoX+Demo_Course';
const BLOCK = 'block-v1:edX+DemoX+Demo_Course';
const VERSION = '519665f6223ebd6980884f2b';

describe('parseCourseKey', () => {
  test.each([
    [DEMO, DEMO],
    ['course-v1:mit.eecs+honors.6002x+2014_T2', 'course-v1:mit.eecs+honors.6002x+2014_T2'],
    ['course-v1:a:b~c+d.e-f+g_h', 'course-v1:a:b~c+d.e-f+g_h'],
    ['course-v1:Школа+数学+été', 'course-v1:Школа+数学+été'],
    [`${DEMO}+branch@draft-branch`, DEMO],
    [`${DEMO}+branch@published+version@${VERSION}`, DEMO],
    [`${DEMO}+version@${VERSION}`, DEMO],
    ['ccx-v1:edX+DemoX+Demo_Course+ccx@1', 'ccx-v1:edX+DemoX+Demo_Course+ccx@1'],
    [`ccx-v1:edX+DemoX+R+branch@b+version@${VERSION}+ccx@12`, 'ccx-v1:edX+DemoX+R+ccx@12'],
    ['TestX/UrlHelpers/mongo', 'TestX/UrlHelpers/mongo'],
    ['MITx/8.MechCx_2/2T-2017', 'MITx/8.MechCx_2/2T-2017'],
  ])('accepts %s', (text, key) => expect(parseCourseKey(text)).toBe(key));

  test.each([
    '',
    'course-v1:',
    'course-v1:a+b',
    'course-v1:a+b+c+',
    'course-v1:a+b+c+d',
    'course-v1:a++c',
    'course-v1:a+b+c ',
    'course-v1:a+b+c\n',
    'course-v1:a,b+b+c',
    'course-v1:a&b+b+c',
    'course-v1:a(b+b+c',
    'course-v1:a!+b+c',
    'course-v1:a+b+c\ufffd',
    'course-v1:a+b+\ud835',
    'course-v1:a%2Bb+b+c',
    'Course-v1:a+b+c',
    'course-v1:a+b+c+branch@',
    'course-v1:a+b+c+version@abc',
    `course-v1:a+b+c+version@${VERSION.toUpperCase()}`,
    `course-v1:a+b+c+version@${VERSION}+branch@b`,
    `course-v1:version@${VERSION}`,
    'course-v1:a+b+c+ccx@1',
    'ccx-v1:a+b+c',
    'ccx-v1:a+b+c+ccx@x',
    'library-v1:ORG+LIB',
    'lib:ORG:SLUG',
    'lct:ORG:SLUG:TYPE:ID',
    'lib-collection:ORG:SLUG:ID',
    'asset-v1:edX+DemoX+R+type@asset+block@x.jpg',
    'a/b',
    'a/b/c/d',
    'a//c',
    'a~/b/c',
    'a:/b/c',
    '../b/c',
    'a/./c',
    'course-v1:a\u3164+b+c',
    'course-v1:a+\uffa0+c',
    'course-v1:a+b+c\u115f\u1160',
    'a/\u3164/c',
  ])('rejects %j', (text) => expect(parseCourseKey(text)).toBeNull());

  test('accepts at most 255 characters', () => {
    const key = `course-v1:a+b+${'c'.repeat(MAX_KEY_LENGTH - 14)}`;
    expect(key).toHaveLength(MAX_KEY_LENGTH);
    expect(parseCourseKey(key)).toBe(key);
    expect(parseCourseKey(`${key}+branch@published`)).toBe(key);
    expect(parseCourseKey(`${key}c`)).toBeNull();
    expect(parseCourseKey(`a/b/${'c'.repeat(252)}`)).toBeNull();
    expect(parseCourseKey(`course-v1:${'+'.repeat(1e6)}`)).toBeNull();
  });

  test('reads every valid key back', () => {
    fc.assert(
      fc.property(course, ({ written, key }) => {
        expect(parseCourseKey(written)).toBe(key);
        expect(parseCourseKey(key)).toBe(key);
      }),
    );
    fc.assert(
      fc.property(oldCourse, (key) => {
        expect(parseCourseKey(key)).toBe(key);
      }),
    );
  });
});

describe('a usage key', () => {
  test('names its course and type', () => {
    expect(
      parseUsageKey(`${BLOCK}+branch@published+version@${VERSION}+type@vertical+block@a:b.1-2~3`),
    ).toEqual({
      text: `${BLOCK}+type@vertical+block@a:b.1-2~3`,
      courseKey: DEMO,
      type: 'vertical',
    });
    expect(parseUsageKey('ccx-block-v1:a+b+c+ccx@3+type@sequential+block@x')).toEqual({
      text: 'ccx-block-v1:a+b+c+ccx@3+type@sequential+block@x',
      courseKey: 'ccx-v1:a+b+c+ccx@3',
      type: 'sequential',
    });
  });

  test('of the old style has no run', () => {
    const key = { text: 'i4x://edX/DemoX/vertical/v1', courseKey: null, type: 'vertical' };
    expect(parseUsageKey('i4x://edX/DemoX/vertical/v1')).toEqual(key);
    expect(parseUsageKey('i4x://edX/DemoX/vertical/v1@draft')).toEqual(key);
  });

  test.each([
    BLOCK,
    `${BLOCK}+type@vertical`,
    `${BLOCK}+type@vertical+block@`,
    `${BLOCK}+type@vertical+block@a%20b`,
    `${BLOCK}+type@vertical+block@a+`,
    `${BLOCK}+type@vertical+block@a+block@b`,
    `ccx-${BLOCK}+type@vertical+block@a`,
    'lib-block-v1:ORG+LIB+type@problem+block@a',
    'lb:ORG:SLUG:TYPE:ID',
    'aside-usage-v2:block-v1$:a',
    'i4x://edX/DemoX/vertical',
    'i4x:/edX/DemoX/vertical/a',
    `${BLOCK}+type@vertical+block@${'x'.repeat(255)}`,
  ])('is rejected: %j', (text) => expect(parseUsageKey(text)).toBeNull());

  test('is read back if it is valid, and belongs only to its own course', () => {
    fc.assert(
      fc.property(course, course, word, word, (home, other, type, id) => {
        const block = home.block(type, id);
        const parsed = parseUsageKey(block.written);
        expect(parsed).toEqual({ text: block.key, courseKey: home.key, type });
        expect(parseUsageKey(block.key)).toEqual(parsed);
        expect(isBlockOf(block.written, home.key)).toBe(true);
        expect(isBlockOf(block.key, other.key)).toBe(other.key === home.key);
      }),
    );
  });

  test('of the old style belongs to a course by organization and course', () => {
    expect(isBlockOf('i4x://edX/DemoX/vertical/v1', 'edX/DemoX/2014')).toBe(true);
    expect(isBlockOf('i4x://edX/DemoX2/vertical/v1', 'edX/DemoX/2014')).toBe(false);
    expect(isBlockOf('i4x://edX/DemoX/vertical/v1', DEMO)).toBe(false);
    expect(isBlockOf('nothing', DEMO)).toBe(false);
  });
});
