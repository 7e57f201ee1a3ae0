/**
 * Commands → {@code lab}: measured sensors, and data made with them (simulate, scale-intensity,
 * import, calibrate).
 */
package dev.rawline.app.simulate;
