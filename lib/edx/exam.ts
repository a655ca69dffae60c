/* What makes a page count as an exam. These selectors depend on the release of Open edX. */

/**
 * Signs of an exam in the Learning MFE: the clock of a running exam; the page before or after an
 * exam, of any kind and in any state (to begin, to resume, handed in, over, refused, failed); what
 * stands below such a page; and an exam that the app could not load. `$=` matches what all kinds
 * and states of a page have in common.
 */
const MFE_EXAM = [
  '="exam-timer"',
  '="end-button"',
  '$="exam-instructions-title"',
  '$="exam-button"',
  '="exam-loading-spinner"',
  '="exam-api-error-component"',
  '="unknown-status-error"',
]
  .map((id) => `[data-testid${id}]`)
  .join();

/**
 * Any of these means an exam: timed, proctored or, on the LMS's own pages (`p`), the exam that opens
 * a course. The last two are in ibl.ai's learner app, before an exam and while it runs. An entrance exam without a time limit has no sign of its own in the MFE.
 */
const EXAM = `${MFE_EXAM},.footer-sequence,.exam-timer,.timed-exam,.proctored-exam,p.sequential-status-message,#exam-time-info,#end-exam-warning`;

/** Whether the page shows an exam, or a page before or after one. */
export const showsExam = (document: Document): boolean => document.querySelector(EXAM) !== null;
