/** Quality results → pages and plots. */
package dev.rawline.lab.quality.page;
