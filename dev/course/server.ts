export interface CourseSettings {
  readonly pace?: number;
}
type Handler = (request: Request) => Response | Promise<Response>;
const page = (): Response =>
  new Response('<!doctype html><title>Course | edX</title><p>Soon', {
    headers: { 'content-type': 'text/html' },
  });
export function openCourse(_settings?: CourseSettings): {
  learning: Handler;
  lms: Handler;
  studio: Handler;
} {
  return { learning: page, lms: page, studio: page };
}
