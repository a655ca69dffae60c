import * as z from 'zod/mini';

/*
 * Small schemas for stored data and for answers of servers, all made from one piece of zod. Zod's
 * own formats, number kinds, records and unions were a tenth of everything that the popup loads.
 */

export const whole = z.number().check(z.refine((value) => Number.isSafeInteger(value)));

/** A text of at most `most` characters. */
export const short = (most: number) => z.string().check(z.refine((text) => text.length <= most));

/** A list of at most `most` members. */
export const few = <T extends z.ZodMiniType>(one: T, most: number) =>
  z.array(one).check(z.refine((list) => list.length <= most));

const GUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
/** An id from the server. */
export const guid = z.string().check(z.refine((text) => GUID.test(text)));

const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d+)?)?Z$/;
/** A time in ISO 8601, UTC. */
export const time = z
  .string()
  .check(z.refine((text) => TIME.test(text) && !Number.isNaN(Date.parse(text))));

/** Accepts `true` alone. */
export const yes = z.custom<true>((value) => Object.is(value, true));

/** Accepts one of these words and no other text. */
export const word = <const W extends string>(...words: readonly W[]) =>
  z.custom<W>((value) => words.some((one) => one === value));

/** Accepts one of several shapes, which differ in one of their words. */
export const oneOf = <const S extends readonly z.ZodMiniType[]>(...shapes: S) =>
  z.custom<z.infer<S[number]>>((value) => shapes.some((shape) => shape.safeParse(value).success));
