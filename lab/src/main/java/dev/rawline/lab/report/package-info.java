/** Findings → pictures: labelled sheets and plots that a person reads at a glance. */
package dev.rawline.lab.report;
