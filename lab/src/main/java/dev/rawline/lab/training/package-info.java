/**
 * Plans → trained models, and what they look like while they learn; models × pictures → what they
 * say.
 */
package dev.rawline.lab.training;
