/** → Radiance: test charts, whose every sample is known in closed form or to a stated accuracy. */
package dev.rawline.scenes.chart;
