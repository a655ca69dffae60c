import { SITE_NAME } from '../courses.ts';
import { escape } from '../html.ts';
import type { Course, Section, Subsection, UnitPlace } from '../tree.ts';
import { legacyPage } from './page.ts';

const item = (kind: string, text: string): string =>
  `<span class="nav-item nav-item-${kind}" dir="auto">${escape(text)}</span>`;

function breadcrumbs({ course, section, subsection, unit }: UnitPlace): string {
  const slash = '<span class="icon" aria-hidden="true">›</span>';
  return `<nav class="breadcrumbs" aria-label="Course">${[
    item('course', course.title),
    item('chapter', section.title),
    item('section', subsection.title),
    item('sequence', unit.title),
  ].join(slash)}</nav>`;
}

function tab({ section, subsection, unit }: UnitPlace, index: number, active: boolean): string {
  const path = `${section.title} > ${subsection.title} > ${unit.title}`;
  return `<li role="presentation"><button type="button" role="tab" class="seq_other nav-item tab btn${active ? ' active' : ''}"
 aria-selected="${active}" data-index="${index}" data-element="${index + 1}" data-id="${escape(unit.key)}"
 data-page-title="${escape(unit.title)}" data-path="${escape(path)}">${index + 1}</button></li>`;
}

function contents({ unit }: UnitPlace, index: number): string {
  const text = unit.text.map((line) => `<p dir="auto">${escape(line)}</p>`).join('');
  return `<template id="seq_contents_${index}"><h2 class="unit-title" dir="auto">${escape(unit.title)}</h2>${text}</template>`;
}

/**
 * Returns the page `/courseware/<chapter>/<section>/<position>`. It is complete when it arrives,
 * except for its tabs.
 */
export function coursewarePage(
  course: Course,
  section: Section,
  subsection: Subsection,
  position: number,
): Response {
  const places = subsection.units.map((unit) => ({ course, section, subsection, unit }));
  const active = Math.min(Math.max(position, 1), places.length) - 1;
  const shown = places[active];
  const baseTitle = `${subsection.title} | ${course.number} Courseware | ${SITE_NAME}`;
  return legacyPage(course, {
    tab: 'courseware',
    title: baseTitle,
    baseTitle,
    body: `${shown ? breadcrumbs(shown) : ''}
<div class="sequence" id="sequence_${escape(subsection.id)}" data-id="${escape(subsection.key)}" data-position="${active + 1}">
<ol id="sequence-list" role="tablist">${places.map((place, i) => tab(place, i, i === active)).join('')}</ol>
<div id="seq_content"></div>
${places.map(contents).join('')}</div>
<script type="module" src="/_course/tabs.js"></script>`,
  });
}
