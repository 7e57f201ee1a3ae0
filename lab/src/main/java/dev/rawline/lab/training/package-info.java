/** Plans → trained models, their learning curves, and pictures of how they learn. */
package dev.rawline.lab.training;
