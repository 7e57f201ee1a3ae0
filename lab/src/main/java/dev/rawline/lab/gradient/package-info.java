/** Gradients → findings: what a loss is sensitive to, in numbers. */
package dev.rawline.lab.gradient;
