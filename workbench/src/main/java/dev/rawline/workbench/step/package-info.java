/** Plan → steps, each run once; results are kept by their inputs' hash. */
package dev.rawline.workbench.step;
