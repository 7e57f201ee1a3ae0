/** The most runs that are compared at once. */
export const MOST = 500;

/** The runs that are marked; they stay so while other pages are looked at. */
export const selection = new Set<number>();
