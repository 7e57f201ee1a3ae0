/**
 * Chart parameters → Radiance: test charts, whose samples are known in closed form or to a stated
 * accuracy.
 */
package dev.rawline.scenes.chart;
