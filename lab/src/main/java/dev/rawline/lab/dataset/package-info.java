/** Data sets → data sets: one public call for each command of {@code data}. */
package dev.rawline.lab.dataset;
